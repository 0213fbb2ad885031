"""The addresses for after the exercises: what the room found hard, and what people take home."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple

from tornado.web import HTTPError

from .. import flowchart
from ..exports import export
from ..handbook import Handbook, clock
from ..handbook.values import Doubt
from ..slides.polls import Result, remark
from ..slides.report import picture, report, results_part
from ..store import Remark, remarks
from .database import Database
from .login.identity import LoginRequired
from .voting import Workshop, WorkshopHandler

ONE_AT_A_TIME = threading.Lock()
"""Graphviz and matplotlib can do one thing at a time."""
FAILED = "Na de oefeningen"
NOT_READ = "De uitslag is nu niet te lezen. Er is niets weg: probeer het zo nog eens."
NOT_SENT = "Niet alles is verstuurd. Er is niets weg: probeer het zo nog eens."
DPI = 144


class Handout(NamedTuple):
    """What people take home: a form of the handbook, the paper it is for, and its type."""

    form: str
    paper: str
    mime: str


HANDOUTS = {
    "poster-a3.pdf": Handout("poster", "a3", "application/pdf"),
    "poster-a4.pdf": Handout("poster", "a4", "application/pdf"),
    "kaart.pdf": Handout("card", "a4", "application/pdf"),
    "dias.html": Handout("slides", "", "text/html; charset=utf-8"),
}
"""By the name of the file."""


class Reporter:
    """Tells the managers what a room found hard, each thing once as long as the workshop lasts."""

    def __init__(self, handbook: Handbook, workshop: Workshop, database: Database) -> None:
        self._handbook, self._workshop, self._database = handbook, workshop, database
        self._sent: set[tuple[str, bool]] = set()
        self._lock = threading.Lock()

    @property
    def sent(self) -> int:
        """Of how many checks the managers were told."""
        return len(self._sent)

    def waiting(self, found: Sequence[Result]) -> tuple[Result, ...]:
        """Return the hard checks of which the managers were not told."""
        return tuple(one for one in found if one.hard and _which(one) not in self._sent)

    def send(self) -> None:
        """Send a remark for each hard check; when one cannot be kept, those before it are sent."""
        with self._lock:
            for one in self.waiting(self._workshop.results()):
                remarks.keep(self._database.store(), self._remark(one))
                self._sent.add(_which(one))

    def _remark(self, one: Result) -> Remark:
        return Remark(clock.now(), self._handbook.revision, one.step.id, Doubt.UNCLEAR, remark(one))


def _which(result: Result) -> tuple[str, bool]:
    return result.step.id, result.begins


class WorkshopFile(WorkshopHandler, LoginRequired):
    """Base of what answers with a file."""

    handbook: Handbook

    def send(self, body: bytes, name: str, mime: str) -> None:
        """Finish with a file."""
        self.set_header("Content-Type", mime)
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(body)


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
            return results_part(self.handbook, found, len(self.reporter.waiting(found)), self.reporter.sent)

    async def post(self) -> None:
        """Send what was not sent, and answer how much that is in all; 503 when not everything was."""
        if self.asked() != {}:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        await self.do(self.reporter.send, FAILED, NOT_SENT)
        self.answer({"sent": self.reporter.sent})


class Files(WorkshopFile):
    """The same as a file to keep."""

    async def get(self, name: str) -> None:
        """Answer with the file; 422 when it does not go on that paper."""
        body = await self.do(lambda: self._file(name), FAILED, NOT_READ)
        self.send(body, f"uitslag{name}", "image/png" if name == ".png" else "application/pdf")

    def _file(self, name: str) -> bytes:
        found = self.workshop.results()
        with ONE_AT_A_TIME:
            if name == ".png":
                return flowchart.png_of(picture(self.handbook, found), DPI)
            return report(self.handbook, found, clock.now(), name.removeprefix("-").removesuffix(".pdf"))


class Handouts(WorkshopFile):
    """A file to take home: the paper, and the slides."""

    async def get(self, name: str) -> None:
        """Answer with the file; 422 when it does not go on its paper."""
        one = HANDOUTS[name]
        self.send(await self.do(lambda: self._made(one), FAILED), name, one.mime)

    def _made(self, one: Handout) -> bytes:
        with ONE_AT_A_TIME:
            return export(self.handbook, one.form, one.paper)
