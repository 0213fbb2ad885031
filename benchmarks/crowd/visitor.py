"""One visitor of the page, in the steps that the page takes for them."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from ehbi.handbook import Handbook

from .answer import Cookies
from .cases import Path, steps
from .channels import Channels
from .connection import Connection
from .notes import Notes
from .pages import BookPage, read_book, read_guide
from .trouble import VisitError, expect, told_as

AGAIN = "retry-after"
SOONEST = 0.1
"""Seconds before somebody who was told that it is full asks again, at least."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a crowd goes: the server's address, and the handbook that it must show."""

    url: str
    handbook: Handbook

    @property
    def steps(self) -> frozenset[str]:
        """The ids of all steps."""
        return frozenset(step.id for step in self.handbook.steps)


class Visitor:
    """Somebody who opens the page.

    Parameters
    ----------
    place
        Where they go.
    notes
        Where it is noted how that went.
    known
        The book that they have from an earlier visit; None on a first one.
    """

    def __init__(self, place: Place, notes: Notes, known: BookPage | None = None) -> None:
        self.place, self.notes, self.known = place, notes, known
        self.began = time.perf_counter()
        self.waited = False
        self.channels: Channels | None = None
        self._cookies: Cookies = {}
        # A browser asks for the guide while the scripts still come.
        self._page, self._guide = Connection(place.url, self._cookies), Connection(place.url, self._cookies)

    async def open_book(self) -> BookPage:
        """Get the book; what a browser has from before it does not get again."""
        known = {"If-None-Match": self.known.etag} if self.known else {}
        with self.notes.timed("book"), told_as("book"):
            answer = await self._page.ask("/", known)
            if not (self.known and answer.status == HTTPStatus.NOT_MODIFIED):
                self.book = read_book(answer, self.place.steps)
            else:
                self.book = self.known
        return self.book

    async def load_book(self) -> None:
        """Load what the book itself needs, and ask for the news."""
        await self._load(self.book.scripts)
        await self.hear_news()

    async def hear_news(self) -> None:
        """Ask for the news, as the page does when it opens and each minute."""
        with self.notes.timed("news"), told_as("news"):
            expect("news", await self._page.ask("/news"), HTTPStatus.OK)

    async def _load(self, scripts: Iterable[str]) -> None:
        """Load scripts; they are kept for ever, so somebody who was here before has them."""
        if self.known:
            return
        for script in scripts:
            with told_as("script"):
                expect("script", await self._page.ask(script), HTTPStatus.OK)

    async def ask_guide(self) -> float:
        """Ask for the guide; return 0 when it comes, else after how many seconds to ask again."""
        with self.notes.timed("guide page"), told_as("guide"):
            answer = await self._guide.ask("/guide", {"Cache-Control": "no-cache"})
            if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
                self.notes.counts["told that all places are taken"] += 1
                self.waited = True
                return max(SOONEST, float(answer.headers.get(AGAIN, "inf")))
            self.guide = read_guide(answer)
        return 0

    async def load_front_end(self) -> None:
        """Load what the guide needs, whoever gets one."""
        await self._load(self.book.front_end)

    async def go_live(self, begun: Path = ()) -> None:
        """Connect to the guide, until the guide is live at the same step as the book."""
        await self._load(self.guide.scripts)
        with told_as("kernel"):
            expect("kernel", await self._guide.ask(f"/api/kernels/{self.guide.kernel}"), HTTPStatus.OK)
        self.channels = Channels(self.place.url, self.guide.kernel, self._cookies)
        await self.channels.open(self.guide.models)
        if begun:
            await self._hand_over(self.channels, begun[0].link)
        what = "guide live after a wait for a place" if self.waited else "guide live"
        self.notes.times[what].append(time.perf_counter() - self.began)

    async def _hand_over(self, channels: Channels, link: str) -> None:
        """Have the guide open the case that was begun in the book."""
        widgets = channels.widgets
        ask = {"open": link, "revision": self.book.revision, "remembered": {}}
        await channels.custom(widgets.link() or "", ask)
        await channels.until("opening", lambda: widgets.opened == link and widgets.is_at(link))

    async def choose(self, path: Path, at: int) -> None:
        """Choose what comes next on a path, and wait for its step."""
        if self.channels is None:
            raise VisitError("answer", "not live")
        widgets, choice = self.channels.widgets, path[at]
        row = widgets.now() if at else widgets.start()
        if row is None:
            raise VisitError("answer", "no row to choose in")
        with self.notes.timed("answer"):
            await self.channels.update(row.dropdown, {"index": choice.place})
            await self.channels.until("answer", lambda: widgets.is_at(choice.link))
        shown = widgets.now()
        if (shown.options - 1 if shown else 0) != choice.answers:
            raise VisitError("answer", "other answers than in the handbook")

    async def tell_case(self, path: Path) -> None:
        """Tell how a case went, as the page does when it is over."""
        case = {"steps": steps(path), "back": [], "revision": self.book.revision}
        with self.notes.timed("log"), told_as("log"):
            expect("log", await self._page.tell("/log", case), HTTPStatus.NO_CONTENT)

    def leave(self) -> None:
        """Close the page."""
        for open_one in (self._page, self._guide, self.channels):
            if open_one is not None:
                open_one.close()
