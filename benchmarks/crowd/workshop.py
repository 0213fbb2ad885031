"""A whole workshop: a presenter goes through questions, and the phones in the room choose."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping

from ehbi.slides import Poll

from . import phones
from . import presenter as slides
from .ballots import Ballot, Floor
from .comings import GRACE, chance_of
from .notes import Notes
from .participants import Participant
from .phones import Phone
from .planning import RoomPlan
from .presenter import Presenter
from .trouble import within


class Workshop:
    """A presenter and the phones in a room.

    Parameters
    ----------
    entrance
        The address that the presenter's server printed, with its token.
    polls
        What the handbook asks, by place in the deck.
    plan
        How many phones, and how long it takes.
    notes
        What they have seen.
    """

    def __init__(self, entrance: str, polls: Mapping[str, Poll], plan: RoomPlan, notes: Notes) -> None:
        self._plan, self._notes = plan, notes
        self._url, _, token = entrance.partition("?token=")
        places = list(polls)[: plan.questions + 1]
        self.floor = Floor({place: Ballot(polls[place], at_once=place == places[-1]) for place in places})
        self._presenter = Presenter(self._url, token, self.floor, notes)

    @property
    def taken(self) -> int:
        """How many votes the server must have: one for each phone at each question where it was in time."""
        return sum(len(ballot.chosen) for ballot in self.floor.ballots.values())

    async def hold(self) -> None:
        """Go through the questions; what goes wrong is counted."""
        with self._notes.told():
            try:
                await within(self._plan.lasts + GRACE, self._hold())
            finally:
                self._presenter.leave()

    async def _hold(self) -> None:
        await self._presenter.enter()
        room = [self._take_part(number) for number in range(self._plan.phones)]
        await asyncio.gather(self._present(), self._each(slides.EVERY, self._presenter.look), *room)
        await self._presenter.look()

    async def _present(self) -> None:
        ballots = self.floor.ballots.values()
        for ballot in ballots:
            with self._notes.told():
                await self._ask(ballot)
        self.floor.is_open = False
        for ballot in ballots:
            # Where the slides could not move, phones must not wait for ever.
            ballot.now.set()
            ballot.over.set()

    async def _ask(self, ballot: Ballot) -> None:
        await self._show(ballot.poll.place)
        await asyncio.sleep(self._plan.seconds / 2)
        ballot.now.set()
        await asyncio.sleep(self._plan.seconds / 2)
        await self._show(after(ballot.poll.place))
        await asyncio.sleep(self._plan.pause)

    async def _show(self, place: str) -> None:
        await self._presenter.show(place)
        with self._notes.told():
            await self._presenter.look()

    async def _take_part(self, number: int) -> None:
        chance = chance_of(self._plan.seed, f"phone {number}")
        phone = Phone(self._url, self.floor, self._notes, chance)
        participant = Participant(phone, self._plan.habits, chance, self._notes)
        await asyncio.sleep(chance.random() * phones.EVERY)
        try:
            with self._notes.told():
                await phone.open()
                self._notes.counts["phones"] += 1
            await self._each(phones.EVERY, participant.look)
            await participant.finish()
        finally:
            phone.leave()

    async def _each(self, seconds: float, look: Callable[[], Awaitable[None]]) -> None:
        """Look time and again, as long as the workshop goes on."""
        tick = time.monotonic()
        while self.floor.is_open:
            with self._notes.told():
                await look()
            tick += seconds
            await asyncio.sleep(max(0, tick - time.monotonic()))


def after(place: str) -> str:
    """Return the next place in the deck, where the room is told what was right.

    Examples
    --------
    >>> after("oefening-wachtwoord-kwijt.1")
    'oefening-wachtwoord-kwijt.2'
    """
    slide, _, number = place.rpartition(".")
    return f"{slide}.{int(number) + 1}"
