"""The managers' server: every address but the login is for whoever has its key, and nobody else."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, ClassVar

from ..files import load
from ..published import published
from ..store import StoreError
from . import assets, errors, guide, places, scripts, shell
from .gate import LOGIN, LOGOUT, Managers, RefusesStrangers
from .keys import Key
from .login import Login, Logout
from .pages import Page
from .server import Server
from .site import Site
from .welcome import MANAGERS

PATIENCE = 5.0
"""Seconds that a database may take to tell what the handbook is called."""


class Outputs(guide.Guide, RefusesStrangers):
    """What a notebook shows, on a kernel of its own."""


class Script(scripts.Script, RefusesStrangers):
    """A script; no cache on the way may give it to somebody else."""

    caching = scripts.FOREVER.replace("public", "private")


class Nothing(errors.NotFound, RefusesStrangers):
    """Tells who is logged in that there is nothing here; a stranger is not told even that."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Say that there is nothing here."""
        await RefusesStrangers.prepare(self)
        errors.NotFound.prepare(self)


class ManagersServer(Server):
    """Serves the managers' notebooks, to managers only.

    Parameters
    ----------
    site
        What it needs to know; of its database it only reads what the handbook is called.
    key
        What opens the server.
    """

    elsewhere = Nothing
    largest = 4_000_000  # a handbook as a file is at most half of that
    form_cookie: ClassVar[str] = "_xsrf_beheer"
    """Name of the cookie of the login form: a browser sends it to every port of a machine."""

    def __init__(self, site: Site, key: Key) -> None:
        super().__init__(site)
        self.key = key

    def identity(self) -> Managers:
        """Return what lets in whoever has the key."""
        return Managers(token=self.key.token, hashed_password=self.key.hashed)

    def settings(self) -> dict[str, Any]:
        """Add a cookie of our own for the login form, which no script can read."""
        own = {
            # Not Jupyter's own name: a JupyterLab on this machine would share it, and has to read it.
            "xsrf_cookie_name": self.form_cookie,
            "xsrf_cookie_kwargs": {"httponly": True, "samesite": "Strict", "expires_days": None},
        }
        return super().settings() | own

    def handlers(self) -> list[Any]:
        """Return the only addresses there are."""
        pages = {room.path: shell.room_page(room, self.title, self.assets) for room in shell.ROOMS}
        rooms = [(path, shell.Shell, {"page": Page(html, forms="'self'")}) for path, html in pages.items()]
        outputs = [
            (room.source, Outputs, {**self.guides, "notebook": places.notebook(room.notebook)})
            for room in shell.ROOMS
        ]
        return [
            *rooms,
            *outputs,
            (LOGIN, Login, {"welcome": MANAGERS}),
            (LOGOUT, Logout, {"welcome": MANAGERS}),
            (rf"{assets.PREFIX}/(\w+)/(.+)", Script, {"assets": self.assets}),
            *self.kernels(),
        ]

    @property
    def entrance(self) -> str:
        """The token, when nobody could know it yet."""
        return f"?token={self.key.token}" if self.key.is_new else ""

    async def get_ready(self) -> None:
        """Know what the handbook is called, unless that takes too long."""
        self.title = load().title
        with suppress(TimeoutError, StoreError):
            handbook = await asyncio.wait_for(asyncio.to_thread(published, self.site.database), PATIENCE)
            self.title = handbook.title
