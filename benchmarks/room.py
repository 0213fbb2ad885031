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
from ehbi.server import phones
from ehbi.server.rounds import Stage, question
from ehbi.slides import Poll, deck, polls

from .crowd import Run
from .sockets import VisitError


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """How many phones, how long a workshop takes, and how the people in the room choose."""

    phones: int = 60
    questions: int = 3  # asked as usual; one more is answered by all at the same moment
    seconds: float = 5  # that a vote takes; at the last, half of them until the presenter says "now"
    pause: float = 1.5  # between two questions
    think: float = 2  # seconds, at most
    right: float = 0.4  # share of those who are right at every other question, which so is voted on again
    sure: float = 0.9  # the same at the others, and in each second vote
    again: float = 0.25  # share of those who chose something else before
    late: float = 0.1  # share of those who choose when the votes have just been shown
    seed: int = 5

    @property
    def lasts(self) -> float:
        """Seconds that it takes at most."""
        return (self.questions + 1) * (2 * self.seconds + self.pause)


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the slides are, and how far the poll is that the room is asked or told of there."""

    place: str = ""
    stage: Stage = Stage.ASKED


@dataclass(slots=True, eq=False)
class Ballot:
    """What the phones chose in one vote on a poll, the first or the second, as far as the server took it."""

    poll: Poll
    right: float = 1  # share of those who choose what is right
    second: bool = False
    at_once: bool = False  # all phones wait with their vote until the presenter says "now"
    chosen: dict[str, str] = field(default_factory=dict)  # last, by each voter
    under_way: int = 0  # votes that have been sent and not been answered
    now: Event = field(default_factory=Event)
    over: Event = field(default_factory=Event)  # the votes are shown: what is sent from then on is too late

    @property
    def moment(self) -> Moment:
        """When it is open."""
        return Moment(self.poll.place, Stage.ASKED_AGAIN if self.second else Stage.ASKED)

    @property
    def asked(self) -> str:
        """Under which name its votes have to come."""
        return question(self.poll.place, self.moment.stage)

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

    def standing(self) -> Mapping[str, int]:
        """Return how often each option was chosen."""
        times = Counter(self.chosen.values())
        return {option.id: times[option.id] for option in self.poll.choice.options}


class Workshop(Run):
    """A workshop at the presenter's server, and what is true in the room."""

    def __init__(self, url: str, plan: RoomPlan, token: str = "") -> None:
        super().__init__(url)
        self.plan, self.token = plan, token
        self.polls = dict(list(polls(deck(ehbi.load())).items())[: plan.questions + 1])
        self.ballots: dict[str, Ballot] = {}
        for number, poll in enumerate(self.polls.values()):
            last = number == plan.questions
            for second in (False, True):
                right = plan.sure if second or number % 2 else plan.right
                ballot = Ballot(poll, right, second, at_once=last and not second)
                self.ballots[ballot.asked] = ballot
        self.moments = [Moment()]
        self.since = 0
        """The first of the moments that it can be; all after it as well, as long as the slides move."""
        self.is_open, self.begun = True, Event()

    @property
    def taken(self) -> int:
        """How many votes the server must have: one for each phone in each vote where it was in time."""
        return sum(len(ballot.chosen) for ballot in self.ballots.values())

    @contextmanager
    def moving(self, to: Moment) -> Iterator[None]:
        """Come to a moment; when the server does not say that the slides did, it can be any since."""
        self.moments.append(to)
        yield
        self.since = len(self.moments) - 1
        for ballot in self.ballots.values():
            if ballot.moment in self.moments[: self.since] and ballot.moment != to:
                ballot.over.set()

    def told(self, moment: Moment) -> Mapping[str, Any]:
        """Return what a phone must be told: what the handbook asks there, or what is right."""
        for place, poll in self.polls.items():
            if moment.place == place:
                return phones.asked(poll, moment.stage)
            if moment.place == poll.told_at:
                return phones.answered(poll, moment.stage)
        return {"home": False}

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
