"""The address of the search."""

from __future__ import annotations

from http import HTTPStatus

from tornado.web import HTTPError

from ..handbook.search import LONGEST, Index, hits_report
from .answers import Answers


class Search(Answers):
    """Answers with hits; what is asked comes in the body, so that no log on the way keeps it."""

    def initialize(self, index: Index) -> None:
        """Take the handbook made ready for searching."""
        self.index = index

    def post(self) -> None:
        """Answer with the hits for a text, or 400 when there is none."""
        match self.asked():
            case {"text": str(text)}:
                self.answer(hits_report(self.index.find(text[:LONGEST])))
            case _:
                raise HTTPError(HTTPStatus.BAD_REQUEST)
