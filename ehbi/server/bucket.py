"""How often something may happen: as often as there are drops in a bucket that fills itself again."""

from __future__ import annotations

import time
from collections.abc import Callable


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

    def take(self) -> bool:
        """Take a drop, if there is one."""
        self._fill()
        if self._held < 1:
            return False
        self._held -= 1
        return True

    def _fill(self) -> None:
        now = self._clock()
        self._held = min(self._room, self._held + (now - self._at) * self._rate)
        self._at = now
