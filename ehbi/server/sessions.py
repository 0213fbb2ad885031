"""Who is logged in: known here and nowhere else, so that logging out ends it, and so does a restart."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Who = TypeVar("Who")
Close = Callable[[], object]

IDLE = 8 * 3600.0
"""Seconds without a sign of whoever is logged in, after which they are not any more: a working day."""
LONGEST = 24 * 3600.0
"""Seconds after which they must log in again in any case."""
MOST = 256
"""Sessions at the same time; one more ends the one that was not used for longest."""
BYTES = 32
"""Of what a session is known by."""


class Session(Generic[Who]):
    """Somebody who is logged in, with what is open for as long as they are.

    Parameters
    ----------
    who
        Is logged in.
    clock
        Tells the time in seconds.
    """

    def __init__(self, who: Who, clock: Callable[[], float] = time.monotonic) -> None:
        self.who = who
        self._clock = clock
        self._began = self.heard = clock()
        self._open: set[Close] = set()
        self._ended = False

    @property
    def is_over(self) -> bool:
        """Whether it has ended, or should have."""
        now = self._clock()
        return self._ended or now - self.heard >= IDLE or now - self._began >= LONGEST

    def hear(self) -> bool:
        """Know that it is used, and return whether it still may be; if not, end it."""
        if self.is_over:
            self.end()
            return False
        self.heard = self._clock()
        return True

    def hold(self, close: Close) -> None:
        """Close this too when the session ends; at once when it has."""
        if self.is_over:
            close()
        else:
            self._open.add(close)

    def release(self, close: Close) -> None:
        """Forget what has closed by itself."""
        self._open.discard(close)

    def end(self) -> None:
        """End it, and close what is open; this may be said twice."""
        self._ended = True
        while self._open:
            self._open.pop()()


class Sessions(Generic[Who]):
    """All who are logged in, by a secret that only their browser has.

    Parameters
    ----------
    clock
        Tells the time in seconds.

    Examples
    --------
    >>> sessions = Sessions()
    >>> secret = sessions.begin("Noor")
    >>> sessions.find(secret).who
    'Noor'
    >>> sessions.end(secret)
    >>> sessions.find(secret) is None
    True
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sessions: dict[bytes, Session[Who]] = {}

    def __len__(self) -> int:
        return len(self._sessions)

    def begin(self, who: Who) -> str:
        """Let somebody be logged in, and return the secret by which they are known."""
        self._clear()
        secret = secrets.token_urlsafe(BYTES)
        self._sessions[_known_by(secret)] = Session(who, self._clock)
        return secret

    def find(self, secret: str) -> Session[Who] | None:
        """Return the session with this secret, now that it is used; None when there is none any more."""
        session = self._sessions.get(_known_by(secret))
        if session is None or session.hear():
            return session
        self.end(secret)
        return None

    def end(self, secret: str) -> None:
        """End a session, if there is one with this secret."""
        session = self._sessions.pop(_known_by(secret), None)
        if session:
            session.end()

    def _clear(self) -> None:
        """End what is over, and make room for one more."""
        by_use = sorted(self._sessions.items(), key=lambda pair: pair[1].heard)
        spare = len(by_use) - MOST + 1
        for place, (key, session) in enumerate(by_use):
            if session.is_over or place < spare:
                session.end()
                del self._sessions[key]


def _known_by(secret: str) -> bytes:
    """Return the key of a session: how long it takes to look this up tells nothing of a secret."""
    return hashlib.sha256(secret.encode(errors="replace")).digest()
