"""What was walked in the past year, told of a draft: for its flowchart, and for what a change would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from ...explore import Choice, DeskLog, Period, Traffic, count_traffic, last_months, log_of, select
from ...handbook import Handbook, clock
from ...handbook.compare.impact import Steps
from ...store import Store, case_log
from .working_copy import WorkingCopy

YEAR = 12
"""Months, of which this one is the last."""


def year() -> Period:
    """Return the past year."""
    return last_months(clock.today(), YEAR)


def past_year(work: WorkingCopy) -> Traffic:
    """Return the traffic of a draft: each case on the version that it was walked on, by the draft's ids."""
    store = work.store
    return _traffic(work.handbook, year(), store, case_log.last(store), case_log.total(store), work.newest)


def walked(work: WorkingCopy) -> Mapping[Steps, int]:
    """Return how often each way was walked in the past year, by the ids that its steps have in the draft."""
    found: Counter[Steps] = Counter()
    for way in past_year(work).ways:
        found[way.steps] += way.cases
    return found


@lru_cache(maxsize=1)
def _traffic(handbook: Handbook, period: Period, store: Store, *known: int) -> Traffic:
    log = _log(store, *known)
    return select(count_traffic(handbook, log.walks or (), log.revisions), period, Choice(), ())


@lru_cache(maxsize=1)
def _log(store: Store, *_known: int) -> DeskLog:
    """Return what was kept; read anew only when a case or a version has come in."""
    return log_of(store)
