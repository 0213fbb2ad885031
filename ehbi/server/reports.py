"""What pages report, to be kept: how a case went, and what the desk says about a step."""

from __future__ import annotations

import logging
import queue
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError

from ..handbook import Handbook, clock
from ..handbook.graph import can_be_walked
from ..handbook.values import LONGEST_REMARK, Doubt, Kind
from ..store import LoggedCase, Remark, StoreError, case_log, remarks
from .database import Database, NoStoreError
from .editions import Editions
from .http.handlers import JsonHandler, RefusedError
from .http.limits import RateLimit, RateLimits, daily
from .logs import WarnOnce
from .metrics import Metrics

log = logging.getLogger(__name__)

ROOM = 1_000
"""Cases that may wait to be kept; more are let go."""
TOGETHER = 100
"""Cases that are kept in one go."""
MOST_STEPS, MOST_BACK = 200, 50
"""Steps and steps back of a case; people at a desk have a tenth of that."""
A_DAY = 30_000_000
"""Bytes of cases that one server has the database grow by in a day, whatever is sent to it.

A hundred libraries tell some 12 MB: two cases a second of 200 bytes, for eight hours.
"""
RATE, AT_ONCE = 20.0, 2_000.0
"""Cases a second that are taken, and how many after a quiet time: a hundred libraries tell two."""
AGAIN = 5.0
"""Seconds before cases that could not be kept are tried again."""
GOODBYE = 3.0
"""Seconds that are left to keep what waits when the server stops."""
REMARK_RATE, REMARKS_AT_ONCE = 1 / 30, 30.0
"""Remarks a second about one step, and how many after a quiet time; the store bounds those of a day."""
_MARK = re.compile(r"[0-9a-f]{32}")
_REVISION = re.compile(r"[0-9a-f]{12}")
LONGEST_AGO = 10 * 24 * 60
"""Minutes that a page can have waited for a server; it gives up after a week."""
MINUTE = 60.0
"""Seconds between two times that it is written down how many were refused."""
NOT_KEPT = "Je melding kon niet worden bewaard. Probeer het later nog eens."


class CaseLog:
    """Keeps cases one after another; what cannot be kept waits, and is let go when too many do."""

    def __init__(self, database: Database, metrics: Metrics | None = None) -> None:
        self._database = database
        self._metrics = metrics or Metrics()
        self._waiting: queue.Queue[LoggedCase | None] = queue.Queue(ROOM)
        self._trouble = WarnOnce(log, "Casussen worden niet bewaard")
        self._limit, self._daily = RateLimit(RATE, AT_ONCE), daily(A_DAY)
        self._rush = WarnOnce(log, "Casussen worden niet bewaard")
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="case log", daemon=True)
        self._thread.start()

    def add(self, walk: LoggedCase) -> None:
        """Have a case kept, some time soon."""
        if self._limit.is_quiet() and self._daily.is_quiet():
            self._rush.over()
        if not self._limit.take():
            self._drop(self._rush, "er komen er te veel tegelijk")
        elif not self._daily.take(case_log.size(walk)):
            self._drop(self._rush, "er is vandaag al zo veel bewaard als er op één dag bij mag komen")
        else:
            try:
                self._waiting.put_nowait(walk)
            except queue.Full:
                self._drop(self._trouble, "er wachten er te veel")

    def _drop(self, trouble: WarnOnce, why: str) -> None:
        trouble.tell(why)
        self._metrics.cases.labels("dropped").inc()

    def close(self) -> None:
        """Keep what still waits, as far as there is time for it."""
        self._closing.set()
        try:
            self._waiting.put(None, timeout=GOODBYE)
        except queue.Full:
            return
        self._thread.join(GOODBYE)

    def _run(self) -> None:
        goes_on = True
        while goes_on:
            batch, goes_on = self._next()
            while not (kept := self._is_kept(batch)) and not self._waiting.full():
                if self._closing.wait(AGAIN):
                    kept = self._is_kept(batch)
                    break
            self._metrics.cases.labels("kept" if kept else "dropped").inc(len(batch))

    def _is_kept(self, batch: list[LoggedCase]) -> bool:
        """Keep cases, and return whether that could be done."""
        try:
            case_log.keep(self._database.store(), batch)
        except NoStoreError:
            return False  # that was told when it could not be opened
        except StoreError as error:
            self._trouble.tell(error.why)
            return False
        except Exception as error:  # noqa: BLE001  # whatever it is, the next case must find this thread
            self._trouble.tell(repr(error))
            return False
        if self._waiting.empty():
            self._trouble.over()
        return True

    def _next(self) -> tuple[list[LoggedCase], bool]:
        """Return what waits, at least one thing, and whether there will be more."""
        found = [self._waiting.get()]
        while found[-1] is not None and len(found) < TOGETHER:
            try:
                found.append(self._waiting.get_nowait())
            except queue.Empty:
                break
        return [walk for walk in found if walk is not None], found[-1] is not None


