"""The case log: a page tells how a case went, and a thread keeps it; nobody waits for it."""

from __future__ import annotations

import logging
import queue
import threading
from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError

from ..handbook import Handbook
from ..handbook.graph import can_be_walked
from ..handbook.values import Kind
from ..store import LoggedCase as Walk
from ..store import StoreError
from ..store import case_log as walks
from .answers import Answers
from .bucket import Bucket, Budget
from .editions import Editions
from .keeper import Keeper, NoStoreError
from .trouble import Trouble
from .watch import Watch

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


class CaseLog:
    """Keeps cases one after another; what cannot be kept waits, and is let go when too many do.

    Parameters
    ----------
    keeper
        Has the store.
    watch
        Counts.
    """

    def __init__(self, keeper: Keeper, watch: Watch | None = None) -> None:
        self._keeper = keeper
        self._watch = watch or Watch()
        self._waiting: queue.Queue[Walk | None] = queue.Queue(ROOM)
        self._trouble = Trouble(log, "Casussen worden niet bewaard")
        self._bucket, self._rush = Bucket(RATE, AT_ONCE), Trouble(log, "Casussen worden niet bewaard")
        self._budget = Budget(A_DAY)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="case log", daemon=True)
        self._thread.start()

    def add(self, walk: Walk) -> None:
        """Have a case kept, some time soon."""
        if self._bucket.is_half_full() and self._budget.is_half_full():
            self._rush.over()
        if not self._bucket.take():
            self._rush.tell("er komen er te veel tegelijk")
            self._watch.cases("dropped")
            return
        if not self._budget.take(walks.size(walk)):
            self._rush.tell("er is vandaag al zo veel bewaard als er op één dag bij mag komen")
            self._watch.cases("dropped")
            return
        try:
            self._waiting.put_nowait(walk)
        except queue.Full:
            self._trouble.tell("er wachten er te veel")
            self._watch.cases("dropped")

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
            self._watch.cases("kept" if kept else "dropped", len(batch))

    def _is_kept(self, batch: list[Walk]) -> bool:
        """Keep cases, and return whether that could be done."""
        try:
            walks.keep(self._keeper.store(), batch)
        except NoStoreError:
            return False  # the keeper has told
        except StoreError as error:
            self._trouble.tell(error.why)
            return False
        except Exception as error:  # noqa: BLE001  # whatever it is, the next case must find this thread
            self._trouble.tell(repr(error))
            return False
        if self._waiting.empty():
            self._trouble.over()
        return True

    def _next(self) -> tuple[list[Walk], bool]:
        """Return what waits, at least one thing, and whether there will be more."""
        found = [self._waiting.get()]
        while found[-1] is not None and len(found) < TOGETHER:
            try:
                found.append(self._waiting.get_nowait())
            except queue.Empty:
                break
        return [walk for walk in found if walk is not None], found[-1] is not None


class Log(Answers):
    """Takes the case of a page that starts another or leaves."""

    def initialize(self, editions: Editions, cases: CaseLog) -> None:
        """Take the handbooks that cases must fit, and the log."""
        self.editions, self.cases = editions, cases

    def post(self) -> None:
        """Take a case, or refuse with 400 what is not one."""
        data = self.asked()
        revision = data.pop("revision", None) if isinstance(data, dict) else None
        walk = walk_of(self.editions.of(revision).handbook, data)
        if walk is None:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        self.cases.add(walk)
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()


def walk_of(handbook: Handbook, data: Any) -> Walk | None:
    """Return the case that a page tells of, or None when no such case can be walked in this handbook.

    Parameters
    ----------
    handbook
        What the page shows.
    data
        ``steps`` and ``back``, lists of step ids; anything else is somebody's mistake.

    Examples
    --------
    >>> import ehbi
    >>> walk_of(ehbi.load(), {"steps": ["reset-mail", "mail-zoeken"], "back": []}).steps
    ('reset-mail', 'mail-zoeken')
    >>> walk_of(ehbi.load(), {"steps": ["mail-zoeken", "reset-mail"], "back": []})
    """
    match data:
        case {"steps": [*steps], "back": [*back], **rest} if (
            not rest and len(steps) <= MOST_STEPS and len(back) <= MOST_BACK
        ):
            known = all(isinstance(step, str) and step in handbook for step in [*steps, *back])
            if known and can_be_walked(handbook, steps):
                last = handbook.step(steps[-1])
                outcome = last.id if last.kind is Kind.OUTCOME else None
                return Walk(walks.hour(), tuple(steps), tuple(back), outcome)
    return None
