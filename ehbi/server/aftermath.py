"""The addresses for after the exercises: what the room found hard, to see, to keep and to send."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from tornado.web import HTTPError

from ..flowchart.formats import png_of
from ..handbook import Handbook, clock
from ..paper import TooMuchError
from ..slides.report import picture, report, results_part
from ..store import StoreError
from .answers import Answers
from .drawing import ONE_AT_A_TIME
from .gate import RefusesStrangers
from .sending import Sending
from .workshop import Workshop

log = logging.getLogger(__name__)
Made = TypeVar("Made")

NOT_READ = "De uitslag is nu niet te lezen. Er is niets weg: probeer het zo nog eens."
NOT_SENT = "Niet alles is verstuurd. Er is niets weg: probeer het zo nog eens."
DPI = 144


class _After(Answers, RefusesStrangers):
    """Base of both: knows the workshop."""

    def initialize(self, handbook: Handbook, workshop: Workshop, sending: Sending) -> None:
        """Take what the room practises with, what it chose, and what tells the managers."""
        self.handbook, self.workshop, self.sending = handbook, workshop, sending

    async def made(self, make: Callable[[], Made], trouble: str = NOT_READ) -> Made | None:
        """Return what is made in a thread; answer 503 and return None when the store does not let it."""
        try:
            return await asyncio.to_thread(make)
        except StoreError as error:
            log.warning("Na de oefeningen: %s", error.why)
            self.answer({"message": trouble}, HTTPStatus.SERVICE_UNAVAILABLE)
        return None


class Results(_After):
    """What the room found hard, and the address to send that to the managers."""

    async def get(self) -> None:
        """Answer with the part of the page that shows it."""
        if html := await self.made(self._part):
            self.answer({"html": html})

    def _part(self) -> str:
        found = self.workshop.results()
        with ONE_AT_A_TIME:
            return results_part(self.handbook, found, len(self.sending.waiting(found)), self.sending.sent)

    async def post(self) -> None:
        """Send what was not sent, and answer how much that is in all; 503 when not everything was."""
        if self.asked() != {}:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        if await self.made(self._send, NOT_SENT):
            self.answer({"sent": self.sending.sent})

    def _send(self) -> bool:
        self.sending.send()
        return True


class Files(_After):
    """The same as a file to keep."""

    async def get(self, name: str) -> None:
        """Answer with the file; 422 when it does not go on that paper."""
        try:
            body = await self.made(lambda: self._file(name))
        except TooMuchError as error:
            self.answer({"message": str(error)}, HTTPStatus.UNPROCESSABLE_ENTITY)
            return
        if body:
            self.set_header("Content-Type", "image/png" if name == ".png" else "application/pdf")
            self.set_header("Content-Disposition", f'attachment; filename="uitslag{name}"')
            self.finish(body)

    def _file(self, name: str) -> bytes:
        found = self.workshop.results()
        with ONE_AT_A_TIME:
            if name == ".png":
                return png_of(picture(self.handbook, found), DPI)
            return report(self.handbook, found, clock.now(), name.removeprefix("-").removesuffix(".pdf"))
