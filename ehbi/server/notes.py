"""The presenter's notes on another device: what the slides tell that is read now, for whoever has the key."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError

from .http.handlers import JsonHandler
from .login.identity import LoginRequired

NOTES = "/notities"
"""The page that shows them."""


class Reading:
    """What the presenter reads, nothing before the slides tell it; kept only as long as the server runs."""

    def __init__(self) -> None:
        self._told: dict[str, Any] = {}
        self._at = 0.0

    def tell(self, notes: dict[str, Any]) -> None:
        """Take what is read from now on."""
        self._told, self._at = notes, time.monotonic()

    def told(self) -> dict[str, Any]:
        """Return what is read, with its age in milliseconds."""
        return self._told and {**self._told, "age": round(1000 * (time.monotonic() - self._at))}


class Notes(JsonHandler, LoginRequired):
    """What the presenter reads now."""

    reading: Reading

    def get(self) -> None:
        """Answer with it; with nothing in it before the slides told it."""
        self.answer(self.reading.told())

    def post(self) -> None:
        """Hear it from the slides."""
        match self.asked():
            case {
                "place": str(),
                "title": str(),
                "says": str(),
                "lines": list(),
                "turn": None | dict(),
                "next": None | dict(),
                "since": int(),
                **rest,
            } as notes if not rest:
                self.reading.tell(notes)
                self.answer({})
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)
