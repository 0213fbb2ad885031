"""Workshops whose server lives, or was killed: taken up again, or forgotten with their votes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from .store import Store
from .tables import votes
from .tables import workshops as table

AGAIN = timedelta(minutes=30)
"""After its last sign: so long a workshop waits for its server; who comes later is another room."""
A_DAY = timedelta(days=1)
"""After which a vote is forgotten, whatever became of its workshop."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life of a workshop: whose it is, and where the slides are."""

    id: str  # a word that nobody can guess
    # Of the server. The machine is a digest of its name: it may be called after somebody.
    machine: str
    port: int
    process: int
    handbook: str  # digest of what the slides are made of
    place: str  # in the deck; empty before the slides were opened
    at: datetime
    # How far each question is that was shown to the room, by its place.
    stages: Mapping[str, int] = field(default_factory=dict)
    # How hard each step was known to be when it began, by its id: so its cases and questions stay the same.
    known: Mapping[str, float] = field(default_factory=dict)
    # At how many tables the room sits in teams; 0 where it does not.
    teams: int = 0


Lives = Callable[[int], bool]
"""Returns whether a process of this machine lives."""


def give(store: Store, sign: Sign) -> None:
    """Keep the newest sign of a workshop, and forget what is older than a day."""
    with store.writing() as connection:
        _forget_old(connection, sign.at)
        _keep(connection, sign)


def take_up(store: Store, sign: Sign, lives: Lives) -> Sign:
    """Return the workshop that a server goes on with, now its own: one left at its port, or a new one.

    What other servers left is forgotten, and so are votes of which nobody knows the workshop.
    """
    with store.writing() as connection:
        found = [Sign(**row._mapping) for row in connection.execute(select(table))]
        left = [one for one in found if _is_left_by(one, sign, lives)]
        newest = max(left, key=lambda one: one.at, default=sign)
        going_on = {one.id for one in found if _goes_on(one, sign, lives)} | {newest.id}
        _forget_others(connection, going_on)
        _forget_old(connection, sign.at)
        mine = replace(
            sign,
            id=newest.id,
            place=newest.place,
            stages=newest.stages,
            known=newest.known,
            teams=newest.teams,
        )
        _keep(connection, mine)
    store.sweep()
    return mine


def forget(store: Store, workshop: str) -> None:
    """Forget a workshop that is over."""
    with store.writing() as connection:
        connection.execute(delete(votes).where(votes.c.workshop == workshop))
        connection.execute(delete(table).where(table.c.id == workshop))
    store.sweep()


def forget_old(store: Store, at: datetime) -> None:
    """Forget what is older than a day at a moment: also of a workshop whose server never starts again."""
    with store.writing() as connection:
        _forget_old(connection, at)


def _is_left_by(one: Sign, mine: Sign, lives: Lives) -> bool:
    same = (one.machine, one.port, one.handbook) == (mine.machine, mine.port, mine.handbook)
    return same and not _is_at_work(one, mine, lives) and _is_recent(one, mine)


def _goes_on(one: Sign, mine: Sign, lives: Lives) -> bool:
    """Return whether the server of a workshop lives; of another machine's only its signs can tell."""
    here = one.machine == mine.machine
    return (_is_at_work(one, mine, lives) if here else True) and _is_recent(one, mine)


def _is_at_work(one: Sign, mine: Sign, lives: Lives) -> bool:
    # In a container the process that was killed had the number that this one has.
    return one.process != mine.process and lives(one.process)


def _is_recent(one: Sign, mine: Sign) -> bool:
    return mine.at - one.at < AGAIN


def _keep(connection: Connection, sign: Sign) -> None:
    if not connection.execute(update(table).where(table.c.id == sign.id).values(asdict(sign))).rowcount:
        connection.execute(insert(table).values(asdict(sign)))


def _forget_others(connection: Connection, going_on: Iterable[str]) -> None:
    connection.execute(delete(votes).where(votes.c.workshop.not_in(going_on)))
    connection.execute(delete(table).where(table.c.id.not_in(going_on)))


def _forget_old(connection: Connection, at: datetime) -> None:
    connection.execute(delete(votes).where(votes.c.at < at - A_DAY))
    connection.execute(delete(table).where(table.c.at < at - A_DAY))
