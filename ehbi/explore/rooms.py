"""What rooms in workshops missed: at each check how many people chose something else, room by room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..handbook import Handbook
from ..handbook.examples import FIRST_QUESTION
from ..handbook.step import Step
from ..store import RoomCount


@dataclass(frozen=True, slots=True)
class Missed:
    """How rooms did at a check, the oldest first; ``begins`` where the situation was what they chose."""

    step: Step
    begins: bool
    rooms: tuple[RoomCount, ...]

    @property
    def asks(self) -> str:
        """The question."""
        return FIRST_QUESTION if self.begins else self.step.asks

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """Which part of each room chose something else."""
        return tuple(Fraction(one.wrong, one.answered) for one in self.rooms)

    @property
    def told(self) -> str:
        """How the last room did beside the one before it; empty where there was none."""
        *before, last = self.shares
        if not before:
            return ""
        return "evenveel" if last == before[-1] else "minder" if last < before[-1] else "vaker"

    def in_room(self, room: str) -> RoomCount | None:
        """Return how one room did; None where it was not asked."""
        return next((one for one in self.rooms if one.room == room), None)


def missed(handbook: Handbook, counts: Sequence[RoomCount]) -> tuple[Missed, ...]:
    """Return how rooms did at each check the handbook still has, the most missed by its last room first."""
    found: dict[tuple[str, bool], list[RoomCount]] = {}
    for one in sorted(counts, key=lambda one: one.at):
        step = handbook.known_as(one.step)
        if step in handbook and one.answered:
            found.setdefault((step, one.begins), []).append(one)
    made = [Missed(handbook.step(step), begins, tuple(own)) for (step, begins), own in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.shares[-1], one.step.id, one.begins)))


def last_rooms(counts: Sequence[RoomCount], most: int) -> tuple[RoomCount, ...]:
    """Return a count of each of the last rooms, so many at most, the oldest first."""
    rooms = {one.room: one for one in sorted(counts, key=lambda one: one.at)}
    return tuple(rooms.values())[-most:]
