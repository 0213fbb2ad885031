"""The votes of a room: what it is asked now, what a phone chose, and what all chose."""

from __future__ import annotations

import asyncio
import logging
import re
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any, NamedTuple, TypeVar

from tornado.web import HTTPError

from ..handbook import clock
from ..paper import TooMuchError
from ..slides.polls import Poll, Result, results
from ..store import StoreError, votes, workshops
from ..store.votes import Vote
from ..store.workshops import Sign
from .database import Database
from .http.handlers import JsonHandler, RefusedError, message
from .http.limits import RateLimit
from .leading import Lead, lives, new_sign
from .login.identity import LoginRequired

log = logging.getLogger(__name__)
Made = TypeVar("Made")

EACH = 60.0
"""Seconds between two signs that a workshop goes on."""
RATE, AT_ONCE = 60.0, 300.0
"""Votes a second of everybody together, and how many after a quiet time."""
LONGEST = 200
"""Characters of a place."""
NOT_KEPT = "Je keuze is niet bewaard. Probeer het nog eens."
TOO_BUSY = message(HTTPStatus.SERVICE_UNAVAILABLE)[0]
_AFTER = ("uitslag.", "einde.")
"""How a place begins where the exercises are over, and the room can take some home."""
_VOTER = re.compile(r"[0-9a-f]{32}")
_WINDOW = re.compile(r"\w{1,32}", re.ASCII)


class ClosedError(RefusedError):
    """The room is asked something else by now, or nothing."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.CONFLICT, "Deze vraag is voorbij. Kijk op het scherm.")


class NoOptionError(RefusedError):
    """Nobody can choose that, or not from there."""

    def __init__(self) -> None:
        text = "Dit kun je hier niet kiezen. Laad de pagina opnieuw."
        super().__init__(HTTPStatus.UNPROCESSABLE_ENTITY, text)


class Standing(NamedTuple):
    """How often each option of a poll was chosen, and for which one hands were shown, counted as one."""

    times: Mapping[str, int]
    hands: str

    @property
    def phones(self) -> Mapping[str, int]:
        """How often each option was chosen on a phone."""
        return {option: max(0, times - (option == self.hands)) for option, times in self.times.items()}


class Workshop:
    """One workshop, until its server is told to stop; its votes are in the store."""

    def __init__(
        self, polls: Mapping[str, Poll], database: Database, now: Callable[[], datetime] = clock.now
    ) -> None:
        self._polls, self._database, self._now = polls, database, now
        self._sign = new_sign(0, "", now())
        self._hands: dict[str, str] = {}
        self._moved, self._ending = asyncio.Event(), threading.Lock()
        self._ended = False
        self.lead = Lead(now)

    @property
    def _id(self) -> str:
        return self._sign.id

    @property
    def room(self) -> str:
        """By what the counts of this room belong together, however often they are told."""
        return self._id

    @property
    def place(self) -> str:
        """Where the slides are; empty before they were opened."""
        return self._sign.place

    @property
    def asked(self) -> Poll | None:
        """What the room is asked now."""
        return None if self._ended else self._polls.get(self.place)

    @property
    def after(self) -> bool:
        """Whether the slides are after the exercises."""
        return self.place.startswith(_AFTER)

    def take_up(self, port: int, handbook: str) -> tuple[Sign, Mapping[str, str]]:
        """Return what this server goes on with, for :meth:`go_on`; what others left is forgotten."""
        store = self._database.store()
        sign = workshops.take_up(store, new_sign(port, handbook, self._now()), lives)
        return sign, votes.of_voter(store, sign.id, sign.id)

    def go_on(self, sign: Sign, hands: Mapping[str, str]) -> None:
        """Be the workshop of a sign, with what was chosen by hands in it, by place."""
        self._sign, self._hands = sign, dict(hands)

    async def keep(self) -> None:
        """Keep where the slides are each time that they move, and each minute that the workshop goes on."""
        while True:
            self._moved.clear()
            await asyncio.to_thread(self._give_sign)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), EACH)

    def _give_sign(self) -> None:
        with self._ending:
            if not self._ended:
                workshops.give(self._database.store(), replace(self._sign, at=self._now()))

    def ask(self, place: str) -> Poll | None:
        """Ask the room what belongs to a place in the deck; nothing where nothing is asked."""
        if place != self.place:
            self._sign = replace(self._sign, place=place)
            self._moved.set()
        return self.asked

    def follow(self, window: str, place: str, *, takes: bool) -> bool:
        """Ask what belongs to the place of a window if it leads or takes the lead; return whether it does."""
        if takes:
            self.lead.take(window)
        leads = self.lead.hear(window)
        if leads:
            self.ask(place)
        return leads

    def vote(self, place: str, voter: str, option: str) -> None:
        """Keep what a phone chose, if that is asked now, is an option of it, and the phone is one of ours."""
        if self.asked is None or self.asked.place != place:
            raise ClosedError
        if not self.asked.offers(option) or not _VOTER.fullmatch(voter):
            raise NoOptionError
        votes.keep(self._database.store(), Vote(self._id, place, voter, option, self._now()))

    def show_hands(self, place: str, option: str) -> None:
        """Keep what the room chose with its hands, as one vote of the workshop's own; empty takes it back."""
        poll = self._polls.get(place)
        if poll is None or (option and not poll.offers(option)):
            raise NoOptionError
        if option:
            votes.keep(self._database.store(), Vote(self._id, place, self._id, option, self._now()))
        else:
            votes.take_back(self._database.store(), self._id, place, self._id)
        self._hands[place] = option

    def standings(self) -> Mapping[str, Standing]:
        """Return how often each option was chosen, by place: of each poll that somebody answered."""
        counted = votes.counted(self._database.store(), self._id)
        return {place: self._standing(place, times) for place, times in counted.items()}

    def results(self) -> tuple[Result, ...]:
        """Return how the people in the room chose at each check, the hardest first."""
        return results(self._polls, votes.cast(self._database.store(), self._id))

    def _standing(self, place: str, times: Mapping[str, int]) -> Standing:
        options = self._polls[place].choice.options
        counted = {option.id: times.get(option.id, 0) for option in options}
        return Standing(counted, self._hands.get(place, ""))

    def end(self) -> None:
        """Ask nothing more, and forget what was chosen."""
        with self._ending:
            self._ended = True
            workshops.forget(self._database.store(), self._id)


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


