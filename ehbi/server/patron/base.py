"""What all addresses of a patron's screen have: who may ask, what can be told, and what is refused."""

from __future__ import annotations

from collections.abc import Awaitable
from http import HTTPStatus
from typing import TypeGuard, TypeVar

from ...store import StoreError
from ...store.patron_screens import PatronScreen
from ..editions import Editions
from ..http.handlers import JsonHandler, RefusedError
from ..http.limits import RateLimit
from .screens import PatronScreens
from .view import View, languages

Made = TypeVar("Made")

KEY = "EHBI-Key"
"""The header by which a desk shows that a screen is its own."""
OVER = "Dit is afgelopen."


class ScreenHandler(JsonHandler):
    """Base of what the desk and the patron ask about a screen."""

    screens: PatronScreens
    editions: Editions
    limit: RateLimit

    async def do(self, work: Awaitable[Made]) -> Made:
        """Return what is made; 503 when the store is in the way."""
        try:
            made = await work
        except StoreError as error:
            self.screens.trouble.tell(error.why)
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE) from None
        self.screens.trouble.over()
        return made

    async def screen(self, token: str) -> PatronScreen:
        """Return the screen that a patron asks for; 404 for one that is over, or never was."""
        return self._found(await self.do(self.screens.find(token)))

    async def screen_of_desk(self, token: str) -> PatronScreen:
        """Return the screen that a desk asks for with its key; to any other it is over."""
        key = self.request.headers.get(KEY, "")
        return self._found(await self.do(self.screens.find_of_desk(token, key)))

    def knows_step(self, step: object) -> TypeGuard[str]:
        """Return whether that is a step of a handbook that is served."""
        return isinstance(step, str) and self.editions.with_step(step) is not None

    def knows_language(self, tag: object) -> TypeGuard[str]:
        """Return whether a patron can choose that."""
        return isinstance(tag, str) and tag in {one.id for one in languages(self.editions.now.handbook)}

    def refuse_unless(self, went_on: bool) -> None:
        """Refuse what came when a screen was just over."""
        if not went_on:
            raise RefusedError(HTTPStatus.NOT_FOUND, OVER)

    def _found(self, screen: PatronScreen | None) -> PatronScreen:
        if screen is None:
            raise RefusedError(HTTPStatus.NOT_FOUND, OVER)
        return screen

    def take(self) -> None:
        """Refuse with 503 what comes too fast."""
        if not self.limit.take():
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE)

    def view(self, screen: PatronScreen) -> View:
        """Return what is on a screen."""
        handbook = self.editions.with_step(screen.step) or self.editions.now.handbook
        step = handbook.step(screen.step) if screen.step in handbook else None
        return View(handbook, step, screen.language, screen.said)
