"""How often something may happen: as often as there are drops in a bucket that fills itself again."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

DAY = 86_400
"""Seconds."""
MANY = 1_000
"""Buckets from which on those that nobody used for a while are let go."""


class Bucket:
    """Gives out drops, more of them at once after a quiet time.

    Parameters
    ----------
    rate
        Drops that come in each second.
    room
        Most that it holds; it begins full.
    clock
        Tells the time in seconds.

    Examples
    --------
    >>> bucket = Bucket(rate=1, room=2, clock=lambda: 0.0)
    >>> bucket.take(), bucket.take(), bucket.take()
    (True, True, False)
    """

    def __init__(self, rate: float, room: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._room, self._clock = rate, room, clock
        self._held, self._at = room, clock()

    def is_half_full(self) -> bool:
        """Return whether it has been quiet."""
        self._fill()
        return self._held > self._room / 2

    def is_full(self) -> bool:
        """Return whether it is as it began."""
        self._fill()
        return self._held >= self._room

    def take(self, drops: float = 1) -> bool:
        """Take so many drops, if there are."""
        self._fill()
        if self._held < drops:
            return False
        self._held -= drops
        return True

    def _fill(self) -> None:
        now = self._clock()
        self._held = min(self._room, self._held + (now - self._at) * self._rate)
        self._at = now


class Budget(Bucket):
    """Gives out no more than so much a day: a third of it at once, and the rest little by little.

    Parameters
    ----------
    day
        How much in any twenty-four hours.
    clock
        Tells the time in seconds.

    Examples
    --------
    >>> budget = Budget(300, clock=lambda: 0.0)
    >>> budget.take(90), budget.take(20)
    (True, False)
    """

    def __init__(self, day: float, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(day * 2 / 3 / DAY, day / 3, clock)


class Buckets:
    """A bucket for each of several things: a rush at one of them leaves the others what they have.

    Parameters
    ----------
    rate, room, clock
        Of each bucket.

    Examples
    --------
    >>> buckets = Buckets(rate=1, room=1, clock=lambda: 0.0)
    >>> buckets.take("a"), buckets.take("a"), buckets.take("b")
    (True, False, True)
    """

    def __init__(self, rate: float, room: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._make = partial(Bucket, rate, room, clock)
        self._each: dict[str, Bucket] = {}

    def take(self, name: str) -> bool:
        """Take a drop of one of them, if there is one."""
        if name not in self._each and len(self._each) >= MANY:
            # A full one is as good as a new one.
            self._each = {other: bucket for other, bucket in self._each.items() if not bucket.is_full()}
        return self._each.setdefault(name, self._make()).take()
