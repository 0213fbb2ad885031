"""Rules about how cases end: handed over as it was done, and examples where they say."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import AnswerError, Problem, Severity, UnknownStepError
from ..examples import replayed
from ..graph import leads_to_any
from ..model import Example, Handbook
from ..values import Kind, OutcomeKind


def answer_without_done(handbook: Handbook) -> Iterator[Problem]:
    """Find answers to an action that do not say what was done, where a handover can come after."""
    handovers = {step.id for step in handbook.steps if step.outcome is OutcomeKind.HANDOVER}
    before = leads_to_any(handbook, handovers)
    for at, step in enumerate(handbook.steps):
        for index, answer in enumerate(step.answers if step.kind is Kind.ACTION else ()):
            if answer.next in before and not answer.done.strip():
                message = f"Antwoord ‘{answer.label}’ van ‘{step.id}’ zegt niet wat er is gedaan"
                remedy = "Vul in hoe het contact dat leest, zoals: Gesynchroniseerd; inloggen lukt niet"
                yield Problem(("steps", at, "answers", index, "done"), message, remedy, Severity.WARNING)


def channels_that_do_not_fit(handbook: Handbook) -> Iterator[Problem]:
    """Find steps whose contact has no channel that fits; a profile may add one, but few have it."""
    kinds = {contact.id: {channel.kind for channel in contact.channels} for contact in handbook.contacts}
    for at, step in enumerate(handbook.steps):
        if step.channels and step.contact in kinds and kinds[step.contact].isdisjoint(step.channels):
            message = f"Bij stap ‘{step.id}’ past geen enkel kanaal van contact ‘{step.contact}’"
            remedy = "Kies ook een manier die bij het contact staat, of laat het leeg"
            yield Problem(("steps", at, "channels"), message, remedy, Severity.WARNING)


def example_ends_elsewhere(handbook: Handbook) -> Iterator[Problem]:
    """Find examples whose answers do not fit, or that end at another outcome than they say."""
    for at, example in enumerate(handbook.examples):
        if message := _mismatch(handbook, example):
            message = f"Oefencasus ‘{example.id}’ {message}"
            yield Problem(("examples", at), message, "Verbeter de oefencasus, of de stap als die niet klopt")


def _mismatch(handbook: Handbook, example: Example) -> str:
    try:
        case = replayed(handbook, example)
        here = case.step
    except UnknownStepError as error:
        return f"noemt stap ‘{error.step}’, en die is er niet"
    except AnswerError as error:
        if not error.answer:
            return f"begint bij stap ‘{error.step}’, en daar begint geen casus"
        return f"geeft bij stap ‘{error.step}’ antwoord ‘{error.answer}’, en dat past daar niet"
    if here is None or here.id != example.outcome:
        return f"eindigt bij ‘{here.id if here else ''}’ en niet bij ‘{example.outcome}’"
    return "" if case.outcome else f"eindigt bij ‘{here.id}’, en dat is geen uitkomst"


RULES = (answer_without_done, channels_that_do_not_fit, example_ends_elsewhere)
