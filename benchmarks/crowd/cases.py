"""Cases to walk: every path of the handbook, as what to choose in each dropdown and which step comes next."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache

from ehbi.handbook import Handbook
from ehbi.handbook.graph import paths
from ehbi.handbook.model import Step


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its place in the dropdown, the step it leads to, and how many answers that step has."""

    place: int
    step: str
    answers: int


Path = tuple[Choice, ...]
"""A situation and the answers up to an outcome."""


@lru_cache(maxsize=2)
def all_paths(handbook: Handbook) -> tuple[Path, ...]:
    """Return every path of every situation.

    Examples
    --------
    >>> import ehbi
    >>> all_paths(ehbi.load())[0][0]
    Choice(place=1, step='inloggegevens-onjuist', answers=3)
    """

    def choice(place: int, step: str) -> Choice:
        return Choice(place, step, len(handbook.step(step).answers))

    found = []
    for place, situation in enumerate(handbook.situations, start=1):
        for path in paths(handbook, situation.id):
            answers = [_numbered(handbook.step(step))[name] for step, name in path]
            found.append((choice(place, situation.id), *(choice(*answer) for answer in answers)))
    return tuple(found)


def _numbered(step: Step) -> dict[str, tuple[int, str]]:
    """Return the place and the next step of each answer, by its id; the invitation to choose has place 0."""
    return {answer.id: (place, answer.next) for place, answer in enumerate(step.answers, start=1)}


def another(handbook: Handbook, chance: random.Random, before: Path = ()) -> Path:
    """Return any path, of another situation than the one before."""
    return chance.choice([path for path in all_paths(handbook) if path[:1] != before[:1]])


def steps(path: Path) -> list[str]:
    """Return the ids of the steps on a path, as the case log wants them."""
    return [choice.step for choice in path]
