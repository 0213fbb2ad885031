"""The rule about examples: each one still ends where it says."""

from __future__ import annotations

from collections.abc import Iterator

from ..case import Case, Given
from ..errors import AnswerError, Problem, UnknownStepError
from ..model import Example, Handbook

_REMEDY = "Verbeter de oefencasus, of de stap als die niet klopt"


def example_ends_elsewhere(handbook: Handbook) -> Iterator[Problem]:
    """Find examples whose answers do not fit, or that end at another outcome than they say."""
    for at, example in enumerate(handbook.examples):
        if message := _mismatch(handbook, example):
            yield Problem(("examples", at), f"Oefencasus ‘{example.id}’ {message}", _REMEDY)


def replayed(handbook: Handbook, example: Example) -> Case:
    """Return the case that an example describes.

    Raises
    ------
    UnknownStepError
        The example names a step that is not there.
    AnswerError
        An answer does not fit, or no case begins where the example does.
    """
    answers = tuple(Given(given.step, given.answer) for given in example.answers)
    return Case(handbook, example.situation, answers)


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


RULES = (example_ends_elsewhere,)
