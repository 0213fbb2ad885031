"""Voilà, made to serve pages of ours and nothing else."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Sequence
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
from .stopping import Stop, send_away
from .watch import Watch

KERNEL = r"/api/kernels/(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
ROOM_FOR_SOCKETS = 50
"""Longest name of a folder in which all systems can still make sockets, with what Jupyter adds to it."""


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
        self.pages: dict[str, channels.KernelChannels] = {}
        self.connected = {"pages": self.pages, "watch": self.watch}
        self.running: WeakSet[RequestHandler] = WeakSet()
        self.stopping = Stop(self.running)
        self.connection_dir = tempfile.mkdtemp(prefix="ehbi-", dir=_roomy_folder())
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
        self.kernel_manager.warm_up(Path(self.notebook_path))
        self.leaving = asyncio.create_task(self.kernel_manager.keep_leaving_idle())
        self.server.add_sockets(sockets)
        asyncio.get_running_loop().run_in_executor(None, self.assets.pack_ahead)

    async def close(self) -> None:
        """Finish what is being answered, end all kernels and remove what they left."""
        self.server.stop()
        self.leaving.cancel()
        try:
            await self.stopping.finish()
            send_away(self.pages.values())
            await self.kernel_manager.close()
            await self.let_go()
            await asyncio.wait_for(self.server.close_all_connections(), timeout=1)
        finally:
            shutil.rmtree(self.connection_dir, ignore_errors=True)
            self.clear_instance()

    def _page_config(self, _: dict[str, Any], **__: Any) -> dict[str, Any]:
        return guide.page_config(self.assets, self.prefix)


def _nothing(_: RequestHandler) -> None:
    """Log no request: who asked for what is nobody's business."""


def _roomy_folder() -> str | None:
    """Return a folder for sockets, or None for the usual one: macOS has one too long for them."""
    return "/tmp" if sys.platform == "darwin" and len(tempfile.gettempdir()) > ROOM_FOR_SOCKETS else None  # noqa: S108
