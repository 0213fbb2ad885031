"""Handbooks under edit: one for each author, with everything that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, select, update

from ..handbook import EhbiError, Handbook
from . import pictures
from . import revision_rows as rows
from .address import ConflictError
from .revision_rows import NoRevisionError
from .store import Store
from .tables import draft_values as values
from .tables import drafts as table
from .tables import revisions

MOST = 200
"""Values that are kept of a draft: so many times can be undone."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Where an author is."""

    author: str  # whose it is
    base: int  # number of the revision it was made from
    handbook: Handbook  # as it is now
    done: str = ""  # what was done last, in words; empty when nothing can be undone
    undone: str = ""  # what was undone last; empty when nothing can be done again
    mark: str = ""  # another after every change, wherever it was made


class NoDraftError(EhbiError):
    """An author has no draft."""

    def __init__(self, author: str) -> None:
        super().__init__(f"{author} heeft geen concept. Begin er een.")


class StaleDraftError(EhbiError):
    """A draft was changed in another window since it was read."""

    def __init__(self, author: str) -> None:
        super().__init__(
            f"Het concept van {author} is intussen in een ander venster veranderd. "
            "Je ziet het nu zoals het is. Doe je laatste verandering zo nodig opnieuw."
        )


def of(store: Store, author: str) -> Draft | None:
    """Return an author's draft, or None."""
    with store.reading() as connection:
        return _of(connection, author)


def begin(store: Store, author: str) -> Draft:
    """Return the author's draft; one on the newest revision when there is none."""
    try:
        with store.writing() as connection:
            return _of(connection, author) or _on_newest(connection, author)
    except ConflictError:
        if theirs := of(store, author):
            return theirs  # another window began it in this very moment
        raise


def save(store: Store, seen: Draft, handbook: Handbook, done: str, *, again: bool = False) -> Draft:
    """Keep what a draft has become; what was undone before it cannot be done again.

    What is done is told in a few words. When it goes on with what was done last (``again``), such as the next
    letters of a word, both are undone as one.
    """
    mark, more = uuid4().hex, 0 if again and seen.done else 1
    moved = update(table).where(_where(seen)).values(place=table.c.place + more, mark=mark)
    with store.writing() as connection:
        # A window that comes a moment later waits here, and then finds another mark.
        place = connection.execute(moved.returning(table.c.place)).scalar()
        if place is None:
            _refuse_stale(connection, seen)
            raise StaleDraftError(seen.author)
        mine = values.c.author == seen.author
        if seen.undone:
            connection.execute(delete(values).where(mine, values.c.place > place - more))
        # The oldest of the most that are kept makes room.
        old, row = place - MOST if more else place, _row(seen.author, place, handbook, done)
        replacing = update(values).where(mine, values.c.place == old).values(row)
        if old < 0 or not connection.execute(replacing).rowcount:
            connection.execute(insert(values).values(row))
        pictures.keep(connection, handbook, seen.handbook)
        return Draft(seen.author, seen.base, handbook, done, mark=mark)


def undo(store: Store, seen: Draft) -> Draft:
    """Go back one; a draft of which nothing can be undone stays as it is."""
    return _step(store, seen, -1)


def redo(store: Store, seen: Draft) -> Draft:
    """Go forward one; a draft of which nothing was undone stays as it is."""
    return _step(store, seen, +1)


def rebase(store: Store, seen: Draft, base: int, handbook: Handbook) -> Draft:
    """Go on from another revision, with the draft merged into it; nothing before that can be undone."""
    with store.writing() as connection:
        _drop(connection, seen)
        return _start(connection, seen.author, base, handbook)


def refuse_stale(store: Store, seen: Draft) -> None:
    """Make sure that a draft is still as it was seen."""
    with store.reading() as connection:
        _refuse_stale(connection, seen)


def renew(store: Store, seen: Draft) -> Draft:
    """Let a draft go, and begin another on the newest revision."""
    with store.writing() as connection:
        _drop(connection, seen)
        return _on_newest(connection, seen.author)


def _of(connection: Connection, author: str, have: Mapping[str, bytes] = pictures.NONE) -> Draft | None:
    columns = (table.c.base, table.c.mark, table.c.place, values.c.done, values.c.content)
    near = values.c.place.between(table.c.place - 1, table.c.place + 1)
    found = select(*columns, values.c.place - table.c.place).join_from(table, values)
    by = {row[-1]: row for row in connection.execute(found.where(table.c.author == author, near))}
    if not by:
        return None
    now = by[0]
    handbook = rows.unpacked(now.content, f"Het concept van {author}")
    handbook = pictures.supplied(connection, handbook, have)
    done, undone = now.done if -1 in by else "", by[1].done if 1 in by else ""
    return Draft(author, now.base, handbook, done, undone, now.mark)


def _on_newest(connection: Connection, author: str) -> Draft:
    last = select(revisions.c.id, revisions.c.content).order_by(revisions.c.id.desc()).limit(1)
    newest = connection.execute(last).first()
    if newest is None:
        raise NoRevisionError(1)
    handbook = rows.read(newest.content, f"Versie {newest.id}")
    return _start(connection, author, newest.id, pictures.supplied(connection, handbook))


def _start(connection: Connection, author: str, base: int, handbook: Handbook) -> Draft:
    mark = uuid4().hex
    connection.execute(insert(table).values(author=author, base=base, place=0, mark=mark))
    connection.execute(insert(values).values(_row(author, 0, handbook, "")))
    pictures.keep(connection, handbook)
    return Draft(author, base, handbook, mark=mark)


def _row(author: str, place: int, handbook: Handbook, done: str) -> dict[str, object]:
    return {"author": author, "place": place, "done": done, "content": rows.packed(handbook)}


def _where(seen: Draft) -> ColumnElement[bool]:
    """Return what holds for a draft that is still as it was seen."""
    return and_(table.c.author == seen.author, table.c.mark == seen.mark)


def _refuse_stale(connection: Connection, seen: Draft) -> None:
    mark = connection.execute(select(table.c.mark).where(table.c.author == seen.author)).scalar()
    if mark is None:
        raise NoDraftError(seen.author)
    if mark != seen.mark:
        raise StaleDraftError(seen.author)


def _drop(connection: Connection, seen: Draft) -> None:
    if not connection.execute(delete(table).where(_where(seen))).rowcount:
        _refuse_stale(connection, seen)


def _step(store: Store, seen: Draft, by: int) -> Draft:
    there = exists().where(values.c.author == table.c.author, values.c.place == table.c.place + by)
    step = update(table).where(_where(seen), there).values(place=table.c.place + by, mark=uuid4().hex)
    with store.writing() as connection:
        if not connection.execute(step).rowcount:
            _refuse_stale(connection, seen)
        draft = _of(connection, seen.author, seen.handbook.pictures)
    return draft or seen
