"""What a server needs to know: the notebook, where to answer, and to how many."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True)
class Site:
    """What a server needs to know: the notebook, where to answer, and to how many.

    Parameters
    ----------
    notebook
        What runs on the kernels.
    database
        Address of the database in which things are kept.
    host, port
        Where to answer; port 0 lets the system choose one that is free.
    pool
        How many kernels wait, warmed up, for their visitor.
    visitors
        How many may have a kernel at the same time.
    patience
        Seconds within which a visitor's page must connect to its kernel.
    idle
        Seconds after which a kernel that is not used ends.
    spare
        The same when somebody else has none.
    forks
        Whether kernels are forks of a warm process, where the system has that.
    metrics
        Host and port where Prometheus may ask; None for nowhere.
    drain
        Seconds for which it goes on once it is told to stop, but for new guides: a load balancer can notice.
    environment
        Variables that each kernel gets.
    fresh
        Names of notebooks that run only once somebody comes: what they read when they start would grow old.
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
    pool: int = 2
    visitors: int = 24
    patience: float = 30
    idle: float = 1200
    spare: float = 180
    forks: bool = False
    metrics: tuple[str, int] | None = None
    drain: float = 0
    environment: dict[str, str] = field(default_factory=dict)
    fresh: tuple[str, ...] = ()
    route: str = ""
    host_names: tuple[str, ...] = ()
    proxies: int = 0

    def with_forks(self) -> Site:
        """Return the same with forks: then no kernel need wait for its visitor."""
        return replace(self, forks=True, pool=0, fresh=(*self.fresh, self.notebook.name))
