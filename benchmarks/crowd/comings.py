"""Who comes when: readers of the book at a steady rate, and places at the guide that are soon taken again."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass

from .cases import all_paths
from .notes import Notes
from .pages import BookPage
from .trouble import within
from .visitor import Place, Visitor
from .visits import Time, go_through_cases, read

SHORTEST, LONGEST = 0.5, 1.5
"""How long somebody stays, as shares of what they do on average."""
LEAVING = 15
"""Seconds over which all leave at the end."""
GRACE = 90
"""Seconds in which the last may still get their answer; then the crowd is sent home."""
BREATH = 0.1
"""Seconds that a place stays empty at least, also when all that come are refused at once."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How big a crowd, and for how long.

    Parameters
    ----------
    readers
        Visitors of the book, in all.
    live
        Places at the guide: as many visitors are there at the same time, one after another.
    seconds
        Between the first and the last who come.
    stay
        Seconds that somebody stays, on average; when the last has come, all leave.
    think
        Seconds that somebody thinks about an answer, on average.
    returning
        Share of the visitors who have been here before.
    seed
        The same seed gives the same crowd.
    """

    readers: int = 500
    live: int = 1_000
    seconds: float = 180
    stay: float = 300
    think: float = 10
    returning: float = 0.5
    seed: int = 5

    @property
    def spread(self) -> float:
        """Seconds over which the first take their places."""
        return min(self.stay, self.seconds / 2)

    def chance(self, who: str) -> random.Random:
        """Return the chance of one visitor.

        Examples
        --------
        >>> Plan(seed=1).chance("reader 1").random() == Plan(seed=1).chance("reader 1").random()
        True
        """
        return chance_of(self.seed, who)


def chance_of(seed: int, who: str) -> random.Random:
    """Return the chance of one of a crowd; the same for the same seed."""
    return random.Random(f"{seed} {who}")  # noqa: S311  # for random choices, not for secrets


class Crowd:
    """All visitors of one run.

    Parameters
    ----------
    place
        Where they go.
    plan
        How many come, and when.
    notes
        What they have seen.
    """

    def __init__(self, place: Place, plan: Plan, notes: Notes) -> None:
        self._place, self._plan, self._notes = place, plan, notes
        self._known: BookPage | None = None
        self._end = 0.0

    async def come(self) -> None:
        """Have everybody come and go; what goes wrong is counted."""
        all_paths(self._place.handbook)  # takes a while, the first time
        with self._notes.told():
            await within(self._plan.seconds + LEAVING + GRACE, self._come())

    async def _come(self) -> None:
        with self._notes.told():
            self._known = await first_look(self._place)
        self._end = time.monotonic() + self._plan.seconds
        readers = (self._reader(number) for number in range(self._plan.readers))
        places = (self._place_at_guide(number) for number in range(self._plan.live))
        await asyncio.gather(*readers, *places)

    async def _reader(self, number: int) -> None:
        chance = self._plan.chance(f"reader {number}")
        await asyncio.sleep((number + chance.random()) * self._plan.seconds / self._plan.readers)
        with self._notes.told():
            await read(self._visitor(chance), self._time(chance))
        self._notes.counts["readers"] += 1

    async def _place_at_guide(self, number: int) -> None:
        """Have one after another take this place."""
        plan, chance = self._plan, self._plan.chance(f"place {number}")
        await asyncio.sleep(plan.spread * number / plan.live)
        while time.monotonic() < self._end:
            with self._notes.told():
                await go_through_cases(self._visitor(chance), self._time(chance))
            self._notes.counts["visitors for the guide"] += 1
            await asyncio.sleep(max(plan.think, BREATH))

    def _visitor(self, chance: random.Random) -> Visitor:
        return Visitor(
            self._place, self._notes, self._known if chance.random() < self._plan.returning else None
        )

    def _time(self, chance: random.Random) -> Time:
        stay = self._plan.stay * chance.uniform(SHORTEST, LONGEST)
        closing = self._end + LEAVING * chance.random()
        return Time(min(time.monotonic() + stay, closing), self._plan.think, chance)


async def first_look(place: Place) -> BookPage:
    """Return the book that those who have been here before already have.

    Raises
    ------
    VisitError
        There is no book.
    """
    visitor = Visitor(place, Notes())
    try:
        return await visitor.open_book()
    finally:
        visitor.leave()
