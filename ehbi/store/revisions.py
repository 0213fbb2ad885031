"""Published states of the handbook: a line of them, only ever added to."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy.exc import IntegrityError

from ..handbook import Handbook, clock
from ..handbook.checks import check
from ..handbook.errors import Problem, Severity
from . import timeline
from .errors import (
    BrokenHandbookError,
    NewerRevisionError,
    NoRevisionError,
    StoreError,
    UnreadableError,
)
from .store import Store
from .tables import revisions as table
from .timeline import KNOWN, Revision

BACK = 20
"""How many revisions are tried, newest first, when the newest cannot be used."""


def publish(store: Store, base: int, handbook: Handbook, author: str, message: str) -> Revision:
    """Publish a handbook as the newest revision.

    Raises
    ------
    BrokenHandbookError
        It has errors; warnings do not matter.
    NewerRevisionError
        Somebody published since ``base``; nothing is overwritten.

    Examples
    --------
    >>> import ehbi
    >>> store = Store.open("sqlite://", publishes=True)
    >>> publish(store, 1, ehbi.load().model_copy(update={"title": "EHBI"}), "Noor", "Korter").number
    2
    """
    _refuse_broken(handbook)
    try:
        with store.writing() as connection:
            newest = timeline.newest(connection)
            if newest is None or newest.number != base:
                raise NewerRevisionError(base, newest.number if newest else 0)
            return timeline.add(connection, base, handbook, author, message)
    except StoreError as error:
        if isinstance(error.__cause__, IntegrityError):  # somebody published in this very moment
            raise NewerRevisionError(base, newest_of(store).number) from error
        raise


def refuse(store: Store, base: int, handbook: Handbook) -> None:
    """Raise what :func:`publish` would raise now, and keep nothing; it costs little.

    Raises
    ------
    BrokenHandbookError
        It has errors.
    NewerRevisionError
        Somebody published since ``base``.
    """
    _refuse_broken(handbook)
    newest = newest_of(store).number
    if newest != base:
        raise NewerRevisionError(base, newest)


def restore(store: Store, number: int, author: str, base: int | None = None) -> Revision:
    """Publish what an older revision says once more, as the newest one.

    Raises
    ------
    NoRevisionError
        There is none with this number.
    NewerRevisionError
        Somebody published since ``base``.
    BrokenHandbookError
        It does not satisfy the checks of this EHBI.
    """
    handbook = content(store, number)
    message = f"Terug naar versie {number}"
    return publish(store, base or newest_of(store).number, handbook, author, message)


def history(store: Store, most: int | None = None) -> tuple[Revision, ...]:
    """Return all revisions, or so many, newest first."""
    with store.reading() as connection:
        rows = connection.execute(KNOWN.order_by(table.c.id.desc()).limit(most))
        return tuple(timeline.revision(row) for row in rows)


def newest_of(store: Store) -> Revision:
    """Return the newest revision; a store that is open has one."""
    with store.reading() as connection:
        newest = timeline.newest(connection)
    if newest is None:
        raise NoRevisionError(1)
    return newest


def known(store: Store, number: int) -> Revision:
    """Return what is known of a revision.

    Raises
    ------
    NoRevisionError
        There is none with this number.
    """
    with store.reading() as connection:
        row = connection.execute(KNOWN.where(table.c.id == number)).one_or_none()
    if row is None:
        raise NoRevisionError(number)
    return timeline.revision(row)


def content(store: Store, number: int) -> Handbook:
    """Return the handbook of a revision.

    Raises
    ------
    NoRevisionError
        There is none with this number.
    """
    with store.reading() as connection:
        return timeline.content(connection, number)


def newest_readable(store: Store) -> Handbook:
    """Return the handbook of the newest revision that this EHBI can read.

    Raises
    ------
    UnreadableError
        It can read none of the last.
    """
    recent = history(store, BACK)
    for one in recent:
        with suppress(UnreadableError):
            return content(store, one.number).published_as(one.version)
    raise UnreadableError(f"Versie {recent[0].number}")


def _refuse_broken(handbook: Handbook) -> None:
    if errors := _errors(handbook):
        raise BrokenHandbookError(errors)


def _errors(handbook: Handbook) -> tuple[Problem, ...]:
    today = clock.now().astimezone(clock.HERE).date()
    return tuple(one for one in check(handbook, today) if one.severity is Severity.ERROR)
