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
        self._kernels = Gauge("ehbi_kernels", "Kernels there are now.", ["state"], registry=registry)
        self._limit = Gauge("ehbi_kernels_limit", "Visitors who may have one.", registry=registry)
        self._started = Counter("ehbi_kernels_started", "Kernels that started.", registry=registry)
        self._failed = Counter("ehbi_kernels_failed", "Kernels that did not.", ["reason"], registry=registry)
        self._ended = Counter("ehbi_kernels_ended", "Visitors' kernels ended.", ["reason"], registry=registry)
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
            "From asking for a guide until its kernel answered its page.",
            buckets=SECONDS,
            registry=registry,
        )

    def kernels(self, state: str, count: Callable[[], float]) -> None:
        """Know how to count the kernels in a state: ``live``, ``waiting`` or ``starting``."""
        self._kernels.labels(state).set_function(count)

    def limit(self, kernels: int) -> None:
        """Know how many visitors may have a kernel."""
        self._limit.set(kernels)

    def started(self) -> None:
        """A kernel has started."""
        self._started.inc()

    def failed(self, reason: str) -> None:
        """A kernel has not: as a ``fork``, otherwise (``start``), or its ``notebook`` shows no guide."""
        self._failed.labels(reason).inc()

    def ended(self, kernel_id: str, reason: str) -> None:
        """The kernel of a visitor ends.

        Their page has ``left`` or was ``absent``, it was ``idle``, somebody else needed the ``room``, it
        ``died``, or it ``failed`` to show the guide.
        """
        self._asked.pop(kernel_id, None)
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

    def given(self, kernel_id: str, since: float) -> None:
        """Somebody gets a guide for which they asked at that time."""
        self.visited("guide")
        self._asked[kernel_id] = since

    def live(self, kernel_id: str) -> None:
        """A kernel has answered its page; only the first time counts."""
        since = self._asked.pop(kernel_id, None)
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
        """A message was ``passed`` on to a kernel, ``ignored``, or ended its connection: ``refused``."""
        self._messages.labels(result).inc()
