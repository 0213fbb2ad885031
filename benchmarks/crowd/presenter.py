"""The presenter, as far as the slides speak with the server."""

from __future__ import annotations

import json
from http import HTTPStatus

from .answer import Cookies
from .ballots import Floor
from .connection import Connection
from .notes import Notes
from .trouble import VisitError, expect, told_as

EVERY = 1.0
"""Seconds between two looks at what the room chose."""
ROOM = "/zaal"


class Presenter:
    """Somebody who shows slides to a room.

    Parameters
    ----------
    url
        Address of the server, with a slash at its end.
    token
        As the server printed it after its address.
    floor
        What is true, and moves with the slides.
    notes
        Where it is noted how it went.
    """

    def __init__(self, url: str, token: str, floor: Floor, notes: Notes) -> None:
        self._token, self._floor, self._notes = token, floor, notes
        cookies: Cookies = {}
        # The slides go on while a look at the standings is under way.
        self._slides, self._bars = Connection(url, cookies), Connection(url, cookies)

    async def enter(self) -> None:
        """Come in with the token, and get the slides."""
        with self._notes.timed("presenter: slides"), told_as("slides"):
            expect("slides", await self._slides.ask(f"/?token={self._token}"), HTTPStatus.FOUND)
            expect("slides", await self._slides.ask("/"), HTTPStatus.OK)

    async def show(self, place: str) -> None:
        """Say where the slides are now."""
        with self._floor.moving(place), self._notes.timed("presenter: next slide"), told_as("slide"):
            answer = await self._slides.tell(ROOM, {"place": place})
            expect("slide", answer, HTTPStatus.OK)
            if json.loads(answer.text) != {"asked": place in self._floor.ballots}:
                raise VisitError("slide", "not asked what the handbook asks")

    async def look(self) -> None:
        """Look at the standings, which must be what the phones chose wherever that is settled."""
        settled = {place: one for place, one in self._floor.ballots.items() if one.is_settled}
        with self._notes.timed("presenter: standings"), told_as("standings"):
            answer = await self._bars.ask(ROOM)
            expect("standings", answer, HTTPStatus.OK)
            standings = {place: told["times"] for place, told in json.loads(answer.text).items()}
        if any(standings.get(place, {}) != ballot.standing() for place, ballot in settled.items()):
            raise VisitError("standings", "not what the phones chose")
        if not standings.keys() <= self._floor.ballots.keys():
            raise VisitError("standings", "of what was not asked")

    def leave(self) -> None:
        """Close the slides."""
        self._slides.close()
        self._bars.close()
