"""Who has a guide: as many as there is room for, each for as long as they use it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .guest import Guest, NoGuideError, Shown
from .messages import Heard
from .refusals import Refusals
from .trouble import Trouble
from .watch import Watch
from .workers import Workers

log = logging.getLogger(__name__)
WIDGET = "application/vnd.jupyter.widget-view+json"


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
        self._guests: dict[str, Guest] = {}
        self._refusals = Refusals()
        self._coming = 0
        self._full = Trouble(log, "Er is geen plaats voor meer bezoekers; zij hebben de naslag")
        self._failing = Trouble(log, "Er is geen hulp voor wie nu komt; zij hebben de naslag")
        watch.limit(limits.most)
        watch.guides("live", lambda: len(self._guests))
        watch.guides("starting", lambda: self._coming)

    def get(self, name: str) -> Guest | None:
        """Return who has the guide of this name, if somebody has."""
        return self._guests.get(name)

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
        return len(self._guests) + self._coming >= self._limits.most

    async def come(self, notebook: Path) -> tuple[Guest, Shown]:
        """Return somebody who has a guide from now on, and what its notebook shows.

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
        guest = Guest(self._end)
        self._coming += 1
        try:
            shown = await self._workers.come(guest, notebook)
        except NoGuideError as error:
            raise self._failed("start", error) from error.__cause__
        finally:
            self._coming -= 1
        if not any(WIDGET in output.get("data", ()) for output in shown.outputs):
            guest.worker.leave(guest)
            raise self._failed("notebook", NoGuideError("het notebook toont geen hulp"))
        self._welcome(guest)
        return guest, shown

    def _failed(self, reason: str, error: NoGuideError) -> NoGuideError:
        self.watch.failed(reason)
        self._failing.tell(error.why)
        return error

    def _welcome(self, guest: Guest) -> None:
        guest.seen = self._clock()
        self._guests[guest.id] = guest
        self.watch.started()
        # From now on: before it has the guide, no page can connect.
        asyncio.get_running_loop().call_later(self._limits.patience, self._leave_unless_connected, guest)
        self._full.over()
        self._failing.over()

    def hear(self, guest: Guest, said: Heard) -> None:
        """Pass on what the page of a guest says."""
        if guest.id in self._guests:
            guest.seen = self._clock()
            guest.worker.hear(guest, said)

    def leave(self, guest: Guest, why: str = "left") -> None:
        """End the guide of somebody who has gone, or must go; see :meth:`Watch.ended` for why."""
        if self._guests.pop(guest.id, None):
            guest.worker.leave(guest)
            self.watch.ended(guest.id, why)
            page, guest.page = guest.page, None  # which hold each other
            if page:
                page.send_away(why)

    def send_away(self) -> None:
        """End all guides because the server stops; each page is a book from that moment."""
        for guest in [*self._guests.values()]:
            self.leave(guest, "stopped")

    async def keep_leaving_idle(self) -> None:
        """End guides that are not used, again and again."""
        while True:
            await asyncio.sleep(self._limits.idle / 10)
            for guest in [*self._unused(self._limits.idle)]:
                self.leave(guest, "idle")

    def _end(self, guest: Guest) -> None:
        self.leave(guest, "died")

    def _send_one_away(self) -> bool:
        """End the guide that was not used for longest, if that is long enough to give it to another."""
        unused = next(self._unused(self._limits.spare), None)
        if unused:
            self.leave(unused, "room")
        return unused is not None

    def _unused(self, seconds: float) -> Iterator[Guest]:
        """Yield whose guide was not used for so long, the longest first."""
        until = self._clock() - seconds
        by_time = sorted(self._guests.values(), key=lambda guest: guest.seen)
        yield from (guest for guest in by_time if guest.seen <= until)

    def _leave_unless_connected(self, guest: Guest) -> None:
        if guest.page is None:
            self.leave(guest, "absent")
