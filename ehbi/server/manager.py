"""The managers' server: every address but the login is for whoever has its key, and nobody else."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, ClassVar

from ..handbook import load
from ..published import published
from ..store import StoreError
from . import assets, channels, errors, guide, scripts, shell
from .gate import LOGIN, LOGOUT, Managers, RefusesStrangers
from .keys import Key
from .login import Login, Logout
from .pages import Page
from .voila import KERNEL, EhbiVoila
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


class ManagersVoila(EhbiVoila):
    """Serves the managers' notebooks, to managers only.

    Parameters
    ----------
    database
        Address of the database; the server itself only reads what the handbook is called.
    key
        What opens the server.
    """

    identity = Managers
    elsewhere = Nothing
    largest = 4_000_000  # a handbook as a file is at most half of that
    form_cookie: ClassVar[str] = "_xsrf_beheer"
    """Name of the cookie of the login form: a browser sends it to every port of a machine."""

    def __init__(self, database: str, key: Key, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.database, self.key = database, key

    def init_settings(self) -> dict[str, Any]:
        """Add a cookie of our own for the login form, which no script can read."""
        self.token = self.key.token
        self.config.Managers.hashed_password = self.key.hashed
        own = {
            # Not Jupyter's own name: a JupyterLab on this machine would share it, and has to read it.
            "xsrf_cookie_name": self.form_cookie,
            "xsrf_cookie_kwargs": {"httponly": True, "samesite": "Strict", "expires_days": None},
        }
        return super().init_settings() | own

    def init_handlers(self) -> list[Any]:
        """Return the only addresses there are."""
        pages = {room.path: shell.room_page(room, self.title, self.assets) for room in shell.ROOMS}
        rooms = [(path, shell.Shell, {"page": Page(html, forms="'self'")}) for path, html in pages.items()]
        outputs = [(room.source, Outputs, {**self.guides, "notebook": room.notebook}) for room in shell.ROOMS]
        return [
            *rooms,
            *outputs,
            (LOGIN, Login, {"welcome": MANAGERS}),
            (LOGOUT, Logout, {"welcome": MANAGERS}),
            (rf"{assets.PREFIX}/(\w+)/(.+)", Script, {"assets": self.assets}),
            (KERNEL, channels.KernelModel),
            (KERNEL + "/channels", channels.KernelChannels, self.connected),
        ]

    @property
    def entrance(self) -> str:
        """The token, when nobody could know it yet."""
        return f"?token={self.key.token}" if self.key.is_new else ""

    async def get_ready(self) -> None:
        """Know what the handbook is called, unless that takes too long."""
        self.title = load().title
        with suppress(TimeoutError, StoreError):
            handbook = await asyncio.wait_for(asyncio.to_thread(published, self.database), PATIENCE)
            self.title = handbook.title
