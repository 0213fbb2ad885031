"""The desk's server: the book for everybody, and a guide for as many as there is room for."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any

from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import HTTPError

from .. import book, places
from ..handbook import clock
from ..search.results import found_report
from ..store import retention
from . import installing, launch
from .database import Database, NoStoreError, NoticeCache, notice_report
from .editions import Editions
from .follower import Follower
from .guides.addresses import GuideHandler
from .guides.guests import Supply
from .http.assets import SCRIPTS, Assets, Script, notebook
from .http.handlers import ErrorsAsPage, JsonHandler, NotFound, PageHandler
from .http.pictures import PICTURES, PictureFile
from .metrics import Metrics
from .patron.addresses import addresses
from .patron.screens import PatronScreens
from .reports import CaseLog, Feedback, Log, RemarkLimit
from .server import Server
from .site import Site, memory, prefix, visitors
from .supervisor import Stop

HOUR = 3600.0
PATIENCE = 5.0
"""Seconds that a database may take to answer before the page is there without it."""
CASE = r"/%(?:25)?23((?:[a-z0-9~/-]|%2[Ff]|%7[Ee])+)[^/]*"
"""The address of a case whose ``#`` was rewritten on its way, as some mail filters do."""


def serve(database: str, **fields: Any) -> None:
    """Serve the desk's page until the process is told to stop; it works without the database too.

    What else there is to say of a :class:`~ehbi.server.site.Site` are the fields: above all host and port.
    """
    retention.rules()  # what somebody wrote wrongly is told now, and not each hour
    own = {"notebook": notebook("handboek.ipynb"), "visitors": visitors(memory())}
    site = Site(database=database, environment={book.IN_PAGE: "1"}, **{**own, **fields})
    launch.run(lambda: DeskServer(site), site)


def modules(served: Assets) -> dict[str, str]:
    """Return the address of each script module of the book, by name."""
    return book.served_modules(lambda path: from_page(served.url(f"ehbi/{path.name}")))


def from_page(address: str) -> str:
    """Return an address of ours as seen from the page: a proxy can have the server under a path."""
    return f".{address}"


class Visitor(IdentityProvider):
    """Knows everybody as the same visitor; no cookie, no login page."""

    auth_enabled = False

    def get_user(self, _: Any) -> User:
        """Return the visitor."""
        return User("bezoeker")


class DeskServer(Server):
    """Serves one page to visitors and nothing else; of several servers, each has a prefix for its guides."""

    elsewhere = NotFound

    def __init__(self, site: Site) -> None:
        self.prefix = prefix(site.route)
        super().__init__(site)
        self.database = database = Database(site.database)
        self.patrons = PatronScreens(database)
        self.cases = CaseLog(database, self.metrics)
        own = modules(self.assets)
        boot = [from_page(address) for address in self.assets.boot]
        page = partial(book.page, scripts=boot, modules=own, installs=site.offline)
        self.editions = Editions(page, self.handbooks, book.served_scripts(own))
        last = places.last_edition(database.address)
        self.follower = Follower(self.editions, database, last, self.metrics)

    def identity(self) -> Visitor:
        """Return what knows everybody as a visitor."""
        return Visitor()

    def handlers(self) -> list[Any]:
        """Return the only addresses there are; with a prefix, those of guides are also under it."""
        editions = {"editions": self.editions}
        own = {"notebook": self.site.notebook, "prefix": self.prefix}
        parts = installing.parts(offline=self.site.offline)
        return [
            (r"/", Book, {**editions, "metrics": self.metrics}),
            (CASE, Rewritten),
            (r"/guide", GuideHandler, {**self.guides, **own}),
            (r"/search", Search, editions),
            (r"/log", Log, {**editions, "cases": self.cases}),
            (r"/feedback", Feedback, {**editions, "database": self.database, "limit": RemarkLimit()}),
            (r"/health", Health, {"stop": self.stopping}),
            (r"/ready", Ready, {"server": self}),
            (r"/news", News, {**editions, "notices": NoticeCache(self.database)}),
            *addresses(self.patrons, self.editions, self.metrics, self.site.host, self._patrons_script()),
            (SCRIPTS, Script, {"assets": self.assets}),
            (PICTURES, PictureFile, {"find": self.editions.picture}),
            (installing.addresses(parts), installing.Installing, {"parts": parts}),
            *self.guide_addresses(self.prefix),
        ]

    def _patrons_script(self) -> str:
        return f".{from_page(self.assets.url('ehbi/patron_screen.js'))}"

    async def get_ready(self) -> None:
        """Have ready what was published last, or what can be had while that takes too long."""
        await self.follower.begin(PATIENCE)
        self.supervisor.run("revisions", self.follower.follow)
        self.supervisor.run("patron screens", self.patrons.keep)
        self.supervisor.run("retention", self._forget_what_is_old)

    async def _forget_what_is_old(self) -> None:
        while True:
            with suppress(NoStoreError):  # that was told when it could not be opened
                await self.database.use(lambda store: retention.apply(store, clock.now()))
            await asyncio.sleep(HOUR)

    async def let_go(self) -> None:
        """Write down what was told last, and let go of the database."""
        self.follower.close()
        await asyncio.to_thread(self.cases.close)
        self.database.close()

    def report(self, supply: Supply) -> dict[str, Any]:
        """Return how the server is, of which somebody who asks for a guide would get this."""
        edition = self.editions.now
        return {
            "guide": supply,
            "edition": {
                "revision": edition.revision,
                "seconds": round(time.monotonic() - edition.since),
                "newest": not self.follower.behind,
            },
            "database": self.follower.sees_store,
            "workers": len(self.workers),
            "tasks": self.supervisor.states(),
        }


