"""Which of the presenter's windows leads the slides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

SILENT = timedelta(seconds=10)
"""After which a window has gone without a word; it says something each second."""


class Lead:
    """Which window leads: the first that says where it is, until it leaves or another takes the lead."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._window, self._heard = "", now()

    def hear(self, window: str) -> bool:
        """Hear of a window that wants to lead, and return whether it does.

        One that follows asks for nothing, so it gets the lead of a silent window only when somebody takes it.
        """
        if not self._window or self._now() - self._heard >= SILENT:
            self._window = window
        if window != self._window:
            return False
        self._heard = self._now()
        return True

    def take(self, window: str) -> None:
        """Have a window lead from now on."""
        self._window = window

    def leave(self, window: str) -> None:
        """Know that a window was closed or loads itself anew."""
        if window == self._window:
            self._window = ""
