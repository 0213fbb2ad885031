"""The visitors' server: the book for everybody, and the guide for as many as there are kernels."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from jupyter_server.auth.identity import IdentityProvider, User

from .. import book, places
from ..handbook import Handbook, clock
from ..store import retention
from . import assets, errors, feedback, guide, pages, scripts, search
from .caselog import CaseLog, Log
from .editions import Editions
from .follower import Follower
from .keeper import Keeper, NoStoreError
from .news import News
from .notices import Board
from .ready import Ready
from .server import Server
from .site import Site
from .stopping import Health

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


class Visitors(Server):
    """Serves one page to visitors and nothing else.

    Parameters
    ----------
    site
        What it needs to know.
    page
        Makes the book's page of a handbook; the scripts it loads are among these assets.
    prefix
        What comes before the addresses of the kernels, when this server is one of several.
    """

    elsewhere = errors.NotFound

    def __init__(self, site: Site, page: MakePage, prefix: str = "") -> None:
        super().__init__(site)
        self.prefix = prefix
        self.keeper = keeper = Keeper(site.database)
        self.cases = CaseLog(keeper, self.watch)
        scripts = book.served_scripts(modules(self.assets))
        self.editions = Editions(lambda handbook: page(handbook, self.assets), self.handbooks, scripts)
        last = places.last_edition(keeper.address)
        self.follower = Follower(self.editions, keeper, last, self.watch)

    def identity(self) -> Visitor:
        """Return what knows everybody as a visitor."""
        return Visitor()

    def handlers(self) -> list[Any]:
        """Return the only addresses there are; with a name, those of kernels are also under it."""
        editions = {"editions": self.editions}
        remarks = feedback.Crowd()
        own = {"notebook": self.site.notebook, "prefix": self.prefix}
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
            *self.kernels(self.prefix),
        ]

    async def get_ready(self) -> None:
        """Have ready what was published last, or what can be had while that takes too long."""
        await self.follower.begin(PATIENCE)
        self.supervisor.run("revisions", self.follower.follow)
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
