"""The presenter's server: the slides for who has the key, and a page for every phone in the room."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from .. import book, profiles
from ..newest import published
from ..slides import ANIMALS, Poll, Served, polls, served_deck, slide_scripts, slides_page
from ..store import StoreError
from .brainstorm import LONGEST, Brainstorm, Idea, Ideas, writes_at
from .database import Database
from .http.assets import SCRIPTS, Script, notebook
from .http.handlers import PageHandler, ReadyPage, style, templates
from .http.limits import RateLimit
from .http.pictures import PICTURES
from .joining import joined, phones_at, reachable
from .known import known
from .login import form, keys
from .login.identity import LOGIN, LOGOUT
from .managers import A_DAY, XSRF, KeyServer, PrivateGuide, PrivatePage, PrivatePicture, serve_with_key
from .notes import NOTES, Notes, Reading
from .plain_phone import PLAIN, PlainPhone
from .results import FILES, PARTS, PRACTICE_SET, Files, PracticeSet, Recap, Reporter, Results
from .room import AT_ONCE, RATE, Question, Room
from .site import Site
from .teams import Teams
from .voting import Workshop

log = logging.getLogger(__name__)

GUIDES = 12
"""How many guides may run at the same time: one for each page with the slides, also those just closed."""
PATIENCE = 10
"""Seconds within which a page must connect to its guide: who loads the slides anew leaves one behind."""
TAKING_UP = 10.0
"""Seconds that a database may take to tell what was going on when a server was killed."""
GOES_ON = "De workshop gaat verder waar hij was. Liever opnieuw? Stop met Ctrl+C en start nog eens."


def present(
    database: str, join: str = "", minutes: int = 0, host_names: tuple[str, ...] = (), **fields: Any
) -> None:
    """Serve the slides until the process is told to stop; then what the room chose is forgotten.

    Votes are kept in the database as long as the workshop lasts; phones in the room must be able to reach the
    host, or come by the address to ``join`` at. With ``minutes`` the slides go by a plan of as many. See
    :func:`.serve_with_key`; a database that is there but cannot be used is a ``StoreError``.
    """
    called = (*host_names, *([phones_at(join).hostname or ""] if join else []))
    limits = {"visitors": GUIDES, "patience": PATIENCE, "idle": A_DAY}
    own = {"port": 8870, **limits, "environment": {book.IN_PAGE: "1"}, "host_names": called, **fields}
    server = partial(PresenterServer, join=join, minutes=minutes)
    serve_with_key(server, database, notebook=notebook("workshop.ipynb"), **own)


class PresenterServer(KeyServer):
    """Serves the slides of one handbook, and asks the room; the votes are in the site's database."""

    text, form_cookie = form.PRESENTERS, "_xsrf_workshop"

    def __init__(self, site: Site, key: keys.Key, join: str = "", minutes: int = 0) -> None:
        self.handbook = profiles.local(published(site.database))
        super().__init__(site, key)
        self.database, self.join, self.port = Database(site.database), join, site.port
        self.known = known(self.handbook, site.database)
        self.workshop = Workshop(self._polls(), self.database)
        self.workshop.minutes = self.minutes = minutes

    def _polls(self) -> Mapping[str, Poll]:
        return polls(served_deck(self.handbook, self.known))

    async def open(self, sockets: list[Any]) -> None:
        """Answer on these sockets; only now it is known where phones find them."""
        self.port = sockets[0].getsockname()[1]
        own = reachable(self.site.host, self.port)
        self.join = joined(self.join, self.port) if self.join else own and own + form.PHONES.removeprefix("/")
        await super().open(sockets)
        self.supervisor.run("workshop", self.workshop.signs.keep)
        if self.join:
            print(f"Telefoons doen mee op {self.join}", flush=True)
        if own:
            print(f"Je notities op een tablet: {own}{NOTES.removeprefix('/')}", flush=True)

    def handlers(self) -> list[Any]:
        """Return the only addresses there are; those of the phones are for whoever is in the room."""
        reporter = Reporter(self.handbook, self.workshop, self.database)
        after = {"handbook": self.handbook, "workshop": self.workshop, "reporter": reporter}
        home = {"handbook": self.handbook, "workshop": self.workshop}
        voting = {"workshop": self.workshop, "limit": RateLimit(RATE, AT_ONCE)}
        brainstorm = Brainstorm()
        return [
            *super().handlers(),
            (r"/", PrivatePage, {"page": self._slides()}),
            (r"/guide", PrivateGuide, {**self.guides, "notebook": self.site.notebook}),
            (r"/zaal", Room, {"workshop": self.workshop}),
            (r"/zaal/uitslag", Results, after),
            (rf"/zaal/({'|'.join(map(re.escape, FILES))})", Files, after),
            (rf"/zaal/({'|'.join(PARTS)})", Recap, {"workshop": self.workshop}),
            (r"/zaal/tafels", Teams, {"workshop": self.workshop}),
            (r"/zaal/ideeen", Ideas, {"brainstorm": brainstorm}),
            (NOTES, PrivatePage, {"page": self._notes()}),
            (rf"/zaal{NOTES}", Notes, {"reading": Reading()}),
            (form.PHONES, PageHandler, {"page": self._phone()}),
            (f"{form.PHONES}/vraag", Question, {"other": writes_at, **voting}),
            (f"{form.PHONES}/{PLAIN}", PlainPhone, {"title": self.handbook.title, **voting}),
            (f"{form.PHONES}/idee", Idea, {"workshop": self.workshop, "brainstorm": brainstorm}),
            (f"{form.PHONES}/{re.escape(PRACTICE_SET)}", PracticeSet, home),
            (SCRIPTS, Script, {"assets": self.assets}),
            (PICTURES, PrivatePicture, {"find": self.handbook.pictures.get}),
        ]

    def _slides(self) -> ReadyPage:
        url = self.assets.url
        live = (url("ehbi/shell.js"), *self.assets.boot)
        doors = (LOGOUT, self.join, XSRF, LOGIN)
        served = Served(lambda name: url(f"ehbi/{name}.js"), live, *doors, self.known, self.minutes)
        html = slides_page(self.handbook, served)
        pictures = bool(self.handbook.shown_pictures)
        return ReadyPage(html, ["fullscreen"], slide_scripts(served), forms="'self'", pictures=pictures)

    def _phone(self) -> ReadyPage:
        scripts = [self.assets.url(f"ehbi/{name}.js") for name in ("phone_write", "phone_team", "phone")]
        home, plain = (f"{form.PHONES.removeprefix('/')}/{name}" for name in (PRACTICE_SET, PLAIN))
        given = {"title": self.handbook.title, "scripts": scripts, "longest": LONGEST, "teams": ANIMALS}
        given |= {"home": home, "plain": plain}
        return ReadyPage(templates.get_template("phone.html.j2").render(given, style=style("phone.css")))

    def _notes(self) -> ReadyPage:
        given = {"title": self.handbook.title, "script": self.assets.url("ehbi/notes_window.js")}
        return ReadyPage(templates.get_template("notes.html.j2").render(given, style=""))

    async def get_ready(self) -> None:
        """Go on with the workshop of a server that was killed here; without a store it is a new one."""
        try:
            begun = self.port, self.handbook.revision, self.known
            taking_up = asyncio.to_thread(self.workshop.take_up, *begun)
            sign, cast = await asyncio.wait_for(taking_up, TAKING_UP)
        except TimeoutError:
            log.warning("De database antwoordt niet. Als er een workshop bezig was, begint die opnieuw.")
        except StoreError:
            pass  # that was told when it could not be opened
        else:
            if sign.known != self.known:  # by now the desk and other rooms have told more
                self.known = sign.known
                self.workshop.take_polls(self._polls())
            self.workshop.go_on(sign, cast)
            if self.workshop.place:
                print(GOES_ON, flush=True)

    async def let_go(self) -> None:
        """Forget what the room chose, and let go of the database."""
        await asyncio.to_thread(self._forget)

    def _forget(self) -> None:
        try:
            self.workshop.end()
        finally:
            self.database.close()
