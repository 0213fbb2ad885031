"""The case log: how a case went, and nothing about whose case it was."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Text, cast, func, insert, select

from .store import Store
from .tables import walks as table

PAGE = 4_096
"""Bytes that a database writes together."""
OVERHEAD = 120
"""Bytes of a row besides what is in it: its number, the hour twice, and what a database keeps for itself."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A case that ended or was left.

    Parameters
    ----------
    hour
        When, in UTC and no finer than the hour: ``2026-11-24T17``.
    steps
        Ids of the steps on its path, in order.
    back
        Ids of the steps from which somebody went back, in order.
    outcome
        Id of the outcome; None for a case that was left before it.
    """

    hour: str
    steps: tuple[str, ...]
    back: tuple[str, ...] = ()
    outcome: str | None = None


def hour(at: datetime | None = None) -> str:
    """Return a moment, or now, as the log keeps it.

    Examples
    --------
    >>> hour(datetime(2026, 11, 24, 17, 45, tzinfo=UTC))
    '2026-11-24T17'
    """
    return (at or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H")


def size(walk: Walk) -> int:
    """Return how many bytes a database grows by for a case, at most.

    Examples
    --------
    >>> size(Walk("2026-11-24T17", ("reset-mail", "mail-zoeken")))
    161
    """
    bare = OVERHEAD + len(json.dumps([walk.steps, walk.back, walk.outcome]))
    # Of long rows few fit in a page, and what is left of that is lost.
    return bare if bare < PAGE / 4 else OVERHEAD - (-bare // PAGE) * PAGE


def keep(store: Store, walks: Sequence[Walk]) -> None:
    """Add these to the log, all or none."""
    rows = [
        {"hour": walk.hour, "steps": list(walk.steps), "back": list(walk.back), "outcome": walk.outcome}
        for walk in walks
    ]
    if rows:
        with store.writing() as connection:
            connection.execute(insert(table), rows)


def kept(store: Store) -> tuple[Walk, ...]:
    """Return the whole log, in the order in which it was kept.

    Examples
    --------
    >>> store = Store.open("sqlite://")
    >>> keep(store, [Walk("2026-11-24T17", ("reset-mail", "mail-zoeken"), back=("mail-zoeken",))])
    >>> kept(store)[0].back
    ('mail-zoeken',)
    """
    columns = (table.c.hour, table.c.steps, table.c.back, table.c.outcome)
    with store.reading() as connection:
        rows = connection.execute(select(*columns).order_by(table.c.id))
        return tuple(Walk(row.hour, tuple(row.steps), tuple(row.back), row.outcome) for row in rows)


def tally(store: Store, since: str) -> Counter[tuple[str, ...]]:
    """Return how often each way was taken from this hour on, of the cases that came to an outcome.

    Examples
    --------
    >>> store = Store.open("sqlite://")
    >>> way = ("geen-rechten", "geen-toegang")
    >>> keep(store, [Walk(f"2026-11-24T{hour}", way, outcome="geen-toegang") for hour in (16, 17)])
    >>> tally(store, "2026-11-24T17")
    Counter({('geen-rechten', 'geen-toegang'): 1})
    """
    # Equal lists are written equally, so the database can count them: a year has few ways and many cases.
    way = cast(table.c.steps, Text)
    ended = select(way, func.count()).where(table.c.hour >= since, table.c.outcome.is_not(None))
    with store.reading() as connection:
        rows = connection.execute(ended.group_by(way))
        return Counter({tuple(json.loads(steps)): times for steps, times in rows})


def last(store: Store) -> int:
    """Return the number of the case that was kept last; 0 before there is one."""
    with store.reading() as connection:
        return connection.execute(select(func.max(table.c.id))).scalar() or 0
