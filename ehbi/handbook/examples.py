"""Examples replayed as cases, and exercises: examples without their answers, found one choice at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .case import Case, Given
from .errors import EhbiError
from .graph import starts
from .model import Handbook
from .step import Example, Step

FIRST_QUESTION = "Wat ziet de lener?"


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: an answer, or a step where a case starts; what it leads to says why it is right."""

    id: str
    label: str
    leads: Step
    right: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A question of an exercise, its options and the right answer; that about the situation has no step."""

    step: Step | None
    options: tuple[Option, ...]
    answer: str

    @property
    def asks(self) -> str:
        """The question."""
        return self.step.asks if self.step else FIRST_QUESTION

    @property
    def right(self) -> Option:
        """The option that the example takes; there can be another one that is no mistake."""
        return next(option for option in self.options if option.id == self.answer)


@dataclass(frozen=True, slots=True)
class Exercise:
    """An example without its answers: the story, its case as a link, and the choices along its right path."""

    example: Example
    link: str
    choices: tuple[Choice, ...]


def replayed(handbook: Handbook, example: Example) -> Case:
    """Return the case that an example describes, or refuse one that does not fit, as :class:`Case` does."""
    answers = tuple(Given(given.step, given.answer) for given in example.answers)
    return Case(handbook, example.situation, answers)


def outcome_of(handbook: Handbook, example: Example) -> Step | None:
    """Return the outcome to which an example's answers lead; None where they do not fit or lead to none."""
    try:
        return replayed(handbook, example).outcome
    except EhbiError:
        return None


def exercises(handbook: Handbook) -> tuple[Exercise, ...]:
    """Return the exercises of a handbook, without the examples that do not end where they say."""
    sound = (one for one in handbook.examples if _ends_as_told(handbook, one))
    return tuple(_exercise(one, replayed(handbook, one)) for one in sound)


def _ends_as_told(handbook: Handbook, example: Example) -> bool:
    outcome = outcome_of(handbook, example)
    return outcome is not None and outcome.id == example.outcome


def _exercise(example: Example, case: Case) -> Exercise:
    return Exercise(example, case.link, (_first(case), *_checks(case)))


def _first(case: Case) -> Choice:
    # Who sees at once that the handbook is not about this is right, where the example ends at just that.
    start, end = case.trail[0], case.trail[-1]
    handbook = case.handbook
    options = tuple(
        Option(one.id, one.title if one.number else handbook.outside.label, one, one in {start, end})
        for one in starts(handbook)
    )
    return Choice(None, options, start.id)


def _checks(case: Case) -> Iterator[Choice]:
    for passed in case.passed:
        options = (
            Option(one.id, one.label, case.handbook.step(one.next), one == passed.answer)
            for one in passed.step.answers
        )
        yield Choice(passed.step, tuple(options), passed.answer.id)