class Log(JsonHandler):
    """Takes the case of a page that starts another or leaves."""

    editions: Editions
    cases: CaseLog

    def post(self) -> None:
        """Take a case, or refuse with 400 what is not one."""
        data = self.asked()
        revision, (mark, at) = walked_on(data), sent_as(data)
        walk = walk_of(self.editions.of(revision).handbook, data)
        if walk is None:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        self.cases.add(replace(walk, revision=revision, mark=mark, hour=case_log.hour(at)))
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()


def walked_on(data: Any) -> str | None:
    """Take out of a case the revision that its page has; None of a page of an older EHBI, with none."""
    revision = data.pop("revision", None) if isinstance(data, dict) else None
    if revision is not None and not (isinstance(revision, str) and _REVISION.fullmatch(revision)):
        raise HTTPError(HTTPStatus.BAD_REQUEST)
    return revision


def sent_as(data: Any) -> tuple[str | None, datetime]:
    """Take out of what a page tells its mark and when it was, as the page may have waited for a server."""
    mark, ago = (data.pop("mark", None), data.pop("ago", 0)) if isinstance(data, dict) else (None, 0)
    is_mark = mark is None or (isinstance(mark, str) and _MARK.fullmatch(mark))
    if not is_mark or not isinstance(ago, int) or not 0 <= ago <= LONGEST_AGO:
        raise HTTPError(HTTPStatus.BAD_REQUEST)
    return mark, clock.now() - timedelta(minutes=ago)


def walk_of(handbook: Handbook, data: Any) -> LoggedCase | None:
    """Return the case that a page tells of, or None when no such case can be walked in this handbook."""
    match data:
        case {"steps": [*steps], "back": [*back], **rest} if (
            not rest and len(steps) <= MOST_STEPS and len(back) <= MOST_BACK
        ):
            known = all(isinstance(step, str) and step in handbook for step in [*steps, *back])
            if known and can_be_walked(handbook, steps):
                last = handbook.step(steps[-1])
                outcome = last.id if last.kind is Kind.OUTCOME else None
                return LoggedCase(case_log.hour(), tuple(steps), tuple(back), outcome)
    return None


class RemarkLimit:
    """How many remarks may come about each step, and how many were refused since that was written down."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = RateLimits(REMARK_RATE, REMARKS_AT_ONCE, clock=clock)
        self._telling, self._refused = RateLimit(1 / MINUTE, 1, clock), 0

    def has_room(self, step: str) -> bool:
        """Return whether one more remark about a step may come."""
        return self._limits.take(step)

    def refuse(self) -> int:
        """Count one that was refused, and return how many to write down: none when that was done just now."""
        self._refused += 1
        if not self._telling.take():
            return 0
        refused, self._refused = self._refused, 0
        return refused


class Feedback(JsonHandler):
    """Keeps a remark, or says why not."""

    editions: Editions
    database: Database
    limit: RemarkLimit

    async def post(self) -> None:
        """Answer 201 when it is kept, 422 with the reason when it may not be, 503 when it cannot be."""
        data = self.asked()
        mark, at = sent_as(data)
        remark = self._remark(data, at)
        if not self.limit.has_room(remark.step):
            await self._refuse()
            return
        try:
            await self.database.use(lambda store: remarks.keep(store, remark, mark))
        except remarks.PersonalDataError as error:
            raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from None
        except remarks.CrowdError:
            await self._refuse()
        except StoreError as error:
            log.warning("Een melding van de balie is niet bewaard: %s", error.why)
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, NOT_KEPT) from None
        else:
            self.answer({}, HTTPStatus.CREATED)

    async def _refuse(self) -> None:
        """Say no at once, and then have the managers know that it was said."""
        self.answer({"message": NOT_KEPT}, HTTPStatus.SERVICE_UNAVAILABLE)
        if times := self.limit.refuse():
            with suppress(StoreError):  # nobody can be told then
                await self.database.use(lambda store: remarks.refused(store, times, clock.now()))

    def _remark(self, data: Any, at: datetime) -> Remark:
        match data:
            case {"step": str(step), "doubt": str(doubt), "text": str(text), **rest} if (
                not rest.keys() - {"revision"} and doubt in list(Doubt) and len(text) <= LONGEST_REMARK
            ):
                handbook = self.editions.of(rest.get("revision")).handbook
                if step in handbook:
                    # A browser that cuts a text off can halve its last character, which no database takes.
                    whole = text.encode(errors="replace").decode()
                    return Remark(at, handbook.revision, step, Doubt(doubt), whole.strip())
        raise HTTPError(HTTPStatus.BAD_REQUEST)
