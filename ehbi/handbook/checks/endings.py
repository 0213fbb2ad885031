"""Rules about how cases end: handed over as it was done, and examples where they say."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import AnswerError, Problem, Rule, Severity, UnknownStepError
from ..examples import replayed
from ..graph import leads_to_any
from ..model import Handbook
from ..step import Example
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


RULES = (answer_without_done, channels_that_do_not_fit, example_ends_elsewhere)
