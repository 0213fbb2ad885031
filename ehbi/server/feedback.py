"""The address for what the desk says about a step."""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus

from tornado.web import HTTPError

from ..handbook import clock
from ..handbook.values import LONGEST_REMARK, Doubt
from ..store import Remark, StoreError, remarks
from .answers import Answers
from .bucket import Bucket
from .editions import Editions
from .keeper import Keeper

log = logging.getLogger(__name__)

RATE, AT_ONCE = 1.0, 60.0
"""Remarks a second of everybody together, and how many after a quiet time."""
NOT_KEPT = "Je melding kon niet worden bewaard. Probeer het later nog eens."


class Feedback(Answers):
    """Keeps a remark, or says why not."""

    def initialize(self, editions: Editions, keeper: Keeper, bucket: Bucket) -> None:
        """Take the handbooks that remarks are about, who has the store, and how many may come."""
        self.editions, self.keeper, self.bucket = editions, keeper, bucket

    async def post(self) -> None:
        """Answer 201 when it is kept, 422 with the reason when it may not be, 503 when it cannot be."""
        remark = self._remark()
        if not self.bucket.take():
            self.answer({"message": NOT_KEPT}, HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            await asyncio.get_running_loop().run_in_executor(None, self._keep, remark)
        except remarks.PersonalDataError as error:
            self.answer({"message": error.reason}, HTTPStatus.UNPROCESSABLE_ENTITY)
        except StoreError as error:
            log.warning("Een melding van de balie is niet bewaard: %s", error.why)
            self.answer({"message": NOT_KEPT}, HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self.answer({}, HTTPStatus.CREATED)

    def _keep(self, remark: Remark) -> None:
        remarks.keep(self.keeper.store(), remark)

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
