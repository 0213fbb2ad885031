"""What a server and all its processes use: memory, processor time, open files."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

MEGABYTE = 1024
"""Kilobytes, as the system counts them."""
_PSS = re.compile(r"^Pss:\s+(\d+) kB$", re.MULTILINE)
QUIET = 0.15
"""Share of one core that a server may use and still be called quiet: it looks after its processes."""
CALM = 5
"""Seconds that it must be quiet."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a server uses at one moment.

    Parameters
    ----------
    server
        Id of the server's own process.
    pss
        Megabytes of each process by its id, where what processes share is divided among them.
    seconds
        Processor time of each process by its id, since it began.
    files
        Open file descriptors of each process by its id.
    """

    server: int
    pss: Mapping[int, float]
    seconds: Mapping[int, float] = field(default_factory=dict)
    files: Mapping[int, int] = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)

    @property
    def total(self) -> float:
        """Megabytes of all processes together.

        Examples
        --------
        >>> Usage(1, {1: 60.0, 2: 38.5}).total
        98.5
        """
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


def process_pss(process: int) -> float:
    """Return the megabytes of a process, where what it shares counts for its part.

    Raises
    ------
    OSError
        There is no such process any more, or this system does not tell.
    """
    return parse_pss(Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii"))


def parse_pss(rollup: str) -> float:
    r"""Return the megabytes that a ``smaps_rollup`` tells of.

    Examples
    --------
    >>> parse_pss("Rss:     4096 kB\nPss:     2048 kB\nPss_Dirty:   9 kB\n")
    2.0
    >>> parse_pss("")
    0.0
    """
    found = _PSS.search(rollup)
    return int(found[1]) / MEGABYTE if found else 0.0


def settled(server: int, patience: float = 60) -> Usage:
    """Wait until a server does nothing more of its own accord, and return what it uses then.

    It must be quiet for a while: a server may wait before it starts processes for who comes next.
    """
    end, calm = time.monotonic() + patience, time.monotonic()
    before = usage(server)
    while True:
        time.sleep(1)
        now = usage(server)
        busy = spent([before, now]) / (now.at - before.at)
        if busy > QUIET or now.pss.keys() != before.pss.keys():
            calm = now.at
        if now.at - calm > CALM or now.at > end:
            return now
        before = now
