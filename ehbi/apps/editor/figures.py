"""How often each arrow of a draft was followed in the past year, for on its flowchart."""

from __future__ import annotations

from functools import lru_cache

from ...explore import Choice, DeskLog, Traffic, count_traffic, last_months, log_of, select
from ...handbook import clock
from ...store import Store, case_log
from .working_copy import WorkingCopy

YEAR = 12
"""Months, of which this one is the last."""


def past_year(work: WorkingCopy) -> Traffic:
    """Return the traffic of a draft: each case on the version that it was walked on."""
    store = work.store
    log = _log(store, case_log.last(store), case_log.total(store), work.newest)
    counted = count_traffic(work.handbook, log.walks or (), log.revisions)
    return select(counted, last_months(clock.today(), YEAR), Choice(), ())


@lru_cache(maxsize=1)
def _log(store: Store, _last: int, _total: int, _newest: int) -> DeskLog:
    """Return what was kept; read anew only when a case or a version has come in."""
    return log_of(store)
