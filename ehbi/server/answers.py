"""What the addresses for our own scripts have in common."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError

from .errors import ErrorsAsJson
from .incoming import from_elsewhere

JSON = "application/json"
LARGEST = 16_384
"""Bytes of a body; whatever a page of ours sends is smaller."""


class Answers(ErrorsAsJson):
    """Answers one visitor's script in JSON."""

    def set_default_headers(self) -> None:
        """Set the headers of an answer that is for one visitor only."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    def check_xsrf_cookie(self) -> None:
        """Ask for no cookie: a page of another site cannot send JSON here without asking first."""

    def only_own_pages(self) -> None:
        """Refuse what a page of another site made a browser ask, where asking alone costs something.

        Raises
        ------
        HTTPError
            With 403.
        """
        if from_elsewhere(self.request):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def asked(self) -> Any:
        """Return the JSON that was sent.

        Raises
        ------
        HTTPError
            With 415 when it is not said to be JSON, with 400 when it is not, or too large.
        """
        if not self.request.headers.get("Content-Type", "").startswith(JSON):
            raise HTTPError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        if len(self.request.body) > LARGEST:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        try:
            return json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise HTTPError(HTTPStatus.BAD_REQUEST) from None

    def answer(self, data: Any, status: HTTPStatus = HTTPStatus.OK) -> None:
        """Finish with data as JSON."""
        self.set_status(status)
        self.set_header("Content-Type", JSON)
        self.finish(json.dumps(data, ensure_ascii=False))
