"""Rules about the graph: every case gets somewhere, and no case goes round in circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import networkx as nx

from ..errors import Problem, Rule
from ..graph import arrows, leads_to_any, reachable
from ..model import Handbook
from ..step import Step
from ..text import folded
from ..values import Kind, OutcomeKind

_LEAST = 2  # answers of a question
_NAMED = 20  # steps of a circle

_NO_TARGET = Rule(
    "Stap ‘{target}’ is er niet; antwoord ‘{answer}’ van ‘{step}’ wijst ernaar",
    "Kies een bestaande stap of maak die stap",
)
_UNREACHABLE = Rule(
    "Geen enkel antwoord leidt naar stap ‘{step}’", "Laat er een antwoord naar wijzen of haal de stap weg"
)
_DEAD_END = Rule(
    "Vanaf stap ‘{step}’ komt een casus nergens uit", "Geef de stap een antwoord dat naar een uitkomst leidt"
)
_CIRCLE = Rule(
    "Een casus kan hier in een kring lopen: {names}", "Laat een van de antwoorden ergens anders heen wijzen"
)
_FEW_ANSWERS = Rule("Stap ‘{step}’ heeft minder dan twee antwoorden", "Voeg een antwoord toe")
_SAME_LABEL = Rule(
    "Stap ‘{step}’ heeft twee keer het antwoord ‘{label}’", "Geef elk antwoord een eigen tekst"
)
_ANSWERS_AT_END = Rule(
    "Uitkomst ‘{step}’ heeft antwoorden", "Haal de antwoorden weg of maak er een vraag van"
)
_NO_OUTCOME = Rule(
    "Bij uitkomst ‘{step}’ staat niet hoe de casus eindigt",
    "Vul bij outcome in: resolved, handover of explained",
    form_remedy="Kies hoe de casus eindigt",
)
_NO_END = Rule(
    "Stap ‘{step}’ is geen uitkomst",
    "Haal outcome weg of maak er een uitkomst van",
    form_remedy="Kies dat hier geen casus eindigt, of maak er een uitkomst van",
)
_NO_CONTACT = Rule("Bij uitkomst ‘{step}’ staat geen contact", "Vul bij contact in wie de casus overneemt")
_NO_SITUATION = Rule(
    "Er is geen enkele situatie",
    "Maak een stap met kind situation",
    form_remedy="Maak van een stap een situatie",
)
_NUMBERED, _UNNUMBERED, _SAME_NUMBER = (
    Rule(message, "Geef elke situatie een eigen nummer, en andere stappen geen")
    for message in (
        "Stap ‘{step}’ is geen situatie maar heeft een nummer",
        "Situatie ‘{step}’ heeft geen nummer",
        "Nummer {number} wordt door twee situaties gebruikt",
    )
)
_NOT_EXPLAINED = Rule(
    "‘{step}’ is geen uitkomst die iets uitlegt",
    "Kies een uitkomst met outcome: explained",
    form_remedy="Kies een uitkomst die iets uitlegt",
)


def unknown_target(handbook: Handbook) -> Iterator[Problem]:
    """Find answers that lead to a step which is not there."""
    for at, step in enumerate(handbook.steps):
        for index, answer in enumerate(step.answers):
            if answer.next not in handbook:
                path = ("steps", at, "answers", index, "next")
                yield _NO_TARGET.problem(path, target=answer.next, answer=answer.called, step=step.called)


def unreachable_step(handbook: Handbook) -> Iterator[Problem]:
    """Find steps that no case can come to."""
    found = reachable(handbook)
    for at, step in enumerate(handbook.steps):
        if step.id not in found:
            yield _UNREACHABLE.problem(("steps", at), step=step.called)


def dead_end(handbook: Handbook) -> Iterator[Problem]:
    """Find steps from which no outcome can be reached."""
    alive = leads_to_any(handbook, {step.id for step in handbook.steps if step.kind is Kind.OUTCOME})
    for at, step in enumerate(handbook.steps):
        if step.id not in alive:
            yield _DEAD_END.problem(("steps", at), step=step.called)


def cycle(handbook: Handbook) -> Iterator[Problem]:
    """Find steps from which a case can come back to the same step.

    A component that is strongly connected is one circle or several; it is named once.
    """
    graph = arrows(handbook)
    for component in nx.strongly_connected_components(graph):
        if len(component) > 1 or any(graph.has_edge(name, name) for name in component):
            members = [(at, step.called) for at, step in enumerate(handbook.steps) if step.id in component]
            names = ", ".join(f"‘{name}’" for _, name in members[:_NAMED])
            names += f" en nog {len(members) - _NAMED}" if len(members) > _NAMED else ""
            yield _CIRCLE.problem(("steps", members[0][0]), names=names)


def too_few_answers(handbook: Handbook) -> Iterator[Problem]:
    """Find questions, and starts of a case, with fewer than two answers."""
    for at, step in enumerate(handbook.steps):
        if step.kind in {Kind.QUESTION, Kind.SITUATION} and len(step.answers) < _LEAST:
            yield _FEW_ANSWERS.problem(("steps", at, "answers"), step=step.called)


def duplicate_labels(handbook: Handbook) -> Iterator[Problem]:
    """Find steps with two answers that read the same."""
    for at, step in enumerate(handbook.steps):
        labels = [folded(answer.label).casefold() for answer in step.answers]
        counted = Counter(labels)
        for index, (label, answer) in enumerate(zip(labels, step.answers, strict=True)):
            if counted[label] > 1:
                path = ("steps", at, "answers", index, "label")
                yield _SAME_LABEL.problem(path, step=step.called, label=answer.label)


def outcome_fields(handbook: Handbook) -> Iterator[Problem]:
    """Find outcomes that go on or do not say how the case ended, and other steps that claim an end."""
    for at, step in enumerate(handbook.steps):
        is_end = step.kind is Kind.OUTCOME
        if is_end and step.answers:
            yield _ANSWERS_AT_END.problem(("steps", at, "answers"), step=step.called)
        if is_end and step.outcome is None:
            yield _NO_OUTCOME.problem(("steps", at, "outcome"), step=step.called)
        if not is_end and step.outcome is not None:
            yield _NO_END.problem(("steps", at, "outcome"), step=step.called)


def handover_without_contact(handbook: Handbook) -> Iterator[Problem]:
    """Find handovers that do not say to whom."""
    for at, step in enumerate(handbook.steps):
        if step.outcome is OutcomeKind.HANDOVER and step.contact is None:
            yield _NO_CONTACT.problem(("steps", at, "contact"), step=step.called)


def situation_numbers(handbook: Handbook) -> Iterator[Problem]:
    """Find situations without a number or with one that is taken, and numbers on other steps."""
    counted = Counter(step.number for step in handbook.situations)
    if not handbook.situations:
        yield _NO_SITUATION.problem(("steps",))
    for at, step in enumerate(handbook.steps):
        if rule := _number_rule(step, counted):
            yield rule.problem(("steps", at, "number"), step=step.called, number=step.number)


def _number_rule(step: Step, counted: Counter[int | None]) -> Rule | None:
    if step.kind is not Kind.SITUATION:
        return None if step.number is None else _NUMBERED
    if step.number is None:
        return _UNNUMBERED
    return _SAME_NUMBER if counted[step.number] > 1 else None


def outside_step(handbook: Handbook) -> Iterator[Problem]:
    """Find an ``outside`` that is not an outcome which explains."""
    name = handbook.outside.step
    if name not in handbook or handbook.step(name).outcome is not OutcomeKind.EXPLAINED:
        called = handbook.step(name).called if name in handbook else name
        yield _NOT_EXPLAINED.problem(("outside", "step"), step=called)


RULES = (
    unknown_target,
    unreachable_step,
    dead_end,
    cycle,
    too_few_answers,
    duplicate_labels,
    outcome_fields,
    handover_without_contact,
    situation_numbers,
    outside_step,
)
