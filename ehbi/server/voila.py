"""Voilà, made to serve pages of ours and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakSet

from jupyter_server.auth.identity import IdentityProvider
from tornado.web import RequestHandler
from voila.app import Voila
from voila.configuration import VoilaConfiguration

from . import assets, channels, guide, kernels, places, starting
from .config import TEMPLATE
from .connections import Connections, most_connections
from .discreet import OneLine
from .hosts import NamedApplication, own_names
from .scratch import Scratch
from .stopping import Stop, send_away
from .supervisor import Supervisor
from .watch import Watch

KERNEL = r"/api/kernels/(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
KERNELS_END = 10.0
"""Seconds that kernels get to end; after that their processes are killed with the server's others."""


class EhbiVoila(Voila):  # type: ignore[misc]  # Voilà has no types
    """Voilà with template, kernels and settings of our own; each server says who comes in, and to what.

    Parameters
    ----------
    config
        What :func:`ehbi.server.config.voila_config` returns.
    notebook_path
        The notebook for which kernels are warmed up.
    """

    identity: ClassVar[type[IdentityProvider]]
    """Knows who somebody is."""
    elsewhere: ClassVar[type[RequestHandler]]
    """Answers every address that is not in the list."""
    largest: ClassVar[int] = 65_536
    """Bytes of a message to a kernel; the guide's page sends some 400."""
    _log_formatter_cls = OneLine
    proxies = 0
    """How many proxies tell who asks, and whether over HTTPS; nobody else is believed in that."""
    names: frozenset[str] | None = own_names("")
    """By which names it may be asked; None where a proxy decides that."""
    prefix = ""
    """What comes before the addresses of the kernels in what a page is told."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.assets = assets.collect()
        self.watch = Watch()
        self.supervisor = Supervisor(self.watch)
        self.server: Connections | None = None
        self.pages: dict[str, channels.KernelChannels] = {}
        self.connected = {"pages": self.pages, "watch": self.watch}
        self.running: WeakSet[RequestHandler] = WeakSet()
        self.stopping = Stop(self.running)
        self.scratch = Scratch()
        self.connection_dir = str(self.scratch.path)
        self.initialize()

    def initialize(self, argv: Sequence[str] | None = None) -> None:
        """Take the settings from code alone: no command line, no configuration files."""
        del argv
        self._init_asyncio_patch()
        self.voila_configuration = VoilaConfiguration(parent=self)
        self.voila_configuration.multi_kernel_manager_class = kernels.VisitorKernelManager
        self.voila_configuration.kernel_spec_manager_class = starting.OwnKernels
        self.voila_configuration.page_config_hook = self._page_config
        self.identity_provider_class = self.identity
        self.kernel_websocket_connection_class = channels.VisitorConnection
        self.setup_template_dirs()

    def setup_template_dirs(self) -> None:
        """Look for templates in our package only."""
        self.template_paths = [str(places.TEMPLATES / TEMPLATE)]
        self.static_paths: list[str] = []

    def init_settings(self) -> dict[str, Any]:
        """Add what must be known before Tornado's application is made; later is too late for compression."""
        settings: dict[str, Any] = super().init_settings()
        self.kernel_manager.be_watched(self.watch)
        return settings | {
            "compress_response": True,
            "cross_origin_protection": True,
            "websocket_compression_options": {},
            "websocket_max_message_size": self.largest,
            "default_handler_class": self.elsewhere,
            "running": self.running,
            "log_function": _nothing,
        }

    def init_handlers(self) -> list[Any]:
        """Return the only addresses there are."""
        raise NotImplementedError

    @property
    def guides(self) -> dict[str, Any]:
        """What each address of a guide needs."""
        return {"kernels": self.kernel_manager, "assets": self.assets, "stop": self.stopping}

    @property
    def entrance(self) -> str:
        """What comes after the server's address for whoever may come in."""
        return ""

    async def get_ready(self) -> None:
        """Have ready what the first answer needs."""

    async def let_go(self) -> None:
        """Let go of what the server has besides kernels; no more is asked of it."""

    async def open(self, sockets: list[Any]) -> None:
        """Answer on these sockets, and begin to warm up kernels."""
        await self.get_ready()
        self.app = NamedApplication(names=self.names, **self.init_settings())
        self.app.add_handlers(".*$", self.init_handlers())
        self.server = Connections(self.app, most_connections(), self.proxies)
        self.supervisor.run("idle kernels", self.kernel_manager.keep_leaving_idle)
        if warmer := self.kernel_manager.warm_up(Path(self.notebook_path)):
            self.supervisor.run("warm process", warmer.run)
        self.server.add_sockets(sockets)
        asyncio.get_running_loop().run_in_executor(None, self.assets.pack_ahead)

    async def close(self) -> None:
        """Finish what is being answered, end all kernels and what they left, however far a start came."""
        async with AsyncExitStack() as closing:
            closing.callback(self.clear_instance)
            closing.callback(self.scratch.close)
            closing.push_async_callback(self.let_go)
            if self.server:
                closing.push_async_callback(self._stop_serving, self.server)
            await self.supervisor.close()

    async def _stop_serving(self, server: Connections) -> None:
        server.stop()
        await self.stopping.finish()
        send_away(self.pages.values())
        try:
            await asyncio.wait_for(self.kernel_manager.close(), KERNELS_END)
        finally:
            await asyncio.wait_for(server.close_all_connections(), timeout=1)

    def _page_config(self, _: dict[str, Any], **__: Any) -> dict[str, Any]:
        return guide.page_config(self.assets, self.prefix)


def _nothing(_: RequestHandler) -> None:
    """Log no request: who asked for what is nobody's business."""
