"""Known outages and announcements, for all open pages."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import datetime
from typing import Any

from ..handbook import clock
from ..store import Notice, StoreError, notices
from .keeper import Keeper, NoStoreError
from .trouble import Trouble

log = logging.getLogger(__name__)

FRESH = 5.0
"""Seconds for which all pages get what was read from the store last."""


class Board:
    """The notices of now, read again when they are asked for and no longer fresh.

    Parameters
    ----------
    keeper
        Has the store.
    fresh
        Seconds for which what was read serves.
    """

    def __init__(self, keeper: Keeper, fresh: float = FRESH) -> None:
        self._keeper = keeper
        self._fresh = fresh
        self._read_at = float("-inf")
        self._notices: tuple[Notice, ...] = ()
        self._reading = asyncio.Lock()
        self._trouble = Trouble(log, "Mededelingen blijven zoals ze waren")

    async def current(self, at: datetime) -> tuple[Notice, ...]:
        """Return the notices to show at this moment; the last ones known when the store cannot be read."""
        async with self._reading:
            if time.monotonic() > self._read_at + self._fresh:
                await asyncio.get_running_loop().run_in_executor(None, self._read, at)
                self._read_at = time.monotonic()
        return tuple(notice for notice in self._notices if notice.start <= at < notice.end)

    def _read(self, at: datetime) -> None:
        try:
            self._notices = notices.unended(self._keeper.store(), at)
        except NoStoreError:
            pass  # the keeper has told
        except StoreError as error:
            self._trouble.tell(error.why)
        else:
            self._trouble.over()


def notice_report(notice: Notice, at: datetime) -> dict[str, Any]:
    """Return a notice as a page needs it.

    Returns
    -------
    dict
        ``text``, ``situation`` (number or None), ``until`` (in words) and ``left`` (seconds).
    """
    return {
        "text": notice.text,
        "situation": notice.situation,
        "until": f"tot {clock.shown(notice.end, at)}",
        "left": (notice.end - at).total_seconds(),
    }
