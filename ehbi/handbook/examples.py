"""Examples replayed as cases, and exercises: examples without their answers, found one choice at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .case import Case, Given
from .errors import EhbiError
from .graph import starts
from .model import Handbook
from .step import Answer, Example, Step
from .values import OutcomeKind

FIRST_QUESTION = "Wat ziet de lener?"
NEXT_QUESTION = "Wat doe je nu?"


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: where to go on or to start; what it leads to says why it is right.

    Of answers that lead to the same step there is one, with what is done there as its label. Where all lead
    to one step there is nothing to decide but the answer, and each is an option by its own label.
    """

    id: str
    label: str
    leads: Step
    right: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A question of an exercise, its options and the right answer; that about the situation has no step.

    ``told`` is the part of the story that comes before it, empty where there is nothing new to tell.
    """

    step: Step | None
    told: str
    options: tuple[Option, ...]
    answer: str

    @property
    def asks(self) -> str:
        """The question."""
        if self.step is None:
            return FIRST_QUESTION
        ways = {option.leads.id for option in self.options}
        return NEXT_QUESTION if len(ways) > 1 else self.step.asks

    @property
    def right(self) -> Option:
        """The option that the example takes; there can be another one that is no mistake."""
        return next(option for option in self.options if option.id == self.answer)


@dataclass(frozen=True, slots=True)
class Exercise:
    """An example without its answers: its case as a link, and the choices on its path, with its story."""

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
    return Exercise(example, case.link, (_first(example, case), *_decisions(example, case)))


def _first(example: Example, case: Case) -> Choice:
    # Who sees at once that the handbook is not about this is right, where the example ends at just that.
    start, end = case.trail[0], case.trail[-1]
    handbook = case.handbook
    options = tuple(
        Option(one.id, one.title if one.number else handbook.outside.label, one, one in {start, end})
        for one in starts(handbook)
    )
    return Choice(None, example.story, options, start.id)


def _decisions(example: Example, case: Case) -> Iterator[Choice]:
    for given, passed in zip(example.answers, case.passed, strict=True):
        options = tuple(_options(case.handbook, passed.step, passed.answer))
        yield Choice(passed.step, given.told, options, passed.answer.id)


def _options(handbook: Handbook, step: Step, right: Answer) -> Iterator[Option]:
    ways: dict[str, Answer] = {}
    for one in step.answers:
        if one.next not in ways or one == right:
            ways[one.next] = one
    if len(ways) == 1:
        leads = handbook.step(right.next)
        yield from (Option(one.id, one.label, leads, one == right) for one in step.answers)
        return
    for one in ways.values():
        leads = handbook.step(one.next)
        yield Option(one.id, way_to(leads), leads, one == right)


def way_to(step: Step) -> str:
    """Return going on to a step as something to do, which only a case that is resolved has no words for."""
    return f"Rond af: {step.title}" if step.outcome is OutcomeKind.RESOLVED else step.title
