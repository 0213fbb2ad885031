"""Cases to walk: every path of the handbook, as what to choose in each dropdown and which step comes next."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

import ehbi
from ehbi.handbook.graph import paths

HANDBOOK = ehbi.load()


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: where it is made and what is chosen, by its place in the dropdown, and the case then."""

    came_from: str
    answer: str
    place: int
    step: str
    answers: int
    link: str


Path = tuple[Choice, ...]
"""A situation and the answers up to an outcome."""


@cache
def all_paths() -> tuple[Path, ...]:
    """Return every path of every situation.

    Examples
    --------
    >>> choice = all_paths()[0][0]
    >>> choice.place, choice.step, choice.link
    (1, 'inloggegevens-onjuist', 'inloggegevens-onjuist')
    """
    found = []
    for place, situation in enumerate(HANDBOOK.situations, start=1):
        for path in paths(HANDBOOK, situation.id):
            case = ehbi.Case(HANDBOOK, situation.id)
            choices = [_choice(case, "", situation.id, place)]
            for step, answer in path:
                case = case.answer(answer)
                places = [one.id for one in HANDBOOK.step(step).answers]
                choices.append(_choice(case, step, answer, places.index(answer) + 1))
            found.append(tuple(choices))
    return tuple(found)


def _choice(case: ehbi.Case, came_from: str, answer: str, place: int) -> Choice:
    """Return the choice by which a case came where it is; the invitation to choose has place 0."""
    here = case.trail[-1]
    return Choice(came_from, answer, place, here.id, len(here.answers), case.link)


def another(chance: random.Random, before: Path = ()) -> Path:
    """Return any path, of another situation than the one before."""
    return chance.choice([path for path in all_paths() if path[:1] != before[:1]])
