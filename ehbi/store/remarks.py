"""What the desk says about a step, for the functional managers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert, select

from ..handbook import EhbiError
from ..handbook.privacy import personal_data
from .store import Store
from .tables import remarks as table

LONGEST = 300
"""Characters of a remark."""


class Choice(StrEnum):
    """What is the matter with a step."""

    UNCLEAR = "onduidelijk"
    WRONG = "klopt-niet"
    OUTDATED = "verouderd"
    OTHER = "anders"


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
    choice
        What is the matter.
    text
        In their own words; may be empty.
    """

    at: datetime
    revision: str
    step: str
    choice: Choice
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
                choice=remark.choice.value,
                text=remark.text[:LONGEST],
            )
        )


def kept(store: Store) -> tuple[Remark, ...]:
    """Return all remarks, newest first.

    Examples
    --------
    >>> from datetime import UTC
    >>> store = Store.open("sqlite://")
    >>> keep(store, Remark(datetime(2026, 11, 24, tzinfo=UTC), "0" * 12, "reset-mail", Choice.UNCLEAR))
    >>> kept(store)[0].choice
    <Choice.UNCLEAR: 'onduidelijk'>
    """
    columns = (table.c.at, table.c.revision, table.c.step, table.c.choice, table.c.text)
    with store.reading() as connection:
        rows = connection.execute(select(*columns).order_by(table.c.id.desc()))
        return tuple(Remark(row.at, row.revision, row.step, Choice(row.choice), row.text) for row in rows)
