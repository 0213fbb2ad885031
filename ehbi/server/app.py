"""Voilà, made to serve one page to visitors and nothing else."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_server.auth.identity import IdentityProvider, User
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler
from voila.app import Voila
from voila.configuration import VoilaConfiguration

from ..handbook import load
from . import assets, channels, errors, feedback, guide, kernels, pages, places, scripts, search
from .caselog import CaseLog, Log
from .config import TEMPLATE
from .editions import Editions
from .keeper import Keeper
from .news import News
from .notices import Board
from .site import MakePage

KERNEL = r"/api/kernels/(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
PATIENCE = 5.0
"""Seconds that a database may take to answer before the page is there without it."""
ROOM_FOR_SOCKETS = 50
"""Longest name of a folder in which all systems can still make sockets, with what Jupyter adds to it."""


class Visitor(IdentityProvider):
    """Knows everybody as the same visitor; no cookie, no login page."""

    auth_enabled = False

    def get_user(self, _: Any) -> User:
        """Return the visitor."""
        return User("bezoeker")


class EhbiVoila(Voila):  # type: ignore[misc]  # Voilà has no types
    """Voilà with addresses, template, kernels and settings of our own.

    Parameters
    ----------
    page
        Makes the book's page of a handbook; the scripts it loads are among these assets.
    keeper
        Has the store.
    config
        What :func:`ehbi.server.config.voila_config` returns.
    notebook_path
        The guide's notebook.
    """

    def __init__(self, page: MakePage, keeper: Keeper, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.keeper = keeper
        self.cases = CaseLog(keeper)
        self.assets = assets.collect()
        self.connection_dir = tempfile.mkdtemp(prefix="ehbi-", dir=_roomy_folder())
        self.editions = Editions(keeper, lambda handbook: page(handbook, self.assets), self._handbooks())
        self.initialize()

    def _handbooks(self) -> Path:
        folder = Path(self.connection_dir) / kernels.HANDBOOKS
        folder.mkdir()
        return folder

    def initialize(self, argv: Sequence[str] | None = None) -> None:
        """Take the settings from code alone: no command line, no configuration files."""
        del argv
        self._init_asyncio_patch()
        self.voila_configuration = VoilaConfiguration(parent=self)
        self.voila_configuration.multi_kernel_manager_class = kernels.VisitorKernelManager
        self.voila_configuration.kernel_spec_manager_class = kernels.OwnKernels
        self.voila_configuration.page_config_hook = self._page_config
        self.identity_provider_class = Visitor
        self.kernel_websocket_connection_class = channels.VisitorConnection
        self.setup_template_dirs()

    def setup_template_dirs(self) -> None:
        """Look for templates in our package only."""
        self.template_paths = [str(places.TEMPLATES / TEMPLATE)]
        self.static_paths: list[str] = []

    def init_settings(self) -> dict[str, Any]:
        """Add what must be known before Tornado's application is made; later is too late for compression."""
        settings: dict[str, Any] = super().init_settings()
        return settings | {
            "compress_response": True,
            "websocket_compression_options": {},
            "default_handler_class": errors.NotFound,
            "log_function": _nothing,
        }

    def init_handlers(self) -> list[Any]:
        """Return the only addresses there are."""
        editions = {"editions": self.editions}
        notebook = {"kernels": self.kernel_manager, "notebook": Path(self.notebook_path).name}
        return [
            (r"/", pages.Book, editions),
            (r"/guide", guide.Guide, notebook),
            (r"/search", search.Search, editions),
            (r"/log", Log, {**editions, "cases": self.cases}),
            (r"/feedback", feedback.Feedback, {**editions, "keeper": self.keeper}),
            (r"/news", News, {**editions, "board": Board(self.keeper)}),
            (rf"{assets.PREFIX}/(\w+)/(.+)", scripts.Script, {"assets": self.assets}),
            (KERNEL, channels.KernelModel),
            (KERNEL + "/channels", channels.KernelChannels),
        ]

    async def open(self, sockets: list[Any]) -> None:
        """Answer on these sockets, and begin to warm up kernels."""
        await self._first_edition()
        self.app = Application(**self.init_settings())
        self.app.add_handlers(".*$", self.init_handlers())
        self.server = HTTPServer(self.app)
        self.server.add_sockets(sockets)
        asyncio.get_running_loop().run_in_executor(None, self.assets.pack_ahead)
        self.looking = asyncio.create_task(self.editions.keep_looking())

    async def _first_edition(self) -> None:
        """Have what was published last ready, or the packaged handbook when that takes too long."""
        self.editions.serve(load())
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(self.editions.look), PATIENCE)

    async def close(self) -> None:
        """Stop answering, end all kernels and remove what they left."""
        self.server.stop()
        self.looking.cancel()
        try:
            await self.kernel_manager.close()
            await asyncio.to_thread(self.cases.close)
            await asyncio.wait_for(self.server.close_all_connections(), timeout=1)
        finally:
            self.keeper.close()
            shutil.rmtree(self.connection_dir, ignore_errors=True)
            self.clear_instance()

    def _page_config(self, _: dict[str, Any], **__: Any) -> dict[str, Any]:
        return guide.page_config(self.assets)


def _nothing(_: RequestHandler) -> None:
    """Log no request: who asked for what is nobody's business."""


def _roomy_folder() -> str | None:
    """Return a folder for sockets, or None for the usual one: macOS has one too long for them."""
    return "/tmp" if sys.platform == "darwin" and len(tempfile.gettempdir()) > ROOM_FOR_SOCKETS else None  # noqa: S108
