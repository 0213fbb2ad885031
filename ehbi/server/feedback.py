"""The address for what the desk says about a step."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from tornado.web import HTTPError

from ..handbook import clock
from ..handbook.values import LONGEST_REMARK, Doubt
from ..store import Remark, StoreError, remarks
from .answers import Answers
from .bucket import Buckets
from .editions import Editions
from .keeper import Keeper

log = logging.getLogger(__name__)

RATE, AT_ONCE = 1 / 30, 30.0
"""Remarks a second about one step, and how many after a quiet time; the store bounds those of a day."""
MINUTE = 60.0
"""Seconds between two times that it is written down how many were refused."""
NOT_KEPT = "Je melding kon niet worden bewaard. Probeer het later nog eens."


class Crowd:
    """How many remarks may come about each step, and how many were refused since that was written down.

    Parameters
    ----------
    clock
        Tells the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._buckets = Buckets(RATE, AT_ONCE, clock)
        self._clock, self._told_at, self._refused = clock, float("-inf"), 0

    def has_room(self, step: str) -> bool:
        """Return whether one more remark about a step may come."""
        return self._buckets.take(step)

    def refuse(self) -> None:
        """Count one that was refused."""
        self._refused += 1

    def due(self) -> int:
        """Return how many to write down now: none when that was done a moment ago."""
        if not self._refused or self._clock() < self._told_at + MINUTE:
            return 0
        refused, self._refused, self._told_at = self._refused, 0, self._clock()
        return refused


class Feedback(Answers):
    """Keeps a remark, or says why not."""

    def initialize(self, editions: Editions, keeper: Keeper, crowd: Crowd) -> None:
        """Take the handbooks that remarks are about, who has the store, and how many may come."""
        self.editions, self.keeper, self.crowd = editions, keeper, crowd

    async def post(self) -> None:
        """Answer 201 when it is kept, 422 with the reason when it may not be, 503 when it cannot be."""
        remark = self._remark()
        if not self.crowd.has_room(remark.step):
            await self._refuse()
            return
        try:
            await self.keeper.use(lambda store: remarks.keep(store, remark))
        except remarks.PersonalDataError as error:
            self.answer({"message": error.reason}, HTTPStatus.UNPROCESSABLE_ENTITY)
        except remarks.CrowdError:
            await self._refuse()
        except StoreError as error:
            log.warning("Een melding van de balie is niet bewaard: %s", error.why)
            self.answer({"message": NOT_KEPT}, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self.answer({}, HTTPStatus.CREATED)

    async def _refuse(self) -> None:
        """Say no, and have the managers know that it was said."""
        self.crowd.refuse()
        self.answer({"message": NOT_KEPT}, HTTPStatus.SERVICE_UNAVAILABLE)
        if times := self.crowd.due():
            with suppress(StoreError):  # nobody can be told then
                await self.keeper.use(lambda store: remarks.refused(store, times, clock.now()))

    def _remark(self) -> Remark:
        match self.asked():
            case {"step": str(step), "doubt": str(doubt), "text": str(text), **rest} if (
                not rest.keys() - {"revision"} and doubt in list(Doubt) and len(text) <= LONGEST_REMARK
            ):
                handbook = self.editions.of(rest.get("revision")).handbook
                if step in handbook:
                    # A browser that cuts a text off can halve its last character, which no database takes.
                    whole = text.encode(errors="replace").decode()
                    return Remark(clock.now(), handbook.revision, step, Doubt(doubt), whole.strip())
        raise HTTPError(HTTPStatus.BAD_REQUEST)
