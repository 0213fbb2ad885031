"""The presenter's server: the slides for who has the key, and a page for every phone in the room."""

from __future__ import annotations

import asyncio
import re
import socket
from ipaddress import ip_address
from typing import Any

from .. import book, places, profiles
from ..handbook import Handbook
from ..published import published
from ..slides import Served, deck, polls, slide_scripts, slides_page
from . import launch
from .database import Database
from .http.assets import SCRIPTS, Assets, Script, notebook
from .http.handlers import ReadyPage, style, templates
from .http.limits import RateLimit
from .login import form, keys
from .login.identity import LOGIN, LOGOUT
from .managers import XSRF, ManagersServer, PrivateGuide, PrivatePage
from .results import HANDOUTS, Files, Handouts, Reporter, Results
from .site import Site
from .voting import AT_ONCE, RATE, Phone, Question, Room, Workshop

GUIDES = 12
"""How many guides may run at the same time: one for each page with the slides, also those just closed."""
PATIENCE = 10
"""Seconds within which a page must connect to its guide: who loads the slides anew leaves one behind."""
A_DAY = 86_400
NOTEBOOK = "workshop.ipynb"
"""What runs on the slide for the guide."""
NOBODY = ("192.0.2.1", 9)
"""An address that is nobody's; asking the way there sends nothing."""


def present(
    database: str,
    host: str = "127.0.0.1",
    port: int = 8870,
    on_ready: launch.Say = launch.say,
    **fields: Any,
) -> None:
    """Serve the slides until the process is told to stop; then what the room chose is forgotten.

    Votes are kept in the database as long as the workshop lasts; phones in the room must be able to reach the
    host. ``on_ready`` is told in one line where the slides are, with a new token.

    Raises
    ------
    ehbi.server.login.keys.LockError
        Nobody could get in, or everybody could.
    ehbi.server.launch.PortError
        The port is taken.
    ehbi.store.StoreError
        The database is there, but cannot be used.
    """
    key = keys.find_key(places.password())
    database = places.settled(database)
    handbook = profiles.local(published(database))
    site = Site(
        notebook(NOTEBOOK),
        database,
        host,
        port,
        visitors=GUIDES,
        patience=PATIENCE,
        idle=A_DAY,
        environment={places.DATABASE: database, book.IN_PAGE: "1"},
        **fields,
    )
    launch.run(lambda: PresenterServer(site, key, handbook), site, on_ready)


class PresenterServer(ManagersServer):
    """Serves the slides of one handbook, and asks the room; the votes are in the site's database."""

    form_cookie = "_xsrf_workshop"

    def __init__(self, site: Site, key: keys.Key, handbook: Handbook) -> None:
        super().__init__(site, key)
        self.handbook, self.database, self.join = handbook, Database(site.database), ""
        self.workshop = Workshop(polls(deck(handbook)), self.database)

    async def open(self, sockets: list[Any]) -> None:
        """Answer on these sockets; only now it is known where phones find them."""
        self.join = reachable(self.site.host, sockets[0].getsockname()[1])
        await super().open(sockets)

    def handlers(self) -> list[Any]:
        """Return the only addresses there are; those of the phones are for whoever is in the room."""
        reporter = Reporter(self.handbook, self.workshop, self.database)
        after = {"handbook": self.handbook, "workshop": self.workshop, "reporter": reporter}
        votes = {"workshop": self.workshop, "limit": RateLimit(RATE, AT_ONCE)}
        return [
            (r"/", PrivatePage, {"page": _slides(self.handbook, self.assets, self.join)}),
            (r"/guide", PrivateGuide, {**self.guides, "notebook": self.site.notebook}),
            (r"/zaal", Room, {"workshop": self.workshop}),
            (r"/zaal/uitslag", Results, after),
            (r"/zaal/uitslag(\.png|-a[34]\.pdf)", Files, after),
            (rf"/zaal/mee/({'|'.join(map(re.escape, HANDOUTS))})", Handouts, {"handbook": self.handbook}),
            (form.PHONES, Phone, {"page": ReadyPage(phone_page(self.handbook.title, self.assets))}),
            (f"{form.PHONES}/vraag", Question, votes),
            (LOGIN, form.Login, {"text": form.PRESENTERS}),
            (LOGOUT, form.Logout, {"text": form.PRESENTERS}),
            (SCRIPTS, Script, {"assets": self.assets}),
            *self.guide_addresses(),
        ]

    async def get_ready(self) -> None:
        """Have the store open, so that trouble with it is in the log before the room is there."""
        await asyncio.to_thread(self.database.look)

    async def let_go(self) -> None:
        """Forget what the room chose, and let go of the database."""
        await asyncio.to_thread(self._forget)

    def _forget(self) -> None:
        try:
            self.workshop.end()
        finally:
            self.database.close()


def _slides(handbook: Handbook, assets: Assets, join: str) -> ReadyPage:
    live = (assets.url("ehbi/shell.js"), *assets.boot)
    at = join and join + form.PHONES.removeprefix("/")
    served = Served(lambda name: assets.url(f"ehbi/{name}.js"), live, LOGOUT, at, XSRF)
    html = slides_page(handbook, served)
    return ReadyPage(html, ["fullscreen"], slide_scripts(served), forms="'self'")


def phone_page(title: str, assets: Assets) -> str:
    """Return the page for the phones in a room, for a handbook of this title."""
    template = templates.get_template("phone.html.j2")
    return template.render(title=title, script=assets.url("ehbi/phone.js"), style=style("phone.css"))


def reachable(host: str, port: int) -> str:
    """Return the address of a server for phones on the same network; empty when no phone can come there.

    Examples
    --------
    >>> reachable("127.0.0.1", 8870), reachable("192.0.2.7", 8870)
    ('', 'http://192.0.2.7:8870/')
    """
    name = _own() if host in launch.EVERYWHERE else host
    return "" if _only_here(name) else launch.address(name, port)


def _own() -> str:
    """Return the address that this machine has on its network; a name may not be known to a phone."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(NOBODY)
        except OSError:
            return "localhost"
        return str(asking.getsockname()[0])


def _only_here(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
