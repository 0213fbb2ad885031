"""Who has a guide: as many as there is room for, each for as long as they use it."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Protocol

from ..handbook import EhbiError
from .messages import Heard, Said
from .refusals import LATEST, Refusals
from .trouble import Trouble
from .watch import Watch
from .worker import EndedError, Guest, NoWorkerError, Shown, Worker
from .workers import Workers

log = logging.getLogger(__name__)
TRIES = 3
"""Workers, at most, that a guest is led to one after another because they end."""
WIDGET = "application/vnd.jupyter.widget-view+json"


class NoGuideError(EhbiError):
    """There is no guide for another visitor; the book still serves them."""

    def __init__(self, why: str, seconds: int = LATEST) -> None:
        self.why = why
        self.seconds = seconds
        super().__init__(f"Geen hulp beschikbaar: {why}.")


class FullError(NoGuideError):
    """There is no room."""

    def __init__(self, limit: int, seconds: int) -> None:
        self.limit = limit
        super().__init__(f"al {limit} bezoekers", seconds)


class Supply(StrEnum):
    """Whether somebody who asks gets a guide; what is not known to fail may work."""

    READY = "ready"
    STARTING = "starting"
    FULL = "full"
    FAILING = "failing"


@dataclass(frozen=True)
class Limits:
    """How many guests there may be, and for how long.

    Parameters
    ----------
    most
        How many at the same time.
    patience
        Seconds within which a guest's page must connect.
    idle
        Seconds after which a guide that is not used ends.
    spare
        The same when somebody else has none.
    """

    most: int
    patience: float
    idle: float
    spare: float


class Page(Protocol):
    """The page of a guest, once it is connected."""

    def tell(self, said: list[Said], done: bool) -> None:
        """Hear what the guide says; with ``done``, a message of the page has been dealt with."""

    def send_away(self, why: str) -> None:
        """Hear that there is no guide any more: it ``died``, or must make room."""


@dataclass
class _Visit:
    worker: Worker
    seen: float
    page: Page | None = None


class Guests:
    """Gives whoever asks a guide of their own, and ends it when they have gone or do not use it.

    Parameters
    ----------
    workers
        Where guides run.
    limits
        How many there may be, and for how long.
    watch
        Is told what happens.
    clock
        Tells the time in seconds.
    """

    def __init__(
        self, workers: Workers, limits: Limits, watch: Watch, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._workers, self._limits, self.watch, self._clock = workers, limits, watch, clock
        self._visits: dict[str, _Visit] = {}
        self._refusals = Refusals()
        self._coming = 0
        self._full = Trouble(log, "Er is geen plaats voor meer bezoekers; zij hebben de naslag")
        self._failing = Trouble(log, "Er is geen hulp voor wie nu komt; zij hebben de naslag")
        watch.limit(limits.most)
        watch.guides("live", lambda: len(self._visits))
        watch.guides("starting", lambda: self._coming)

    def __contains__(self, guest: object) -> bool:
        return guest in self._visits

    def __len__(self) -> int:
        return len(self._visits)

    @property
    def supply(self) -> Supply:
        """What somebody would get who asked for a guide now."""
        if self._is_full and not any(self._unused(self._limits.spare)):
            return Supply.FULL
        if self._workers.is_ready:
            return Supply.READY
        return Supply.FAILING if self._failing.told else Supply.STARTING

    @property
    def _is_full(self) -> bool:
        return len(self._visits) + self._coming >= self._limits.most

    async def come(self, notebook: Path) -> tuple[str, Shown]:
        """Return the id of a guide that is from now on somebody's, and what its notebook shows.

        Raises
        ------
        FullError
            There is no room.
        NoGuideError
            No worker has one, or the notebook fails.
        """
        if self._is_full and not self._send_one_away():
            self.watch.refused()
            full = FullError(self._limits.most, self._refusals.count())
            self._full.tell(full.why)
            raise full
        self._coming += 1
        try:
            found = await self._come(notebook)
        except NoGuideError as error:
            self._failing.tell(error.why)
            raise
        finally:
            self._coming -= 1
        self._full.over()
        self._failing.over()
        return found

    async def _come(self, notebook: Path) -> tuple[str, Shown]:
        for left in reversed(range(TRIES)):
            # Not to be guessed: who knows it has the guide.
            name = str(uuid.uuid4())
            guest = Guest(name, partial(self._tell, name), partial(self.leave, name, "died"))
            try:
                worker, shown = await self._workers.come(guest, notebook)
            except NoWorkerError as error:
                self.watch.failed("start")
                if not (left and isinstance(error, EndedError)):
                    raise NoGuideError(error.why) from error
            else:
                return name, self._welcome(name, worker, shown)
        raise AssertionError

    def _welcome(self, guest: str, worker: Worker, shown: Shown) -> Shown:
        if not any(WIDGET in output.get("data", ()) for output in shown.outputs):
            worker.leave(guest)
            self.watch.failed("notebook")
            raise NoGuideError("het notebook toont geen hulp")
        self._visits[guest] = _Visit(worker, self._clock())
        self.watch.started()
        # From now on: before it has the guide, no page can connect.
        asyncio.get_running_loop().call_later(self._limits.patience, self._leave_unless_connected, guest)
        return shown

    def connect(self, guest: str, page: Page) -> None:
        """Know the page of a guest."""
        self._visits[guest].page = page

    def hear(self, guest: str, said: Heard) -> None:
        """Pass on what the page of a guest says."""
        if visit := self._visits.get(guest):
            visit.seen = self._clock()
            visit.worker.hear(guest, said)

    def leave(self, guest: str, why: str = "left") -> None:
        """End the guide of somebody who has gone, or must go; see :meth:`Watch.ended` for why."""
        if visit := self._visits.pop(guest, None):
            visit.worker.leave(guest)
            self.watch.ended(guest, why)
            if visit.page:
                visit.page.send_away(why)

    async def keep_leaving_idle(self) -> None:
        """End guides that are not used, again and again."""
        while True:
            await asyncio.sleep(self._limits.idle / 10)
            for guest in [*self._unused(self._limits.idle)]:
                self.leave(guest, "idle")

    def _tell(self, guest: str, said: list[Said], done: bool) -> None:
        visit = self._visits.get(guest)
        if visit and visit.page:
            visit.page.tell(said, done)

    def _send_one_away(self) -> bool:
        """End the guide that was not used for longest, if that is long enough to give it to another."""
        unused = next(self._unused(self._limits.spare), None)
        if unused:
            self.leave(unused, "room")
        return unused is not None

    def _unused(self, seconds: float) -> Iterator[str]:
        """Yield whose guide was not used for so long, the longest first."""
        until = self._clock() - seconds
        by_time = sorted(self._visits.items(), key=lambda pair: pair[1].seen)
        yield from (guest for guest, visit in by_time if visit.seen <= until)

    def _leave_unless_connected(self, guest: str) -> None:
        visit = self._visits.get(guest)
        if visit and visit.page is None:
            self.leave(guest, "absent")
