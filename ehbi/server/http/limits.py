"""Limits: how often something may happen, how much a connection may ask, and how many there may be."""

from __future__ import annotations

import logging
import sys
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from math import inf
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application

from ..logs import WarnOnce
from .handlers import LARGEST
from .requests import RequestNormalizer

log = logging.getLogger(__name__)

DAY = 86_400
"""Seconds."""
MANY = 1_000
"""Names from which on those that nobody used for a while are let go."""
SOONEST, LATEST = 5, 60
"""Seconds after which whoever found no guide asks again."""
A_SECOND = 20
"""How many may ask each second, about."""


class RateLimit:
    """A token bucket: so many a second, and more at once after a quiet time."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._held, self._at = burst, clock()

    def left(self) -> float:
        """Return how many may be taken now."""
        now = self._clock()
        self._held = min(self._burst, self._held + (now - self._at) * self._rate)
        self._at = now
        return self._held

    def is_quiet(self) -> bool:
        """Return whether half of a burst could come."""
        return self.left() > self._burst / 2

    def is_unused(self) -> bool:
        """Return whether it is as it began."""
        return self.left() >= self._burst

    def take(self, amount: float = 1) -> bool:
        """Take so many, if they are left."""
        if self.left() < amount:
            return False
        self._held -= amount
        return True


def daily(amount: float, clock: Callable[[], float] = time.monotonic) -> RateLimit:
    """Return a limit of so much in any twenty-four hours: a third at once, the rest little by little."""
    return RateLimit(amount * 2 / 3 / DAY, amount / 3, clock)


class RateLimits:
    """A rate limit for each name: a rush at one of them leaves the others what they have.

    Of more than ``most`` names, those that came first are forgotten.
    """

    def __init__(
        self, rate: float, burst: float, most: float = inf, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._make, self._most = partial(RateLimit, rate, burst, clock), most
        self._each: dict[str, RateLimit] = {}
        self._look_at = MANY

    def take(self, name: str) -> bool:
        """Take one for a name, if there is one left."""
        if name not in self._each and len(self._each) >= self._look_at:
            # An unused one is as good as a new one.
            self._each = {other: limit for other, limit in self._each.items() if not limit.is_unused()}
            self._look_at = max(MANY, 2 * len(self._each))  # a crowd in use is not looked through each time
        if name not in self._each and len(self._each) >= self._most:
            del self._each[next(iter(self._each))]
        return self._each.setdefault(name, self._make()).take()

    def left(self, name: str) -> float:
        """Return how many may be taken for a name now."""
        return (self._each.get(name) or self._make()).left()


class Backoff:
    """After how many seconds whoever was refused should ask again: the more there are, the later."""

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


MOST = 8_192
"""Connections at the same time; each has a file of the process, and each worker has two."""
LIMITS: dict[str, Any] = {
    # An address, cookies and what a proxy adds.
    "max_header_size": 16_384,
    # What is a little too large gets an answer that says so.
    "max_body_size": 2 * LARGEST,
    # Seconds for a body of 16 kB, also over a bad line.
    "body_timeout": 20,
    # Seconds for all headers, and between two requests: longer than a proxy keeps a connection to use again.
    "idle_connection_timeout": 75,
}


class Connections(HTTPServer):
    """Answers on connections, each within limits; who comes when there are too many is hung up on.

    Websockets are not counted.
    """

    def initialize(self, application: Application, most: int = MOST, proxies: int = 0) -> None:  # type: ignore[override]
        """Take what every connection is limited to."""
        super().initialize(application, **LIMITS)
        self._most, self._proxies = most, proxies
        self._trouble = WarnOnce(log, "Niet iedereen kan verbinden")

    def handle_stream(self, stream: Any, address: Any) -> None:
        """Serve a new connection, if there is room for it."""
        if len(self._connections) >= self._most:
            self._trouble.tell(f"er zijn al {self._most} verbindingen")
            stream.close()
            return
        if len(self._connections) < self._most / 2:
            self._trouble.over()
        super().handle_stream(stream, address)

    def start_request(self, server_conn: object, request_conn: Any) -> RequestNormalizer:
        """Serve a request, in the form in which all are read."""
        return RequestNormalizer(
            super().start_request(server_conn, request_conn), request_conn, self._proxies
        )


def most_connections() -> int:
    """Return how many connections the system has room for, after asking it for more.

    Half of the files that the process may open is left to workers, scripts and the database.
    """
    if sys.platform == "win32":
        return MOST
    import resource  # noqa: PLC0415  # not there on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST if hard == resource.RLIM_INFINITY else min(2 * MOST, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return MOST if soft == resource.RLIM_INFINITY else min(MOST, soft // 2)
