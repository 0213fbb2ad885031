"""What is known to be hard when a workshop begins: where the desk went back, what earlier rooms missed."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from .. import places
from ..explore.counting import count_traffic
from ..explore.matching import revisions_of
from ..explore.traffic import ENOUGH
from ..handbook import Handbook
from ..slides.choosing import Known
from ..store import RoomCount, Store, StoreError, case_log, rooms

log = logging.getLogger(__name__)


def known(handbook: Handbook, address: str) -> Known:
    """Return how hard each step is that something is known of; nothing where there is no database to ask."""
    if not places.is_there(address):
        return {}
    try:
        with Store.open(address) as store:
            return known_in(handbook, store)
    except StoreError as error:
        log.warning(
            "De oefencasussen zijn gespreid gekozen, want de database is niet te lezen. %s", error.why
        )
        return {}


def known_in(handbook: Handbook, store: Store) -> Known:
    """Return the same of a store that is open: of each step the most that the desk and the rooms tell."""
    desk, missed = _of_desk(handbook, store), _of_rooms(rooms.kept(store))
    found = {step: max(desk.get(step, 0.0), missed.get(step, 0.0)) for step in {*desk, *missed}}
    return {step: part for step, part in sorted(found.items()) if part and step in handbook}


def _of_desk(handbook: Handbook, store: Store) -> Known:
    """Return how often a step was gone back from or left, of those that were seen enough."""
    traffic = count_traffic(handbook, case_log.monthly(store), revisions_of(store))
    return {seen.step: seen.rate for seen in traffic.steps if seen.times >= ENOUGH}


def _of_rooms(counts: Iterable[RoomCount]) -> Known:
    """Return which part of all rooms missed a step, as far as presenters sent that to the managers."""
    wrong: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for one in counts:
        wrong[one.step] += one.wrong
        answered[one.step] += one.answered
    return {step: float(Fraction(wrong[step], answered[step])) for step in answered if answered[step]}
