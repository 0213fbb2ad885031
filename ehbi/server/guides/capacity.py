"""The capacity of a machine: how many visitors it has room for, and in how many workers."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

MEGABYTE = 2**20
GUIDE, WORKER = 1 * MEGABYTE, 64 * MEGABYTE
"""What a visitor and an empty worker take at most, in bytes: see ``make bench``."""
SHARE = 0.5
"""Part of the memory that guides may have together."""
FEWEST, MOST = 20, 2_000
MOST_WORKERS = 8
_GROUPS, _OWN_GROUP = Path("/sys/fs/cgroup"), Path("/proc/self/cgroup")
_CONTAINERS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def visitors(memory: int) -> int:
    """Return how many visitors may have a guide at the same time, on a machine with so much memory in bytes.

    Examples
    --------
    >>> visitors(2 * 2**30) >= 500, visitors(2**28)
    (True, 20)
    """
    return max(FEWEST, min(MOST, (int(memory * SHARE) - workers() * WORKER) // GUIDE))


def workers() -> int:
    """Return how many workers there are: one a core, and two where there is but one, as one may fail."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(2, min(MOST_WORKERS, cores))


def largest(memory: int) -> int:
    """Return how much of so much memory a worker may have, in bytes: its share of that of all guides.

    Examples
    --------
    >>> largest(2**50) > largest(2**31) > largest(2**28) > WORKER
    True
    """
    return max(2 * WORKER, int(memory * SHARE) // workers())


def memory() -> int:
    """Return the memory of this machine, or of the container or service that we are in, in bytes."""
    limits = [_limit(file) for file in (*_CONTAINERS, *_groups()) if file.is_file()]
    return min([psutil.virtual_memory().total, *(limit for limit in limits if limit)])


def _groups() -> list[Path]:
    """Return where the system limits the memory of our control group, and of each that this one is in."""
    told = _OWN_GROUP.read_text(encoding="utf-8") if _OWN_GROUP.is_file() else ""
    own = next((line.removeprefix("0::/") for line in told.splitlines() if line.startswith("0::/")), "")
    group = _GROUPS / own
    return [one / "memory.max" for one in (group, *group.parents) if one.is_relative_to(_GROUPS)]


def _limit(file: Path) -> int | None:
    text = file.read_text(encoding="ascii").strip()
    return int(text) if text.isdigit() else None
