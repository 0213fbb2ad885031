"""What a room missed and learned, as parts of the slides."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..slides.polls import Chosen, Poll
from ..slides.recap import compared_part, recap_part
from .login.identity import LoginRequired
from .results import FAILED, NOT_READ
from .room import WorkshopHandler

PARTS: Mapping[str, Callable[[Mapping[str, Poll], Chosen], str]] = {
    "terugblik": recap_part,
    "vergelijking": compared_part,
}
"""How each part is made, by its address."""


class Recap(WorkshopHandler, LoginRequired):
    """A part of a slide with what was chosen until now."""

    async def get(self, part: str) -> None:
        """Answer with the part."""
        self.answer({"html": await self.do(lambda: self._made(part), FAILED, NOT_READ)})

    def _made(self, part: str) -> str:
        return PARTS[part](self.workshop.polls, self.workshop.chosen())
