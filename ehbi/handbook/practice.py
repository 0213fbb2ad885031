"""Exercises: the handbook's examples without their answers, to be found one choice at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from .case import Case, Given
from .errors import AnswerError, EhbiError
from .graph import starts
from .model import Example, Handbook, Step

FIRST_QUESTION = "Wat ziet de lener?"


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen.

    Parameters
    ----------
    id
        Of the answer, or of the step where a case starts.
    label
        What it says.
    leads
        The step it leads to; what that step says is why the option is right.
    right
        Whether choosing it is no mistake.
    """

    id: str
    label: str
    leads: Step
    right: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A question of an exercise, with what can be chosen.

    Parameters
    ----------
    step
        The step that asks; None where the situation is chosen.
    options
        In the handbook's order.
    answer
        Id of the option that the example takes.
    """

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
        return self.option(self.answer)

    def option(self, option_id: str) -> Option:
        """Return the option with this id.

        Raises
        ------
        AnswerError
            It cannot be chosen here.
        """
        for option in self.options:
            if option.id == option_id:
                return option
        raise AnswerError(self.step.id if self.step else "", option_id)


@dataclass(frozen=True, slots=True)
class Exercise:
    """An example without its answers: the story, and the choices along its right path.

    Parameters
    ----------
    example
        What is practised.
    link
        The example as a case, as :attr:`ehbi.handbook.case.Case.link` writes it.
    choices
        First to last; the right option of each leads to the next, and that of the last to the outcome.
    """

    example: Example
    link: str
    choices: tuple[Choice, ...]

    def ends_with(self, option: Option) -> bool:
        """Return whether the exercise is over once this is chosen: it is right and leads to the outcome."""
        return option.right and option.leads.id == self.example.outcome


def exercises(
    handbook: Handbook, situation: str | None = None, seed: int | None = None
) -> tuple[Exercise, ...]:
    """Return the exercises of a handbook.

    An example that does not end where it says is left out.

    Parameters
    ----------
    handbook
        Whose examples to practise.
    situation
        Id of the one situation to practise: then it need not be chosen first. None for all of them.
    seed
        Says in which order they come; None for the handbook's own.

    Examples
    --------
    >>> import ehbi
    >>> first = exercises(ehbi.load())[0]
    >>> [choice.asks for choice in first.choices][:2]
    ['Wat ziet de lener?', 'Logt de lener in met de goede gebruikersnaam?']
    >>> first.choices[1].right.label
    'Nee, met een andere of oude gebruikersnaam'
    """
    wanted = [one for one in handbook.examples if situation in {None, one.situation}]
    cases = ((one, _case(handbook, one)) for one in wanted)
    made = [Exercise(one, case.link, _choices(case, situation is None)) for one, case in cases if case]
    if seed is not None:
        random.Random(seed).shuffle(made)  # noqa: S311  # an order, not a secret
    return tuple(made)


def _case(handbook: Handbook, example: Example) -> Case | None:
    """Return the example as a case, when it ends where it says."""
    try:
        case = Case(
            handbook, example.situation, tuple(Given(one.step, one.answer) for one in example.answers)
        )
    except EhbiError:
        return None
    return case if case.outcome and case.outcome.id == example.outcome else None


def _choices(case: Case, from_start: bool) -> tuple[Choice, ...]:
    return (*([_first(case)] if from_start else []), *_checks(case))


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
