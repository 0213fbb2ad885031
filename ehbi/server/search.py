"""The address of the search."""

from __future__ import annotations

from http import HTTPStatus

from tornado.web import HTTPError

from ..search.results import found_report
from .answers import Answers
from .editions import Editions


class Search(Answers):
    """Answers with hits; what is asked comes in the body, so that no log on the way keeps it."""

    def initialize(self, editions: Editions) -> None:
        """Take the handbooks made ready for searching."""
        self.editions = editions

    def post(self) -> None:
        """Answer with what was found for a text, or 400 when there is none."""
        match self.asked():
            case {"text": str(text), **rest}:
                index = self.editions.of(rest.get("revision")).index
                self.answer(found_report(index.ask(text)))
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)
