"""The managers' server: every address but the login is for whoever has its key, and nobody else."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from .. import places
from ..files import load
from ..newest import published
from ..store import StoreError
from . import launch
from .guides.addresses import GuideHandler
from .http import headers
from .http.assets import FOREVER, SCRIPTS, Script, notebook
from .http.handlers import NotFound, PageHandler, ReadyPage, style, templates
from .http.pictures import PictureFile
from .login import form, keys
from .login.identity import LOGIN, LOGOUT, KeyIdentity, LoginRedirect, LoginRequired
from .server import Server
from .site import Site

GUIDES = 8
"""How many managers may be at work at the same time."""
AN_ANSWER = 120.0
"""Seconds in which an edit must be dealt with, also of a very large handbook."""
A_DAY, AN_HOUR = 86_400, 3_600
"""Seconds that a page may be left alone, and the same when another manager cannot get in."""
PATIENCE = 5.0
"""Seconds that a database may take to tell what the handbook is called."""
XSRF = secrets.token_hex(16)
"""Stands in a page where each visitor's own token comes; no text of a handbook can be the same."""


class NotebookPage(NamedTuple):
    """A notebook as a page of the managers."""

    path: str
    label: str
    notebook: str
    opening: str  # said while its guide starts
    kept: str  # said about the manager's work when the connection is lost

    @property
    def source(self) -> str:
        """Where its script asks for the notebook's outputs."""
        return f"/guide{self.path}".rstrip("/")


PAGES = (
    NotebookPage(
        "/",
        "Beheer",
        "beheer.ipynb",
        "Je concept wordt geopend…",
        "Je concept is bewaard tot en met je laatste wijziging.",
    ),
    NotebookPage("/verkennen", "Verkennen", "verkennen.ipynb", "De cijfers worden geteld…", ""),
)


def edit(database: str, **fields: Any) -> None:
    """Serve the managers' pages until the process is told to stop; see :func:`serve_with_key`."""
    limits = {"visitors": GUIDES, "idle": A_DAY, "spare": AN_HOUR, "answers": AN_ANSWER, "alone": True}
    own = {"port": 8867, **limits, "environment": {places.SHARED: "1"}, **fields}
    serve_with_key(ManagersServer, database, notebook=notebook(PAGES[0].notebook), **own)


def serve_with_key(
    server: Callable[[Site, keys.Key], Server], database: str, environment: dict[str, str], **fields: Any
) -> None:
    """Serve pages for whoever has the key until told to stop; a new token is told with where they are."""
    key = keys.find_key(places.password())
    database = places.settled(database)
    site = Site(database=database, environment={places.DATABASE: database, **environment}, **fields)
    launch.run(lambda: server(site, key), site)


def choose_password(password: str) -> Path:
    """Have a password open the managers' pages from now on, and return where it is kept."""
    keys.keep_password(password, places.password())
    return places.password()


class PrivatePage(PageHandler, LoginRedirect):
    """A page for who is logged in; a token leaves the address as soon as it has let somebody in."""

    caching = "no-store"

    def get(self) -> None:
        """Answer with the page, with in its form to log out what shows that it comes from us."""
        if "token" in self.request.arguments:
            self.redirect(self.request.path)
            return
        headers.apply_to_page(self, self.page.policy, self.page.uses)
        headers.name_sender(self)
        self.set_header("Cache-Control", self.caching)
        self.finish(self.page.plain.replace(XSRF.encode(), self.xsrf_token))

    head = get

    def compute_etag(self) -> None:
        """Leave the etag out: no two pages are the same."""


class PrivateGuide(GuideHandler, LoginRequired):
    """What a notebook shows, as a guide of its own for who is logged in."""


class PrivateScript(Script, LoginRequired):
    """A script; no cache on the way may give it to somebody else."""

    caching = FOREVER.replace("public", "private")


class PrivatePicture(PictureFile, LoginRequired):
    """A picture of a step; no cache on the way may give it to somebody else."""

    caching = PrivateScript.caching


class PrivateNotFound(NotFound, LoginRequired):
    """Tells who is logged in that there is nothing here; a stranger is not told even that."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Say that there is nothing here."""
        await LoginRequired.prepare(self)
        NotFound.prepare(self)


class KeyServer(Server):
    """A server for whoever has its key, which each asks for in words of its own."""

    elsewhere = PrivateNotFound
    largest = 4_000_000  # a handbook as a file is at most half of that
    text: ClassVar[form.LoginText]
    form_cookie: ClassVar[str]
    """Of the login form: a browser sends it to every port of a machine, so each server has another."""

    def __init__(self, site: Site, key: keys.Key) -> None:
        super().__init__(site)
        self.key = key

    def identity(self) -> KeyIdentity:
        """Return what lets in whoever has the key."""
        return KeyIdentity(token=self.key.token, hashed_password=self.key.hashed)

    def settings(self) -> dict[str, Any]:
        """Add a cookie of our own for the login form, which no script can read."""
        own = {
            # Not Jupyter's own name: a JupyterLab on this machine would share it, and has to read it.
            "xsrf_cookie_name": self.form_cookie,
            "xsrf_cookie_kwargs": {"httponly": True, "samesite": "Strict", "expires_days": None},
        }
        return super().settings() | own

    def handlers(self) -> list[Any]:
        """Return where somebody logs in and out, and where a page speaks to its guide."""
        text = {"text": self.text}
        return [(LOGIN, form.Login, text), (LOGOUT, form.Logout, text), *self.guide_addresses()]

    @property
    def entrance(self) -> str:
        """The token, when nobody could know it yet."""
        return f"?token={self.key.token}" if self.key.is_new else ""


class ManagersServer(KeyServer):
    """Serves the managers' notebooks to managers only; the database tells it what the handbook is called."""

    text, form_cookie = form.MANAGERS, "_xsrf_beheer"

    def handlers(self) -> list[Any]:
        """Return the only addresses there are."""
        return [*super().handlers(), (SCRIPTS, PrivateScript, {"assets": self.assets}), *self._notebooks()]

    def _notebooks(self) -> Iterator[Any]:
        """Yield the address of each page, and of the guide in it."""
        template = templates.get_template("notebook.html.j2")
        scripts = [self.assets.url("ehbi/shell.js"), *self.assets.boot]
        given = {"title": self.title, "pages": PAGES, "scripts": scripts, "style": style("shell.css")}
        for page in PAGES:
            html = template.render(given, page=page, leave=LOGOUT, xsrf=XSRF)
            yield page.path, PrivatePage, {"page": ReadyPage(html, forms="'self'")}
            yield page.source, PrivateGuide, {**self.guides, "notebook": notebook(page.notebook)}

    async def get_ready(self) -> None:
        """Know what the handbook is called, unless that takes too long."""
        self.title = load().title
        with suppress(TimeoutError, StoreError):
            handbook = await asyncio.wait_for(asyncio.to_thread(published, self.site.database), PATIENCE)
            self.title = handbook.title
