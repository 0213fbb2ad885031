"""The store as a server needs it: opened when somebody needs it, and never in a visitor's way."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress

from ..store import Store, StoreError

log = logging.getLogger(__name__)

RETRY = 30.0
"""Seconds before a store that could not be opened is tried again."""


class NoStoreError(StoreError):
    """There is no store for now, which the server's log has told."""


class Keeper:
    """Has the store, or knows why not; for threads, as a database may take its time.

    Parameters
    ----------
    address
        The database's.
    retry
        Seconds before another try.
    """

    def __init__(self, address: str, retry: float = RETRY) -> None:
        self.address = address
        self._retry = retry
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._trouble: StoreError | None = None
        self._tried = 0.0

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
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None
