"""Handbooks under edit: one for each author, with everything that can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ..handbook import Handbook
from . import contents, timeline
from .errors import NoDraftError, NoRevisionError, StaleDraftError, StoreError
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
    mark
        Another after every change, wherever it was made.
    """

    author: str
    base: int
    handbook: Handbook
    done: str = ""
    undone: str = ""
    mark: str = ""


def of(store: Store, author: str) -> Draft | None:
    """Return an author's draft, or None."""
    with store.reading() as connection:
        return _of(connection, author)


def begin(store: Store, author: str) -> Draft:
    """Return the author's draft; one on the newest revision when there is none."""
    try:
        with store.writing() as connection:
            return _of(connection, author) or _on_newest(connection, author)
    except StoreError as error:
        if isinstance(error.__cause__, IntegrityError) and (theirs := of(store, author)):
            return theirs  # another window began it in this very moment
        raise


def save(store: Store, seen: Draft, handbook: Handbook, done: str, *, again: bool = False) -> Draft:
    """Keep what a draft has become; what was undone before it cannot be done again.

    Parameters
    ----------
    store
        Opened to publish.
    seen
        The draft that was changed.
    handbook
        What it is now.
    done
        What was done, in a few words.
    again
        Whether it goes on with what was done last, such as the next letters of a word: undone as one.

    Raises
    ------
    NoDraftError
        There is none.
    StaleDraftError
        It was changed elsewhere since it was seen.

    Examples
    --------
    >>> store = Store.open("sqlite://", publishes=True)
    >>> draft = begin(store, "Noor")
    >>> shorter = draft.handbook.model_copy(update={"title": "EHBI"})
    >>> draft = save(store, draft, shorter, "Titel veranderd")
    >>> draft.done
    'Titel veranderd'
    >>> draft = undo(store, draft)
    >>> draft.handbook.title
    'Eerste Hulp Bij Inloggen'
    >>> redo(store, draft).handbook.title
    'EHBI'
    """
    author = seen.author
    with store.writing() as connection:
        place = _place(connection, seen) + (0 if again and seen.done else 1)
        mine = values.c.author == author
        connection.execute(delete(values).where(mine, values.c.place >= place))
        connection.execute(delete(values).where(mine, values.c.place <= place - MOST))
        _keep(connection, author, place, handbook, done)
        return Draft(author, seen.base, handbook, done, mark=_move(connection, author, place))


def undo(store: Store, seen: Draft) -> Draft:
    """Go back one; a draft of which nothing can be undone stays as it is."""
    return _step(store, seen, -1)


def redo(store: Store, seen: Draft) -> Draft:
    """Go forward one; a draft of which nothing was undone stays as it is."""
    return _step(store, seen, +1)


def rebase(store: Store, seen: Draft, base: int, handbook: Handbook) -> Draft:
    """Go on from another revision, with the draft merged into it; nothing before that can be undone."""
    with store.writing() as connection:
        _place(connection, seen)
        connection.execute(delete(table).where(table.c.author == seen.author))
        return _start(connection, seen.author, base, handbook)


def refuse_stale(store: Store, seen: Draft) -> None:
    """Make sure that a draft is still as it was seen.

    Raises
    ------
    NoDraftError
        It is gone.
    StaleDraftError
        It was changed elsewhere.
    """
    with store.reading() as connection:
        _place(connection, seen)


def drop(store: Store, seen: Draft) -> None:
    """Let a draft go."""
    with store.writing() as connection:
        _place(connection, seen)
        connection.execute(delete(table).where(table.c.author == seen.author))


def _of(connection: Connection, author: str) -> Draft | None:
    draft = connection.execute(select(table).where(table.c.author == author)).one_or_none()
    if draft is None:
        return None
    near = select(values.c.place, values.c.done).where(
        values.c.author == author, values.c.place.between(draft.place - 1, draft.place + 1)
    )
    said = {row.place: row.done for row in connection.execute(near)}
    now = select(values.c.content).where(values.c.author == author, values.c.place == draft.place)
    handbook = contents.unpacked(connection.execute(now).scalar_one(), f"Het concept van {author}")
    done = said[draft.place] if draft.place - 1 in said else ""
    return Draft(author, draft.base, handbook, done, said.get(draft.place + 1, ""), draft.mark)


def _found(connection: Connection, author: str) -> Draft:
    draft = _of(connection, author)
    if draft is None:
        raise NoDraftError(author)
    return draft


def _on_newest(connection: Connection, author: str) -> Draft:
    newest = timeline.newest(connection)
    if newest is None:
        raise NoRevisionError(1)
    return _start(connection, author, newest.number, timeline.content(connection, newest.number))


def _start(connection: Connection, author: str, base: int, handbook: Handbook) -> Draft:
    mark = uuid4().hex
    connection.execute(insert(table).values(author=author, base=base, place=0, mark=mark))
    _keep(connection, author, 0, handbook, "")
    return Draft(author, base, handbook, mark=mark)


def _keep(connection: Connection, author: str, place: int, handbook: Handbook, done: str) -> None:
    row = {"author": author, "place": place, "done": done, "content": contents.packed(handbook)}
    connection.execute(insert(values).values(row))


def _place(connection: Connection, seen: Draft) -> int:
    """Return where a draft is among its values, if it is still as it was seen."""
    # A window that comes a moment later waits here, and then finds another mark.
    mine = select(table).where(table.c.author == seen.author).with_for_update()
    row = connection.execute(mine).one_or_none()
    if row is None:
        raise NoDraftError(seen.author)
    if row.mark != seen.mark:
        raise StaleDraftError(seen.author)
    return int(row.place)


def _move(connection: Connection, author: str, place: int) -> str:
    """Have a draft at another of its values, and return its new mark."""
    mark = uuid4().hex
    connection.execute(update(table).where(table.c.author == author).values(place=place, mark=mark))
    return mark


def _step(store: Store, seen: Draft, by: int) -> Draft:
    with store.writing() as connection:
        place = _place(connection, seen) + by
        there = select(values.c.place).where(values.c.author == seen.author, values.c.place == place)
        if connection.execute(there).scalar() is not None:
            _move(connection, seen.author, place)
        return _found(connection, seen.author)
