"""The rounds of a poll: votes are hidden until they are shown, which closes it; a split room votes again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import IntEnum
from fractions import Fraction
from typing import Any, NamedTuple

from ..slides.polls import Chosen, Poll

SPLIT = Fraction(7, 10)
"""Part of those who voted that no choice may have more of in a room that is split."""
HALF_A_MINUTE, LONGEST = timedelta(seconds=30), timedelta(minutes=5)
"""What a countdown begins with and gets more, and what it has at most."""
_AGAIN = "/2"
"""After a place: what is asked there the second time."""


class Stage(IntEnum):
    """How far a poll is: open, or closed with its votes shown; and once more for a second vote."""

    ASKED = 0
    SHOWN = 1
    ASKED_AGAIN = 2
    SHOWN_AGAIN = 3

    @property
    def is_shown(self) -> bool:
        """Whether the room may see the votes, and nobody can vote."""
        return self in {Stage.SHOWN, Stage.SHOWN_AGAIN}

    @property
    def is_second(self) -> bool:
        """Whether it is about the second vote."""
        return self >= Stage.ASKED_AGAIN


def question(place: str, stage: Stage) -> str:
    """Return what the votes of a round are kept under.

    Examples
    --------
    >>> question("oefening.1", Stage.ASKED), question("oefening.1", Stage.SHOWN_AGAIN)
    ('oefening.1', 'oefening.1/2')
    """
    return place + _AGAIN * stage.is_second


def place_of(asked: str) -> str:
    """Return the place of a poll, from what the votes of a round are kept under."""
    return asked.removesuffix(_AGAIN)


def is_split(times: Mapping[str, int]) -> bool:
    """Return whether a room that voted has no choice that most of it made.

    Examples
    --------
    >>> is_split({"ja": 7, "nee": 3}), is_split({"ja": 8, "nee": 3}), is_split({})
    (True, False, False)
    """
    return max(times.values(), default=0) <= SPLIT * sum(times.values()) > 0


def last_chosen(cast: Chosen) -> Chosen:
    """Return what each voter chose last, by place: the second time where they did, and else the first."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for asked in sorted(cast):
        found[place_of(asked)] |= cast[asked]
    return found


class Countdown:
    """The time that a room has left for one question, if the presenter wants that it is counted."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._place, self._ends = "", now()

    def start(self, place: str) -> None:
        """Let the room have half a minute, or half a minute more."""
        begins = max(self._ends, self._now()) if self._place == place else self._now()
        self._place, self._ends = place, min(begins + HALF_A_MINUTE, self._now() + LONGEST)

    def stop(self) -> None:
        """Count no more."""
        self._place = ""

    def is_over(self, place: str) -> bool:
        """Return whether there is no time left for a question."""
        return self._place == place and self._now() >= self._ends

    @property
    def left(self) -> float | None:
        """Seconds that are left; None where they are not counted."""
        return max(0.0, (self._ends - self._now()).total_seconds()) if self._place else None


class Standing(NamedTuple):
    """How a poll stands: how often each option was chosen on phones the first and the second time.

    And the one for which hands were shown, which are a vote too.
    """

    stage: Stage
    first: Mapping[str, int]
    second: Mapping[str, int]
    hands: str = ""

    @property
    def now(self) -> Mapping[str, int]:
        """How often each option was chosen in the round that it is in."""
        return self.second if self.stage.is_second else self.first

    def told(self) -> dict[str, Any]:
        """Return what the slides may know: of a poll that is not shown only how many voted."""
        told = {"stage": self.stage, "hands": self.hands, "voted": sum(self.now.values())}
        if not self.stage.is_shown:
            return told | {"times": {}, "before": {}, "split": False}
        again = self.stage.is_second
        split = not again and is_split(self.now)
        return told | {"times": self.now, "before": self.first if again else {}, "split": split}


def standing(poll: Poll, stage: Stage, counted: Mapping[str, Mapping[str, int]], hands: str = "") -> Standing:
    """Return how a poll stands, from how often each option was chosen by what votes are kept under."""
    rounds = [counted.get(question(poll.place, one), {}) for one in (Stage.SHOWN, Stage.SHOWN_AGAIN)]
    options = [option.id for option in poll.choice.options]
    first, second = ({option: times.get(option, 0) for option in options} for times in rounds)
    if hands:
        first[hands] = max(0, first[hands] - 1)
    return Standing(stage, first, second, hands)
