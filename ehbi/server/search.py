"""The address of the search."""

from __future__ import annotations

import json
from http import HTTPStatus

from tornado.web import HTTPError

from ..handbook.search import LONGEST, Index, hits_report
from . import body
from .errors import ErrorsAsJson
from .headers import apply

JSON = "application/json"


class Search(ErrorsAsJson):
    """Answers with hits; what is asked comes in the body, so that no log on the way keeps it."""

    def initialize(self, index: Index) -> None:
        """Take the handbook made ready for searching."""
        self.index = index

    def set_default_headers(self) -> None:
        """Set the headers of an answer that is for one visitor only."""
        apply(self)
        self.set_header("Cache-Control", "no-store")

    def check_xsrf_cookie(self) -> None:
        """Ask for no cookie: there is nobody to be mistaken for, and nothing is changed."""

    def post(self) -> None:
        """Answer with the hits for a text, or 400 when the body is not one."""
        self.set_header("Content-Type", JSON)
        self.finish(json.dumps(hits_report(self.index.find(self._text())), ensure_ascii=False))

    def _text(self) -> str:
        match body.read(self.request):
            case {"text": str(text)}:
                return text[:LONGEST]
        raise HTTPError(HTTPStatus.BAD_REQUEST)
