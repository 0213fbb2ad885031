"""How many visitors a machine has room for."""

from __future__ import annotations

from pathlib import Path

import psutil

MEGABYTE = 2**20
FORKED, ORDINARY = 25 * MEGABYTE, 110 * MEGABYTE
"""What a visitor takes at most, in bytes: see ``make bench``."""
SHARE = 0.5
"""Part of the memory that visitors may have together."""
FEWEST, MOST = 4, 400
_GROUPS, _OWN_GROUP = Path("/sys/fs/cgroup"), Path("/proc/self/cgroup")
_CONTAINERS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def visitors(memory: int, each: int) -> int:
    """Return how many visitors may have a kernel at the same time.

    Parameters
    ----------
    memory
        Of the machine, in bytes.
    each
        What a visitor takes, in bytes.

    Examples
    --------
    >>> visitors(4 * 2**30, FORKED), visitors(4 * 2**30, ORDINARY), visitors(2**28, ORDINARY)
    (81, 18, 4)
    """
    return max(FEWEST, min(MOST, int(memory * SHARE) // each))


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
