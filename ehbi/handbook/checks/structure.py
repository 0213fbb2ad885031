"""Rules about the graph: every case gets somewhere, and no case goes round in circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import networkx as nx

from ..errors import Problem
from ..graph import arrows, leads_to_any, reachable
from ..model import Handbook, Step
from ..text import folded
from ..values import Kind, OutcomeKind

_NAMED = 20  # steps of a circle


def unknown_target(handbook: Handbook) -> Iterator[Problem]:
    """Find answers that lead to a step which is not there."""
    for at, step in enumerate(handbook.steps):
        for index, answer in enumerate(step.answers):
            if answer.next not in handbook:
                message = (
                    f"Stap ‘{answer.next}’ is er niet; antwoord ‘{answer.id}’ van ‘{step.id}’ wijst ernaar"
                )
                remedy = "Kies een bestaande stap of maak die stap"
                yield Problem(("steps", at, "answers", index, "next"), message, remedy)


def unreachable_step(handbook: Handbook) -> Iterator[Problem]:
    """Find steps that no case can come to."""
    found = reachable(handbook)
    for at, step in enumerate(handbook.steps):
        if step.id not in found:
            message = f"Geen enkel antwoord leidt naar stap ‘{step.id}’"
            yield Problem(("steps", at), message, "Laat er een antwoord naar wijzen of haal de stap weg")


def dead_end(handbook: Handbook) -> Iterator[Problem]:
    """Find steps from which no outcome can be reached."""
    alive = leads_to_any(handbook, {step.id for step in handbook.steps if step.kind is Kind.OUTCOME})
    for at, step in enumerate(handbook.steps):
        if step.id not in alive:
            message = f"Vanaf stap ‘{step.id}’ komt een casus nergens uit"
            yield Problem(("steps", at), message, "Geef de stap een antwoord dat naar een uitkomst leidt")


def cycle(handbook: Handbook) -> Iterator[Problem]:
    """Find steps from which a case can come back to the same step.

    A component that is strongly connected is one circle or several; it is named once.
    """
    graph = arrows(handbook)
    for component in nx.strongly_connected_components(graph):
        if len(component) > 1 or any(graph.has_edge(name, name) for name in component):
            members = [(at, step.id) for at, step in enumerate(handbook.steps) if step.id in component]
            names = ", ".join(f"‘{name}’" for _, name in members[:_NAMED])
            names += f" en nog {len(members) - _NAMED}" if len(members) > _NAMED else ""
            message = f"Een casus kan hier in een kring lopen: {names}"
            remedy = "Laat een van de antwoorden ergens anders heen wijzen"
            yield Problem(("steps", members[0][0]), message, remedy)


def too_few_answers(handbook: Handbook) -> Iterator[Problem]:
    """Find questions, and starts of a case, with fewer than two answers."""
    for at, step in enumerate(handbook.steps):
        if step.kind in {Kind.QUESTION, Kind.SITUATION} and len(step.answers) < 2:  # noqa: PLR2004  # two is the rule
            yield Problem(
                ("steps", at), f"Stap ‘{step.id}’ heeft minder dan twee antwoorden", "Voeg een antwoord toe"
            )


def duplicate_labels(handbook: Handbook) -> Iterator[Problem]:
    """Find steps with two answers that read the same."""
    for at, step in enumerate(handbook.steps):
        counted = Counter(folded(answer.label).casefold() for answer in step.answers)
        for index, answer in enumerate(step.answers):
            if counted[folded(answer.label).casefold()] > 1:
                message = f"Stap ‘{step.id}’ heeft twee keer het antwoord ‘{answer.label}’"
                yield Problem(
                    ("steps", at, "answers", index, "label"), message, "Geef elk antwoord een eigen tekst"
                )


def outcome_fields(handbook: Handbook) -> Iterator[Problem]:
    """Find outcomes that go on or do not say how the case ended, and other steps that claim an end."""
    for at, step in enumerate(handbook.steps):
        is_end = step.kind is Kind.OUTCOME
        if is_end and step.answers:
            message = f"Uitkomst ‘{step.id}’ heeft antwoorden"
            remedy = "Haal de antwoorden weg of maak er een vraag van"
            yield Problem(("steps", at, "answers"), message, remedy)
        if is_end and step.outcome is None:
            message = f"Bij uitkomst ‘{step.id}’ staat niet hoe de casus eindigt"
            yield Problem(("steps", at), message, "Vul bij outcome in: resolved, handover of explained")
        if not is_end and step.outcome is not None:
            message = f"Stap ‘{step.id}’ is geen uitkomst"
            yield Problem(("steps", at, "outcome"), message, "Haal outcome weg of maak er een uitkomst van")


def handover_without_contact(handbook: Handbook) -> Iterator[Problem]:
    """Find handovers that do not say to whom."""
    for at, step in enumerate(handbook.steps):
        if step.outcome is OutcomeKind.HANDOVER and step.contact is None:
            message = f"Bij uitkomst ‘{step.id}’ staat geen contact"
            yield Problem(("steps", at), message, "Vul bij contact in wie de casus overneemt")


def situation_numbers(handbook: Handbook) -> Iterator[Problem]:
    """Find situations without a number or with one that is taken, and numbers on other steps."""
    counted = Counter(step.number for step in handbook.situations)
    if not handbook.situations:
        yield Problem(("steps",), "Er is geen enkele situatie", "Maak een stap met kind situation")
    for at, step in enumerate(handbook.steps):
        if message := _number_problem(step, counted):
            remedy = "Geef elke situatie een eigen nummer, en andere stappen geen"
            yield Problem(("steps", at, "number"), message, remedy)


def _number_problem(step: Step, counted: Counter[int | None]) -> str:
    if step.kind is not Kind.SITUATION:
        return f"Stap ‘{step.id}’ is geen situatie maar heeft een nummer" if step.number is not None else ""
    if step.number is None:
        return f"Situatie ‘{step.id}’ heeft geen nummer"
    return f"Nummer {step.number} wordt door twee situaties gebruikt" if counted[step.number] > 1 else ""


def outside_step(handbook: Handbook) -> Iterator[Problem]:
    """Find an ``outside`` that is not an outcome which explains."""
    name = handbook.outside.step
    explained = name in handbook and handbook.step(name).outcome is OutcomeKind.EXPLAINED
    if not explained:
        message = f"‘{name}’ is geen uitkomst die iets uitlegt"
        yield Problem(("outside", "step"), message, "Kies een uitkomst met outcome: explained")


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
