"""Published states of the handbook: a line of them, only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from ..handbook import EhbiError, Handbook, clock
from ..handbook.checks import check
from ..handbook.errors import Problem, printable
from ..handbook.problems import told_in_list
from . import pictures
from . import revision_rows as rows
from .address import ConflictError
from .revision_rows import KNOWN, NoRevisionError, Revision, UnreadableError
from .store import Store
from .tables import revisions as table

BACK = 20
"""How many revisions are tried, newest first, when the newest cannot be used."""


class NewerRevisionError(EhbiError):
    """Somebody published since the revision that a change was made from."""

    def __init__(self, base: int, newest: int) -> None:
        self.base, self.newest = base, newest
        super().__init__(
            f"Er is al een nieuwere versie ({newest}) dan versie {base}, waar deze wijziging van uitgaat. "
            "Voeg de wijzigingen eerst samen."
        )


class BrokenHandbookError(EhbiError):
    """A handbook with errors cannot be published."""

    def __init__(self, handbook: Handbook, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        told = "\n".join(f"- {printable(told_in_list(handbook, problem))}" for problem in problems)
        super().__init__(f"Dit handboek heeft nog fouten en is niet gepubliceerd:\n{told}")


def publish(store: Store, base: int, handbook: Handbook, author: str, message: str) -> Revision:
    """Publish a handbook without errors as the newest revision, if that is still the one it was made from."""
    _refuse_broken(handbook)
    try:
        with store.writing() as connection:
            newest = rows.newest(connection)
            if newest is None or newest.number != base:
                raise NewerRevisionError(base, newest.number if newest else 0)
            pictures.forget_unused(connection, clock.now())
            return rows.add(connection, base, handbook, author, message)
    except ConflictError as error:  # somebody published in this very moment
        raise NewerRevisionError(base, newest_of(store).number) from error


def refuse(store: Store, base: int, handbook: Handbook) -> None:
    """Raise what :func:`publish` would raise now, and keep nothing; it costs little."""
    _refuse_broken(handbook)
    newest = newest_of(store).number
    if newest != base:
        raise NewerRevisionError(base, newest)
    with store.reading() as connection:
        pictures.refuse_missing(connection, handbook)


def history(store: Store, most: int | None = None) -> tuple[Revision, ...]:
    """Return all revisions, or so many, newest first."""
    return tuple(Revision(*row) for row in store.rows(KNOWN.order_by(table.c.id.desc()).limit(most)))


def newest_of(store: Store) -> Revision:
    """Return the newest revision; a store that is open has one."""
    with store.reading() as connection:
        newest = rows.newest(connection)
    if newest is None:
        raise NoRevisionError(1)
    return newest


def known(store: Store, number: int) -> Revision:
    """Return what is known of a revision."""
    for row in store.rows(KNOWN.where(table.c.id == number)):
        return Revision(*row)
    raise NoRevisionError(number)


def content(store: Store, number: int, have: Mapping[str, bytes] = pictures.NONE) -> Handbook:
    """Return the handbook of a revision with its pictures; those that the caller has are not read again."""
    with store.reading() as connection:
        return rows.content(connection, number, have)


def newest_readable(store: Store) -> Handbook:
    """Return the handbook of the newest revision that this EHBI can read."""
    recent = history(store, BACK)
    for one in recent:
        with suppress(UnreadableError):
            return content(store, one.number).published_as(one.version)
    raise UnreadableError(f"Versie {recent[0].number}")


def _refuse_broken(handbook: Handbook) -> None:
    if errors := check(handbook).errors:
        raise BrokenHandbookError(handbook, errors)
