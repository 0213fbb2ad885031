"""A site: what a server needs to know, and by which name it is told from others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from ..handbook import EhbiError


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
    host_names: tuple[str, ...] = ()  # what it is called besides this machine's names and the host
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
