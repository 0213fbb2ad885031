"""How many cases of a month went the same way: all of the case log that is left after some months."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Text, cast, delete, func, insert, select, update

from ..handbook import clock
from . import walks as single
from .store import Store
from .tables import walks
from .tables import ways as table


@dataclass(frozen=True, slots=True)
class Way:
    """Cases of one month that went the same way.

    Parameters
    ----------
    month
        In Dutch time: ``2026-11``.
    steps, outcome
        As of a :class:`~ehbi.store.Walk`.
    cases
        How many.
    back
        How often somebody went back from which step.
    """

    month: str
    steps: tuple[str, ...]
    outcome: str | None
    cases: int
    back: Mapping[str, int] = field(default_factory=dict)


def month_of(hour: str) -> str | None:
    """Return the month of an hour of the log, in Dutch time; None for what is no hour.

    Examples
    --------
    >>> month_of("2026-11-30T22"), month_of("2026-11-30T23"), month_of("gisteren")
    ('2026-11', '2026-12', None)
    """
    try:
        moment = datetime.strptime(hour, "%Y-%m-%dT%H").replace(tzinfo=UTC)
        return f"{moment.astimezone(clock.HERE):%Y-%m}"
    except (ValueError, OverflowError):
        return None


def begin(month: str) -> str:
    """Return the hour of the log with which a month begins.

    Examples
    --------
    >>> begin("2026-12"), begin("2026-07")
    ('2026-11-30T23', '2026-06-30T22')
    """
    return single.hour(datetime.strptime(month, "%Y-%m").replace(tzinfo=clock.HERE))


def kept(store: Store) -> tuple[Way, ...]:
    """Return all of the log as counts, by month: also of the cases that are still single.

    Examples
    --------
    >>> from ehbi.store import Walk, walks
    >>> store = Store.open("sqlite://")
    >>> walks.keep(store, [Walk("2026-11-24T17", ("reset-mail",)), Walk("2026-11-03T09", ("reset-mail",))])
    >>> kept(store)
    (Way(month='2026-11', steps=('reset-mail',), outcome=None, cases=2, back={}),)
    """
    found: dict[tuple[str, str, str | None], _Counts] = {}
    with store.reading() as connection:
        for row in connection.execute(select(table)):
            counts = found.setdefault((row.month, json.dumps(row.steps), row.outcome), _Counts())
            counts.add(row.cases, row.back)
        for month in _single(connection):
            for steps, back, outcome, cases in _counted(connection, month):
                counts = found.setdefault((month, json.dumps(json.loads(steps)), outcome), _Counts())
                counts.add(cases, Counter(json.loads(back)), times=cases)
    return tuple(
        Way(month, tuple(json.loads(steps)), outcome, counts.cases, dict(counts.back))
        for (month, steps, outcome), counts in sorted(found.items(), key=_order)
    )


def tally(store: Store, since: str) -> Counter[tuple[str, ...]]:
    """Return how often each way was taken from a month on, of the cases that came to an outcome.

    Examples
    --------
    >>> from ehbi.store import Walk, walks
    >>> store = Store.open("sqlite://")
    >>> walks.keep(store, [Walk("2026-11-24T17", ("eigen-site",), outcome="eigen-site")] * 2)
    >>> tally(store, "2026-11"), tally(store, "2026-12")
    (Counter({('eigen-site',): 2}), Counter())
    """
    found = single.tally(store, begin(since))
    ended = select(table.c.steps, table.c.cases).where(table.c.month >= since, table.c.outcome.is_not(None))
    with store.reading() as connection:
        for steps, cases in connection.execute(ended):
            found[tuple(steps)] += cases
    return found


def total(store: Store) -> int:
    """Return how many cases are no longer single."""
    with store.reading() as connection:
        return int(connection.execute(select(func.sum(table.c.cases))).scalar() or 0)


def put(connection: Connection, rows: Iterable[tuple[str, list[str], list[str], str | None]]) -> None:
    """Add single cases to the counts: their hours, steps, steps back and outcomes."""
    found: dict[tuple[str, str], tuple[list[str], str | None, _Counts]] = {}
    for hour, steps, back, outcome in rows:
        month = month_of(hour) or ""
        key = (month, _digest(steps, outcome))
        found.setdefault(key, (steps, outcome, _Counts()))[2].add(1, Counter(back))
    for key, (steps, outcome, counts) in found.items():
        _add(connection, key, {"steps": steps, "outcome": outcome}, counts)


def forget(connection: Connection, before: str) -> int:
    """Delete the counts of the months before this one, and return of how many cases they were."""
    older = table.c.month < before
    cases = connection.execute(select(func.sum(table.c.cases)).where(older)).scalar() or 0
    connection.execute(delete(table).where(older))
    return int(cases)


class _Counts:
    def __init__(self) -> None:
        self.cases, self.back = 0, Counter[str]()

    def add(self, cases: int, back: Mapping[str, int], times: int = 1) -> None:
        self.cases += cases
        for step, each in back.items():
            self.back[step] += each * times


def _add(connection: Connection, key: tuple[str, str], said: Mapping[str, object], new: _Counts) -> None:
    here = (table.c.month == key[0], table.c.way == key[1])
    row = connection.execute(select(table.c.cases, table.c.back).where(*here)).one_or_none()
    if row is None:
        counts = {"month": key[0], "way": key[1], "cases": new.cases, "back": dict(new.back)}
        connection.execute(insert(table).values({**said, **counts}))
        return
    new.add(row.cases, row.back)
    connection.execute(update(table).where(*here).values(cases=new.cases, back=dict(new.back)))


def _digest(steps: list[str], outcome: str | None) -> str:
    return sha256(json.dumps([steps, outcome]).encode()).hexdigest()


def _single(connection: Connection) -> Iterator[str]:
    """Yield the months of which there are single cases."""
    utc = func.substr(walks.c.hour, 1, 7)
    found: set[str] = set()
    for (month,) in connection.execute(select(utc).group_by(utc)):
        try:
            first = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
            found |= {month, f"{first + timedelta(days=32):%Y-%m}"}
        except (ValueError, OverflowError):
            continue  # nothing of ours
    yield from sorted(found)


def _counted(connection: Connection, month: str) -> Iterator[tuple[str, str, str | None, int]]:
    """Yield how many single cases of a month went how, with steps and steps back as they are written."""
    # Equal lists are written equally, so the database can count them.
    ways = (cast(walks.c.steps, Text), cast(walks.c.back, Text), walks.c.outcome)
    first = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
    within = (walks.c.hour >= begin(month), walks.c.hour < begin(f"{first + timedelta(days=32):%Y-%m}"))
    for row in connection.execute(select(*ways, func.count()).where(*within).group_by(*ways)):
        yield row[0], row[1], row[2], row[3]


def _order(item: tuple[tuple[str, str, str | None], _Counts]) -> tuple[str, str, str]:
    (month, steps, outcome), _ = item
    return month, steps, outcome or ""
