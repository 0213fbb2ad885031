"""How rooms did in workshops: at each check how many people chose something else, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from .store import Store
from .tables import rooms as table


@dataclass(frozen=True, slots=True)
class RoomCount:
    """How the people of one room did at a check: the step that asks or, where it begins, the situation."""

    room: str  # a word by which the counts of one room belong together
    at: datetime  # when they were told
    step: str  # id of the step
    begins: bool  # whether the situation was what they chose
    answered: int
    wrong: int


def keep(store: Store, counts: Sequence[RoomCount]) -> None:
    """Keep the counts of rooms, in the place of what these told before."""
    with store.writing() as connection:
        connection.execute(delete(table).where(table.c.room.in_({one.room for one in counts})))
        connection.execute(insert(table), [asdict(one) for one in counts])


def kept(store: Store) -> tuple[RoomCount, ...]:
    """Return the counts of all rooms, the oldest room first."""
    each = select(table).order_by(table.c.at, table.c.room, table.c.step, table.c.begins)
    return tuple(RoomCount(**row._mapping) for row in store.rows(each))


def forget_before(store: Store, at: datetime) -> None:
    """Forget the rooms that told before a moment."""
    with store.writing() as connection:
        connection.execute(delete(table).where(table.c.at < at))
