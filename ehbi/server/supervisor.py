"""The supervisor of what a server does in the background, and how a server stops, within bounds."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from enum import StrEnum
from typing import Any
from weakref import WeakSet

from tornado.web import RequestHandler

from ..handbook import EhbiError
from .logs import where
from .metrics import Metrics

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 1.0, 60.0
"""Seconds before a task that failed starts again, after one failure and after many in a row."""
STEADY = 120.0
"""Seconds after which a task that runs has recovered from its failures."""

PATIENCE = 5.0
"""Seconds for answers that are being made; a worker that starts takes two."""

Work = Callable[[], Coroutine[Any, Any, None]]


class Stop:
    """Whether a server has been told to stop, and the requests that it is still answering."""

    def __init__(self) -> None:
        self.told = False
        self.running: WeakSet[RequestHandler] = WeakSet()

    async def drain(self, seconds: float) -> None:
        """Be told, and go on for so long, so that a load balancer can look for another server."""
        self.told = True
        await asyncio.sleep(seconds)

    async def finish(self) -> None:
        """Wait until all answers are made, or for some seconds."""
        self.told = True
        end = time.monotonic() + PATIENCE
        while self.running and time.monotonic() < end:
            await asyncio.sleep(0.02)


class State(StrEnum):
    """What a task is doing."""

    RUNNING = "running"
    RESTING = "resting"
    ENDED = "ended"


class Supervisor:
    """Runs tasks for as long as the server lives: what fails is told, counted and started again."""

    def __init__(self, metrics: Metrics, rest: tuple[float, float] = (SHORTEST, LONGEST)) -> None:
        self._metrics, self._rest = metrics, rest
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._resting: set[str] = set()

    def run(self, name: str, work: Work) -> None:
        """Run a task under a name of its own; when it fails, start it again after a pause that grows."""
        self._tasks[name] = asyncio.get_running_loop().create_task(self._keep(name, work))

    def states(self) -> dict[str, State]:
        """Return what each task is doing, by name."""
        resting = dict.fromkeys(self._resting, State.RESTING)
        ended = {name: State.ENDED for name, task in self._tasks.items() if task.done()}
        return dict.fromkeys(self._tasks, State.RUNNING) | resting | ended

    async def close(self) -> None:
        """End all tasks, and wait until they have."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _keep(self, name: str, work: Work) -> None:
        shortest, longest = self._rest
        pause = shortest
        while True:
            since = time.monotonic()
            try:
                return await work()
            except Exception as error:  # noqa: BLE001  # whatever it is, the task must run again
                failed = error
            if time.monotonic() > since + STEADY:
                pause = shortest
            self._metrics.task_failures.labels(name).inc()
            if pause == shortest:
                self._tell(name, failed)
            self._resting.add(name)
            await asyncio.sleep(pause)
            self._resting.discard(name)
            pause = min(2 * pause, longest)

    def _tell(self, name: str, error: Exception) -> None:
        """Tell the first failure; those that follow at once are counted."""
        why = str(error) if isinstance(error, EhbiError) else where(error)
        log.warning("Achtergrondtaak ‘%s’ is mislukt en begint opnieuw: %s", name, why)
