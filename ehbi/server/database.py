"""The database as a server needs it: opened when somebody needs it, and never in a visitor's way."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from ..store import Store, StoreError

log = logging.getLogger(__name__)

Made = TypeVar("Made")

THREADS, MOST_WAITING = 4, 8
"""How many use the store at once by :meth:`Database.use`, and how many may be at it or wait."""
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
        self.address = address
        self._retry = retry
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._trouble: StoreError | None = None
        self._tried = 0.0
        self._threads = ThreadPoolExecutor(THREADS, "store")
        self._under_way = 0

    def store(self) -> Store:
        """Return the store, opened if it was not.

        Raises
        ------
        NoStoreError
            It cannot be opened, or could not a moment ago.
        """
        with self._lock:
            if self._store is None:
                self._store = self._opened()
            return self._store

    async def use(self, work: Callable[[Store], Made]) -> Made:
        """Do something with the store off the loop that answers, in threads that are for this alone.

        Raises
        ------
        BusyError
            A database that hangs or is locked has too many waiting for it.
        StoreError
            It cannot be done.
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
            raise NoStoreError(self._trouble.where, self._trouble.why)
        self._tried = time.monotonic()
        try:
            store = Store.open(self.address)
        except StoreError as error:
            if self._trouble is None:
                log.warning("%s Tot dan wordt niets bewaard.", error)
            self._trouble = error
            raise NoStoreError(error.where, error.why) from error
        self._trouble = None
        return store

    def close(self) -> None:
        """Let go of the database."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None
