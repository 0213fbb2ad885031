"""The signs that a workshop gives of itself, by which a server that starts knows what it goes on with."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

import psutil

from ..slides.choosing import Known
from ..store import workshops
from ..store.workshops import Sign
from .database import Database

EACH = 60.0
"""Seconds between two signs that a workshop goes on."""
DIGITS = 16
"""Of the digest of a machine's name."""


class Signs:
    """The last sign of a workshop, kept in the store each time that it changes, until the workshop ends."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now
        self._changed, self._ending = asyncio.Event(), threading.Lock()
        self.last, self.ended = new_sign(0, "", now()), False

    def take_up(self, port: int, handbook: str, known: Known) -> Sign:
        """Return the sign of a workshop that was left here, or else of a new one with what is ``known``."""
        new = replace(new_sign(port, handbook, self._now()), known=known)
        return workshops.take_up(self._database.store(), new, lives)

    def change(self, **fields: Any) -> None:
        """Have fields of the sign say something else."""
        self.last = replace(self.last, **fields)
        self._changed.set()

    async def keep(self) -> None:
        """Keep the sign each time that it changes, and each minute that the workshop goes on."""
        while True:
            self._changed.clear()
            await asyncio.to_thread(self.give)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), EACH)

    def give(self) -> None:
        """Keep the sign as it is now; of a workshop that is over there is none."""
        with self._ending:
            if not self.ended:
                workshops.give(self._database.store(), replace(self.last, at=self._now()))

    def end(self) -> None:
        """Give no sign any more, and forget the workshop with its votes."""
        with self._ending:
            self.ended = True
            workshops.forget(self._database.store(), self.last.id)


def new_sign(port: int, handbook: str, at: datetime) -> Sign:
    """Return the first sign of a workshop with a handbook, at a port of this machine."""
    name = hashlib.sha256(socket.gethostname().encode()).hexdigest()[:DIGITS]
    return Sign(secrets.token_hex(16), name, port, os.getpid(), handbook, "", at)


def lives(process: int) -> bool:
    """Return whether a process of this machine lives; one that was killed can still have a number."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:  # it is there, and not ours to look at
        return True
