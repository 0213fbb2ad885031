"""Has a warm process ready: another one when it ends, and a new one when there is a new revision."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import cast

from .trouble import Trouble
from .warm import NoForkError, WarmProcess

log = logging.getLogger(__name__)

CAN_FORK = hasattr(os, "fork")
SHORTEST, LONGEST = 1.0, 60.0
"""Seconds before another try, after one failure and after many."""
PATIENCE = 15.0
"""Seconds that a visitor waits for a process that starts, before they get an ordinary kernel."""
SOON = 10.0
"""Seconds within which a process that ends has failed."""


class Warmer:
    """Has a warm process, or is about to.

    Parameters
    ----------
    notebook
        What the process runs.
    environment
        All variables that it has.
    """

    def __init__(self, notebook: Path, environment: Mapping[str, str]) -> None:
        self._notebook, self._environment = notebook, environment
        self._lifeline, self._until_we_end = os.pipe()
        self._now: WarmProcess | None = None
        self._settled, self._stale = asyncio.Event(), asyncio.Event()
        self._trouble = Trouble(log, "Hulp start trager")

    @property
    def is_ready(self) -> bool:
        """Whether there is a process to fork."""
        return self._now is not None

    async def ready(self) -> WarmProcess:
        """Return the warm process, as soon as it is there.

        Raises
        ------
        NoForkError
            There is none for now, or none that is there in time.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._settled.wait(), PATIENCE)
        if self._now is None:
            raise NoForkError("het warme proces start niet")
        return self._now

    def renew(self) -> None:
        """Have a process that has read what is there now; until it is there, the old one serves."""
        self._stale.set()

    def close(self) -> None:
        """Have none any more."""
        if self._now:
            self._now.kill()
        os.close(self._lifeline)
        os.close(self._until_we_end)

    async def run(self) -> None:
        """Have a warm process, and another one when it ends or a new one is wanted."""
        rest = SHORTEST
        try:
            while True:
                self._stale.clear()
                since = time.monotonic()
                if await self._start():
                    await self._until_it_will_not_do()
                    if time.monotonic() > since + SOON:
                        rest = SHORTEST
                        continue
                await self._pause(rest)
                rest = min(2 * rest, LONGEST)
        finally:
            self._settled.set()  # whoever waits must not wait for what does not run

    async def _start(self) -> bool:
        old = self._now
        try:
            self._now = await WarmProcess.start(self._notebook, self._environment, self._lifeline)
        except NoForkError as error:
            self._now = None
            self._trouble.tell(error.why)
        else:
            self._trouble.over()
        self._settled.set()
        if old:
            old.close()
        return self._now is not None

    async def _until_it_will_not_do(self) -> None:
        """Wait until the process ends, or must make room for a new one."""
        process = cast("WarmProcess", self._now)
        stale = asyncio.ensure_future(self._stale.wait())
        await asyncio.wait([process.ended, stale], return_when=asyncio.FIRST_COMPLETED)
        stale.cancel()
        if process.ended.done():
            log.warning("Het proces waar kernels van komen is gestopt; er start een ander.")
            self._now = None
            self._settled.clear()

    async def _pause(self, seconds: float) -> None:
        """Wait before another try, unless there is something new to try."""
        self._settled.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stale.wait(), seconds)
