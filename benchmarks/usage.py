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
    pss, seconds, files = dict[int, float](), dict[int, float](), dict[int, int]()
    for process in [root, *root.children(recursive=True)]:
        with suppress(psutil.Error, OSError):
            times, memory = process.cpu_times(), process.memory_full_info()
            seconds[process.pid] = times.user + times.system
            pss[process.pid], files[process.pid] = memory.pss / MEGABYTE, process.num_fds()
    return Usage(server, pss, seconds, files)


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


def settled(server: int, patience: float = 60) -> Usage:
    """Wait until a server does nothing more of its own accord, and return what it uses then.

    It must be quiet for a while: a server may wait before it starts processes for who comes next.
    """
    end, calm = time.monotonic() + patience, time.monotonic()
    before = usage(server)
    while True:
        gevent.sleep(1)
        now = usage(server)
        busy = spent([before, now]) / (now.at - before.at)
        if busy > QUIET or now.pss.keys() != before.pss.keys():
            calm = now.at
        if now.at - calm > CALM or now.at > end:
            return now
        before = now


@dataclass(slots=True)
class Watch:
    """What a run costs, so that nobody takes what the crowd itself costs for the server's."""

    seconds: float = 0  # of the processor, for the crowd
    machine: float = 0  # the same, for everything on this machine
    lasted: float = 0
    late: list[float] = field(default_factory=list)  # how much later its clock ticked than it should
    samples: list[Usage] = field(default_factory=list)


@contextmanager
def watched(
    server: int | None, every: float = OFTEN, tell: Callable[[Usage], object] = lambda _: None
) -> Iterator[Watch]:
    """Watch a run and its server, and tell each sample as it is taken, in a thread of its own."""
    found, over = Watch(), threading.Event()

    def sample(server: int) -> None:
        while not over.wait(every if found.samples else 0):
            found.samples.append(usage(server))
            tell(found.samples[-1])

    def feel() -> None:
        while True:
            began = time.perf_counter()
            gevent.sleep(TICK)
            found.late.append(time.perf_counter() - began - TICK)

    sampler = threading.Thread(target=sample, args=(server,), daemon=True) if server else None
    began, used, machine = time.monotonic(), time.process_time(), machine_seconds()
    if sampler:
        sampler.start()
    feeling = gevent.spawn(feel)
    try:
        yield found
    finally:
        over.set()
        feeling.kill()
        found.lasted, found.seconds = time.monotonic() - began, time.process_time() - used
        found.machine = machine_seconds() - machine
        if sampler:
            sampler.join()


def machine_seconds() -> float:
    """Return the processor time of everything on this machine since it started."""
    times = psutil.cpu_times()
    return float(times.user + times.system)
