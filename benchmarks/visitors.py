"""Visitors of the page: who reads the book, and who goes through cases with the guide."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

import gevent
from locust import task
from locust.contrib.fasthttp import ResponseContextManager
from locust.exception import StopUser

from .cases import Path, another
from .client import Client, side_by_side
from .guide import Guide
from .pages import BookPage, read_book, read_guide
from .sockets import VisitError

NEWS = 60.0
"""Seconds between two times that an open page asks for the news."""
BEGINS_IN_BOOK = 0.5
"""Share of the visitors who have chosen their situation in the book before the guide is there."""
SOONEST = 0.1
"""Seconds before somebody who was told that it is full asks again, at least."""


class Visitor(Client):
    """Somebody who opens the page once, after ``comes_after`` seconds, does what ``use`` says, and leaves."""

    abstract = True

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        self.number, self.chance = environment.numbered(type(self).__name__)
        self.known = environment.known if self.chance.random() < environment.plan.returning else None
        self.waited = False

    @property
    def left(self) -> float:
        """Seconds until they leave."""
        return self.end - time.monotonic()

    @task
    def visit(self) -> None:
        """Make the visit; what goes wrong has been counted."""
        crowd = self.environment
        try:
            gevent.sleep(max(0.0, crowd.began + self.comes_after() - time.monotonic()))
            stay = crowd.plan.stay * self.chance.uniform(0.5, 1.5)
            self.begin(min(stay, crowd.closing(self.chance) - time.monotonic()))
            with suppress(VisitError):
                self.use()
        finally:
            self.leave()
        crowd.gone(self)
        raise StopUser

    def begin(self, stay: float) -> None:
        """Begin to stay for so many seconds."""
        self.began, self.end = time.perf_counter(), time.monotonic() + stay

    def open_book(self) -> BookPage:
        """Get the book; what a browser has from before it does not get again."""
        known = {"If-None-Match": self.known.etag} if self.known else {}
        right = (200, 304) if self.known else (200,)

        def read(answer: ResponseContextManager) -> BookPage:
            if answer.status_code == HTTPStatus.NOT_MODIFIED:
                return self.known
            return read_book(answer.content, answer.headers.get("etag", ""))

        self.book = self.ask("book", "/", *right, read=read, headers=known)
        return self.book

    def load_book(self) -> None:
        """Load what the book itself needs, and ask for the news."""
        self._load(self.book.scripts)
        self.ask("news", "/news")

    def _load(self, scripts: Iterable[str]) -> None:
        """Load scripts; they are kept for ever, so somebody who was here before has them."""
        for script in () if self.known else scripts:
            # Not unpacked: that would be most of what a crowd costs.
            self.ask("script", script, read=lambda answer: answer.read(), stream=True)

    def _ask_guide(self) -> float:
        """Ask for the guide; return 0 when it comes, else after how many seconds to ask again."""

        def read(answer: ResponseContextManager) -> float:
            if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
                self.environment.counts["told that all places are taken"] += 1
                self.waited = True
                return max(SOONEST, float(answer.headers.get("retry-after", "inf")))
            self.page = read_guide(answer.text)
            return 0.0

        return self.ask("guide page", "/guide", 200, 503, read=read, headers={"Cache-Control": "no-cache"})

    def come_in(self) -> bool:
        """Get the book, and the guide when a place for it comes free in time; return whether it does."""
        self.open_book()
        # A browser asks for the guide while the scripts still come.
        wait, *_ = side_by_side(self._ask_guide, self._load_all)
        while 0 < wait < self.left:
            gevent.sleep(wait)
            wait = self._ask_guide()
        return not wait

    def _load_all(self) -> None:
        self.load_book()
        self._load(self.book.front_end)

    def go_live(self, begun: Path = ()) -> None:
        """Connect to the guide, until the guide is live at the same step as the book."""
        what = "guide live after a wait for a place" if self.waited else "guide live"
        self._load(self.page.scripts)
        self.ask("kernel", f"/api/kernels/{self.page.kernel}")
        with self.timed(what, self.began):
            self.socket = Guide(f"{self.host}/", self.page, self.cookie)
            self.socket.go_live()
            for choice in begun[:1]:
                self.socket.open(choice.link, self.book.revision)

    def choose(self, path: Path, at: int) -> None:
        """Choose what comes next on a path, and wait for its step."""
        with self.timed("answer"):
            self.socket.choose(path[at])

    def walk(self, path: Path, at: int = 0) -> None:
        """Go through cases from here on, and tell of each when the next begins or time is over.

        Whoever has waited for the guide gives one answer at least.
        """
        self._think()
        while True:
            if at == len(path):
                self.tell_case(path)
                path, at = another(self.chance, path), 0
            self.choose(path, at)
            at += 1
            self._think()
            if self.left <= 0:
                break
        self.tell_case(path[:at])

    def _think(self) -> None:
        think = self.chance.uniform(0.5, 1.5) * self.environment.plan.think
        gevent.sleep(max(0.0, min(self.left, think)))

    def tell_case(self, path: Path) -> None:
        """Tell how a case went, as the page does when it is over."""
        case = {"steps": [one.step for one in path], "back": [], "revision": self.book.revision}
        self.ask("log", "/log", 204, json=case)

    def keep_up(self) -> None:
        """Ask for the news each minute, as long as the page is open."""
        while self.left > NEWS:
            gevent.sleep(NEWS)
            self.ask("news", "/news")

    def stay(self) -> None:
        """Look at the page until it is time to leave."""
        self.keep_up()
        gevent.sleep(max(0.0, self.left))


class Reader(Visitor):
    """Somebody who opens the book, goes through a case in it, and leaves."""

    def comes_after(self) -> float:
        """Return after how many seconds they come: at a steady rate."""
        plan = self.environment.plan
        return (self.number + self.chance.random()) * plan.seconds / plan.readers

    def use(self) -> None:
        """Read."""
        self.open_book()
        self.load_book()
        self.stay()
        self.tell_case(another(self.chance))


class Guest(Visitor):
    """Somebody who goes through one case after another with the guide; or with the book, when it is full."""

    def comes_after(self) -> float:
        """Return after how many seconds they come; whoever takes the place of another comes at once."""
        plan = self.environment.plan
        return plan.spread * self.number / plan.live if self.number < plan.live else 0.0

    def use(self) -> None:
        """Go through cases."""
        path = another(self.chance)
        begun = path[: self.chance.random() < BEGINS_IN_BOOK]
        if self.come_in():
            self.go_live(begun)
            side_by_side(lambda: self.walk(path, len(begun)), self.keep_up)
        else:
            self.stay()
            self.tell_case(path)
