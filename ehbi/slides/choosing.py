"""Which cases a room gets: those of the checks that are known to be hard, and else some of everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..handbook import Case, Handbook
from ..handbook.examples import Choice, Exercise, exercises
from ..handbook.step import Example
from ..handbook.values import Kind
from .fitting import TooLongError
from .words import is_wide

BEFORE, AFTER = "Wat zou jij doen?", "Dezelfde vraag, nog eens"
"""What the slides are called on which a room is asked the same, before and after."""
Known = Mapping[str, float]
"""How hard a step is, by its id: the part of cases or people that it went wrong for."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a room is asked before a workshop and after it: a choice in a case, and the story up to it."""

    example: Example
    case: Case
    choice: Choice
    told: str


def stories(handbook: Handbook) -> tuple[Example, ...]:
    """Return for each situation the case that shows most of it: of those that stay in it the longest."""
    return tuple(_stories(handbook))


def _stories(handbook: Handbook) -> Iterator[Example]:
    for situation in handbook.situations:
        own = [example for example in handbook.examples if example.situation == situation.id]
        if own:
            yield max(own, key=lambda example: (_stays(handbook, example), len(example.answers)))


def _stays(handbook: Handbook, example: Example) -> bool:
    """Return whether a case comes to no other situation, whose chart is another one."""
    return all(handbook.step(given.step).kind is not Kind.SITUATION for given in example.answers[1:])


def untold(handbook: Handbook) -> tuple[Exercise, ...]:
    """Return the exercises that are no story."""
    told = stories(handbook)
    return tuple(one for one in exercises(handbook) if one.example not in told)


def question(handbook: Handbook, known: Known) -> Question | None:
    """Return what to ask before and after: the hardest choice of what to do; None where a case is missed.

    Examples
    --------
    >>> import ehbi
    >>> question(ehbi.load(), {"mail-zoeken": 0.5}).choice.step.id
    'mail-zoeken'
    """
    found = untold(handbook)
    asked = [one for exercise in found for one in _questions(handbook, exercise)]
    if len(found) < 2 or not asked:  # noqa: PLR2004  # then the room needs it to practise
        return None
    hardest = sorted(asked, key=lambda one: _decides(one.choice, known), reverse=True)
    return next((one for one in hardest if _fits(handbook, one)), None)


def _fits(handbook: Handbook, asked: Question) -> bool:
    try:
        is_wide(handbook, BEFORE, asked.told, asked.case, asked.choice)
    except TooLongError:
        return False
    return True


def _questions(handbook: Handbook, exercise: Exercise) -> Iterator[Question]:
    case, told = Case(handbook), []
    for choice in exercise.choices:
        told += [choice.told] if choice.told else []
        if choice.step:
            yield Question(exercise.example, case, choice, " ".join(told))
        case = case.answer(choice.answer) if choice.step else case.begin(choice.answer)


def _decides(choice: Choice, known: Known) -> tuple[float, bool, int]:
    """Return how much hangs on a choice: how hard it is, whether it hands over, how many ways there are."""
    hard = known.get(choice.step.id, 0.0) if choice.step else 0.0
    return hard, bool(choice.right.leads.contact), len({option.leads.id for option in choice.options})


def chosen(handbook: Handbook, known: Known, many: int) -> tuple[Example, ...]:
    """Return at most so many cases for a room, the shortest first; the same for who knows the same.

    One after the other the case with the hardest checks that no earlier one has; where nothing is known to
    be hard that is left, one of a situation and of a length of which there are fewest.
    """
    asked = question(handbook, known)
    left = [one.example for one in untold(handbook) if asked is None or one.example != asked.example]
    found: list[Example] = []
    while left and len(found) < many:
        found.append(max(left, key=lambda one: _worth(one, known, found)))
        left.remove(found[-1])
    return tuple(sorted(found, key=lambda one: len(one.answers)))


def _worth(example: Example, known: Known, found: list[Example]) -> tuple[float, int, int]:
    """Return how much a case adds to those that were found."""
    done = set().union(*map(_steps, found))
    hard = sum(known.get(step, 0.0) for step in sorted(_steps(example) - done))
    alike = sum(one.situation == example.situation for one in found)
    as_long = sum(len(one.answers) == len(example.answers) for one in found)
    return hard, -alike, -as_long


def _steps(example: Example) -> set[str]:
    """Return the steps at which a case has something to choose."""
    return {example.situation, *(given.step for given in example.answers)}
