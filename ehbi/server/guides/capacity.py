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
_OLDER = _GROUPS / "memory" / "memory.limit_in_bytes"  # where a system with groups of the first kind does


def visitors(memory: int) -> int:
    """Return how many visitors may have a guide at the same time, on a machine with so much memory."""
    return max(FEWEST, min(MOST, (int(memory * SHARE) - workers() * WORKER) // GUIDE))


def workers() -> int:
    """Return how many workers there are: one a core, and two where there is but one, as one may fail."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(2, min(MOST_WORKERS, cores))


def largest(memory: int) -> int:
    """Return how much of so much memory a worker may have: its share of that of all guides."""
    return max(2 * WORKER, int(memory * SHARE) // workers())


def memory() -> int:
    """Return the memory of this machine, or of the container or service that we are in, in bytes."""
    limits = [file.read_text(encoding="ascii").strip() for file in _limits() if file.is_file()]
    return min([psutil.virtual_memory().total, *(int(limit) for limit in limits if limit.isdigit())])


def _limits() -> list[Path]:
    """Return where the system limits the memory of our control group, and of each that this one is in."""
    told = _OWN_GROUP.read_text(encoding="utf-8") if _OWN_GROUP.is_file() else ""
    own = next((line.removeprefix("0::/") for line in told.splitlines() if line.startswith("0::/")), "")
    groups = (_GROUPS / own, *(_GROUPS / own).parents)
    return [_OLDER, *(one / "memory.max" for one in groups if one.is_relative_to(_GROUPS))]
