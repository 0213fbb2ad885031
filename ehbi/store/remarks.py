"""What the desk says about a step, for the functional managers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Row, insert, select

from ..handbook import EhbiError
from ..handbook.privacy import personal_data
from ..handbook.values import LONGEST_REMARK, Doubt
from .store import Store
from .tables import remarks as table


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


def keep(store: Store, remark: Remark) -> Remark:
    """Keep a remark, and return it with its number; it is open, without a note.

    Raises
    ------
    PersonalDataError
        It holds what may say who a patron is.
    StoreError
        It could not be kept.
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
        return from_row(connection.execute(insert(table).values(values).returning(table)).one())


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
