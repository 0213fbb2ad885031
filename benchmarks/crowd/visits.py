"""Whole visits: of somebody who reads the book, and of somebody who goes through cases with the guide."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from .cases import Path, another
from .visitor import Visitor

NEWS = 60.0
"""Seconds between two times that an open page asks for the news."""
BEGINS_IN_BOOK = 0.5
"""Share of the visitors who have chosen their situation in the book before the guide is there."""


@dataclass(slots=True)
class Time:
    """How somebody spends their time.

    Parameters
    ----------
    end
        When they leave, by the monotonic clock.
    think
        Seconds that they think about an answer, on average.
    chance
        What they do by chance.
    """

    end: float
    think: float
    chance: random.Random

    @property
    def left(self) -> float:
        """Seconds until they leave."""
        return self.end - time.monotonic()

    async def thinks(self) -> bool:
        """Think about an answer; return whether there is time left to give it."""
        await asyncio.sleep(max(0, min(self.left, self.chance.uniform(0.5, 1.5) * self.think)))
        return self.left > 0


async def read(visitor: Visitor, time: Time) -> None:
    """Open the book, go through a case in it, and leave.

    Raises
    ------
    VisitError
        Something does not work.
    """
    try:
        await visitor.open_book()
        await visitor.load_book()
        await _stay(visitor, time)
        await visitor.tell_case(another(visitor.place.handbook, time.chance))
    finally:
        visitor.leave()


async def go_through_cases(visitor: Visitor, time: Time) -> None:
    """Open the page, and go through one case after another with the guide; or with the book, when it is full.

    Raises
    ------
    VisitError
        Something does not work; that all places are taken is no trouble.
    """
    try:
        path = another(visitor.place.handbook, time.chance)
        begun = path[: time.chance.random() < BEGINS_IN_BOOK]
        if await come_in(visitor, time):
            await visitor.go_live(begun)
            await _side_by_side(walk(visitor, time, path, len(begun)), _keep_up(visitor, time))
        else:
            await _stay(visitor, time)
            await visitor.tell_case(path)
    finally:
        visitor.leave()


async def come_in(visitor: Visitor, time: Time) -> bool:
    """Get the book, and the guide when a place for it comes free in time; return whether it does."""
    await visitor.open_book()
    wait, _ = await _side_by_side(visitor.ask_guide(), _load(visitor))
    while 0 < wait < time.left:
        await asyncio.sleep(wait)
        wait = await visitor.ask_guide()
    return not wait


async def _load(visitor: Visitor) -> None:
    await visitor.load_book()
    await visitor.load_front_end()


async def walk(visitor: Visitor, time: Time, path: Path, at: int = 0) -> None:
    """Go through cases from here on, and tell of each when the next begins or time is over.

    Whoever has waited for the guide gives one answer at least.
    """
    used = False
    while await time.thinks() or not used:
        if at == len(path):
            await visitor.tell_case(path)
            path, at = another(visitor.place.handbook, time.chance, path), 0
        await visitor.choose(path, at)
        at, used = at + 1, True
    if at:
        await visitor.tell_case(path[:at])


async def _keep_up(visitor: Visitor, time: Time) -> None:
    """Ask for the news each minute, as long as the page is open."""
    while time.left > NEWS:
        await asyncio.sleep(NEWS)
        await visitor.hear_news()


async def _stay(visitor: Visitor, time: Time) -> None:
    await _keep_up(visitor, time)
    await asyncio.sleep(max(0, time.left))


async def _side_by_side(*work: Awaitable[Any]) -> list[Any]:
    """Do things at the same time; when one goes wrong, say so once all have ended."""
    found = await asyncio.gather(*work, return_exceptions=True)
    for one in found:
        if isinstance(one, BaseException):
            raise one
    return found
