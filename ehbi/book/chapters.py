"""The handbook in the order of a book on paper: each situation with its steps, then how a case ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..handbook import Handbook
from ..handbook.graph import nearest, starts
from ..handbook.model import Step
from ..handbook.summary import situation_name
from ..handbook.values import Kind

ENDS = "Uitkomsten"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the handbook on paper.

    Parameters
    ----------
    first
        Number of its first step; steps are numbered through the whole handbook.
    steps
        What it consists of.
    situation
        The situation that it is about; None for the outcomes, which belong to more than one.
    """

    first: int
    steps: tuple[Step, ...]
    situation: Step | None = None

    @property
    def title(self) -> str:
        """What stands above it."""
        return situation_name(self.situation) if self.situation else ENDS

    @property
    def last(self) -> int:
        """Number of its last step."""
        return self.first + len(self.steps) - 1


def chapters(handbook: Handbook) -> tuple[Chapter, ...]:
    """Return the chapters of a handbook; each step stands in one of them.

    A step between start and outcome belongs to the situation from which it is nearest.

    Examples
    --------
    >>> import ehbi
    >>> [(chapter.title, chapter.first, chapter.last) for chapter in chapters(ehbi.load())][1:3]
    [('Situatie 2: Melding: niet de juiste rechten', 5, 8),
     ('Situatie 3: Inloggen met een nieuw pasnummer lukt niet', 9, 11)]
    """
    made: list[Chapter] = []
    for situation, steps in _parts(handbook):
        if steps:
            made.append(Chapter(made[-1].last + 1 if made else 1, steps, situation))
    return tuple(made)


def places(parts: tuple[Chapter, ...]) -> dict[str, int]:
    """Return the number of each step on paper, by its id.

    Examples
    --------
    >>> import ehbi
    >>> places(chapters(ehbi.load()))["geen-rechten"]
    5
    """
    return {step.id: number for part in parts for number, step in enumerate(part.steps, part.first)}


def _parts(handbook: Handbook) -> Iterator[tuple[Step | None, tuple[Step, ...]]]:
    homes = _homes(handbook)
    for situation in handbook.situations:
        own = (step for step in handbook.steps if homes.get(step.id) == situation.id)
        yield situation, tuple(sorted(own, key=lambda step: step.kind is not Kind.SITUATION))
    named = {situation.id for situation in handbook.situations}
    yield None, tuple(step for step in handbook.steps if homes.get(step.id) not in named)


def _homes(handbook: Handbook) -> dict[str, str]:
    """Return the start that each step belongs to; outcomes, and steps out of reach, belong to none."""
    found = nearest(handbook, starts(handbook))
    between = (step.id for step in handbook.steps if step.kind is not Kind.OUTCOME)
    return {step: found[step] for step in between if step in found}
