"""Wrong tokens and passwords, counted, so that nobody can go on guessing."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

MOST = 10
WITHIN = 60.0
"""Seconds."""
REMEMBERED = 1000
"""Attempts of everybody together; who comes from more addresses than that is not stopped by counting."""


class Attempts:
    """Remembers who was wrong, and when.

    Parameters
    ----------
    clock
        Tells the time in seconds.

    Examples
    --------
    >>> attempts = Attempts(clock=lambda: 0.0)
    >>> for _ in range(10):
    ...     attempts.was_wrong("127.0.0.1")
    >>> attempts.are_too_many("127.0.0.1"), attempts.are_too_many("::1")
    (True, False)
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: deque[tuple[str, float]] = deque(maxlen=REMEMBERED)

    def was_wrong(self, who: str) -> None:
        """Count a wrong attempt from an address."""
        self._wrong.append((who, self._clock()))

    def are_too_many(self, who: str) -> bool:
        """Return whether an address must wait before it may try again."""
        since = self._clock() - WITHIN
        return sum(one == who and when > since for one, when in self._wrong) >= MOST
