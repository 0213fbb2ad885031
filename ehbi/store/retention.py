"""What is kept how long: rules on dates, and what carries them out."""

from __future__ import annotations

import os
import re
import time
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, select, text

from .. import places
from ..handbook import EhbiError, clock
from . import backup, case_log, patron_screens, rooms, workshops
from .remarks import NoRemarkError
from .store import Store
from .tables import cases, refused_remarks, remarks

BATCH = 500
"""Rows that are changed in one transaction: nobody waits for longer than that takes."""
MOST = 1_000
"""Batches in one go; what is left then is for the next time."""
PAUSE = 0.02
"""Seconds between two batches, in which others can write."""
LOCK = 0x45484252
"""Number of the lock that PostgreSQL holds for whoever carries this out; SQLite has one writer anyway."""
LONGEST = 1200
"""Months that something can be kept."""
COPIES = timedelta(days=31)
"""How long a copy stays that was made before the database changed its shape: what is forgotten is in it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How long things are kept, in months."""

    remarks: int = 24  # after so many months a remark is deleted, and how a room did
    # After so many months a case is no longer single: its month, way and steps back are counted.
    cases: int = 3


@dataclass(frozen=True, slots=True)
class Done:
    """What was carried out."""

    remarks: int = 0  # how many were deleted
    cases: int = 0  # how many are no longer single, or were deleted


class MonthsError(EhbiError):
    """The environment says something that is no number of months."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__(
            f"{name} is {said!r}. Schrijf een getal van 1 tot {LONGEST}: hoeveel maanden iets bewaard blijft."
        )


def rules() -> Rules:
    """Return the rules of whoever runs this: of the environment, else the usual ones."""
    usual = Rules()
    return Rules(_months(places.KEEP_REMARKS, usual.remarks), _months(places.KEEP_CASES, usual.cases))


def _months(name: str, usual: int) -> int:
    said = os.environ.get(name) or str(usual)
    if not is_months(said):
        raise MonthsError(name, said)
    return int(said)


def is_months(text: str) -> bool:
    """Return whether somebody wrote how many months something can be kept."""
    return re.fullmatch("[0-9]{1,9}", text) is not None and 0 < int(text) <= LONGEST


def moment_before(at: datetime, months: int) -> datetime:
    """Return the moment that is so many months earlier: the same day, or the last of a shorter month."""
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    if year < 1:
        return datetime(1, 1, 2, tzinfo=at.tzinfo)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))


def month_before(at: datetime, months: int) -> str:
    """Return the first month, in Dutch time, of which a case can be so many months old or less."""
    first = moment_before(at.astimezone(clock.HERE), months)
    return f"{first.year:04}-{first.month:02}"


def apply(store: Store, at: datetime, kept: Rules | None = None) -> Done:
    """Delete and count what is older than the rules say; whoever writes meanwhile waits for one batch.

    Any number of servers can do this as often as they like: of two at once, one does it.
    """
    kept = kept or rules()
    first, oldest = month_before(at, kept.cases), moment_before(at, kept.remarks)
    done = Done(
        forget_remarks(store, oldest), _batches(store, lambda connection: _roll_up(connection, first))
    )
    workshops.forget_old(store, at)
    rooms.forget_before(store, oldest)
    patron_screens.forget_old(store, at)
    _forget_copies(store, at)
    store.sweep()
    return done


def forget_remark(store: Store, number: int) -> None:
    """Delete a remark, with its note; there is no way back."""
    with store.forgetting() as connection:
        gone = delete(remarks).where(remarks.c.id == number)
        if not 0 < number < 2**31 or not connection.execute(gone).rowcount:
            raise NoRemarkError(number)
    store.sweep()


def forget_remarks(store: Store, before: datetime) -> int:
    """Delete the remarks from before a moment, and return how many there were."""
    old = select(remarks.c.id).where(remarks.c.at < before).order_by(remarks.c.at).limit(BATCH)

    def batch(connection: Connection) -> int:
        numbers = connection.execute(old).scalars().all()
        if not numbers:
            connection.execute(delete(refused_remarks).where(refused_remarks.c.day < f"{before:%Y-%m-%d}"))
        return connection.execute(delete(remarks).where(remarks.c.id.in_(numbers))).rowcount

    return _batches(store, batch)


def forget_cases(store: Store, before: str) -> int:
    """Delete the cases of the months before this one, single or counted, and return how many there were."""
    old = select(cases.c.id).where(_is_before(before)).order_by(cases.c.hour).limit(BATCH)

    def batch(connection: Connection) -> int:
        numbers = connection.execute(old).scalars().all()
        return connection.execute(delete(cases).where(cases.c.id.in_(numbers))).rowcount

    single = _batches(store, batch)
    with store.forgetting() as connection:
        return single + case_log.forget_counts(connection, before)


def _is_before(month: str) -> ColumnElement[bool]:
    return cases.c.hour < case_log.first_hour(month)


def _roll_up(connection: Connection, before: str) -> int:
    old = select(cases).where(_is_before(before)).order_by(cases.c.hour).limit(BATCH)
    if not _is_alone(connection):
        return 0
    rows = connection.execute(old.with_for_update(skip_locked=True)).all()
    case_log.count(connection, map(case_log.of_row, rows))
    connection.execute(delete(cases).where(cases.c.id.in_([row.id for row in rows])))
    return len(rows)


def _batches(store: Store, batch: Callable[[Connection], int]) -> int:
    """Do something in short transactions, until nothing is left, or somebody else does it."""
    done = 0
    for _ in range(MOST):
        with store.forgetting() as connection:
            found = batch(connection)
        done += found
        if found < BATCH:
            break
        time.sleep(PAUSE)
    return done


def _is_alone(connection: Connection) -> bool:
    """Return whether nobody else counts now: two would count the same cases."""
    if connection.dialect.name != "postgresql":
        return True
    trying = text("SELECT pg_try_advisory_xact_lock(:lock)")
    return bool(connection.execute(trying, {"lock": LOCK}).scalar_one())


def _forget_copies(store: Store, at: datetime) -> None:
    for copy in backup.copies(store.file) if store.file else ():
        with suppress(OSError):  # another server has just taken it away
            if copy.stat().st_mtime < (at - COPIES).timestamp():
                copy.unlink()
