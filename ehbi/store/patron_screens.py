"""Patrons' own screens: at which step each is, in which language, what was said there, and until when.

Both sides are known by digests of a word made by chance: whoever reads the table can follow no screen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, select, update

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


def add(store: Store, screen: PatronScreen) -> None:
    """Keep a new screen."""
    with store.writing() as connection:
        connection.execute(insert(table).values(asdict(screen)))


def current(store: Store, at: datetime) -> Mapping[str, PatronScreen]:
    """Return the screens that go on at a moment, by the digest in their address."""
    rows = (row._mapping for row in store.rows(select(table).where(table.c.until > at)))
    return {row["token"]: PatronScreen(**{**row, "said": Said(row["said"])}) for row in rows}


def move(store: Store, screen: PatronScreen, step: str, at: datetime, language: str = "") -> bool:
    """Have a screen show a step for as long as one lasts, and return whether it went on.

    What was said of another step is forgotten. It stays in its language unless the desk chose one.
    """
    mine = _goes_on(screen, at)
    values = {"until": at + LASTS, **({"language": language} if language else {})}
    with store.writing() as connection:
        connection.execute(update(table).where(mine, table.c.step != step).values(step=step, said=""))
        return bool(connection.execute(update(table).where(mine).values(values)).rowcount)


def say(store: Store, screen: PatronScreen, step: str, said: Said, at: datetime) -> bool:
    """Keep what was said of a step, and return whether that is still the one at hand."""
    return _change(store, and_(_goes_on(screen, at), table.c.step == step), said=said)


def speak(store: Store, screen: PatronScreen, language: str, at: datetime) -> bool:
    """Keep the language that was chosen, and return whether the screen went on."""
    return _change(store, _goes_on(screen, at), language=language)


def hear(store: Store, tokens: Collection[str], at: datetime) -> None:
    """Keep that the pages of these screens asked just now."""
    _change(store, table.c.token.in_(tokens), heard=at)


def end(store: Store, screen: PatronScreen) -> None:
    """Forget a screen."""
    with store.writing() as connection:
        connection.execute(delete(table).where(table.c.token == screen.token))


def forget_old(store: Store, at: datetime) -> int:
    """Forget the screens that are over at a moment, and return how many there were."""
    with store.writing() as connection:
        return connection.execute(delete(table).where(table.c.until <= at)).rowcount


def _goes_on(screen: PatronScreen, at: datetime) -> ColumnElement[bool]:
    return and_(table.c.token == screen.token, table.c.until > at)


def _change(store: Store, which: ColumnElement[bool], **values: Any) -> bool:
    with store.writing() as connection:
        return bool(connection.execute(update(table).where(which).values(**values)).rowcount)
