"""The address of table teams: how they do, and at how many tables the room sits."""

from __future__ import annotations

from http import HTTPStatus

from tornado.web import HTTPError

from ..slides.animals import NUMBERS
from ..slides.teams import scores_part
from .login.identity import LoginRequired
from .room import WorkshopHandler

FAILED = "De stand van de tafels is niet te lezen"


class Teams(WorkshopHandler, LoginRequired):
    """The score of each table, for the slides; and how the presenter has teams or none."""

    async def get(self) -> None:
        """Answer with the part of the page that shows it; empty without teams."""
        self.answer({"html": await self.do(self._part, FAILED)})

    def _part(self) -> str:
        return scores_part(self.workshop.scores()) if self.workshop.teams else ""

    def post(self) -> None:
        """Have the room sit in teams at so many tables, 0 for none."""
        match self.asked():
            case {"teams": int(number), **rest} if not rest and number in NUMBERS:
                self.workshop.sit_at(number)
                self.answer({})
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)
