"""Patrons' own screens: at which step each is, in which language, what was said there, and until when.

Both sides are known by digests of a word made by chance: whoever reads the table can follow no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from .store import Store
from .tables import patron_screens as table

LASTS = timedelta(minutes=15)
"""After the desk's last move: a screen that nobody ended is over then."""


class Said(StrEnum):
    """What a patron can say of the step on their screen."""

    NOTHING = ""
    DONE = "done"
    FAILED = "failed"
    UNCLEAR = "unclear"


Change: TypeAlias = Callable[[Connection], bool]
"""One of those below, of a screen, and whether that went on: several are made together by :func:`write`."""


@dataclass(frozen=True, slots=True)
class PatronScreen:
    """A screen as it is now."""

    token: str  # digest of the word in its address
    key: str  # digest of the word by which the desk moves it
    step: str  # id of the step at hand; empty before the first
    language: str  # tag; empty while none was chosen
    until: datetime
    said: Said = Said.NOTHING  # of that step
    heard: datetime | None = None  # when the patron's page asked last, give or take some seconds


def current(store: Store, at: datetime) -> Mapping[str, PatronScreen]:
    """Return the screens that go on at a moment, by the digest in their address."""
    return _screens(store.rows(select(table).where(table.c.until > at)))


def write(
    store: Store, changes: Sequence[tuple[str, Change]]
) -> tuple[list[bool], Mapping[str, PatronScreen]]:
    """Make changes together, each of the screen with a token; return what came of each, and those screens."""
    with store.writing() as connection:
        made = [change(connection) for _, change in changes]
        theirs = table.c.token.in_({token for token, _ in changes})
        return made, _screens(connection.execute(select(table).where(theirs)).all())


def _screens(rows: Iterable[Any]) -> Mapping[str, PatronScreen]:
    found = (row._mapping for row in rows)
    return {row["token"]: PatronScreen(**{**row, "said": Said(row["said"])}) for row in found}


def add(connection: Connection, screen: PatronScreen) -> bool:
    """Keep a new screen."""
    return bool(connection.execute(insert(table).values(asdict(screen))).rowcount)


def move(connection: Connection, screen: PatronScreen, step: str, at: datetime, language: str = "") -> bool:
    """Have a screen show a step for as long as one lasts, and return whether it went on.

    What was said of another step is forgotten. It stays in its language unless the desk chose one.
    """
    mine = _goes_on(screen, at)
    connection.execute(update(table).where(mine, table.c.step != step).values(step=step, said=""))
    return _change(connection, mine, until=at + LASTS, **({"language": language} if language else {}))


def say(connection: Connection, screen: PatronScreen, step: str, said: Said, at: datetime) -> bool:
    """Keep what was said of a step, and return whether that is still the one at hand."""
    return _change(connection, and_(_goes_on(screen, at), table.c.step == step), said=said)


def speak(connection: Connection, screen: PatronScreen, language: str, at: datetime) -> bool:
    """Keep the language that was chosen, and return whether the screen went on."""
    return _change(connection, _goes_on(screen, at), language=language)


def end(connection: Connection, screen: PatronScreen) -> bool:
    """Forget a screen, and return whether it was there."""
    return bool(connection.execute(delete(table).where(table.c.token == screen.token)).rowcount)


def hear(store: Store, tokens: Collection[str], at: datetime) -> None:
    """Keep that the pages of these screens asked just now."""
    with store.writing() as connection:
        _change(connection, table.c.token.in_(tokens), heard=at)


def forget_old(store: Store, at: datetime) -> int:
    """Forget the screens that are over at a moment, and return how many there were."""
    with store.writing() as connection:
        return connection.execute(delete(table).where(table.c.until <= at)).rowcount


def _goes_on(screen: PatronScreen, at: datetime) -> ColumnElement[bool]:
    return and_(table.c.token == screen.token, table.c.until > at)


def _change(connection: Connection, which: ColumnElement[bool], **values: Any) -> bool:
    return bool(connection.execute(update(table).where(which).values(**values)).rowcount)
