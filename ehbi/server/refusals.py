"""When whoever found no kernel should ask again: the more there are, the later."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

SOONEST, LATEST = 5, 60
"""Seconds."""
A_SECOND = 20
"""How many may ask each second, about."""


class Refusals:
    """Counts who was refused lately.

    Parameters
    ----------
    clock
        Tells the time in seconds.

    Examples
    --------
    >>> refusals = Refusals(clock=lambda: 0.0)
    >>> [refusals.count() for _ in range(3)]
    [5, 5, 5]
    >>> for _ in range(400):
    ...     seconds = refusals.count()
    >>> seconds
    25
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lately: deque[float] = deque(maxlen=LATEST * A_SECOND)

    def count(self) -> int:
        """Count one, and return after how many seconds they should ask again."""
        now = self._clock()
        self._lately.append(now)
        while self._lately[0] < now - SOONEST:
            self._lately.popleft()
        return min(LATEST, SOONEST + len(self._lately) // A_SECOND)
