"""Handbooks under edit: one for each author, with everything that can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from ..handbook import Handbook
from . import contents, timeline
from .errors import NoDraftError, NoRevisionError
from .store import Store
from .tables import draft_values as values
from .tables import drafts as table

MOST = 200
"""Values that are kept of a draft: so many times can be undone."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Where an author is.

    Parameters
    ----------
    author
        Whose it is.
    base
        Number of the revision it was made from.
    handbook
        As it is now.
    done
        What was done last, in words; empty when nothing can be undone.
    undone
        What was undone last; empty when nothing can be done again.
    """

    author: str
    base: int
    handbook: Handbook
    done: str = ""
    undone: str = ""


def of(store: Store, author: str) -> Draft | None:
    """Return an author's draft, or None."""
    with store.reading() as connection:
        return _of(connection, author)


def begin(store: Store, author: str) -> Draft:
    """Return the author's draft; one on the newest revision when there is none."""
    with store.writing() as connection:
        found = _of(connection, author)
        if found is not None:
            return found
        newest = timeline.newest(connection)
        if newest is None:
            raise NoRevisionError(1)
        handbook = timeline.content(connection, newest.number)
        _start(connection, author, newest.number, handbook)
        return Draft(author, newest.number, handbook)


def save(store: Store, author: str, handbook: Handbook, done: str) -> Draft:
    """Keep what the draft has become; what was undone before it cannot be done again.

    Parameters
    ----------
    store
        Opened to publish.
    author
        Whose draft.
    handbook
        What it is now.
    done
        What was done, in a few words.

    Raises
    ------
    NoDraftError
        There is none.

    Examples
    --------
    >>> store = Store.open("sqlite://", publishes=True)
    >>> draft = begin(store, "Noor")
    >>> shorter = draft.handbook.model_copy(update={"title": "EHBI"})
    >>> save(store, "Noor", shorter, "Titel veranderd").done
    'Titel veranderd'
    >>> undo(store, "Noor").handbook.title
    'Eerste Hulp Bij Inloggen'
    >>> redo(store, "Noor").handbook.title
    'EHBI'
    """
    with store.writing() as connection:
        place = _place(connection, author) + 1
        mine = values.c.author == author
        connection.execute(delete(values).where(mine, values.c.place >= place))
        connection.execute(delete(values).where(mine, values.c.place <= place - MOST))
        _keep(connection, author, place, handbook, done)
        _move(connection, author, place)
        return Draft(author, _base(connection, author), handbook, done)


def undo(store: Store, author: str) -> Draft:
    """Go back one; a draft of which nothing can be undone stays as it is."""
    return _step(store, author, -1)


def redo(store: Store, author: str) -> Draft:
    """Go forward one; a draft of which nothing was undone stays as it is."""
    return _step(store, author, +1)


def rebase(store: Store, author: str, base: int, handbook: Handbook) -> Draft:
    """Go on from another revision, with the draft merged into it; nothing before that can be undone."""
    with store.writing() as connection:
        _place(connection, author)
        connection.execute(delete(table).where(table.c.author == author))
        _start(connection, author, base, handbook)
        return _found(connection, author)


def drop(store: Store, author: str) -> None:
    """Let a draft go; there need not be one."""
    with store.writing() as connection:
        connection.execute(delete(table).where(table.c.author == author))


def _of(connection: Connection, author: str) -> Draft | None:
    draft = connection.execute(select(table).where(table.c.author == author)).one_or_none()
    if draft is None:
        return None
    near = select(values.c.place, values.c.done).where(
        values.c.author == author, values.c.place.between(draft.place - 1, draft.place + 1)
    )
    said = {row.place: row.done for row in connection.execute(near)}
    now = select(values.c.content).where(values.c.author == author, values.c.place == draft.place)
    handbook = contents.unpacked(connection.execute(now).scalar_one())
    done = said[draft.place] if draft.place - 1 in said else ""
    return Draft(author, draft.base, handbook, done, said.get(draft.place + 1, ""))


def _found(connection: Connection, author: str) -> Draft:
    draft = _of(connection, author)
    if draft is None:
        raise NoDraftError(author)
    return draft


def _start(connection: Connection, author: str, base: int, handbook: Handbook) -> None:
    connection.execute(insert(table).values(author=author, base=base, place=0))
    _keep(connection, author, 0, handbook, "")


def _keep(connection: Connection, author: str, place: int, handbook: Handbook, done: str) -> None:
    row = {"author": author, "place": place, "done": done, "content": contents.packed(handbook)}
    connection.execute(insert(values).values(row))


def _place(connection: Connection, author: str) -> int:
    place = connection.execute(select(table.c.place).where(table.c.author == author)).scalar()
    if place is None:
        raise NoDraftError(author)
    return int(place)


def _base(connection: Connection, author: str) -> int:
    return int(connection.execute(select(table.c.base).where(table.c.author == author)).scalar_one())


def _move(connection: Connection, author: str, place: int) -> None:
    connection.execute(update(table).where(table.c.author == author).values(place=place))


def _step(store: Store, author: str, by: int) -> Draft:
    with store.writing() as connection:
        place = _place(connection, author) + by
        there = select(values.c.place).where(values.c.author == author, values.c.place == place)
        if connection.execute(there).scalar() is not None:
            _move(connection, author, place)
        return _found(connection, author)
