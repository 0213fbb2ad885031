"""The metrics for Prometheus, on a listener of their own; nothing in them is about a visitor or a case."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, exposition
from tornado.web import HTTPError

from .http.handlers import JsonHandler
from .http.limits import Connections
from .http.requests import NamedApplication

SECONDS = (0.1, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 20, 30, 60)
"""Upper bounds of the classes in which the time to a live guide is counted."""
FEW = 16
"""Connections of Prometheus at the same time."""


class Metrics:
    """Counts what happens; each server has its own."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.now = clock
        self._asked: dict[str, float] = {}
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        counter = partial(Counter, registry=registry)
        self.guides = Gauge("ehbi_guides", "Guides there are now.", ["state"], registry=registry)
        self.limit = Gauge("ehbi_guides_limit", "Visitors who may have one.", registry=registry)
        self.started = counter("ehbi_guides_started", "Guides that started.")
        self.failed = counter("ehbi_guides_failed", "Guides that did not.", ["reason"])
        self._ended = counter("ehbi_guides_ended", "Guides that ended.", ["reason"])
        self.visits = counter("ehbi_visits", "Pages and guides given.", ["of"])
        self.refused = counter("ehbi_refused", "Guides refused for lack of room.")
        self.cases = counter("ehbi_cases", "Cases told by pages.", ["result"])
        self.messages = counter("ehbi_messages", "Messages of pages.", ["result"])
        self.patron_screens = counter("ehbi_patron_screens", "Screens that the desk opened for patrons.")
        self.task_failures = counter("ehbi_task_failures", "Background tasks that failed.", ["task"])
        self.editions_refused = counter("ehbi_editions_refused", "Tries to serve a revision that failed.")
        self._live = Histogram(
            "ehbi_guide_live_seconds",
            "From asking for a guide until it answered its page.",
            buckets=SECONDS,
            registry=registry,
        )

    def given(self, guest: str, since: float) -> None:
        """Somebody gets a guide for which they asked at that time."""
        self.visits.labels("guide").inc()
        self._asked[guest] = since

    def live(self, guest: str) -> None:
        """A guide has answered its page; only the first time counts."""
        since = self._asked.pop(guest, None)
        if since is not None:
            self._live.observe(self.now() - since)

    def ended(self, guest: str, reason: str) -> None:
        """The guide of a visitor ends.

        Their page has ``left`` or was ``absent``, it was ``idle``, somebody else needed the ``room``, its
        worker ``died``, or the server ``stopped``.
        """
        self._asked.pop(guest, None)
        self._ended.labels(reason).inc()


class MetricsPage(JsonHandler):
    """Answers with what was counted."""

    metrics: Metrics

    def get(self) -> None:
        """Answer as Prometheus wants it."""
        encode, kind = exposition.choose_encoder(self.request.headers.get("Accept", ""))
        self.set_header("Content-Type", kind)
        self.finish(encode(self.metrics.registry))


class Nothing(JsonHandler):
    """Answers every other address."""

    def prepare(self) -> None:
        """Say that there is nothing here."""
        raise HTTPError(HTTPStatus.NOT_FOUND)


def serve(metrics: Metrics, sockets: list[socket.socket], names: frozenset[str]) -> Connections:
    """Answer Prometheus on these sockets, by these names, until the server that is returned is stopped."""
    addresses = [("/metrics", MetricsPage, {"metrics": metrics})]
    quiet = {"default_handler_class": Nothing, "log_function": lambda _: None}
    application = NamedApplication(addresses, names=names, **quiet)
    server = Connections(application, FEW)
    server.add_sockets(sockets)
    return server
