"""A server of ours: pages that are ready, guides for whoever may have one, and what runs behind them."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Any, ClassVar
from weakref import WeakSet

from jupyter_server.auth.authorizer import AllowAllAuthorizer
from jupyter_server.auth.identity import IdentityProvider
from tornado.web import RequestHandler

from .. import places as own
from . import assets, channels, keys, room
from .connections import Connections, most_connections
from .guests import Guests, Limits
from .hosts import NamedApplication, names_of
from .scratch import Scratch
from .site import Site
from .stopping import Stop
from .supervisor import Supervisor
from .watch import Watch
from .workers import Plan, Workers

KERNEL = r"/api/kernels/(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
GUIDES_END = 10.0
"""Seconds that workers get to end; after that they are killed with the server's other processes."""
SECRETS = (own.DATABASE, keys.TOKEN, keys.TOKEN_FILE)
"""Variables of the server that no worker gets with the others."""
NO_ECHO = {"JUPYTER_WIDGETS_ECHO": "0"}
"""Set in each worker: a page that has its guide to itself need not hear its own changes back."""


class Server:
    """What all servers have; each says who comes in, and to what.

    Parameters
    ----------
    site
        What it needs to know.
    """

    elsewhere: ClassVar[type[RequestHandler]]
    """Answers every address that is not in the list."""
    largest: ClassVar[int] = 65_536
    """Bytes of a message to a guide; a visitor's page sends some 400."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.assets = assets.collect()
        self.watch = Watch()
        self.supervisor = Supervisor(self.watch)
        self.server: Connections | None = None
        self.running: WeakSet[RequestHandler] = WeakSet()
        self.stopping = Stop(self.running)
        self.scratch = Scratch()
        self.handbooks = self.scratch.path / "handbooks"
        self.handbooks.mkdir()
        self.workers = Workers(site.notebook, self._environment(os.environ), self._plan())
        limits = Limits(site.visitors, site.patience, site.idle, site.spare)
        self.guests = Guests(self.workers, limits, self.watch)

    def _environment(self, servers: Mapping[str, str]) -> dict[str, str]:
        """Return the variables of a worker: those of the server but for its secrets, and our own."""
        passed = {name: value for name, value in servers.items() if name not in SECRETS}
        return {**passed, **NO_ECHO, **self.site.environment, own.HANDBOOKS: str(self.handbooks)}

    def _plan(self) -> Plan:
        if self.site.alone:
            return Plan(1, 1, self.site.answers, room.memory())
        return Plan(room.workers(), self.site.visitors, self.site.answers, room.largest(room.memory()))

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
            "running": self.running,
            "log_function": _nothing,
        }

    def handlers(self) -> list[Any]:
        """Return the only addresses there are."""
        raise NotImplementedError

    @property
    def guides(self) -> dict[str, Any]:
        """What each address of a guide needs."""
        return {"guests": self.guests, "assets": self.assets, "stop": self.stopping}

    def kernels(self, prefix: str = "") -> list[Any]:
        """Return the addresses at which a page speaks to its guide, as Voilà's front end knows them."""
        kernel = f"(?:{prefix})?{KERNEL}"
        return [
            (kernel, channels.Kernel, {"guests": self.guests}),
            (kernel + "/channels", channels.Channels, {"guests": self.guests}),
        ]

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


def _nothing(_: RequestHandler) -> None:
    """Log no request: who asked for what is nobody's business."""
