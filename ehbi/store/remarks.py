"""What the desk says about a step, for the functional managers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from ..handbook import EhbiError
from ..handbook.privacy import personal_data
from ..handbook.values import LONGEST_REMARK, Doubt
from .store import Store
from .tables import remarks as table


class PersonalDataError(EhbiError):
    """A remark holds what may say who a patron is."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


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
    """

    at: datetime
    revision: str
    step: str
    doubt: Doubt
    text: str = ""


def keep(store: Store, remark: Remark) -> None:
    """Keep a remark.

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
    with store.writing() as connection:
        connection.execute(
            insert(table).values(
                at=remark.at,
                revision=remark.revision,
                step=remark.step,
                doubt=remark.doubt.value,
                text=remark.text[:LONGEST_REMARK],
            )
        )


def kept(store: Store) -> tuple[Remark, ...]:
    """Return all remarks, newest first.

    Examples
    --------
    >>> from datetime import UTC
    >>> store = Store.open("sqlite://")
    >>> keep(store, Remark(datetime(2026, 11, 24, tzinfo=UTC), "0" * 12, "reset-mail", Doubt.UNCLEAR))
    >>> kept(store)[0].doubt
    <Doubt.UNCLEAR: 'onduidelijk'>
    """
    columns = (table.c.at, table.c.revision, table.c.step, table.c.doubt, table.c.text)
    with store.reading() as connection:
        rows = connection.execute(select(*columns).order_by(table.c.id.desc()))
        return tuple(Remark(row.at, row.revision, row.step, Doubt(row.doubt), row.text) for row in rows)
