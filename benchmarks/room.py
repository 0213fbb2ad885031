"""The room of a workshop: what is planned, where the slides are, and what the phones chose."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import gevent
from gevent.event import Event

import ehbi
from ehbi.slides import Poll, deck, polls

from .crowd import Run
from .sockets import VisitError


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """How many phones, how long a workshop takes, and how the people in the room choose."""

    phones: int = 60
    questions: int = 3  # asked as usual; one more is answered by all at the same moment
    seconds: float = 5  # that a question stays open; at the last, half of them until the presenter says "now"
    pause: float = 1.5  # between two questions
    think: float = 2  # seconds, at most
    again: float = 0.25  # share of those who choose something else after that
    late: float = 0.1  # share of those who choose when the slides have just gone on
    seed: int = 5

    @property
    def lasts(self) -> float:
        """Seconds that it takes."""
        return (self.questions + 1) * (self.seconds + self.pause)


@dataclass(slots=True, eq=False)
class Ballot:
    """What the phones chose at one poll, as far as the server took it."""

    poll: Poll
    at_once: bool = False  # all phones wait with their vote until the presenter says "now"
    chosen: dict[str, str] = field(default_factory=dict)  # last, by each voter
    under_way: int = 0  # votes that have been sent and not been answered
    now: Event = field(default_factory=Event)
    over: Event = field(default_factory=Event)  # the slides went on: what is sent from then on is too late

    @property
    def is_settled(self) -> bool:
        """Whether nothing changes any more."""
        return self.over.is_set() and not self.under_way

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Count a vote as under way, until it is known whether it counts."""
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1

    def told(self) -> Mapping[str, Any]:
        """Return what a phone must be told: what the handbook asks there."""
        choice = self.poll.choice
        options = [{"id": option.id, "label": option.label} for option in choice.options]
        return {"place": self.poll.place, "story": self.poll.story, "asks": choice.asks, "options": options}

    def standing(self) -> Mapping[str, int]:
        """Return how often each option was chosen; nothing when no vote was taken."""
        times = Counter(self.chosen.values())
        return {option.id: times[option.id] for option in self.poll.choice.options} if times else {}


class Workshop(Run):
    """A workshop at the presenter's server, and what is true in the room."""

    def __init__(self, url: str, plan: RoomPlan, token: str = "") -> None:
        super().__init__(url)
        asked = list(polls(deck(ehbi.load())).items())[: plan.questions + 1]
        self.plan, self.token = plan, token
        self.ballots = {place: Ballot(poll) for place, poll in asked}
        self.ballots[asked[-1][0]].at_once = True
        self.place: str | None = ""
        """Where the slides are, by the server's own word; None while they move, when nobody can know."""
        self.is_open, self.begun = True, Event()

    @property
    def taken(self) -> int:
        """How many votes the server must have: one for each phone at each question where it was in time."""
        return sum(len(ballot.chosen) for ballot in self.ballots.values())

    @contextmanager
    def moving(self, place: str) -> Iterator[None]:
        """Move the slides; when the server does not say that they did, nobody knows where they are."""
        left, self.place = self.place, None
        yield
        self.place = place
        if left in self.ballots:
            self.ballots[left].over.set()

    def end(self) -> None:
        """End it; where the slides could not move, phones must not wait for ever."""
        self.is_open = False
        for ballot in self.ballots.values():
            ballot.now.set()
            ballot.over.set()
        self.begun.set()

    def each(self, seconds: float, look: Callable[[], object]) -> None:
        """Look time and again, as long as the workshop goes on."""
        tick = time.monotonic()
        while self.is_open:
            with suppress(VisitError):
                look()
            tick += seconds
            gevent.sleep(max(0.0, tick - time.monotonic()))


def after(place: str) -> str:
    """Return the next place in the deck, where the room is told what was right.

    Examples
    --------
    >>> after("oefening-wachtwoord-kwijt.1")
    'oefening-wachtwoord-kwijt.2'
    """
    slide, _, number = place.rpartition(".")
    return f"{slide}.{int(number) + 1}"
