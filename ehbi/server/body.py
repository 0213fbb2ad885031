"""The body of what a page sends."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError

LARGEST = 4096
"""Bytes; whatever a page of ours sends is smaller."""


def read(request: HTTPServerRequest) -> Any:
    """Return the JSON in a request's body.

    Raises
    ------
    HTTPError
        With 400, when it is not JSON, or larger than anything a page of ours sends.
    """
    if len(request.body) > LARGEST:
        raise HTTPError(HTTPStatus.BAD_REQUEST)
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise HTTPError(HTTPStatus.BAD_REQUEST) from None
