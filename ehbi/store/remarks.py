"""What the desk says about a step, for the functional managers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Row, func, insert, select, update

from ..handbook import EhbiError, clock
from ..handbook.privacy import personal_data
from ..handbook.values import LONGEST_REMARK, Doubt
from .store import Store
from .tables import refused_remarks as refusals
from .tables import remarks as table

MOST, MOST_OF_STEP = 1_000, 100
"""Remarks that are kept of one day, of all servers together, and how many of those may be about one step.

With the longest text that is 1.5 MB a day.
"""


class State(StrEnum):
    """How far the managers are with a remark."""

    OPEN = "open"
    TAKEN_UP = "opgepakt"
    DONE = "klaar"


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark.

    Parameters
    ----------
    at
        When it was made.
    revision
        Revision of the handbook it is about.
    step
        Id of the step.
    doubt
        What is the matter.
    text
        In their own words; may be empty.
    number
        By what it is known, once it is kept.
    state
        How far the managers are with it.
    note
        What they wrote with it; may be empty.
    changed_by, changed_at
        Who last changed state or note, and when; empty and None when nobody has.
    """

    at: datetime
    revision: str
    step: str
    doubt: Doubt
    text: str = ""
    number: int = 0
    state: State = State.OPEN
    note: str = ""
    changed_by: str = ""
    changed_at: datetime | None = None


class PersonalDataError(EhbiError):
    """A remark holds what may say who a patron is."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class CrowdError(EhbiError):
    """There are as many remarks of a day as are kept of one: about a step, or about all.

    Parameters
    ----------
    step
        Id of the step.
    """

    def __init__(self, step: str) -> None:
        self.step = step
        super().__init__("Er zijn vandaag al te veel meldingen. Probeer het morgen nog eens.")


def keep(store: Store, remark: Remark) -> Remark:
    """Keep a remark, and return it with its number; it is open, without a note.

    Raises
    ------
    CrowdError
        There are too many of this day already.
    PersonalDataError
        It holds what may say who a patron is.
    """
    reason = personal_data(remark.text)
    if reason:
        raise PersonalDataError(reason)
    values = {
        "at": remark.at,
        "revision": remark.revision,
        "step": remark.step,
        "doubt": remark.doubt.value,
        "text": remark.text[:LONGEST_REMARK],
    }
    with store.writing() as connection:
        _refuse_crowd(connection, remark)
        return from_row(connection.execute(insert(table).values(values).returning(table)).one())


def _refuse_crowd(connection: Connection, remark: Remark) -> None:
    day = remark.at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    about = func.count().filter(table.c.step == remark.step)
    that_day = select(func.count(), about).where(table.c.at >= day, table.c.at < day + timedelta(days=1))
    all_of_it, of_step = connection.execute(that_day).one()
    if all_of_it >= MOST or of_step >= MOST_OF_STEP:
        raise CrowdError(remark.step)


def refused(store: Store, times: int, at: datetime) -> None:
    """Add to how many remarks were refused on a day because too many came."""
    day = f"{at.astimezone(clock.HERE):%Y-%m-%d}"
    more = update(refusals).where(refusals.c.day == day).values(times=refusals.c.times + times)
    with store.writing() as connection:
        if not connection.execute(more).rowcount:
            connection.execute(insert(refusals).values(day=day, times=times))


def kept(store: Store) -> tuple[Remark, ...]:
    """Return all remarks, newest first.

    Examples
    --------
    >>> from datetime import UTC
    >>> store = Store.open("sqlite://")
    >>> said = keep(store, Remark(datetime(2026, 11, 24, tzinfo=UTC), "0" * 12, "reset-mail", Doubt.UNCLEAR))
    >>> kept(store) == (said,)
    True
    """
    with store.reading() as connection:
        return tuple(from_row(row) for row in connection.execute(select(table).order_by(table.c.id.desc())))


def from_row(row: Row[tuple[object, ...]]) -> Remark:
    """Return the remark that a row of the table holds."""
    return Remark(
        row.at,
        row.revision,
        row.step,
        Doubt(row.doubt),
        row.text,
        row.id,
        State(row.state),
        row.note,
        row.changed_by,
        row.changed_at,
    )
