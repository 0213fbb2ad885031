"""Revisions inside one transaction: a line of them, and handbooks as the database keeps them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, func, insert, select

from ..files import load
from ..files.documents import to_data
from ..handbook import EhbiError, Handbook, clock
from ..handbook.clock import Version
from . import pictures
from .address import StoreError
from .tables import revisions as table

PACKAGER = "EHBI"
"""Author of the revisions that come with the program."""
PACKAGED = "Het meegeleverde handboek"

KNOWN = select(table.c.id, table.c.parent, table.c.digest, table.c.author, table.c.message, table.c.at)
"""All of a :class:`Revision`."""
LEVEL = 6
"""How well drafts are packed."""


class NoRevisionError(EhbiError):
    """There is no revision with this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Versie {number} is er niet. Bekijk de lijst met: ehbi history")


class UnreadableError(StoreError):
    """A handbook is there, but this EHBI cannot read it; a newer one may have written it."""

    def __init__(self, what: str) -> None:
        self.where = what
        self.why = f"{what} is met deze EHBI niet te lezen"
        EhbiError.__init__(
            self, f"{self.why}. Misschien komt dat van een nieuwere EHBI. Werk EHBI op deze computer bij."
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """What is known of a published state besides its content."""

    number: int  # 1 and up, in the order of publishing
    parent: int  # number of the one before it; 0 for the first
    digest: str  # what :attr:`ehbi.Handbook.revision` says of its content
    # Who published it, and why.
    author: str
    message: str
    at: datetime  # when

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
    return Revision(*row) if row else None


def content(connection: Connection, number: int, have: Mapping[str, bytes] = pictures.NONE) -> Handbook:
    """Return the handbook of a revision with its pictures, of which the caller can ``have`` some."""
    found = connection.execute(select(table.c.content).where(table.c.id == number)).scalar()
    if found is None:
        raise NoRevisionError(number)
    return pictures.supplied(connection, read(found, f"Versie {number}"), have)


def add(connection: Connection, parent: int, handbook: Handbook, author: str, message: str) -> Revision:
    """Add a revision after this one."""
    pictures.keep_published(connection, handbook)
    made = Revision(parent + 1, parent, handbook.revision, author, message, clock.now())
    values = asdict(made)
    connection.execute(insert(table).values(id=values.pop("number"), content=written(handbook), **values))
    return made


def written(handbook: Handbook) -> str:
    """Return a handbook as JSON without blanks."""
    return json.dumps(to_data(handbook), ensure_ascii=True, separators=(",", ":"))


def read(content: str, what: str) -> Handbook:
    """Return the handbook that was written."""
    try:
        return _read(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(what) from error


@lru_cache(maxsize=4)
def _read(content: str) -> Handbook:
    """Return the same value for the same content, for which all that is worked out of it is known."""
    return Handbook.model_validate(json.loads(content))


def packed(handbook: Handbook) -> bytes:
    """Return a handbook in a tenth of the room: a draft has many of them, each a little different."""
    return zlib.compress(written(handbook).encode(), LEVEL)


def unpacked(content: bytes, what: str) -> Handbook:
    """Return the handbook that was packed; see :func:`read`."""
    try:
        written = zlib.decompress(content).decode()
    except zlib.error as error:
        raise UnreadableError(what) from error
    return read(written, what)
