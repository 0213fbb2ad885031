"""The addresses for a room: what it is asked, what a phone chose, and what all chose."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError

from ..slides import Poll
from ..store import StoreError
from .answers import Answers
from .bucket import Bucket
from .gate import RefusesStrangers
from .pages import Page, Whole
from .workshop import ClosedError, NoOptionError, Workshop

log = logging.getLogger(__name__)

RATE, AT_ONCE = 60.0, 300.0
"""Votes a second of everybody together, and how many after a quiet time."""
NOT_KEPT = "Je keuze is niet bewaard. Probeer het nog eens."


class Phone(Whole):
    """The page for a phone, for whoever is in the room."""

    def initialize(self, page: Page) -> None:
        """Take the page."""
        self.page = page


class Question(Answers):
    """What is asked now, and the address for a vote; for whoever is in the room."""

    def initialize(self, workshop: Workshop, bucket: Bucket) -> None:
        """Take the workshop, and how many votes may come."""
        self.workshop, self.bucket = workshop, bucket

    def get(self) -> None:
        """Answer with the poll; with nothing in it when nothing is asked."""
        self.answer(_told(self.workshop.asked) if self.workshop.asked else {})

    async def post(self) -> None:
        """Answer 200 when the vote counts, 409 when it came too late, 422 for what cannot be chosen."""
        match self.asked():
            case {"place": str(place), "voter": str(voter), "option": str(option), **rest} if not rest:
                await self._vote(place, voter, option)
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)

    async def _vote(self, place: str, voter: str, option: str) -> None:
        if not self.bucket.take():
            self.answer({"message": NOT_KEPT}, HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            await _in_thread(lambda: self.workshop.vote(place, voter, option))
        except ClosedError as error:
            self.answer({"message": str(error)}, HTTPStatus.CONFLICT)
        except NoOptionError as error:
            self.answer({"message": str(error)}, HTTPStatus.UNPROCESSABLE_ENTITY)
        except StoreError as error:
            log.warning("Een stem is niet bewaard: %s", error.why)
            self.answer({"message": NOT_KEPT}, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self.answer({})


class Room(Answers, RefusesStrangers):
    """What the presenter's slides say and hear of the room."""

    def initialize(self, workshop: Workshop) -> None:
        """Take the workshop."""
        self.workshop = workshop

    async def get(self) -> None:
        """Answer how often each option was chosen on phones, and for which hands were shown, by place."""
        try:
            standings = await _in_thread(self.workshop.standings)
        except StoreError as error:
            log.warning("De stemmen zijn niet te lezen: %s", error.why)
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from None
        told = {place: {"times": one.phones, "hands": one.hands} for place, one in standings.items()}
        self.answer(told)

    async def post(self) -> None:
        """Ask the room what belongs to the place where the slides are, or keep for what it shows hands."""
        match self.asked():
            case {"place": str(place), "hands": str(option), **rest} if not rest:
                await self._show_hands(place, option)
            case {"place": str(place), **rest} if not rest:
                self.answer({"asked": self.workshop.ask(place) is not None})
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)

    async def _show_hands(self, place: str, option: str) -> None:
        try:
            await _in_thread(lambda: self.workshop.show_hands(place, option))
        except NoOptionError as error:
            self.answer({"message": str(error)}, HTTPStatus.UNPROCESSABLE_ENTITY)
        except StoreError as error:
            log.warning("De handen van de zaal zijn niet bewaard: %s", error.why)
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from None
        else:
            self.answer({})


def _told(poll: Poll) -> dict[str, Any]:
    options = [{"id": option.id, "label": option.label} for option in poll.choice.options]
    return {"place": poll.place, "asks": poll.choice.asks, "options": options}


async def _in_thread(work: Callable[[], Any]) -> Any:
    return await asyncio.get_running_loop().run_in_executor(None, work)
