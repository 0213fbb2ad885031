"""The guests: as many as there is room for, each with a guide for as long as they use it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from ..http.limits import Backoff
from ..logs import WarnOnce
from ..metrics import Metrics
from ..site import Site
from .messages import Heard
from .worker import Guest, NoGuideError, Shown
from .workers import Workers

log = logging.getLogger(__name__)

WIDGET = "application/vnd.jupyter.widget-view+json"


class Supply(StrEnum):
    """Whether somebody who asks gets a guide; what is not known to fail may work."""

    READY = "ready"
    STARTING = "starting"
    FULL = "full"
    FAILING = "failing"


class Guests:
    """Gives whoever asks a guide of their own, and ends it when they have gone or do not use it."""

    def __init__(self, workers: Workers, site: Site, metrics: Metrics) -> None:
        self._workers, self._site, self.metrics = workers, site, metrics
        self._guests: dict[str, Guest] = {}
        self._backoff = Backoff()
        self._coming = 0
        self._full = WarnOnce(log, "Er is geen plaats voor meer bezoekers; zij hebben de naslag")
        self._failing = WarnOnce(log, "Er is geen hulp voor wie nu komt; zij hebben de naslag")
        metrics.limit.set(site.visitors)
        metrics.guides.labels("live").set_function(lambda: len(self._guests))
        metrics.guides.labels("starting").set_function(lambda: self._coming)

    def get(self, name: str) -> Guest | None:
        """Return who has the guide of this name, if somebody has."""
        return self._guests.get(name)

    @property
    def supply(self) -> Supply:
        """What somebody would get who asked for a guide now."""
        if self._is_full and not any(self._unused(self._site.spare)):
            return Supply.FULL
        if self._workers.is_ready:
            return Supply.READY
        return Supply.FAILING if self._failing.told else Supply.STARTING

    @property
    def _is_full(self) -> bool:
        return len(self._guests) + self._coming >= self._site.visitors

    async def come(self, notebook: Path) -> tuple[Guest, Shown]:
        """Return somebody who has a guide from now on, and what its notebook shows."""
        if self._is_full and not self._send_one_away():
            self.metrics.refused.inc()
            full = NoGuideError(f"al {self._site.visitors} bezoekers", self._backoff.count())
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
        self._let_in(guest)
        return guest, shown

    def _failed(self, reason: str, error: NoGuideError) -> NoGuideError:
        self.metrics.failed.labels(reason).inc()
        self._failing.tell(error.why)
        return error

    def _let_in(self, guest: Guest) -> None:
        guest.seen = time.monotonic()
        self._guests[guest.id] = guest
        self.metrics.started.inc()
        # From now on: before it has the guide, no page can connect.
        asyncio.get_running_loop().call_later(self._site.patience, self._leave_unless_connected, guest)
        self._full.over()
        self._failing.over()

    def hear(self, guest: Guest, said: Heard) -> None:
        """Pass on what the page of a guest says."""
        if guest.id in self._guests:
            guest.seen = time.monotonic()
            guest.worker.hear(guest, said)

    def leave(self, guest: Guest, why: str = "left") -> None:
        """End the guide of somebody who has gone, or must go; see :meth:`Metrics.ended` for why."""
        if self._guests.pop(guest.id, None):
            guest.worker.leave(guest)
            self.metrics.ended(guest.id, why)
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
            await asyncio.sleep(self._site.idle / 10)
            for guest in [*self._unused(self._site.idle)]:
                self.leave(guest, "idle")

    def _end(self, guest: Guest) -> None:
        self.leave(guest, "died")

    def _send_one_away(self) -> bool:
        """End the guide that was not used for longest, if that is long enough to give it to another."""
        unused = next(self._unused(self._site.spare), None)
        if unused:
            self.leave(unused, "room")
        return unused is not None

    def _unused(self, seconds: float) -> Iterator[Guest]:
        """Yield whose guide was not used for so long, the longest first."""
        until = time.monotonic() - seconds
        by_time = sorted(self._guests.values(), key=lambda guest: guest.seen)
        yield from (guest for guest in by_time if guest.seen <= until)

    def _leave_unless_connected(self, guest: Guest) -> None:
        if guest.page is None:
            self.leave(guest, "absent")
