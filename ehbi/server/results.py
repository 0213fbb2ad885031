"""The addresses for after the exercises: what the room found hard and learned, and what people take home."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path

from tornado.web import HTTPError

from .. import flowchart
from ..book import file_policy, practice_scripts
from ..exports import export
from ..handbook import Handbook, clock
from ..handbook.values import Doubt
from ..slides import practice_set
from ..slides.polls import ENOUGH, Chosen, Poll, Result, remark
from ..slides.recap import compared_part, recap_part
from ..slides.report import picture, report, results_part
from ..slides.teams import scores_part
from ..store import Remark, RoomCount, remarks, rooms
from .database import Database
from .http import headers
from .http.handlers import ErrorsAsPage
from .login.identity import LoginRequired
from .room import WorkshopHandler
from .voting import Workshop

ONE_AT_A_TIME = threading.Lock()
"""Graphviz and matplotlib can do one thing at a time."""
FAILED = "Na de oefeningen"
NOT_READ = "De uitslag is nu niet te lezen. Er is niets weg: probeer het zo nog eens."
NOT_SENT = "Niet alles is verstuurd. Er is niets weg: probeer het zo nog eens."
DPI = 144
PRACTICE_SET = "oefenset.html"
_POLICY = f"{file_policy(practice_scripts())}; frame-ancestors 'none'"

PARTS: Mapping[str, Callable[[Mapping[str, Poll], Chosen], str]] = {
    "terugblik": recap_part,
    "vergelijking": compared_part,
}
"""Parts of slides of what the room missed and learned, by their address."""
FILES: dict[str, Callable[[Handbook, Sequence[Result]], bytes]] = {
    "uitslag.png": lambda handbook, found: flowchart.png_of(picture(handbook, found), DPI),
    "uitslag-a3.pdf": lambda handbook, found: report(handbook, found, clock.now(), "a3"),
    "uitslag-a4.pdf": lambda handbook, found: report(handbook, found, clock.now(), "a4"),
    "mee/poster-a3.pdf": lambda handbook, _: export(handbook, "poster", "a3"),
    "mee/poster-a4.pdf": lambda handbook, _: export(handbook, "poster", "a4"),
    "mee/kaart.pdf": lambda handbook, _: export(handbook, "card", "a4"),
    "mee/dias.html": lambda handbook, _: export(handbook, "slides", ""),
    PRACTICE_SET: lambda handbook, found: practice_set(handbook, tuple(found)).encode(),
}
"""How each file is made, by its address: of what the room found hard, or to take home."""
TYPES = {".png": "image/png", ".pdf": "application/pdf", ".html": "text/html; charset=utf-8"}


class Reporter:
    """Tells the managers how a room did, and once of each check that it found hard."""

    def __init__(self, handbook: Handbook, workshop: Workshop, database: Database) -> None:
        self._handbook, self._workshop, self._database = handbook, workshop, database
        self._sent: set[tuple[str, bool]] = set()
        self._told: tuple[Result, ...] = ()
        self._lock = threading.Lock()

    @property
    def sent(self) -> int:
        """Of how many checks the managers were told."""
        return len(self._sent)

    def waiting(self, found: Sequence[Result]) -> tuple[Result, ...]:
        """Return the hard checks of which the managers were not told."""
        return tuple(one for one in found if one.hard and _which(one) not in self._sent)

    def untold(self, found: Sequence[Result]) -> bool:
        """Return whether the managers do not know how many people missed what, as it is now."""
        return _telling(found) != self._told

    def send(self) -> None:
        """Send a remark for each hard check, and then how many people missed what.

        When a remark cannot be kept, those before it are sent.
        """
        with self._lock:
            found = self._workshop.results()
            for one in self.waiting(found):
                remarks.keep(self._database.store(), self._remark(one))
                self._sent.add(_which(one))
            if self.untold(found):
                rooms.keep(self._database.store(), self._counts(found))
                self._told = _telling(found)

    def _counts(self, found: Sequence[Result]) -> list[RoomCount]:
        room, at = self._workshop.room, clock.now()
        return [
            RoomCount(room, at, one.step.id, one.begins, one.answered, one.wrong) for one in _telling(found)
        ]

    def _remark(self, one: Result) -> Remark:
        return Remark(clock.now(), self._handbook.revision, one.step.id, Doubt.UNCLEAR, remark(one))


def _which(result: Result) -> tuple[str, bool]:
    return result.step.id, result.begins


def _telling(found: Sequence[Result]) -> tuple[Result, ...]:
    """Return what can be told of: of fewer people, each would be known."""
    return tuple(one for one in found if one.answered >= ENOUGH)


class Results(WorkshopHandler, LoginRequired):
    """What the room found hard, and the address to send that to the managers."""

    handbook: Handbook
    reporter: Reporter

    async def get(self) -> None:
        """Answer with the part of the page that shows it."""
        self.answer({"html": await self.do(self._part, FAILED, NOT_READ)})

    def _part(self) -> str:
        found = self.workshop.results()
        with ONE_AT_A_TIME:
            waiting, untold = len(self.reporter.waiting(found)), self.reporter.untold(found)
            part = results_part(self.handbook, found, waiting, self.reporter.sent, untold=untold)
        return self._standing() + part if found and self.workshop.teams else part

    def _standing(self) -> str:
        return f'<div class="standing">{scores_part(self.workshop.scores(), explained=True)}</div>'

    async def post(self) -> None:
        """Send what was not sent, and answer how much that is in all; 503 when not everything was."""
        if self.asked() != {}:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        await self.do(self.reporter.send, FAILED, NOT_SENT)
        self.answer({"sent": self.reporter.sent})


class Files(WorkshopHandler, LoginRequired):
    """A file to keep; 422 when it does not go on its paper."""

    handbook: Handbook

    async def get(self, path: str) -> None:
        """Answer with the file."""
        body = await self.do(lambda: self._made(path), FAILED, NOT_READ)
        file = Path(path)
        self.set_header("Content-Type", TYPES[file.suffix])
        self.set_header("Content-Disposition", f'attachment; filename="{file.name}"')
        self.finish(body)

    def _made(self, path: str) -> bytes:
        found = () if path.startswith("mee/") else self.workshop.results()
        with ONE_AT_A_TIME:
            return FILES[path](self.handbook, found)


class PracticeSet(ErrorsAsPage, WorkshopHandler):
    """What the room practises on at home, for whoever is in it: a page that can be kept."""

    handbook: Handbook

    async def get(self) -> None:
        """Answer with the page; 404 before the exercises are over, as what was chosen is not shown yet."""
        if not self.workshop.after:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        html = await self.do(lambda: practice_set(self.handbook, self.workshop.results()), FAILED, NOT_READ)
        headers.apply_to_page(self, _POLICY)
        self.finish(html)


class Recap(WorkshopHandler, LoginRequired):
    """A part of a slide with what was chosen until now."""

    async def get(self, part: str) -> None:
        """Answer with the part."""
        self.answer({"html": await self.do(lambda: self._made(part), FAILED, NOT_READ)})

    def _made(self, part: str) -> str:
        return PARTS[part](self.workshop.polls, self.workshop.chosen())
