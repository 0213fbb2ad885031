"""What a server and all its processes use, and what the crowd itself costs meanwhile."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import gevent
import psutil

MEGABYTE = 1024
"""Kilobytes, as the system counts them."""
_PSS = re.compile(r"^Pss:\s+(\d+) kB$", re.MULTILINE)
QUIET = 0.15
"""Share of one core that a server may use and still be called quiet: it looks after its processes."""
CALM = 5
"""Seconds that it must be quiet."""
TICK = 0.05
OFTEN = 2
"""Seconds between two samples of a short run."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a server uses at one moment, by the ids of its processes.

    Parameters
    ----------
    server
        Id of the server's own process.
    pss
        Megabytes, where what processes share is divided among them.
    seconds
        Processor time since they began.
    files
        Open file descriptors.
    """

    server: int
    pss: Mapping[int, float]
    seconds: Mapping[int, float] = field(default_factory=dict)
    files: Mapping[int, int] = field(default_factory=dict)
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
            times = process.cpu_times()
            seconds[process.pid] = times.user + times.system
            pss[process.pid], files[process.pid] = process_pss(process.pid), process.num_fds()
    return Usage(server, pss, seconds, files)


def process_pss(process: int) -> float:
    """Return the megabytes of a process, where what it shares counts for its part; only Linux tells.

    Raises
    ------
    OSError
        There is no such process any more, or this system does not tell.
    """
    found = _PSS.search(Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii"))
    return int(found[1]) / MEGABYTE if found else 0.0


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
    """What a run costs, so that nobody takes what the crowd itself costs for the server's.

    Parameters
    ----------
    seconds
        Processor time of the crowd.
    lasted
        How long the run took.
    machine
        Processor time of everything on this machine meanwhile.
    late
        How much later than it should the crowd's own clock ticked: what its times are too long by.
    samples
        What the server used, from time to time; none of one on another machine.
    """

    seconds: float = 0
    lasted: float = 0
    machine: float = 0
    late: list[float] = field(default_factory=list)
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
