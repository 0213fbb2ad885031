"""The address where an open page hears what is new: notices, and the revision that is served now."""

from __future__ import annotations

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from ..handbook import clock
from ..store import Notice, StoreError, notices
from .database import Database, NoStoreError
from .editions import Editions
from .http.handlers import JsonHandler
from .logs import WarnOnce, where

log = logging.getLogger(__name__)

FRESH = 5.0
"""Seconds for which all pages get what was read from the store last."""
PATIENCE = 1.0
"""Seconds that a page waits for the store; what was known serves after that."""


class NoticeCache:
    """The notices of now, read again when they are asked for and no longer fresh."""

    def __init__(self, database: Database, fresh: float = FRESH) -> None:
        self._database = database
        self._fresh = fresh
        self._read_at = float("-inf")
        self._notices: tuple[Notice, ...] = ()
        self._reading: asyncio.Future[None] | None = None
        self._hangs = False
        # A thread of its own: a database that hangs must hold up nothing else.
        self._thread = ThreadPoolExecutor(1, "notices")
        self._trouble = WarnOnce(log, "Mededelingen blijven zoals ze waren")

    async def current(self, at: datetime) -> tuple[Notice, ...]:
        """Return the notices to show at this moment; the last known when the store cannot be read."""
        if self._reading is None or self._reading.done():
            is_fresh = time.monotonic() <= self._read_at + self._fresh
            loop = asyncio.get_running_loop()
            self._reading = None if is_fresh else loop.run_in_executor(self._thread, self._read, at)
        if (reading := self._reading) is not None:
            # Whoever waits together waits for one reading: a database that hangs must not have hundreds.
            # Once it has hung, nobody waits until it has answered again.
            await asyncio.wait([reading], timeout=0 if self._hangs else PATIENCE)
            self._hangs = not reading.done()
        return tuple(notice for notice in self._notices if notice.start <= at < notice.end)

    def _read(self, at: datetime) -> None:
        try:
            self._notices = notices.unended(self._database.store(), at)
        except NoStoreError:
            pass  # that was told when it could not be opened
        except StoreError as error:
            self._trouble.tell(error.why)
        except Exception as error:  # noqa: BLE001  # whatever it is, the next page must find what is known
            self._trouble.tell(where(error))
        else:
            self._trouble.over()
        self._read_at = time.monotonic()


def notice_report(notice: Notice, at: datetime) -> dict[str, Any]:
    """Return a notice as a page needs it."""
    return {
        "text": notice.text,
        "situation": notice.situation,
        "until": f"tot {clock.shown(notice.end, at)}",
        "left": (notice.end - at).total_seconds(),
    }


class News(JsonHandler):
    """Answers with what is to be shown now."""

    editions: Editions
    notices: NoticeCache

    async def get(self) -> None:
        """Answer with the revision, and each notice with how long it is still to be shown by our clock."""
        at = clock.now()
        current = [notice_report(notice, at) for notice in await self.notices.current(at)]
        self.answer({"revision": self.editions.now.revision, "notices": current})
