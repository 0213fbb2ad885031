"""The addresses of a room: what a phone is asked and tells, and what the presenter's slides say and hear."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, TypeVar

from tornado.web import HTTPError

from ..paper import TooMuchError
from ..store import StoreError
from .http.handlers import JsonHandler, RefusedError, message
from .http.limits import RateLimit
from .login.identity import LoginRequired
from .rounds import Stage
from .voting import Workshop

log = logging.getLogger(__name__)
Made = TypeVar("Made")

RATE, AT_ONCE = 60.0, 300.0
"""Votes a second of everybody together, and how many after a quiet time."""
LONGEST = 200
"""Characters of a place."""
NOT_KEPT = "Je keuze is niet bewaard. Probeer het nog eens."
TOO_BUSY = message(HTTPStatus.SERVICE_UNAVAILABLE)[0]
_WINDOW = re.compile(r"\w{1,32}", re.ASCII)
_STAGES = {*Stage}


class WorkshopHandler(JsonHandler):
    """Base of the addresses of a workshop, where things are done in a thread."""

    workshop: Workshop

    async def do(self, work: Callable[[], Made], failed: str, text: str = TOO_BUSY) -> Made:
        """Return what is made; refuse what cannot be done, with this text when the store is in the way."""
        try:
            return await asyncio.to_thread(work)
        except StoreError as error:
            log.warning("%s: %s", failed, error.why)
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, text) from None
        except TooMuchError as error:
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from None


class PhoneHandler(WorkshopHandler):
    """Base of what a phone asks and tells; for whoever is in the room."""

    limit: RateLimit

    def look(self, voter: str) -> dict[str, Any]:
        """Return what a phone is told now, and know that it is there."""
        self.workshop.settle()
        self.workshop.phones.hear(voter)
        return self.workshop.told_phones()

    async def vote(self, asked: str, voter: str, option: str, team: str = "") -> None:
        """Have a vote count; 409 when it came too late, 422 for what cannot be chosen, 503 when busy."""
        if not self.limit.take():
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, NOT_KEPT)
        self.workshop.settle()
        vote = partial(self.workshop.vote, asked, voter, option, team)
        await self.do(vote, "Een stem is niet bewaard", NOT_KEPT)


class Question(PhoneHandler):
    """What is asked now, and the address for a vote, for the script of a phone."""

    other: Callable[[str], dict[str, Any]]

    def get(self) -> None:
        """Answer with what is asked, and what is right where the room sees that; else what it can take home.

        Who asks says which phone it is, so that it is known how many are in the room.
        """
        told = self.look(self.request.headers.get("EHBI-Phone", "")) or self.other(self.workshop.place)
        teams = {"teams": self.workshop.teams} if self.workshop.teams else {}
        self.answer((told or {"home": self.workshop.after}) | teams)

    async def post(self) -> None:
        """Answer 200 when the vote counts; else as :meth:`vote` refuses it."""
        match self.asked():
            case {"place": str(place), "voter": str(voter), "option": str(option), **rest}:
                await self.vote(place, voter, option, _team(rest))
                self.answer({})
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)


def _team(told: Mapping[object, object]) -> str:
    """Return the table that a phone is at, as told beside its vote; empty for none."""
    match told:
        case {"team": str(team), **rest} if not rest:
            return team
        case {**rest} if not rest:
            return ""
        case _:
            raise HTTPError(HTTPStatus.BAD_REQUEST)


class Room(WorkshopHandler, LoginRequired):
    """What the presenter's slides say and hear of the room."""

    async def get(self) -> None:
        """Answer how each poll stands that somebody answered, by place; and how many are there to answer."""
        self.workshop.settle()
        standings = await self.do(self.workshop.standings, "De stemmen zijn niet te lezen")
        told = {place: one.told() for place, one in standings.items()}
        if (asked := self.workshop.asked) and asked.place in told:
            told[asked.place] |= {"present": self.workshop.phones.present(), "left": self.workshop.left}
        self.answer(told)

    async def post(self) -> None:
        """Hear of a window of the presenter's; answer whether it leads, where the leading one is, and teams.

        It tells where it is when it wants to lead, nothing when it follows, and that it is closed. Any window
        can tell for what the room shows hands, to which stage a poll has come, and that time runs.
        """
        match self.asked():
            case {"place": str(place), "stage": int(stage), **rest} if not rest and stage in _STAGES:
                self.workshop.come_to(place, Stage(stage))
                self.answer({})
            case {"place": str(place), "counts": True, **rest} if not rest:
                self.workshop.count_down(place)
                self.answer({})
            case {"place": str(place), "hands": str(option), **rest} if not rest:
                show = partial(self.workshop.show_hands, place, option)
                await self.do(show, "De handen van de zaal zijn niet bewaard")
                self.answer({})
            case {"window": str(window), **told} if _WINDOW.fullmatch(window):
                leads = self._hear(window, told)
                now = {"place": self.workshop.place, "minutes": self.workshop.minutes}
                self.answer({"leads": leads, **now, "teams": self.workshop.teams})
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)

    def _hear(self, window: str, told: Mapping[object, object]) -> bool:
        match told:
            case {
                "place": str(place),
                "takes": bool(takes),
                "minutes": int(minutes),
                **rest,
            } if not rest and len(place) <= LONGEST:
                return self.workshop.follow(window, place, takes=takes, minutes=minutes)
            case {"left": True, **rest} if not rest:
                self.workshop.lead.leave(window)
            case {**rest} if rest:
                raise HTTPError(HTTPStatus.BAD_REQUEST)
        return False
