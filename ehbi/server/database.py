"""The database as a server needs it: opened when it is needed, and never in a visitor's way."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

from ..handbook import clock
from ..store import Notice, Store, StoreError, notices
from .logs import WarnOnce, where

log = logging.getLogger(__name__)

Made = TypeVar("Made")

THREADS, MOST_WAITING = 4, 8
"""How many use the store at once by :meth:`Database.use`, and how many may be at it or wait."""
FRESH = 5.0
"""Seconds for which all pages get what was read from the store last."""
PATIENCE = 1.0
"""Seconds that a page waits for the store; what was known serves after that."""
RETRY = 30.0
"""Seconds before a store that could not be opened is tried again."""


class NoStoreError(StoreError):
    """There is no store for now, which the server's log has told."""


class BusyError(StoreError):
    """So many wait for the store already that another would wait too long."""

    def __init__(self) -> None:
        super().__init__("van deze server", "er wachten al te veel op hem")


class Database:
    """Has the store, or knows why not; for threads, as a database may take its time."""

    def __init__(self, address: str, retry: float = RETRY) -> None:
        self.address, self._retry = address, retry
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._trouble: StoreError | None = None
        self._tried = 0.0
        self._threads = ThreadPoolExecutor(THREADS, "store")
        self._under_way = 0

    def store(self) -> Store:
        """Return the store, opened if it was not; a `NoStoreError` if it cannot be, or could not just now."""
        with self._lock:
            if self._store is None:
                self._store = self._opened()
            return self._store

    async def use(self, work: Callable[[Store], Made]) -> Made:
        """Do something with the store off the loop that answers, in threads that are for this alone.

        Of a database that hangs or is locked only so many wait; to another it is a :class:`BusyError`.
        """
        if self._under_way >= MOST_WAITING:
            raise BusyError
        self._under_way += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, lambda: work(self.store()))
        finally:
            self._under_way -= 1

    def look(self) -> None:
        """Open the store, so that trouble with it is in the log from the start."""
        with suppress(StoreError):
            self.store()

    def _opened(self) -> Store:
        if self._trouble is not None and time.monotonic() < self._tried + self._retry:
            raise NoStoreError(self._trouble.where, self._trouble.why, self._trouble.remedy)
        self._tried = time.monotonic()
        try:
            store = Store.open(self.address)
        except StoreError as error:
            if self._trouble is None:
                log.warning("%s Tot dan wordt niets bewaard.", error)
            self._trouble = error
            raise NoStoreError(error.where, error.why, error.remedy) from error
        self._trouble = None
        return store

    def close(self) -> None:
        """Let go of the database."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None


class NoticeCache:
    """The notices of now, read again when they are asked for and no longer fresh."""

    def __init__(self, database: Database, fresh: float = FRESH) -> None:
        self._database, self._fresh = database, fresh
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
