"""The line of revisions inside one transaction: its newest, and one more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, func, insert, select

from ..files import load
from ..handbook import Handbook, clock
from ..handbook.clock import Version
from . import contents
from .errors import NoRevisionError
from .tables import revisions as table

PACKAGER = "EHBI"
"""Author of the revisions that come with the program."""
PACKAGED = "Het meegeleverde handboek"

KNOWN = select(table.c.id, table.c.parent, table.c.digest, table.c.author, table.c.message, table.c.at)
"""All of a revision but its content."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What is known of a published state besides its content.

    Parameters
    ----------
    number
        1 and up, in the order of publishing.
    parent
        Number of the one before it; 0 for the first.
    digest
        What :attr:`ehbi.Handbook.revision` says of its content.
    author, message
        Who published it, and why.
    at
        When.
    """

    number: int
    parent: int
    digest: str
    author: str
    message: str
    at: datetime

    @property
    def version(self) -> Version:
        """What people call it."""
        return Version(self.number, self.at.astimezone(clock.HERE).date())


def seed(connection: Connection) -> None:
    """Keep the packaged handbook as the first revision, or after an older one that nobody has changed."""
    if needs_seed(connection):
        last = newest(connection)
        add(connection, last.number if last else 0, _packaged(), PACKAGER, PACKAGED)


def needs_seed(connection: Connection) -> bool:
    """Return whether :func:`seed` has something to do.

    An EHBI whose handbook was there before is the older of two servers: it leaves the newer one alone.
    """
    last = newest(connection)
    if last is None:
        return True
    was_there = select(table.c.id).where(table.c.digest == _packaged().revision).limit(1)
    return last.author == PACKAGER and connection.execute(was_there).first() is None


@lru_cache(maxsize=1)
def _packaged() -> Handbook:
    return load()


def newest(connection: Connection) -> Revision | None:
    """Return the newest revision, or None before there is one."""
    last = select(func.max(table.c.id)).scalar_subquery()
    row = connection.execute(KNOWN.where(table.c.id == last)).one_or_none()
    return revision(row) if row else None


def content(connection: Connection, number: int) -> Handbook:
    """Return the handbook of a revision.

    Raises
    ------
    NoRevisionError
        There is none with this number.
    UnreadableError
        This EHBI cannot read it.
    """
    found = connection.execute(select(table.c.content).where(table.c.id == number)).scalar()
    if found is None:
        raise NoRevisionError(number)
    return contents.read(found, f"Versie {number}")


def add(connection: Connection, parent: int, handbook: Handbook, author: str, message: str) -> Revision:
    """Add a revision after this one."""
    at = clock.now()
    values = {
        "id": parent + 1,
        "parent": parent,
        "digest": handbook.revision,
        "content": contents.written(handbook),
        "author": author,
        "message": message,
        "at": at,
    }
    connection.execute(insert(table).values(values))
    return Revision(parent + 1, parent, handbook.revision, author, message, at)


def revision(row: Any) -> Revision:
    """Return what a row of :data:`KNOWN` says."""
    return Revision(row.id, row.parent, row.digest, row.author, row.message, row.at)
