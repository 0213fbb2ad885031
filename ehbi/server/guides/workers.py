"""The workers that are kept ready: others when they end, hang or grow too large."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..logs import WarnOnce
from .worker import EndedError, Guest, NoGuideError, Shown, Worker

log = logging.getLogger(__name__)

SOON = 1.0
"""Seconds within which a worker that ends has failed."""
FAILURES = 6
"""How many are remembered: after two of them there is a rest of a second, after each more twice as long."""
FORGOTTEN = 60.0
"""Seconds after which a failure counts no more."""
PATIENCE, SHORT = 15.0, 2.0
"""Seconds that a visitor waits for a worker that starts, and that a rest may take before they are told."""
TRIES = 3
"""Workers, at most, that a guest is led to one after another because they end."""
LOOKS = 0.25
"""Seconds between two looks at whether a worker hangs."""
WEIGHED = 20
"""Looks between two at how large they are."""


class Plan(NamedTuple):
    """How many workers there are, and for whom."""

    spare: int  # workers with room for a guest that are kept ready
    room: int  # guests that a worker may have; one that has a worker of their own takes it along
    patience: float  # seconds in which a worker must deal with a message
    largest: int  # bytes of memory that a worker may have


class Workers:
    """Keeps workers with room for whoever comes; each has run a notebook before."""

    def __init__(self, notebook: Path, environment: Mapping[str, str], plan: Plan) -> None:
        self._notebook, self._environment, self._plan = notebook, environment, plan
        self._workers: list[Worker] = []
        self._changed = asyncio.Event()
        self._rests = False
        self._failures: deque[float] = deque(maxlen=FAILURES)
        self._trouble = WarnOnce(log, "Er start geen hulp")

    def __len__(self) -> int:
        return len(self._workers)

    @property
    def is_ready(self) -> bool:
        """Whether a guest could be taken in at once."""
        return bool(self._with_room())

    async def come(self, guest: Guest, notebook: Path) -> Shown:
        """Run a notebook for a guest in the worker that has fewest, and return what the notebook shows."""
        for _ in range(TRIES):
            worker = await self._find()
            coming = worker.come(guest, notebook)
            self._tell_change()
            try:
                shown = await coming
                if not worker.ended.done():
                    return shown
            except EndedError:
                pass
            except BaseException:
                worker.leave(guest)
                raise
        raise EndedError

    async def _find(self) -> Worker:
        """Return the worker that has fewest guests, as soon as there is one with room."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not self.is_ready and not self._rests:
                    await self._changed.wait()
        if not (found := self._with_room()):
            raise NoGuideError("er is nu geen proces voor")
        return min(found, key=len)

    async def keep_ready(self) -> None:
        """Have workers with room, again and again."""
        try:
            while True:
                if len(self._with_room()) >= self._plan.spare:
                    await self._changed.wait()
                    continue
                rest = self._rest()
                self._rests = rest > SHORT
                self._tell_change()
                await asyncio.sleep(rest)
                await self._start()
        finally:
            self._rests = True  # whoever waits must not wait for what does not run
            self._tell_change()

    async def keep_looking(self) -> None:
        """End workers that hang or have grown too large, again and again."""
        looks = 0
        while True:
            await asyncio.sleep(LOOKS)
            looks += 1
            for worker in self._workers:
                if worker.told_to_end:
                    continue
                if worker.look() * LOOKS > self._plan.patience:
                    log.warning("Een proces met hulpen antwoordt niet en wordt vervangen.")
                    worker.kill()
                elif looks % WEIGHED == 0 and worker.memory > self._plan.largest:
                    self._retire(worker)

    async def close(self) -> None:
        """End them all."""
        for worker in self._workers:
            worker.kill()
        await asyncio.gather(*(worker.ended for worker in self._workers))

    def _with_room(self) -> list[Worker]:
        room = self._plan.room
        return [one for one in self._workers if one.takes_guests and len(one) < room]

    def _retire(self, worker: Worker) -> None:
        """Take in nobody new; end it once there is another, to which its guests can go."""
        if not worker.retired:
            log.warning("Een proces met hulpen is te groot geworden en wordt vervangen.")
            worker.retired = True
            self._tell_change()
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
        except NoGuideError as error:
            self._failures.append(time.monotonic())
            self._trouble.tell(error.why)
            return
        self._trouble.over()
        self._workers.append(worker)
        worker.ended.add_done_callback(lambda _: self._ended(worker))
        self._rests = False
        self._tell_change()

    def _ended(self, worker: Worker) -> None:
        self._workers.remove(worker)
        if not worker.told_to_end:
            log.warning("Een proces met hulpen is gestopt; er start een ander.")
            if time.monotonic() < worker.since + SOON:
                self._failures.append(time.monotonic())
        self._tell_change()

    def _tell_change(self) -> None:
        """Wake whoever waits for another state of the workers; each sees for itself whether it is theirs."""
        self._changed.set()
        self._changed = asyncio.Event()
