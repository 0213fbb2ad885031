"""Which of the presenter's windows leads the slides, and which workshop a server goes on with."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
from collections.abc import Callable
from datetime import datetime, timedelta

import psutil

from ..store.workshops import Sign

SILENT = timedelta(seconds=10)
"""After which a window has gone without a word; it says something each second."""
DIGITS = 16
"""Of the digest of a machine's name."""


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


def new_sign(port: int, handbook: str, at: datetime) -> Sign:
    """Return the first sign of a workshop with a handbook, at a port of this machine."""
    name = hashlib.sha256(socket.gethostname().encode()).hexdigest()[:DIGITS]
    return Sign(secrets.token_hex(16), name, port, os.getpid(), handbook, "", at)


def lives(process: int) -> bool:
    """Return whether a process of this machine lives; one that was killed can still have a number."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:  # it is there, and not ours to look at
        return True
