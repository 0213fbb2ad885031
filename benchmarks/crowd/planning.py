"""How long a workshop takes, and how the people in the room choose."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Habits:
    """How participants choose.

    Parameters
    ----------
    think
        Seconds that somebody thinks, at most.
    again
        Share of those who choose something else after that.
    late
        Share of those who choose when the slides have just gone on.
    """

    think: float = 2
    again: float = 0.25
    late: float = 0.1


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """How many phones, and how long they may think.

    Parameters
    ----------
    phones
        In the room.
    questions
        Asked as usual; one more is answered by all at the same moment.
    seconds
        That a question stays open; at the last one, half of them before the presenter says "now".
    pause
        Seconds between two questions.
    habits
        How people choose.
    seed
        The same seed gives the same room.
    """

    phones: int = 60
    questions: int = 3
    seconds: float = 5
    pause: float = 1.5
    habits: Habits = field(default_factory=Habits)
    seed: int = 5

    @property
    def lasts(self) -> float:
        """Seconds that it takes."""
        return (self.questions + 1) * (self.seconds + self.pause)
