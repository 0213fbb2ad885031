"""The visitors' server: the book for everybody, and the guide for as many as there are kernels."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_server.auth.identity import IdentityProvider, User

from .. import book, places
from ..handbook import Handbook, clock
from ..store import retention
from . import assets, channels, errors, feedback, guide, pages, scripts, search, starting
from .caselog import CaseLog, Log
from .editions import Editions
from .follower import Follower
from .keeper import Keeper, NoStoreError
from .news import News
from .notices import Board
from .ready import Ready
from .stopping import Health
from .voila import KERNEL, EhbiVoila

HOUR = 3600.0
PATIENCE = 5.0
"""Seconds that a database may take to answer before the page is there without it."""

MakePage = Callable[[Handbook, assets.Assets], str]


class Visitor(IdentityProvider):
    """Knows everybody as the same visitor; no cookie, no login page."""

    auth_enabled = False

    def get_user(self, _: Any) -> User:
        """Return the visitor."""
        return User("bezoeker")


class Visitors(EhbiVoila):
    """Serves one page to visitors and nothing else.

    Parameters
    ----------
    page
        Makes the book's page of a handbook; the scripts it loads are among these assets.
    keeper
        Has the store.
    prefix
        What comes before the addresses of the kernels, when this server is one of several.
    """

    identity = Visitor
    elsewhere = errors.NotFound

    def __init__(self, page: MakePage, keeper: Keeper, prefix: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.keeper = keeper
        self.prefix = prefix
        self.cases = CaseLog(keeper, self.watch)
        scripts = book.served_scripts(modules(self.assets))
        self.editions = Editions(lambda handbook: page(handbook, self.assets), self._handbooks(), scripts)
        last = places.last_edition(keeper.address)
        self.follower = Follower(self.editions, keeper, last, self.watch)

    def _handbooks(self) -> Path:
        folder = Path(self.connection_dir) / starting.HANDBOOKS
        folder.mkdir()
        return folder

    def init_handlers(self) -> list[Any]:
        """Return the only addresses there are; with a name, those of kernels are also under it."""
        kernel = f"(?:{self.prefix})?{KERNEL}"
        editions = {"editions": self.editions}
        remarks = feedback.Crowd()
        own = {"notebook": Path(self.notebook_path).name, "prefix": self.prefix}
        return [
            (r"/", pages.Book, {**editions, "watch": self.watch}),
            (pages.CASE, pages.Rewritten),
            (r"/guide", guide.Guide, {**self.guides, **own}),
            (r"/search", search.Search, editions),
            (r"/log", Log, {**editions, "cases": self.cases}),
            (r"/feedback", feedback.Feedback, {**editions, "keeper": self.keeper, "crowd": remarks}),
            (r"/health", Health, {"stop": self.stopping}),
            (r"/ready", Ready, {"server": self}),
            (r"/news", News, {**editions, "board": Board(self.keeper)}),
            (rf"{assets.PREFIX}/(\w+)/(.+)", scripts.Script, {"assets": self.assets}),
            (kernel, channels.KernelModel),
            (kernel + "/channels", channels.KernelChannels, self.connected),
        ]

    async def get_ready(self) -> None:
        """Have ready what was published last, or what can be had while that takes too long."""
        await self.follower.begin(PATIENCE)
        self.supervisor.run("revisions", lambda: self.follower.follow(self.kernel_manager.renew))
        self.supervisor.run("retention", self._forget_what_is_old)

    async def _forget_what_is_old(self) -> None:
        while True:
            with suppress(NoStoreError):  # the keeper has told
                await self.keeper.use(lambda store: retention.apply(store, clock.now()))
            await asyncio.sleep(HOUR)

    async def let_go(self) -> None:
        """Write down what was told last, and let go of the database."""
        self.follower.close()
        await asyncio.to_thread(self.cases.close)
        self.keeper.close()


def modules(served: assets.Assets) -> dict[str, str]:
    """Return the address of each script module of the book, by name."""
    return book.served_modules(lambda path: served.url(f"ehbi/{path.name}"))
