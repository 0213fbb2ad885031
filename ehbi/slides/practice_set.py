"""What a room takes home to practise on: exercises that ask for what it found hard, the hardest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, zip_longest

from ..book import practice_page
from ..handbook import Handbook
from ..handbook.examples import Exercise, exercises
from .polls import Result

MOST = 10
"""Exercises in a set: two rounds."""


@lru_cache(maxsize=2)
def practice_set(handbook: Handbook, found: tuple[Result, ...]) -> str:
    """Return the exercises for a room that chose so, as a page that works without a network.

    A whole room asks for the same one at once. Neither who was there nor how many chose what is in it.
    """
    chosen = exercises_for(handbook, found)
    about = [one for one in _mistaken(found) if any(_asks_for(one, exercise) for exercise in chosen)]
    return practice_page(handbook, chosen, list(dict.fromkeys(one.step.title for one in about)))


def exercises_for(handbook: Handbook, found: Sequence[Result]) -> tuple[Exercise, ...]:
    """Return exercises that ask for the checks at which somebody was wrong; of each situation if nobody was.

    Of each check comes one, the hardest first, and then of each another.
    """
    every = exercises(handbook)
    groups = [[one for one in every if _asks_for(check, one)] for check in _mistaken(found)]
    if not any(groups):
        begins = dict.fromkeys(one.example.situation for one in every)
        groups = [[one for one in every if one.example.situation == situation] for situation in begins]
    return tuple(_in_turn(groups))[:MOST]


def _mistaken(found: Sequence[Result]) -> list[Result]:
    return [one for one in found if one.wrong]


def _asks_for(check: Result, exercise: Exercise) -> bool:
    if check.begins:
        return exercise.choices[0].right.leads == check.step
    return any(choice.step == check.step for choice in exercise.choices)


def _in_turn(groups: Sequence[Sequence[Exercise]]) -> Iterator[Exercise]:
    """Yield one of each group, then a next one of each; none of them twice."""
    dealt = chain.from_iterable(zip_longest(*groups))
    yield from {one.example.id: one for one in dealt if one}.values()
