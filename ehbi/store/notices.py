"""Known outages and announcements, each with a start and an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from ..handbook import EhbiError
from ..handbook.privacy import seen_in
from .store import Store
from .tables import notices as table

LONGEST = 300
"""Characters of a notice."""
NUMBERS = range(1, 2**31)
"""What a database can number a notice with."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that everybody at the desk should know for a while."""

    text: str  # plain text
    # From when and until when it is shown.
    start: datetime
    end: datetime
    situation: int | None = None  # number of the situation it is about; None when it is about all
    number: int = 0  # by what it is known, once it is kept


class NoticeError(EhbiError):
    """A notice makes no sense."""

    def __init__(self, reason: str, field: str) -> None:
        self.reason, self.field = reason, field
        super().__init__(reason)


class NoNoticeError(EhbiError):
    """There is no notice with this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Mededeling {number} is er niet. Bekijk de lijst met: ehbi notice list")


class NoticeChangedError(EhbiError):
    """Somebody changed a notice, or took it away, after it was seen."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Iemand anders heeft mededeling {number} intussen veranderd of weggehaald. "
            "Er is niets overschreven. Bekijk de lijst en kies opnieuw."
        )


def keep(store: Store, notice: Notice) -> Notice:
    """Keep a notice, and return it with its number."""
    refuse(notice)
    with store.writing() as connection:
        return _notice(connection.execute(insert(table).values(_values(notice)).returning(table)).one())


def change(store: Store, seen: Notice, notice: Notice) -> Notice:
    """Put a notice in the place of one that is still there as it was seen, and return it with its number."""
    refuse(notice)
    changing = update(table).where(table.c.id == seen.number, *_as(seen)).values(_values(notice))
    with store.writing() as connection:
        row = connection.execute(changing.returning(table)).one_or_none()
    if row is None:
        raise NoticeChangedError(seen.number)
    return _notice(row)


def refuse(notice: Notice, at: datetime | None = None) -> None:
    """Refuse a notice that makes no sense, or that would be over at this moment, before anybody saw it."""
    if at is not None and notice.end <= at:
        raise NoticeError("Dat einde is al voorbij. Kies een later einde.", "end")
    if notice.end <= notice.start:
        raise NoticeError("De mededeling eindigt voordat die begint. Kies een later einde.", "end")
    if trouble := _trouble(notice.text):
        raise NoticeError(trouble, "text")


def doubt(text: str) -> str | None:
    """Return what a manager should look at in the text of a notice, or None; it is kept all the same.

    A notice is about a service, which has a number, an address and dates of its own.

    Examples
    --------
    >>> doubt("Onderhoud: mail info@example.org")
    'Hier staat een e-mailadres in. Laat dat alleen staan als het niet over een lener gaat.'
    """
    kind = seen_in(text)
    return f"{kind.seen} Laat dat alleen staan als het niet over een lener gaat." if kind else None


def remove(store: Store, number: int) -> None:
    """Take a notice away before its end."""
    if number not in NUMBERS:
        raise NoNoticeError(number)
    with store.writing() as connection:
        if not connection.execute(delete(table).where(table.c.id == number)).rowcount:
            raise NoNoticeError(number)


def unended(store: Store, at: datetime) -> tuple[Notice, ...]:
    """Return the notices that have not ended at this moment, the first to start first."""
    found = select(table).where(table.c.end > at).order_by(table.c.start, table.c.id)
    return tuple(_notice(row) for row in store.rows(found))


def _trouble(text: str) -> str | None:
    if not text.strip():
        return "De mededeling is leeg. Schrijf wat er aan de hand is."
    if len(text) > LONGEST:
        return f"De mededeling is te lang. Gebruik hoogstens {LONGEST} tekens."
    if any("\ud800" <= char <= "\udfff" for char in text):
        return "In de mededeling staat een teken dat je computer niet kent. Typ de tekst opnieuw."
    return None


def _values(notice: Notice) -> dict[str, object]:
    return {name: getattr(notice, name) for name in ("text", "start", "end", "situation")}


def _as(seen: Notice) -> list[ColumnElement[bool]]:
    return [table.c[name].is_not_distinct_from(value) for name, value in _values(seen).items()]


def _notice(row: Row[tuple[object, ...]]) -> Notice:
    return Notice(row.text, row.start, row.end, row.situation, row.id)
