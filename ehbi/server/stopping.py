"""How a server stops: it takes nobody new, finishes its answers and tells its pages, all within bounds."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from http import HTTPStatus
from typing import Any

from .answers import Answers

PATIENCE = 5.0
"""Seconds for answers that are being made; a worker that starts takes two."""


class Stop:
    """Whether a server has been told to stop, and what it is still doing.

    Parameters
    ----------
    running
        Requests that are being answered.
    """

    def __init__(self, running: Collection[Any]) -> None:
        self.told = False
        self._running = running

    async def drain(self, seconds: float) -> None:
        """Be told, and go on for so long, so that a load balancer can look for another server."""
        self.told = True
        await asyncio.sleep(seconds)

    async def finish(self, patience: float = PATIENCE) -> None:
        """Wait until all answers are made, or for so many seconds."""
        self.told = True
        end = asyncio.get_running_loop().time() + patience
        while self._running and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.02)


class Health(Answers):
    """Tells a load balancer whether to send people here; it asks neither database nor kernels."""

    def initialize(self, stop: Stop) -> None:
        """Take whether the server stops."""
        self.stop = stop

    def get(self) -> None:
        """Answer 200, or 503 from the moment that the server is told to stop."""
        if self.stop.told:
            self.answer({"status": "stopping"}, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self.answer({"status": "ok"})

    head = get
