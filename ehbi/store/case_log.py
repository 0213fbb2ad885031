"""The case log: how a case went and nothing about whose it was; after some months only how many went so."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Text, cast, delete, func, insert, select, update

from ..handbook import clock
from .store import Store
from .tables import case_counts as counts
from .tables import cases as table

PAGE = 4_096
"""Bytes that a database writes together."""
OVERHEAD = 200
"""Bytes of a row besides what is in it: its number, the hour twice, its mark twice,
and what a database keeps for itself."""


@dataclass(frozen=True, slots=True)
class LoggedCase:
    """A case that ended or was left."""

    hour: str  # when, in UTC and no finer than the hour: 2026-11-24T17
    steps: tuple[str, ...]  # ids of the steps on its path, in order
    back: tuple[str, ...] = ()  # ids of the steps from which somebody went back, in order
    outcome: str | None = None  # id of the outcome; None for a case that was left before it
    revision: str | None = None  # digest of the handbook that it was walked on; None when that is not known
    # Made by chance in the browser: of one that is told twice. Only for keeping it.
    mark: str | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CaseCount:
    """Cases of one month that went the same path in the same revision."""

    month: str  # in Dutch time: 2026-11
    # As of a :class:`LoggedCase`.
    steps: tuple[str, ...]
    outcome: str | None
    cases: int  # how many
    back: Mapping[str, int] = field(default_factory=dict)  # how often somebody went back from which step
    revision: str | None = None  # as of a :class:`LoggedCase`


def hour(at: datetime | None = None) -> str:
    """Return a moment, or now, as the log keeps it.

    Examples
    --------
    >>> hour(datetime(2026, 11, 24, 17, 45, tzinfo=UTC))
    '2026-11-24T17'
    """
    return (at or clock.now()).astimezone(UTC).strftime("%Y-%m-%dT%H")


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


def first_hour(month: str) -> str:
    """Return the hour of the log with which a month begins."""
    return hour(datetime.strptime(month, "%Y-%m").replace(tzinfo=clock.HERE))


def size(case: LoggedCase) -> int:
    """Return how many bytes a database grows by for a case, at most.

    Examples
    --------
    >>> size(LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken")))
    247
    """
    bare = OVERHEAD + len(json.dumps([case.steps, case.back, case.outcome, case.revision]))
    # Of long rows few fit in a page, and what is left of that is lost.
    return bare if bare < PAGE / 4 else OVERHEAD - (-bare // PAGE) * PAGE


def keep(store: Store, cases: Sequence[LoggedCase]) -> None:
    """Add these to the log, all or none, but for those that it has already."""
    if not cases:
        return
    with store.writing() as connection:
        if rows := [asdict(case) for case in _new(connection, cases)]:
            connection.execute(insert(table), rows)


def _new(connection: Connection, cases: Sequence[LoggedCase]) -> Iterator[LoggedCase]:
    marks = [case.mark for case in cases if case.mark]
    found = set(connection.execute(select(table.c.mark).where(table.c.mark.in_(marks))).scalars())
    for case in cases:
        if case.mark not in found:
            yield case
        if case.mark:
            found.add(case.mark)


def kept(store: Store) -> tuple[LoggedCase, ...]:
    """Return the cases that are still single, in the order in which they were kept."""
    rows = store.rows(select(table).order_by(table.c.id))
    return tuple(map(of_row, rows))


def of_row(row: Row[Any]) -> LoggedCase:
    """Return a case as it was kept, without its mark."""
    return LoggedCase(row.hour, tuple(row.steps), tuple(row.back), row.outcome, row.revision)


def last(store: Store) -> int:
    """Return the number of the case that was kept last; 0 before there is one."""
    ((number,),) = store.rows(select(func.max(table.c.id)))
    return number or 0


def monthly(store: Store) -> tuple[CaseCount, ...]:
    """Return all of the log as counts, by month: also of the cases that are still single.

    Examples
    --------
    >>> store = Store.open("sqlite://")
    >>> keep(store, [LoggedCase(f"2026-11-{day}T17", ("reset-mail",)) for day in ("03", "24")])
    >>> monthly(store)
    (CaseCount(month='2026-11', steps=('reset-mail',), outcome=None, cases=2, back={}, revision=None),)
    """
    found = _Tallies()
    with store.reading() as connection:
        for row in connection.execute(select(counts)):
            found.add(_Path(row.month, tuple(row.steps), row.outcome, row.revision), row.cases, row.back)
        for month in _months(connection):
            for steps, back, outcome, revision, cases in _counted(connection, month):
                backs = {step: times * cases for step, times in Counter(json.loads(back)).items()}
                found.add(_Path(month, tuple(json.loads(steps)), outcome, revision), cases, backs)
    return found.sorted()


def total(store: Store) -> int:
    """Return how many cases are no longer single."""
    ((cases,),) = store.rows(select(func.sum(counts.c.cases)))
    return int(cases or 0)


def count(connection: Connection, cases: Iterable[LoggedCase]) -> None:
    """Add single cases to the counts."""
    found = _Tallies()
    for case in cases:
        path = _Path(month_of(case.hour) or "", case.steps, case.outcome, case.revision)
        found.add(path, 1, Counter(case.back))
    for one in found.sorted():
        _add(connection, one)


def forget_counts(connection: Connection, before: str) -> int:
    """Delete the counts of the months before this one, and return of how many cases they were."""
    older = counts.c.month < before
    cases = connection.execute(select(func.sum(counts.c.cases)).where(older)).scalar() or 0
    connection.execute(delete(counts).where(older))
    return int(cases)


class _Path(NamedTuple):
    """What cases have in common that are counted together; as of a :class:`CaseCount`."""

    month: str
    steps: tuple[str, ...]
    outcome: str | None
    revision: str | None

    @property
    def order(self) -> tuple[str, ...]:
        return self.month, json.dumps(self.steps), self.outcome or "", self.revision or ""


class _Tallies:
    """Adds up cases that have their path in common."""

    def __init__(self) -> None:
        self._cases = Counter[_Path]()
        self._back: defaultdict[_Path, Counter[str]] = defaultdict(Counter)

    def add(self, path: _Path, cases: int, back: Mapping[str, int]) -> None:
        self._cases[path] += cases
        self._back[path].update(back)

    def sorted(self) -> tuple[CaseCount, ...]:
        return tuple(
            CaseCount(
                path.month, path.steps, path.outcome, self._cases[path], dict(self._back[path]), path.revision
            )
            for path in sorted(self._cases, key=lambda path: path.order)
        )


def _add(connection: Connection, new: CaseCount) -> None:
    # Without a revision as it was before there were any: it is found again then.
    same = [new.steps, new.outcome, *([new.revision] if new.revision else [])]
    path = sha256(json.dumps(same).encode()).hexdigest()
    here = (counts.c.month == new.month, counts.c.path == path)
    row = connection.execute(select(counts.c.cases, counts.c.back).where(*here)).one_or_none()
    if row is None:
        connection.execute(insert(counts).values({**asdict(new), "steps": list(new.steps), "path": path}))
        return
    back = dict(Counter(row.back) + Counter(new.back))
    connection.execute(update(counts).where(*here).values(cases=row.cases + new.cases, back=back))


def _months(connection: Connection) -> Iterator[str]:
    utc = func.substr(table.c.hour, 1, 7)
    found: set[str] = set()
    for (month,) in connection.execute(select(utc).group_by(utc)):
        try:
            found |= {month, _next(month)}
        except (ValueError, OverflowError):
            continue  # nothing of ours
    yield from sorted(found)


def _next(month: str) -> str:
    return f"{datetime.strptime(month, '%Y-%m').replace(tzinfo=UTC) + timedelta(days=32):%Y-%m}"


def _counted(connection: Connection, month: str) -> Iterator[tuple[str, str, str | None, str | None, int]]:
    """Yield how many single cases of a month went how, with steps and steps back as they are written."""
    paths = (cast(table.c.steps, Text), cast(table.c.back, Text), table.c.outcome, table.c.revision)
    within = (table.c.hour >= first_hour(month), table.c.hour < first_hour(_next(month)))
    for row in connection.execute(select(*paths, func.count()).where(*within).group_by(*paths)):
        yield row[0], row[1], row[2], row[3], row[4]
