"""The log: each thing told on one line, that says nothing of who asked for what."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

OURS = str(Path(__file__).parent.parent)


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


def tell_unless_cancelled(loop: asyncio.AbstractEventLoop, what: dict[str, Any]) -> None:
    """Tell of what went wrong on a loop, but for what was cancelled: that is how work ends there."""
    if not isinstance(what.get("exception"), asyncio.CancelledError):
        loop.default_exception_handler(what)


def where(error: BaseException | None) -> str:
    """Return what kind of error it is and the line of ours, or else of others, that it came from."""
    frames = [*traceback.extract_tb(error.__traceback__)] if error else []
    if not frames:
        return type(error).__name__
    last = ([frame for frame in frames if frame.filename.startswith(OURS)] or frames)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, regel {last.lineno}"


class WarnOnce:
    """Something that goes wrong, told in the server's log once until it is over."""

    def __init__(self, log: logging.Logger, what: str) -> None:
        self._log, self._what, self.told = log, what, False

    def tell(self, why: str) -> None:
        """Tell it, unless that has been done."""
        if not self.told:
            self._log.warning("%s: %s", self._what, why)
        self.told = True

    def over(self) -> None:
        """It works again, so that the next time is told too."""
        self.told = False
