"""The address where an open page hears what is new: notices, and the revision that is served now."""

from __future__ import annotations

from ..handbook import clock
from .answers import Answers
from .editions import Editions
from .notices import Board, notice_report


class News(Answers):
    """Answers with what is to be shown now."""

    def initialize(self, editions: Editions, board: Board) -> None:
        """Take what is served, and the notices."""
        self.editions, self.board = editions, board

    async def get(self) -> None:
        """Answer with the revision, and each notice with how long it is still to be shown by our clock."""
        at = clock.now()
        notices = [notice_report(notice, at) for notice in await self.board.current(at)]
        self.answer({"revision": self.editions.now.revision, "notices": notices})
