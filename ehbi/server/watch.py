"""What a server counts of itself, for Prometheus; nothing in it is about a visitor, a step or a case."""

from __future__ import annotations

import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

Clock = Callable[[], float]

SECONDS = (0.1, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 20, 30, 60)
"""Upper bounds of the classes in which the time to a live guide is counted."""


class Watch:
    """Counts what happens; each server has its own.

    Parameters
    ----------
    clock
        Tells the time in seconds.

    Examples
    --------
    >>> watch = Watch()
    >>> watch.visited("book")
    >>> watch.registry.get_sample_value("ehbi_visits_total", {"of": "book"})
    1.0
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._asked: dict[str, float] = {}
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._guides = Gauge("ehbi_guides", "Guides there are now.", ["state"], registry=registry)
        self._limit = Gauge("ehbi_guides_limit", "Visitors who may have one.", registry=registry)
        self._started = Counter("ehbi_guides_started", "Guides that started.", registry=registry)
        self._failed = Counter("ehbi_guides_failed", "Guides that did not.", ["reason"], registry=registry)
        self._ended = Counter("ehbi_guides_ended", "Guides that ended.", ["reason"], registry=registry)
        self._visits = Counter("ehbi_visits", "Pages and guides given.", ["of"], registry=registry)
        self._refused = Counter("ehbi_refused", "Guides refused for lack of room.", registry=registry)
        self._cases = Counter("ehbi_cases", "Cases told by pages.", ["result"], registry=registry)
        self._messages = Counter("ehbi_messages", "Messages of pages.", ["result"], registry=registry)
        self._tasks = Counter(
            "ehbi_task_failures", "Background tasks that failed.", ["task"], registry=registry
        )
        self._editions = Counter(
            "ehbi_editions_refused", "Tries to serve a revision that failed.", registry=registry
        )
        self._live = Histogram(
            "ehbi_guide_live_seconds",
            "From asking for a guide until it answered its page.",
            buckets=SECONDS,
            registry=registry,
        )

    def guides(self, state: str, count: Callable[[], float]) -> None:
        """Know how to count the guides in a state: ``live`` or ``starting``."""
        self._guides.labels(state).set_function(count)

    def limit(self, guides: int) -> None:
        """Know how many visitors may have a guide."""
        self._limit.set(guides)

    def started(self) -> None:
        """A guide has started."""
        self._started.inc()

    def failed(self, reason: str) -> None:
        """A guide has not started (``start``), or its ``notebook`` shows none."""
        self._failed.labels(reason).inc()

    def ended(self, guest: str, reason: str) -> None:
        """The guide of a visitor ends.

        Their page has ``left`` or was ``absent``, it was ``idle``, somebody else needed the ``room``, its
        worker ``died``, or the server ``stopped``.
        """
        self._asked.pop(guest, None)
        self._ended.labels(reason).inc()

    def visited(self, what: str) -> None:
        """Somebody gets the ``book``, or a ``guide``."""
        self._visits.labels(what).inc()

    def refused(self) -> None:
        """Somebody gets no guide, as there is no room."""
        self._refused.inc()

    def now(self) -> float:
        """Return the time, to be given back with :meth:`given`."""
        return self._clock()

    def given(self, guest: str, since: float) -> None:
        """Somebody gets a guide for which they asked at that time."""
        self.visited("guide")
        self._asked[guest] = since

    def live(self, guest: str) -> None:
        """A guide has answered its page; only the first time counts."""
        since = self._asked.pop(guest, None)
        if since is not None:
            self._live.observe(self._clock() - since)

    def cases(self, result: str, number: int = 1) -> None:
        """Cases are ``kept`` or ``dropped``."""
        self._cases.labels(result).inc(number)

    def task_failed(self, name: str) -> None:
        """A background task has failed."""
        self._tasks.labels(name).inc()

    def edition_refused(self) -> None:
        """A revision could not be read, or not be built."""
        self._editions.inc()

    def message(self, result: str) -> None:
        """A message was ``passed`` on to a guide, ``ignored``, or ended its connection: ``refused``."""
        self._messages.labels(result).inc()
