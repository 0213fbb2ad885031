"""Has workers ready: others when they end, hang or grow too large."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .trouble import Trouble
from .worker import EndedError, Guest, NoWorkerError, Shown, Worker

log = logging.getLogger(__name__)

SOON = 1.0
"""Seconds within which a worker that ends has failed."""
FAILURES = 6
"""How many are remembered: after two of them there is a rest of a second, after each more twice as long."""
FORGOTTEN = 60.0
"""Seconds after which a failure counts no more."""
PATIENCE, SHORT = 15.0, 2.0
"""Seconds that a visitor waits for a worker that starts, and that a rest may take before they are told."""
LOOKS = 0.25
"""Seconds between two looks at whether a worker hangs."""
WEIGHED = 20
"""Looks between two at how large they are."""


@dataclass(frozen=True)
class Plan:
    """How many workers there are, and for whom.

    Parameters
    ----------
    spare
        Workers with room for a guest that are kept ready.
    room
        Guests that a worker may have. One that has a worker of their own takes it along.
    patience
        Seconds in which a worker must deal with a message.
    largest
        Bytes of memory that a worker may have.
    """

    spare: int
    room: int
    patience: float
    largest: int


class Workers:
    """Keeps workers with room for whoever comes.

    Parameters
    ----------
    notebook
        What each runs at its start, and so has imported.
    environment
        All variables that they have.
    plan
        How many there are.
    """

    def __init__(self, notebook: Path, environment: Mapping[str, str], plan: Plan) -> None:
        self._notebook, self._environment, self._plan = notebook, environment, plan
        self._workers: list[Worker] = []
        self._changed, self._settled = asyncio.Event(), asyncio.Event()
        self._rests = False
        self._failures: deque[float] = deque(maxlen=FAILURES)
        self._trouble = Trouble(log, "Er start geen hulp")

    def __len__(self) -> int:
        """How many there are that have started and not ended."""
        return len(self._workers)

    @property
    def is_ready(self) -> bool:
        """Whether a guest could be taken in at once."""
        return bool(self._with_room())

    async def come(self, guest: Guest, notebook: Path) -> tuple[Worker, Shown]:
        """Run a notebook for a guest in the worker that has fewest; return that, and what the notebook shows.

        Raises
        ------
        NoWorkerError
            There is no worker for now, or the notebook fails.
        """
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wait_for_room(), PATIENCE)
        worker = min(self._with_room(), key=len, default=None)
        if worker is None:
            raise NoWorkerError("er is nu geen proces voor")
        coming = worker.come(guest, notebook)
        self._look()
        try:
            shown = await coming
        except BaseException:
            worker.leave(guest.id)
            raise
        if worker.ended.done():  # just now
            raise EndedError
        return worker, shown

    async def _wait_for_room(self) -> None:
        """Wait until there is a worker with room, or none for a while."""
        while not self.is_ready and not self._rests:
            await self._settled.wait()
            await asyncio.sleep(0)

    async def keep_ready(self) -> None:
        """Have workers with room, again and again."""
        try:
            while True:
                self._changed.clear()
                if len(self._with_room()) >= self._plan.spare:
                    await self._changed.wait()
                    continue
                rest = self._rest()
                self._rests = rest > SHORT
                self._look()
                await asyncio.sleep(rest)
                await self._start()
        finally:
            self._rests = True  # whoever waits must not wait for what does not run
            self._look()

    async def keep_looking(self) -> None:
        """End workers that hang or have grown too large, again and again."""
        looks = 0
        while True:
            await asyncio.sleep(LOOKS)
            looks += 1
            for worker in [*self._workers]:
                if worker.look() * LOOKS > self._plan.patience:
                    log.warning("Een proces met hulpen antwoordt niet en wordt vervangen.")
                    worker.kill()
                elif looks % WEIGHED == 0 and worker.memory > self._plan.largest:
                    self._retire(worker)

    async def close(self) -> None:
        """End them all."""
        for worker in self._workers:
            worker.kill()
        await asyncio.gather(*(worker.ended for worker in self._workers), return_exceptions=True)

    def _with_room(self) -> list[Worker]:
        room = self._plan.room
        return [one for one in self._workers if not one.ended.done() and not one.retired and len(one) < room]

    def _retire(self, worker: Worker) -> None:
        """Take in nobody new; end it once there is another, to which its guests can go."""
        if not worker.retired:
            log.warning("Een proces met hulpen is te groot geworden en wordt vervangen.")
            worker.retired = True
            self._look()
        elif self.is_ready:
            worker.kill()

    def _rest(self) -> float:
        """Return how many seconds to wait before another try."""
        since = time.monotonic() - FORGOTTEN
        recent = sum(failure > since for failure in self._failures)
        return 2.0 ** (recent - 2) if recent > 1 else 0.0

    async def _start(self) -> None:
        """Start a worker, if that goes well."""
        try:
            worker = await Worker.start(self._notebook, self._environment, alone=self._plan.room == 1)
        except NoWorkerError as error:
            self._failures.append(time.monotonic())
            self._trouble.tell(error.why)
            return
        self._trouble.over()
        self._workers.append(worker)
        worker.ended.add_done_callback(lambda _: self._ended(worker))
        self._rests = False
        self._look()

    def _ended(self, worker: Worker) -> None:
        self._workers.remove(worker)
        if not worker.told_to_end:
            log.warning("Een proces met hulpen is gestopt; er start een ander.")
            if time.monotonic() < worker.since + SOON:
                self._failures.append(time.monotonic())
        self._look()

    def _look(self) -> None:
        """See whether there must be another worker, and whether whoever comes has to wait for it."""
        self._changed.set()
        if self.is_ready or self._rests:
            self._settled.set()
        else:
            self._settled.clear()