class Book(PageHandler):
    """The book."""

    metrics: Metrics

    def initialize(self, **given: Any) -> None:
        """Take the page of now."""
        editions: Editions = given.pop("editions")
        super().initialize(page=editions.now.page, **given)

    def get(self) -> None:
        """Answer with the book; a service worker that asks after it is no visitor."""
        if self.request.headers.get("Sec-Fetch-Dest") != "empty":
            self.metrics.visits.labels("book").inc()
        super().get()


class Rewritten(ErrorsAsPage):
    """Leads an address whose ``#`` was rewritten to the case that it meant.

    The way there is told from where the person is, so that it stays under whatever address this server has,
    and never leads to another.
    """

    def get(self, case: str) -> None:
        """Lead to the case."""
        up = "../" * (self.request.path.count("/") - 1)
        self.set_header("Cache-Control", "no-store")
        self.redirect(f"{up or './'}#{case.rstrip('/')}")

    head = get


class Search(JsonHandler):
    """Answers with hits; what is asked comes in the body, so that no log on the way keeps it."""

    editions: Editions

    def post(self) -> None:
        """Answer with what was found for a text, or 400 when there is none."""
        match self.asked():
            case {"text": str(text), **rest}:
                index = self.editions.of(rest.get("revision")).index
                self.answer(found_report(index.ask(text)))
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)


class News(JsonHandler):
    """Answers an open page with what is new: the revision that is served, and notices."""

    editions: Editions
    notices: NoticeCache

    async def get(self) -> None:
        """Answer with the revision, and each notice with how long it is still to be shown by our clock."""
        at = clock.now()
        current = [notice_report(notice, at) for notice in await self.notices.current(at)]
        self.answer({"revision": self.editions.now.revision, "notices": current})


class Health(JsonHandler):
    """Tells a load balancer whether to send people here; it asks neither database nor workers."""

    stop: Stop

    def get(self) -> None:
        """Answer 200, or 503 from the moment that the server is told to stop."""
        if self.stop.told:
            self.answer({"status": "stopping"}, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self.answer({"status": "ok"})

    head = get


class Ready(JsonHandler):
    """Tells an operator how the server is; 503 when somebody who asks would get no guide.

    A load balancer asks ``/health`` instead: a server without guides still has the book for everybody, and
    must not be taken away from them.
    """

    server: DeskServer

    def get(self) -> None:
        """Answer with the report."""
        supply = self.server.guests.supply
        ready = supply in (Supply.READY, Supply.STARTING) and not self.server.stopping.told
        status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
        self.answer({"ready": ready, **self.server.report(supply)}, status)

    head = get
