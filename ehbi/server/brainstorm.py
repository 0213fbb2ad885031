"""What a room says goes wrong at the desk: short texts, in memory alone, until the presenter clears them."""

from __future__ import annotations

from http import HTTPStatus
from itertools import count
from typing import Any

from tornado.web import HTTPError

from ..handbook.privacy import personal_data
from ..slides.planned import BRAINSTORM
from .http.handlers import JsonHandler, RefusedError
from .http.limits import RateLimit
from .login.identity import LoginRequired
from .voting import ClosedError, Workshop

LONGEST = 80
"""Characters of a text: a few words."""
MOST = 40
"""Texts that a room can read on a slide."""
RATE, AT_ONCE = 5.0, 60.0
"""Texts a second of everybody together, and how many after a quiet time."""


class NoIdeaError(RefusedError):
    """A text cannot be on the slide."""

    def __init__(self, text: str) -> None:
        super().__init__(HTTPStatus.UNPROCESSABLE_ENTITY, text)


class FullError(RefusedError):
    """There are as many texts as go on a slide, or they come too fast."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.SERVICE_UNAVAILABLE, "Er kan nu niets meer bij. Vertel het aan de zaal.")


class Brainstorm:
    """The texts of one workshop, by number; nothing tells whose they are."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._numbers = count(1)
        self._limit = RateLimit(RATE, AT_ONCE)

    @property
    def texts(self) -> tuple[tuple[int, str], ...]:
        """Each with its number, the newest first."""
        return tuple(reversed(self._texts.items()))

    def add(self, text: str) -> None:
        """Take a text, unless it is too long, seems to hold personal data, or is one too many."""
        said = " ".join(text.split())
        if not said or len(said) > LONGEST or not said.isprintable():
            raise NoIdeaError(f"Typ een paar woorden: hoogstens {LONGEST} tekens.")
        if reason := personal_data(said):
            raise NoIdeaError(reason)
        if len(self._texts) >= MOST or not self._limit.take():
            raise FullError
        if said not in self._texts.values():  # a phone that did not hear the answer sends it again
            self._texts[next(self._numbers)] = said

    def clear(self, number: int) -> None:
        """Forget a text; nothing happens when somebody did."""
        self._texts.pop(number, None)

    def clear_all(self) -> None:
        """Forget all texts."""
        self._texts.clear()


def writes_at(place: str) -> dict[str, Any]:
    """Return what phones are asked to write where the slides are; nothing where they are not."""
    if place.partition(".")[0] != BRAINSTORM:
        return {}
    return {
        "place": place,
        "story": "",
        "asks": "Wat gaat er mis aan de balie?",
        "options": [],
        "writes": LONGEST,
    }


class Idea(JsonHandler):
    """The address for a text, for whoever is in the room."""

    workshop: Workshop
    brainstorm: Brainstorm

    def post(self) -> None:
        """Answer 200 when it is on the slide, 409 when it came too late, 422 for what cannot be on it."""
        match self.asked():
            case {"text": str(text), **rest} if not rest:
                if not writes_at(self.workshop.place):
                    raise ClosedError
                self.brainstorm.add(text)
                self.answer({})
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)


class Ideas(JsonHandler, LoginRequired):
    """The list on the slide."""

    brainstorm: Brainstorm

    def get(self) -> None:
        """Answer with the texts, newest first."""
        self.answer({"ideas": [{"number": number, "text": text} for number, text in self.brainstorm.texts]})

    def post(self) -> None:
        """Clear one or all of them, and answer with what is left."""
        match self.asked():
            case {"clear": int(number), **rest} if not rest:
                self.brainstorm.clear(number)
            case {"clear": "all", **rest} if not rest:
                self.brainstorm.clear_all()
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)
        self.get()
