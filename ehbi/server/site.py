"""A site: what a server needs to know, its name among others, and how many its machine has room for."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from ..handbook import EhbiError

MEGABYTE = 2**20
GUIDE, WORKER = 1 * MEGABYTE, 64 * MEGABYTE
"""What a visitor and an empty worker take at most, in bytes: see ``make bench``."""
SHARE = 0.5
"""Part of the memory that guides may have together."""
FEWEST, MOST = 20, 2_000
MOST_WORKERS = 8
_GROUPS, _OWN_GROUP = Path("/sys/fs/cgroup"), Path("/proc/self/cgroup")
_OLDER = _GROUPS / "memory" / "memory.limit_in_bytes"  # where a system with groups of the first kind does


@dataclass(frozen=True)
class Site:
    """What a server needs to know: the notebook, where to answer, and to how many."""

    notebook: Path  # that guests run
    database: str = field(repr=False)  # its address, which may hold a password
    host: str = "127.0.0.1"
    port: int = 8866  # 0 lets the system choose one that is free
    visitors: int = 24  # who may have a guide at the same time
    patience: float = 30  # seconds within which a visitor's page must connect to its guide
    idle: float = 1200  # seconds after which a guide that is not used ends
    spare: float = 180  # the same when somebody else has none
    alone: bool = False  # whether each guide has a process of its own: what it does may take long
    answers: float = 2  # seconds in which a guide must deal with a message
    metrics: tuple[str, int] | None = None  # host and port where Prometheus may ask
    drain: float = 0  # seconds that it goes on once told to stop, but for new guides: load balancers notice
    environment: dict[str, str] = field(default_factory=dict)  # variables that guides get
    route: str = ""  # name of this server, when it is one of several
    offline: bool = True  # whether browsers keep the desk's page for when there is no server
    host_names: tuple[str, ...] = ()  # what it is called besides this machine's names and the host
    browser: bool = False  # whether to open the page in the browser of who starts it
    proxies: int = 0  # how many tell who asks, and decide by which names unless told; all come through them


_ROUTE = re.compile(r"[A-Za-z0-9-]{1,63}")


class RouteError(EhbiError):
    """A server cannot have this name."""

    def __init__(self, route: str) -> None:
        super().__init__(
            f"{route!r} kan geen naam van een server zijn. Kies met --route een naam van alleen "
            "letters, cijfers en streepjes, hooguit 63 tekens."
        )


def prefix(route: str) -> str:
    """Return what comes before the addresses of a server's guides; nothing for a server without a name."""
    if route and not _ROUTE.fullmatch(route):
        raise RouteError(route)
    return f"/at/{route}" if route else ""


def visitors(memory: int) -> int:
    """Return how many visitors may have a guide at the same time, on a machine with so much memory."""
    return max(FEWEST, min(MOST, (int(memory * SHARE) - processes() * WORKER) // GUIDE))


def processes() -> int:
    """Return how many workers there are: one a core, and two where there is but one, as one may fail."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(2, min(MOST_WORKERS, cores))


def largest(memory: int) -> int:
    """Return how much of so much memory a worker may have: its share of that of all guides."""
    return max(2 * WORKER, int(memory * SHARE) // processes())


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
