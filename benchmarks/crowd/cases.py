"""Cases to walk: every path of the handbook, as what to choose in each dropdown and which step comes next."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache

from ehbi.handbook import Case, Handbook
from ehbi.handbook.graph import paths


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its place in the dropdown, the step it leads to, its answers, and the case then."""

    place: int
    step: str
    answers: int
    link: str


Path = tuple[Choice, ...]
"""A situation and the answers up to an outcome."""


@lru_cache(maxsize=2)
def all_paths(handbook: Handbook) -> tuple[Path, ...]:
    """Return every path of every situation.

    Examples
    --------
    >>> import ehbi
    >>> all_paths(ehbi.load())[0][0]
    Choice(place=1, step='inloggegevens-onjuist', answers=..., link='inloggegevens-onjuist')
    """
    found = []
    for place, situation in enumerate(handbook.situations, start=1):
        for path in paths(handbook, situation.id):
            case = Case(handbook, situation.id)
            choices = [_choice(case, place)]
            for step, name in path:
                places = [answer.id for answer in handbook.step(step).answers]
                case = case.answer(name)
                choices.append(_choice(case, places.index(name) + 1))
            found.append(tuple(choices))
    return tuple(found)


def _choice(case: Case, place: int) -> Choice:
    """Return the choice by which a case came where it is; the invitation to choose has place 0."""
    here = case.trail[-1]
    return Choice(place, here.id, len(here.answers), case.link)


def another(handbook: Handbook, chance: random.Random, before: Path = ()) -> Path:
    """Return any path, of another situation than the one before."""
    return chance.choice([path for path in all_paths(handbook) if path[:1] != before[:1]])


def steps(path: Path) -> list[str]:
    """Return the ids of the steps on a path, as the case log wants them."""
    return [choice.step for choice in path]
