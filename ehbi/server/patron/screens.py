"""The patrons' screens of all servers: what the store has of them, read for everybody at once."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, NamedTuple

from ...handbook import clock
from ...store import StoreError, patron_screens
from ...store.patron_screens import LASTS, Change, PatronScreen, Said
from ..database import Database
from ..http.handlers import RefusedError
from ..http.limits import RateLimit
from ..logs import WarnOnce

log = logging.getLogger(__name__)

FRESH = 1.0
"""Seconds for which all screens get what was read from the store last."""
PATIENCE = 3.0
"""Seconds that a screen waits for the store; then it says that there is no connection."""
MARKS = 5.0
"""Seconds between two times that it is kept which pages asked."""
AWAY = timedelta(seconds=12)
"""Without a word after which the patron's page is lost."""
FORGETS = 60.0
"""Seconds between two times that screens which are over are forgotten."""
GUESSED, GUESSED_AT_ONCE = 10.0, 300.0
"""Screens a second that are looked for anew as they are not known, and how many after a quiet time.

More than that were guessed: those are refused, and make the store no busier.
"""
BYTES = 16
"""Of the words by which a patron and a desk are known: nobody guesses 128 bits."""


class SlowError(StoreError):
    """The store does not answer as soon as a screen has to be told something."""

    def __init__(self) -> None:
        super().__init__("van deze server", "hij antwoordt niet")


class Opened(NamedTuple):
    """A new screen: the word in its address, and the one by which the desk moves it."""

    token: str
    key: str


def digest(word: str) -> str:
    """Return what is kept of a word."""
    return hashlib.sha256(word.encode()).hexdigest()


class _Change(NamedTuple):
    """What is to be written of a screen, and whether that was there: known when it is written."""

    token: str
    change: Change
    made: asyncio.Future[bool]


def _seen(work: asyncio.Future[Any]) -> None:
    """Know why something failed, for which nobody waited any more."""
    if not work.cancelled():
        work.exception()


