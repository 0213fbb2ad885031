"""A phone in the room, in the steps that its page takes."""

from __future__ import annotations

import json
import random
from http import HTTPStatus

from .ballots import Ballot, Floor, is_taken
from .connection import Connection
from .notes import Notes
from .pages import scripts_of
from .trouble import VisitError, expect, told_as

EVERY = 1.5
"""Seconds between two times that it asks what is asked."""
QUESTION = "/stem/vraag"


class Phone:
    """A phone that takes part in a workshop.

    Parameters
    ----------
    url
        Address of the server, with a slash at its end.
    floor
        What is true.
    notes
        Where it is noted how it went.
    chance
        Makes the number by which the server knows it.
    """

    def __init__(self, url: str, floor: Floor, notes: Notes, chance: random.Random) -> None:
        self._floor, self._notes = floor, notes
        self.voter = f"{chance.getrandbits(128):032x}"
        # A vote does not wait for a look that is under way; a browser takes another connection then.
        self._screen, self._button = Connection(url), Connection(url)

    async def open(self) -> None:
        """Get the page, and its script."""
        with self._notes.timed("phone: page and script"), told_as("phone"):
            answer = await self._screen.ask("/stem")
            expect("phone", answer, HTTPStatus.OK)
            scripts = scripts_of(answer.text)
            for script in scripts:
                expect("phone", await self._screen.ask(script), HTTPStatus.OK)
        if not scripts:
            raise VisitError("phone", "no script")

    async def look(self) -> Ballot | None:
        """Ask what is asked now, and return its ballot; it must be what the handbook asks there."""
        before = self._floor.place
        with self._notes.timed("phone: asking"), told_as("asking"):
            answer = await self._screen.ask(QUESTION)
            expect("asking", answer, HTTPStatus.OK)
            asked = json.loads(answer.text)
        ballots = self._floor.ballots
        found = next((ballot for ballot in ballots.values() if ballot.told() == asked), None)
        if asked and found is None:
            raise VisitError("asking", "something else than in the handbook")
        if before is not None and before == self._floor.place and found is not ballots.get(before):
            raise VisitError("asking", "not what the slide asks")
        return found

    async def vote(self, ballot: Ballot, option: str, what: str) -> None:
        """Choose an option; whether it counts must be as it was in time or too late."""
        place, before, too_late = ballot.poll.place, self._floor.place, ballot.over.is_set()
        vote = {"place": place, "option": option, "voter": self.voter}
        with ballot.sending():
            with self._notes.timed(what), told_as("vote"):
                answer = await self._button.tell(QUESTION, vote)
            in_time = before == self._floor.place == place
            if is_taken(answer.status, in_time=in_time, too_late=too_late):
                ballot.chosen[self.voter] = option
                self._notes.counts["votes that count"] += 1
            else:
                self._notes.counts["votes too late"] += 1

    def leave(self) -> None:
        """Close the page."""
        self._screen.close()
        self._button.close()
