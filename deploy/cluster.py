"""Two servers behind nginx, on one PostgreSQL, all on this machine and in one folder that goes with them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from ehbi.places import DATABASE
from tests.postgresql import database, running_postgresql
from tests.serving import Server, free_port, running_server

from .config import Front
from .nginx import running_nginx

ROUTES = ("a", "b")


@dataclass
class Cluster:
    """What runs: servers by their names on one database, and nginx at the address."""

    database: str
    stack: ExitStack  # stops all that was started, in the end
    servers: dict[str, Server] = field(default_factory=dict)
    url: str = ""

    def start(self, route: str) -> None:
        """Start a server; one that was there before and has ended, where it was."""
        port = urlsplit(self.servers[route].url).port if route in self.servers else free_port()
        named = running_server("--route", route, "--port", str(port), **{DATABASE: self.database})
        self.servers[route] = self.stack.enter_context(named)


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Run a cluster until the block ends."""
    with TemporaryDirectory(prefix="ehbi-") as name, ExitStack() as stack:
        folder = Path(name)
        # Started by root, nginx answers as another user, who must be able to get there.
        folder.chmod(0o755)
        postgresql = stack.enter_context(running_postgresql())
        cluster = Cluster(database(postgresql, "ehbi"), stack)
        with ThreadPoolExecutor(len(ROUTES)) as together:
            list(together.map(cluster.start, ROUTES))
        front = Front(
            {route: urlsplit(cluster.servers[route].url).netloc for route in ROUTES},
            listen=f"127.0.0.1:{free_port()}",
            cache=folder / "cache",
            log="stderr",
            book=_book(folder, cluster.database),
        )
        stack.enter_context(running_nginx(folder, front))
        cluster.url = f"http://{front.listen}/"
        yield cluster


def _book(folder: Path, address: str) -> Path:
    file = folder / "book.html"
    told = ["--database", address, "--output", str(file)]
    subprocess.run([sys.executable, "-m", "ehbi.cli", "export", "html", *told], check=True)
    return file
