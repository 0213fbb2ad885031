"""The presenter's server: the slides for who has the key, and a page for every phone in the room."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from ..handbook import Handbook
from ..slides import Served, deck, polls, slide_scripts, slides_page
from . import aftermath, assets, scripts, shell
from .bucket import Bucket
from .gate import LOGIN, LOGOUT
from .keeper import Keeper
from .keys import Key
from .login import Login, Logout
from .manager import ManagersServer, Outputs
from .pages import Page
from .reach import reachable
from .sending import Sending
from .site import Site
from .takehome import FILES, TakeHome
from .voting import AT_ONCE, RATE, Phone, Question, Room
from .welcome import PHONES, PRESENTERS
from .workshop import Workshop

NOTEBOOK = "workshop.ipynb"
"""What runs on the slide for the guide."""


class PresenterServer(ManagersServer):
    """Serves the slides, and asks the room.

    Parameters
    ----------
    site
        What it needs to know; the votes are in its database.
    key
        What opens the server.
    handbook
        What the slides are made of; it stays the same for as long as the workshop lasts.
    """

    form_cookie = "_xsrf_workshop"

    def __init__(self, site: Site, key: Key, handbook: Handbook) -> None:
        super().__init__(site, key)
        self.handbook, self.keeper, self.join = handbook, Keeper(site.database), ""
        self.workshop = Workshop(polls(deck(handbook)), self.keeper)

    async def open(self, sockets: list[Any]) -> None:
        """Answer on these sockets; only now it is known where phones find them."""
        self.join = reachable(self.site.host, sockets[0].getsockname()[1])
        await super().open(sockets)

    def handlers(self) -> list[Any]:
        """Return the only addresses there are; those of the phones are for whoever is in the room."""
        join = self.join and self.join + PHONES.removeprefix("/")
        live = (self.assets.url("ehbi/shell.js"), *self.assets.boot)
        served = Served(lambda name: self.assets.url(f"ehbi/{name}.js"), live, LOGOUT, join, shell.XSRF)
        slides = Page(
            slides_page(self.handbook, served), ["fullscreen"], slide_scripts(served), forms="'self'"
        )
        votes = Bucket(RATE, AT_ONCE)
        sending = Sending(self.handbook, self.workshop, self.keeper)
        after = {"handbook": self.handbook, "workshop": self.workshop, "sending": sending}
        return [
            (r"/", shell.Shell, {"page": slides}),
            (r"/guide", Outputs, {**self.guides, "notebook": self.site.notebook}),
            (r"/zaal", Room, {"workshop": self.workshop}),
            (r"/zaal/uitslag", aftermath.Results, after),
            (r"/zaal/uitslag(\.png|-a[34]\.pdf)", aftermath.Files, after),
            (rf"/zaal/mee/({'|'.join(map(re.escape, FILES))})", TakeHome, {"handbook": self.handbook}),
            (PHONES, Phone, {"page": Page(shell.phone_page(self.handbook.title, self.assets))}),
            (f"{PHONES}/vraag", Question, {"workshop": self.workshop, "bucket": votes}),
            (LOGIN, Login, {"welcome": PRESENTERS}),
            (LOGOUT, Logout, {"welcome": PRESENTERS}),
            (rf"{assets.PREFIX}/(\w+)/(.+)", scripts.Script, {"assets": self.assets}),
            *self.kernels(),
        ]

    async def get_ready(self) -> None:
        """Have the store open, so that trouble with it is in the log before the room is there."""
        await asyncio.to_thread(self.keeper.look)

    async def let_go(self) -> None:
        """Forget what the room chose, and let go of the database."""
        await asyncio.to_thread(self._forget)

    def _forget(self) -> None:
        try:
            self.workshop.end()
        finally:
            self.keeper.close()
