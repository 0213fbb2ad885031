"""Answers and a log that tell nothing of who asked for what."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import traceback
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, RequestHandler

from . import headers

log = logging.getLogger(__name__)
TAKES_AT_MOST = 120.0
"""Seconds in which a browser must have taken what was sent: a piece of a script, or another answer."""
OURS = str(Path(__file__).parent.parent)


class Discreet(RequestHandler):
    """Base of all handlers: has the headers of every answer, and tells of an error without its visitor."""

    def __init__(self, application: Application, request: HTTPServerRequest, **kwargs: Any) -> None:
        super().__init__(application, request, **kwargs)
        self._running = application.settings.get("running", set())
        self._running.add(self)

    def on_finish(self) -> None:
        """Be done: a server that stops waits for what is not."""
        self._running.discard(self)

    def flush(self, include_footers: bool = False) -> asyncio.Future[None]:
        """Send what was written; hang up on who does not take it."""
        sent = super().flush(include_footers)
        slow = asyncio.get_running_loop().call_later(TAKES_AT_MOST, self._hang_up)
        sent.add_done_callback(lambda _: slow.cancel())
        return sent

    def _hang_up(self) -> None:
        connection: Any = self.request.connection
        connection.close()

    def set_default_headers(self) -> None:
        """Set the headers of every answer."""
        headers.apply(self)

    def set_cookie(self, name: str, value: str | bytes, *given: Any, **options: Any) -> None:
        """Set a cookie; over HTTPS one that no browser sends without it."""
        if self.request.protocol == "https":
            options["secure"] = True
        super().set_cookie(name, value, *given, **options)

    def log_exception(
        self, typ: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None:
        """Tell of an error of ours; a visitor's own is answered, and nobody else's business."""
        del typ, tb
        if not isinstance(value, HTTPError) or value.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("Een antwoord is mislukt: %s.", where(value))


class OneLine(logging.Formatter):
    """Writes each thing that is told on a line of its own, with no traceback: values stand in those."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the first line of what is told, and of an error what and where."""
        line = (record.getMessage().splitlines() or [""])[0]
        error = record.exc_info[1] if record.exc_info else None
        return f"{line} ({where(error)})" if error else line


def log_in_lines() -> None:
    """Have everything that the process tells written so, also by others' code and where nobody catches it."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    # Jupyter warns there of whoever is not let in; that is told by us, or nobody's business.
    logging.getLogger("tornado.application").setLevel(logging.ERROR)
    sys.unraisablehook = lambda what: _tell_uncaught(what.exc_value)
    threading.excepthook = lambda what: _tell_uncaught(what.exc_value)


def _tell_uncaught(error: BaseException | None) -> None:
    log.warning("Er ging iets mis op de achtergrond: %s.", where(error))


def tell_no_cancelling(loop: asyncio.AbstractEventLoop) -> None:
    """Tell nothing of what was cancelled on a loop: that is how work ends there."""
    loop.set_exception_handler(_unless_cancelled)


def _unless_cancelled(loop: asyncio.AbstractEventLoop, what: dict[str, Any]) -> None:
    if not isinstance(what.get("exception"), asyncio.CancelledError):
        loop.default_exception_handler(what)


def where(error: BaseException | None) -> str:
    """Return what kind of error it is and the line of ours, or else of others, that it came from.

    Examples
    --------
    >>> where(ValueError("de naam van een lener"))
    'ValueError'
    >>> try:
    ...     {}["de naam van een lener"]
    ... except KeyError as error:
    ...     where(error)
    'KeyError in <doctest ...>, regel 2'
    """
    frames: list[Any] = [*traceback.extract_tb(error.__traceback__)] if error else []
    ours = [frame for frame in frames if frame.filename.startswith(OURS)]
    if not frames:
        return type(error).__name__
    last = (ours or frames)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, regel {last.lineno}"
