"""What a server and all its processes use, and what the crowd itself costs meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import gevent
import psutil

MEGABYTE = 1024**2
QUIET = 0.15
"""Share of one core that a server may use and still be called quiet: it looks after its processes."""
CALM = 5
"""Seconds that it must be quiet."""
PATIENCE = 60
"""Seconds that it may take until it is."""
TICK = 0.05
OFTEN = 2
"""Seconds between two samples of a short run."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a server uses at one moment, by the ids of its processes; the server's own is one of them."""

    server: int
    pss: Mapping[int, float]  # megabytes, where what processes share is divided among them
    seconds: Mapping[int, float] = field(default_factory=dict)  # of the processor, since they began
    files: Mapping[int, int] = field(default_factory=dict)  # open ones
    at: float = field(default_factory=time.monotonic)

    @property
    def total(self) -> float:
        """Megabytes of all processes together."""
        return sum(self.pss.values())

    @property
    def own(self) -> float:
        """Megabytes of the server's own process."""
        return self.pss.get(self.server, 0)

    @property
    def others(self) -> float:
        """Megabytes of all processes that the server started: workers, or kernels."""
        return self.total - self.own


def usage(server: int) -> Usage:
    """Return what a server with all its processes uses now; one that just ends is left out."""
    root = psutil.Process(server)
    found = Usage(server, {}, {}, {})
    for process in [root, *root.children(recursive=True)]:
        with suppress(psutil.Error, OSError):
            times, memory, files = process.cpu_times(), process.memory_full_info(), process.num_fds()
            found.seconds[process.pid] = times.user + times.system
            found.pss[process.pid], found.files[process.pid] = memory.pss / MEGABYTE, files
    return found


def spent(samples: Sequence[Usage]) -> float:
    """Return the processor time of all processes from the first sample to the last.

    A process that ended counts with what it had used when it was last seen: a parent that asks for no news of
    its children does not get to know either.

    Examples
    --------
    >>> spent([Usage(1, {}, {1: 2.0}), Usage(1, {}, {1: 3.0, 2: 0.5}), Usage(1, {}, {1: 3.5})])
    2.0
    """
    last: dict[int, float] = {}
    for sample in samples:
        last |= sample.seconds
    return sum(last.values()) - sum(samples[0].seconds.values())


def settled(server: int) -> Usage:
    """Wait until a server does nothing more of its own accord, and return what it uses then.

    It must be quiet for a while: a server may wait before it starts processes for who comes next.
    """
    began = calm = time.monotonic()
    now = usage(server)
    while now.at - calm <= CALM and now.at - began <= PATIENCE:
        before = now
        gevent.sleep(1)
        now = usage(server)
        busy = spent([before, now]) / (now.at - before.at)
        if busy > QUIET or now.pss.keys() != before.pss.keys():
            calm = now.at
    return now


@dataclass(slots=True)
class Watch:
    """What a run costs, so that nobody takes what the crowd itself costs for the server's."""

    seconds: float = 0  # of the processor, for the crowd
    machine: float = 0  # the same, for everything on this machine
    lasted: float = 0
    late: list[float] = field(default_factory=list)  # how much later its clock ticked than it should
    samples: list[Usage] = field(default_factory=list)


@contextmanager
def watched(server: int | None, every: float, tell: Callable[[Usage], object]) -> Iterator[Watch]:
    """Watch a run and its server, and tell each sample as it is taken, in a thread of its own."""
    found, over = Watch(), threading.Event()

    def sample() -> None:
        while not over.wait(every if found.samples else 0):
            found.samples.append(usage(server))
            tell(found.samples[-1])

    def feel() -> None:
        while True:
            began = time.perf_counter()
            gevent.sleep(TICK)
            found.late.append(time.perf_counter() - began - TICK)

    sampler = threading.Thread(target=sample, daemon=True)
    before = _clocks()
    if server:
        sampler.start()
    feeling = gevent.spawn(feel)
    try:
        yield found
    finally:
        over.set()
        feeling.kill()
        passed = (now - then for now, then in zip(_clocks(), before, strict=True))
        found.lasted, found.seconds, found.machine = passed
        if server:
            sampler.join()


def _clocks() -> tuple[float, float, float]:
    """Return the time, and the processor time so far: this process's, and everything's on this machine."""
    times = psutil.cpu_times()
    return time.monotonic(), time.process_time(), float(times.user + times.system)
