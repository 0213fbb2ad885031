"""Rules about how cases end: handed over as it was done, and examples where they say."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import AnswerError, Problem, Rule, Severity, UnknownStepError
from ..examples import replayed
from ..graph import leads_to, leads_to_any
from ..model import Handbook
from ..step import Example, Step
from ..values import Kind, OutcomeKind

_NOT_DONE = Rule(
    "Antwoord ‘{answer}’ van ‘{step}’ zegt niet wat er is gedaan",
    "Vul in hoe het contact dat leest, zoals: Gesynchroniseerd; inloggen lukt niet",
    Severity.WARNING,
)
_NO_CHANNEL = Rule(
    "Bij stap ‘{step}’ past geen enkel kanaal van contact ‘{contact}’",
    "Kies ook een manier die bij het contact staat, of laat het leeg",
    Severity.WARNING,
)
_NO_AGAIN = Rule(
    "Stap ‘{target}’ is er niet; uitkomst ‘{step}’ zegt dat je die opnieuw doet",
    "Kies een bestaande stap, of laat het leeg",
)
_AGAIN_BEFORE_END = Rule(
    "‘{step}’ is geen uitkomst, en zegt toch welke stap je opnieuw doet",
    "Haal again weg, of maak er een uitkomst van",
    form_remedy="Maak er een uitkomst van",
)
_AGAIN_ELSEWHERE = Rule(
    "Uitkomst ‘{step}’ zegt dat je ‘{target}’ opnieuw doet, maar die stap leidt hier niet heen",
    "Kies een stap waar een casus langskomt voor hij hier eindigt",
    Severity.WARNING,
)
_REMEDY = "Verbeter de oefencasus, of de stap als die niet klopt"
_ELSEWHERE, _NO_STEP, _NO_START, _NO_ANSWER, _NO_END = (
    Rule(f"Oefencasus ‘{{example}}’ {said}", _REMEDY)
    for said in (
        "eindigt bij ‘{step}’ en niet bij ‘{outcome}’",
        "noemt stap ‘{step}’, en die is er niet",
        "begint bij stap ‘{step}’, en daar begint geen casus",
        "geeft bij stap ‘{step}’ antwoord ‘{answer}’, en dat past daar niet",
        "eindigt bij ‘{step}’, en dat is geen uitkomst",
    )
)


def answer_without_done(handbook: Handbook) -> Iterator[Problem]:
    """Find answers to an action that do not say what was done, where a handover can come after."""
    handovers = {step.id for step in handbook.steps if step.outcome is OutcomeKind.HANDOVER}
    before = leads_to_any(handbook, handovers)
    for at, step in enumerate(handbook.steps):
        for index, answer in enumerate(step.answers if step.kind is Kind.ACTION else ()):
            if answer.next in before and not answer.done.strip():
                path = ("steps", at, "answers", index, "done")
                yield _NOT_DONE.problem(path, answer=answer.label, step=step.called)


def channels_that_do_not_fit(handbook: Handbook) -> Iterator[Problem]:
    """Find steps whose contact has no channel that fits; a profile may add one, but few have it."""
    kinds = {contact.id: {channel.kind for channel in contact.channels} for contact in handbook.contacts}
    for at, step in enumerate(handbook.steps):
        if step.channels and step.contact in kinds and kinds[step.contact].isdisjoint(step.channels):
            contact = handbook.contact(step.contact).called
            yield _NO_CHANNEL.problem(("steps", at, "channels"), step=step.called, contact=contact)


def step_to_do_again(handbook: Handbook) -> Iterator[Problem]:
    """Find steps to do again that are not there, that no outcome names, or by which no case came."""
    for at, step in enumerate(handbook.steps):
        if step.again is not None and (rule := _again_rule(handbook, step, step.again)):
            target = _called(handbook, step.again)
            yield rule.problem(("steps", at, "again"), step=step.called, target=target)


def _again_rule(handbook: Handbook, step: Step, again: str) -> Rule | None:
    if step.kind is not Kind.OUTCOME:
        return _AGAIN_BEFORE_END
    if again not in handbook:
        return _NO_AGAIN
    return None if again in leads_to(handbook, step.id) else _AGAIN_ELSEWHERE


def example_ends_elsewhere(handbook: Handbook) -> Iterator[Problem]:
    """Find examples whose answers do not fit, or that end at another outcome than they say."""
    for at, example in enumerate(handbook.examples):
        if found := _mismatch(handbook, example):
            rule, values = found
            yield rule.problem(("examples", at), example=example.called, **values)


def _mismatch(handbook: Handbook, example: Example) -> tuple[Rule, dict[str, str]] | None:
    try:
        case = replayed(handbook, example)
        here = case.step.id if case.step else ""
    except UnknownStepError as error:
        return _NO_STEP, {"step": error.step}
    except AnswerError as error:
        step = handbook.step(error.step)
        given = step.answer(error.answer)
        answer = given.called if given else error.answer
        return _NO_ANSWER if error.answer else _NO_START, {"step": step.called, "answer": answer}
    if here != example.outcome:
        return _ELSEWHERE, {"step": _called(handbook, here), "outcome": _called(handbook, example.outcome)}
    return None if case.outcome else (_NO_END, {"step": _called(handbook, here)})


def _called(handbook: Handbook, step_id: str) -> str:
    return handbook.step(step_id).called if step_id in handbook else step_id


RULES = (answer_without_done, channels_that_do_not_fit, step_to_do_again, example_ends_elsewhere)
