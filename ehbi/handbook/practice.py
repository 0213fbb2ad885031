"""Exercises: the handbook's examples without their answers, to be found one choice at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator

from .case import Case, Given
from .errors import EhbiError
from .exercise import Choice, Exercise, Option
from .graph import starts
from .model import Example, Handbook


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
    'Nee, met een andere of oude naam'
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
