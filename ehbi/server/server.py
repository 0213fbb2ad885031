"""A server of ours: pages that are ready, guides for whoever may have one, and what runs behind them."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any, ClassVar

from jupyter_server.auth.authorizer import AllowAllAuthorizer
from jupyter_server.auth.identity import IdentityProvider
from tornado.web import RequestHandler

from .. import places
from .guides.addresses import Channels, Kernel
from .guides.guests import Guests
from .guides.workers import Plan, Workers
from .http.assets import collect
from .http.limits import Connections, most_connections
from .http.requests import NamedApplication, names_of
from .login import keys
from .metrics import Metrics
from .site import Site, largest, memory, processes
from .supervisor import Stop, Supervisor

GUIDE = r"/api/kernels/(?P<name>\w+-\w+-\w+-\w+-\w+)"
GUIDES_END = 10.0
"""Seconds that workers get to end; after that they are killed with the server's other processes."""
SECRETS = (places.DATABASE, keys.TOKEN, keys.TOKEN_FILE)
"""Variables of the server that no worker gets with the others."""
PREFIX, LOCK = "ehbi-", "lock"
"""Of the folder that a server has while it runs, and of the file in it that says so."""
NO_ECHO = {"JUPYTER_WIDGETS_ECHO": "0"}
"""Set in each worker: a page that has its guide to itself need not hear its own changes back."""


class Scratch:
    """A folder of this server alone, for as long as it is open.

    A lock on a file in it says that its server lives, and goes with the process however that ends. Where the
    system has no such locks, folders that were left stay.
    """

    def __init__(self) -> None:
        parent = Path(tempfile.gettempdir())
        for left in _left_behind(parent):
            shutil.rmtree(left, ignore_errors=True)
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        self._lock = _locked(self.path)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._lock)


def _locked(folder: Path) -> int:
    """Put a file into a folder that is locked from its first moment, and return it open."""
    draft = folder / f"{LOCK}.new"
    number = os.open(draft, os.O_CREAT | os.O_RDWR, 0o600)
    _lock(number)
    # On Windows an open file cannot be renamed, and nobody looks for it there.
    with suppress(PermissionError):
        draft.rename(folder / LOCK)
    return number


def _left_behind(parent: Path) -> Iterator[Path]:
    """Yield the folders of servers that do not run any more."""
    for lock in parent.glob(f"{PREFIX}*/{LOCK}"):
        with suppress(OSError):  # it is somebody else's, or has just gone
            number = os.open(lock, os.O_RDWR)
            try:
                if _lock(number):
                    yield lock.parent
            finally:
                os.close(number)


def _lock(number: int) -> bool:
    """Lock an open file, and return whether that could be done."""
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415  # not there on Windows

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class Server:
    """What all servers have; each says who comes in, and to what."""

    elsewhere: ClassVar[type[RequestHandler]]
    """Answers every address that is not in the list."""
    largest: ClassVar[int] = 65_536
    """Bytes of a message to a guide; a visitor's page sends some 400."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.assets = collect()
        self.metrics = Metrics()
        self.supervisor = Supervisor(self.metrics)
        self.server: Connections | None = None
        self.stopping = Stop()
        self.scratch = Scratch()
        self.handbooks = self.scratch.path / "handbooks"
        self.handbooks.mkdir()
        self.workers = Workers(site.notebook, self._environment(os.environ), self._plan())
        self.guests = Guests(self.workers, site, self.metrics)

    def _environment(self, servers: Mapping[str, str]) -> dict[str, str]:
        """Return the variables of a worker: those of the server but for its secrets, and our own."""
        passed = {name: value for name, value in servers.items() if name not in SECRETS}
        return {**passed, **NO_ECHO, **self.site.environment, places.HANDBOOKS: str(self.handbooks)}

    def _plan(self) -> Plan:
        site = self.site
        if site.alone:
            return Plan(1, 1, site.answers, memory())
        return Plan(processes(), site.visitors, site.answers, largest(memory()))

    def identity(self) -> IdentityProvider:
        """Return what knows who somebody is."""
        raise NotImplementedError

    def settings(self) -> dict[str, Any]:
        """Return what handlers find in their settings."""
        identity = self.identity()
        return {
            "base_url": "/",
            "login_url": "/login",
            "cookie_secret": secrets.token_bytes(),
            "identity_provider": identity,
            "allow_remote_access": True,  # by which names, NamedApplication decides
            "authorizer": AllowAllAuthorizer(identity_provider=identity),
            "compress_response": True,
            "cross_origin_protection": True,
            "websocket_max_message_size": self.largest,
            "default_handler_class": self.elsewhere,
            "running": self.stopping.running,
            "log_function": lambda _: None,  # who asked for what is nobody's business
        }

    def handlers(self) -> list[Any]:
        """Return the only addresses there are."""
        raise NotImplementedError

    @property
    def guides(self) -> dict[str, Any]:
        """What each address of a guide needs."""
        return {"guests": self.guests, "assets": self.assets, "stop": self.stopping}

    def guide_addresses(self, prefix: str = "") -> list[Any]:
        """Return the addresses at which a page speaks to its guide, as Voilà's front end knows them."""
        guide, given = f"(?:{prefix})?{GUIDE}", {"guests": self.guests}
        return [(guide, Kernel, given), (f"{guide}/channels", Channels, given)]

    @property
    def entrance(self) -> str:
        """What comes after the server's address for whoever may come in."""
        return ""

    async def get_ready(self) -> None:
        """Have ready what the first answer needs."""

    async def let_go(self) -> None:
        """Let go of what the server has besides guides; no more is asked of it."""

    async def open(self, sockets: list[Any]) -> None:
        """Answer on these sockets, and begin to have workers ready."""
        await self.get_ready()
        app = NamedApplication(self.handlers(), names=names_of(self.site), **self.settings())
        self.server = Connections(app, most_connections(), self.site.proxies)
        self.supervisor.run("idle guides", self.guests.keep_leaving_idle)
        self.supervisor.run("workers", self.workers.keep_ready)
        self.supervisor.run("hanging workers", self.workers.keep_looking)
        self.server.add_sockets(sockets)
        asyncio.get_running_loop().run_in_executor(None, self.assets.pack_ahead)

    async def close(self) -> None:
        """Finish what is being answered, end all workers and what they left, however far a start came."""
        async with AsyncExitStack() as closing:
            closing.callback(self.scratch.close)
            closing.push_async_callback(self.let_go)
            if self.server:
                closing.push_async_callback(self._stop_serving, self.server)
            await self.supervisor.close()

    async def _stop_serving(self, server: Connections) -> None:
        server.stop()
        await self.stopping.finish()
        self.guests.send_away()
        try:
            await asyncio.wait_for(self.workers.close(), GUIDES_END)
        finally:
            await asyncio.wait_for(server.close_all_connections(), timeout=1)