class Question(WorkshopHandler):
    """What is asked now, and the address for a vote; for whoever is in the room."""

    limit: RateLimit

    def get(self) -> None:
        """Answer with the poll; when nothing is asked, with whether there is something to take home."""
        self.answer(_told(self.workshop.asked) if self.workshop.asked else {"home": self.workshop.after})

    async def post(self) -> None:
        """Answer 200 when the vote counts, 409 when it came too late, 422 for what cannot be chosen."""
        match self.asked():
            case {"place": str(place), "voter": str(voter), "option": str(option), **rest} if not rest:
                if not self.limit.take():
                    raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, NOT_KEPT)
                vote = partial(self.workshop.vote, place, voter, option)
                await self.do(vote, "Een stem is niet bewaard", NOT_KEPT)
                self.answer({})
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)


class Room(WorkshopHandler, LoginRequired):
    """What the presenter's slides say and hear of the room."""

    async def get(self) -> None:
        """Answer how often each option was chosen on phones, and for which hands were shown, by place."""
        standings = await self.do(self.workshop.standings, "De stemmen zijn niet te lezen")
        self.answer({place: {"times": one.phones, "hands": one.hands} for place, one in standings.items()})

    async def post(self) -> None:
        """Hear of a window of the presenter's; answer whether it leads, and where the one that leads is.

        It tells where it is when it wants to lead, nothing when it follows, and that it is closed. Any window
        can tell for what the room shows hands.
        """
        match self.asked():
            case {"place": str(place), "hands": str(option), **rest} if not rest:
                show = partial(self.workshop.show_hands, place, option)
                await self.do(show, "De handen van de zaal zijn niet bewaard")
                self.answer({})
            case {"window": str(window), **told} if _WINDOW.fullmatch(window):
                self.answer({"leads": self._hear(window, told), "place": self.workshop.place})
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)

    def _hear(self, window: str, told: Mapping[object, object]) -> bool:
        match told:
            case {"place": str(place), "takes": bool(takes), **rest} if not rest and len(place) <= LONGEST:
                return self.workshop.follow(window, place, takes=takes)
            case {"left": True, **rest} if not rest:
                self.workshop.lead.leave(window)
            case {**rest} if rest:
                raise HTTPError(HTTPStatus.BAD_REQUEST)
        return False


def _told(poll: Poll) -> dict[str, Any]:
    options = [{"id": option.id, "label": option.label} for option in poll.choice.options]
    return {"place": poll.place, "story": poll.story, "asks": poll.choice.asks, "options": options}
