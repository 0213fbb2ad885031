"""Known outages and announcements, each with a start and an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, insert, select

from .errors import NoNoticeError
from .store import Store
from .tables import notices as table


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


def keep(store: Store, notice: Notice) -> Notice:
    """Keep a notice, and return it with its number.

    Raises
    ------
    StoreError
        It could not be kept.
    """
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


def _notice(row: Row[tuple[object, ...]]) -> Notice:
    return Notice(row.text, row.start, row.end, row.situation, row.id)
