"""Who has a kernel, and who has not used theirs for a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass
class Guest:
    """A visitor with a kernel.

    Parameters
    ----------
    seen
        When something was heard from their page last.
    send_away
        Tells their page that it has no kernel any more; None as long as the page is not connected.
    """

    seen: float
    send_away: Callable[[], None] | None = None


class Guests:
    """The visitors who have a kernel, by its id.

    Parameters
    ----------
    clock
        Tells the time in seconds.

    Examples
    --------
    >>> guests = Guests(clock=iter([0.0, 5.0, 9.0]).__next__)
    >>> guests.come("a")
    >>> guests.come("b")
    >>> list(guests.idle(6.0))
    ['a']
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._guests: dict[str, Guest] = {}

    def __len__(self) -> int:
        return len(self._guests)

    def __contains__(self, kernel_id: object) -> bool:
        return kernel_id in self._guests

    def come(self, kernel_id: str) -> None:
        """Let a visitor have a kernel."""
        self._guests[kernel_id] = Guest(self._clock())

    def connect(self, kernel_id: str, send_away: Callable[[], None]) -> None:
        """Know how to send a visitor away, now that their page is connected."""
        if kernel_id in self._guests:
            self._guests[kernel_id].send_away = send_away

    def hear(self, kernel_id: str) -> None:
        """Know that a visitor uses their kernel."""
        if kernel_id in self._guests:
            self._guests[kernel_id].seen = self._clock()

    def leave(self, kernel_id: str) -> Guest | None:
        """Let a visitor go; None when they had gone."""
        return self._guests.pop(kernel_id, None)

    def idle(self, seconds: float) -> Iterator[str]:
        """Yield whose kernel was not used for so long, the longest idle first."""
        until = self._clock() - seconds
        by_time = sorted(self._guests.items(), key=lambda pair: pair[1].seen)
        yield from (kernel_id for kernel_id, guest in by_time if guest.seen <= until)
