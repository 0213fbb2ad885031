"""What a server needs to know: the notebook, where to answer, and to how many."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Site:
    """What a server needs to know: the notebook, where to answer, and to how many.

    Parameters
    ----------
    notebook
        What guests run.
    database
        Address of the database in which things are kept.
    host, port
        Where to answer; port 0 lets the system choose one that is free.
    visitors
        How many may have a guide at the same time.
    patience
        Seconds within which a visitor's page must connect to its guide.
    idle
        Seconds after which a guide that is not used ends.
    spare
        The same when somebody else has none.
    alone
        Whether each guide has a process of its own: what it does may take long.
    answers
        Seconds in which a guide must deal with a message.
    metrics
        Host and port where Prometheus may ask; None for nowhere.
    drain
        Seconds for which it goes on once it is told to stop, but for new guides: a load balancer can notice.
    environment
        Variables that guides get.
    route
        Name of this server, when it is one of several.
    host_names
        What it is called besides this machine's names and ``host``.
    proxies
        How many proxies tell who asks, and decide by which names unless ``host_names`` says; nobody can come
        but through them.
    """

    notebook: Path
    database: str = field(repr=False)  # it may hold a password
    host: str = "127.0.0.1"
    port: int = 8866
    visitors: int = 24
    patience: float = 30
    idle: float = 1200
    spare: float = 180
    alone: bool = False
    answers: float = 2
    metrics: tuple[str, int] | None = None
    drain: float = 0
    environment: dict[str, str] = field(default_factory=dict)
    route: str = ""
    host_names: tuple[str, ...] = ()
    proxies: int = 0
