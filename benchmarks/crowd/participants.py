"""Who holds a phone in the room: when they choose, whether they think again, and who is too late."""

from __future__ import annotations

import asyncio
import random

from .ballots import Ballot
from .notes import Notes
from .phones import Phone
from .planning import Habits

VOTING, TOO_LATE, AT_ONCE = "phone: voting", "phone: voting too late", "phone: voting, all at once"
SOONEST = 0.2
"""Share of the longest time to think that everybody needs."""


class Participant:
    """Somebody in the room, with a phone.

    Parameters
    ----------
    phone
        Theirs.
    habits
        How they choose.
    chance
        What they do by chance.
    notes
        Where it is noted what goes wrong.
    """

    def __init__(self, phone: Phone, habits: Habits, chance: random.Random, notes: Notes) -> None:
        self._phone, self._habits, self._chance, self._notes = phone, habits, chance, notes
        self._answering: dict[Ballot, asyncio.Task[None]] = {}

    async def look(self) -> None:
        """Look at the phone, and begin to think about what is asked there for the first time."""
        ballot = await self._phone.look()
        if ballot and ballot not in self._answering:
            self._answering[ballot] = asyncio.create_task(self._answer(ballot))

    async def finish(self) -> None:
        """Give the answers that are still to be given."""
        await asyncio.gather(*self._answering.values())

    async def _answer(self, ballot: Ballot) -> None:
        with self._notes.told():
            if ballot.at_once:
                await ballot.now.wait()
                await self._vote(ballot, AT_ONCE)
            elif self._chance.random() < self._habits.late:
                await ballot.over.wait()
                await self._vote(ballot, TOO_LATE)
            else:
                await self._think_and_vote(ballot)
                if self._chance.random() < self._habits.again:
                    await self._think_and_vote(ballot)

    async def _think_and_vote(self, ballot: Ballot) -> None:
        await asyncio.sleep(self._chance.uniform(SOONEST, 1) * self._habits.think)
        await self._vote(ballot, VOTING)

    async def _vote(self, ballot: Ballot, what: str) -> None:
        before = ballot.chosen.get(self._phone.voter)
        options = [option.id for option in ballot.poll.choice.options if option.id != before]
        await self._phone.vote(ballot, self._chance.choice(options), what)
