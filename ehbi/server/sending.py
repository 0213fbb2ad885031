"""Tells the functional managers which checks a room found hard, each once."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from ..handbook import Handbook, clock
from ..handbook.values import Doubt
from ..slides.polls import Result, remark
from ..store import Remark, remarks
from .keeper import Keeper
from .workshop import Workshop


class Sending:
    """Sends what a room found hard, and remembers as long as the workshop lasts what was sent.

    Parameters
    ----------
    handbook
        That the room practises with.
    workshop
        Knows how it chose.
    keeper
        Has the store, where the managers find it.
    """

    def __init__(self, handbook: Handbook, workshop: Workshop, keeper: Keeper) -> None:
        self._handbook, self._workshop, self._keeper = handbook, workshop, keeper
        self._sent: set[tuple[str, bool]] = set()
        self._lock = threading.Lock()

    @property
    def sent(self) -> int:
        """Of how many checks the managers were told."""
        return len(self._sent)

    def waiting(self, found: Sequence[Result]) -> tuple[Result, ...]:
        """Return the hard checks of which the managers were not told."""
        return tuple(one for one in found if one.hard and _which(one) not in self._sent)

    def send(self) -> None:
        """Send a remark for each hard check, those that were sent before excepted.

        Raises
        ------
        ehbi.store.StoreError
            One could not be kept; those before it were, and are not sent again.
        """
        with self._lock:
            for one in self.waiting(self._workshop.results()):
                remarks.keep(self._keeper.store(), self._remark(one))
                self._sent.add(_which(one))

    def _remark(self, one: Result) -> Remark:
        return Remark(clock.now(), self._handbook.revision, one.step.id, Doubt.UNCLEAR, remark(one))


def _which(result: Result) -> tuple[str, bool]:
    return result.step.id, result.begins