class PatronScreens:
    """The screens that go on, as far as the store has them.

    However many ask, the store is read once a second, and written once in some seconds for all who asked.
    What is moved and said during one writing comes together in the next: a rush is not refused.
    """

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime] = clock.now,
        tick: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database, self._now, self.tick = database, now, tick
        # As the store has them; what was written since the last reading began stays as it was written.
        self._screens = dict[str, PatronScreen | None]()
        self._written = dict[str, PatronScreen | None]()
        self._changes = list[_Change]()
        self._writing: asyncio.Future[None] | None = None
        self._begun, self._ended = 0, 0  # which reading, by its number
        self._read_at = float("-inf")
        self._reading: asyncio.Future[None] | None = None
        self._heard: set[str] = set()
        self._guesses = RateLimit(GUESSED, GUESSED_AT_ONCE, tick)
        self.trouble = WarnOnce(log, "Samen aan de balie werkt nu niet")

    async def open(self, step: str, language: str) -> Opened:
        """Begin a screen."""
        opened = Opened(secrets.token_urlsafe(BYTES), secrets.token_urlsafe(BYTES))
        until = self._now() + LASTS
        screen = PatronScreen(digest(opened.token), digest(opened.key), step, language, until)
        await self._write(screen, lambda connection: patron_screens.add(connection, screen))
        return opened

    async def find(self, token: str) -> PatronScreen | None:
        """Return a screen that goes on; None for what is over and what never was, and it takes as long.

        Where more are guessed than anybody asks for, each that is not known is refused with 503.
        """
        return await self._find(digest(token), lambda _: True)

    async def find_of_desk(self, token: str, key: str) -> PatronScreen | None:
        """Return a screen that goes on and is moved with this key."""
        proof = digest(key)
        return await self._find(digest(token), lambda one: hmac.compare_digest(one.key, proof))

    async def _find(self, known_by: str, is_theirs: Callable[[PatronScreen], bool]) -> PatronScreen | None:
        for anew in (False, True):  # what is not known may have begun on another server just now
            if anew and not self._guesses.take():
                raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE)
            await self._have_read(anew=anew)
            found = self._screens.get(known_by)
            if found and found.until > self._now() and is_theirs(found):
                return found
        return None

    def hear(self, screen: PatronScreen) -> None:
        """Know that the patron's page is there."""
        self._heard.add(screen.token)

    def is_here(self, screen: PatronScreen) -> bool:
        """Return whether the patron's page asked lately, here or at another server."""
        lately = screen.heard is not None and self._now() - screen.heard < AWAY
        return lately or screen.token in self._heard

    async def move(self, screen: PatronScreen, step: str, language: str = "") -> bool:
        """Show a step on a screen, in another language if one is given, and return whether it went on."""
        return await self._write(
            screen,
            lambda connection: patron_screens.move(connection, screen, step, self._now(), language),
        )

    async def say(self, screen: PatronScreen, step: str, said: Said) -> bool:
        """Keep what was said of a step, and return whether that is still the one at hand."""
        return await self._write(
            screen, lambda connection: patron_screens.say(connection, screen, step, said, self._now())
        )

    async def speak(self, screen: PatronScreen, language: str) -> bool:
        """Have a screen in another language, and return whether it went on."""
        return await self._write(
            screen, lambda connection: patron_screens.speak(connection, screen, language, self._now())
        )

    async def end(self, screen: PatronScreen) -> None:
        """End a screen."""
        await self._write(screen, lambda connection: patron_screens.end(connection, screen))

    async def keep(self) -> None:
        """Keep which pages asked, and forget the screens that are over, for as long as the server lives."""
        forgets_at = self.tick()
        while True:
            with suppress(StoreError):  # who asks for a screen then hears so
                await self.keep_heard()
                if self.tick() >= forgets_at:
                    await self._database.use(lambda store: patron_screens.forget_old(store, self._now()))
                    forgets_at = self.tick() + FORGETS
            await asyncio.sleep(MARKS)

    async def keep_heard(self) -> None:
        """Keep which pages asked since the last time."""
        heard, self._heard = self._heard, set()
        if heard:
            await self._database.use(lambda store: patron_screens.hear(store, heard, self._now()))

    async def _have_read(self, *, anew: bool) -> None:
        """Know what the store has, as it was lately or as it is from now on; all wait for one reading."""
        is_old = self.tick() > self._read_at + FRESH
        wanted = self._begun + 1 if anew else self._ended + is_old
        while self._ended < wanted:
            if self._reading is None or self._reading.done():
                self._reading = asyncio.ensure_future(self._read())
                self._reading.add_done_callback(_seen)
            reading = self._reading  # when it has ended, another may have begun the next one already
            if not (await asyncio.wait([reading], timeout=PATIENCE))[0]:
                raise SlowError
            reading.result()  # or why there is none

    async def _read(self) -> None:
        self._begun += 1
        number, began, self._written = self._begun, self.tick(), {}
        found = await self._database.use(lambda store: patron_screens.current(store, self._now()))
        self._screens = {**found, **self._written}
        self._ended, self._read_at = number, began

    async def _write(self, screen: PatronScreen, change: Change) -> bool:
        """Change a screen, and return whether it was there; what waits is written all at once."""
        mine = _Change(screen.token, change, asyncio.get_running_loop().create_future())
        mine.made.add_done_callback(_seen)
        self._changes.append(mine)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.ensure_future(self._write_all())
        if not (await asyncio.wait([mine.made], timeout=PATIENCE))[0]:
            if mine in self._changes:
                self._changes.remove(mine)
            raise SlowError
        return mine.made.result()

    async def _write_all(self) -> None:
        while self._changes:
            changes, self._changes = self._changes, []
            await self._write_these(changes)

    async def _write_these(self, changes: Collection[_Change]) -> None:
        work = [(one.token, one.change) for one in changes]
        try:
            made, found = await self._database.use(lambda store: patron_screens.write(store, work))
        except Exception as error:  # noqa: BLE001  # whatever it is, nothing of all this was written
            for one in changes:
                one.made.set_exception(error)
            return
        for one, result in zip(changes, made, strict=True):
            self._screens[one.token] = self._written[one.token] = found.get(one.token)
            one.made.set_result(result)
