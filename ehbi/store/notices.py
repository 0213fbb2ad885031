"""Known outages and announcements, each with a start and an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, insert, select

from ..handbook import EhbiError
from ..handbook.privacy import personal_data
from .errors import NoNoticeError
from .store import Store
from .tables import notices as table

LONGEST = 300
"""Characters of a notice."""
NUMBERS = range(1, 2**31)
"""What a database can number a notice with."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that everybody at the desk should know for a while.

    Parameters
    ----------
    text
        Plain text.
    start, end
        From when and until when it is shown.
    situation
        Number of the situation it is about; None when it is about all.
    number
        By what it is known, once it is kept.
    """

    text: str
    start: datetime
    end: datetime
    situation: int | None = None
    number: int = 0


class NoticeError(EhbiError):
    """A notice makes no sense."""


def keep(store: Store, notice: Notice) -> Notice:
    """Keep a notice, and return it with its number.

    Raises
    ------
    NoticeError
        It says nothing, too much or something about a patron, or ends before it starts.
    StoreError
        It could not be kept.
    """
    trouble = _trouble(notice)
    if trouble:
        raise NoticeError(trouble)
    with store.writing() as connection:
        values = {
            "text": notice.text,
            "start": notice.start,
            "end": notice.end,
            "situation": notice.situation,
        }
        row = connection.execute(insert(table).values(values).returning(table)).one()
        return _notice(row)


def remove(store: Store, number: int) -> None:
    """Take a notice away before its end.

    Raises
    ------
    NoNoticeError
        There is none with this number.
    StoreError
        The store cannot be written.
    """
    if number not in NUMBERS:
        raise NoNoticeError(number)
    with store.writing() as connection:
        if not connection.execute(delete(table).where(table.c.id == number)).rowcount:
            raise NoNoticeError(number)


def unended(store: Store, at: datetime) -> tuple[Notice, ...]:
    """Return the notices that have not ended at this moment, the first to start first.

    Examples
    --------
    >>> from datetime import UTC
    >>> morning, evening = (datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in (8, 20))
    >>> store = Store.open("sqlite://")
    >>> keep(store, Notice("Storing bij de KB", morning, evening)).number
    1
    >>> unended(store, evening)
    ()
    """
    with store.reading() as connection:
        rows = connection.execute(select(table).where(table.c.end > at).order_by(table.c.start, table.c.id))
        return tuple(_notice(row) for row in rows)


def _trouble(notice: Notice) -> str | None:
    if not notice.text.strip():
        return "De mededeling is leeg. Schrijf wat er aan de hand is."
    if len(notice.text) > LONGEST:
        return f"De mededeling is te lang. Gebruik hoogstens {LONGEST} tekens."
    if any("\ud800" <= char <= "\udfff" for char in notice.text):
        return "In de mededeling staat een teken dat je computer niet kent. Typ de tekst opnieuw."
    if notice.end <= notice.start:
        return "De mededeling eindigt voordat die begint. Kies een later einde."
    return personal_data(notice.text)


def _notice(row: Row[tuple[object, ...]]) -> Notice:
    return Notice(row.text, row.start, row.end, row.situation, row.id)
