"""Desks with a patron each at a screen of their own: what is planned, and what each side must see."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

import gevent
from gevent.event import Event

from .cases import HANDBOOK, Path, another
from .crowd import Run
from .sockets import VisitError
from .tables import as_markdown

LOOKS = 1.5
"""Seconds between two times that a desk and a phone look at what the other did."""
LATE = 20
"""Looks after which what was sent has not arrived."""
ALONE, BESIDE = "the book", "the book, beside patrons' screens"


@dataclass(frozen=True, slots=True)
class PatronPlan:
    """How many desks have a patron with a screen, how long, and how often the book is asked meanwhile."""

    screens: int = 200
    opening: float = 20  # seconds in which all are opened
    rounds: int = 4  # in each of which nobody looks at a screen for a while, and then everybody does
    seconds: float = 8  # of each
    stays: tuple[int, int] = (3, 5)  # looks after which a desk goes to the next step, at least and at most
    says: float = 0.4  # share of the steps of which a patron says something
    readers: int = 10  # of the book
    reads: float = 0.5  # seconds between two times that each gets it
    seed: int = 5

    @property
    def lasts(self) -> float:
        """Seconds that it takes at most."""
        return self.opening + 2 * self.rounds * (self.seconds + LOOKS) + LATE * LOOKS


class Sent:
    """What one side sends: the other must see all of it, in this order, and each once."""

    def __init__(self) -> None:
        self._sent = list[tuple[str, float]]()
        self.arrived = 0

    @property
    def has_arrived(self) -> bool:
        """Whether the other side has seen all."""
        return self.arrived == len(self._sent)

    @property
    def sent(self) -> int:
        """How much was sent."""
        return len(self._sent)

    @property
    def missing(self) -> int:
        """How much the other side has not seen."""
        return len(self._sent) - self.arrived

    def send(self, what: str) -> None:
        """Note what is going to be sent."""
        self._sent.append((what, time.perf_counter()))

    def see(self, what: str) -> float | None:
        """Take in what the other side sees now; return when it was sent if it is seen for the first time.

        Examples
        --------
        >>> sent = Sent()
        >>> sent.send("mail-zoeken")
        >>> [sent.see("mail-zoeken") is not None for _ in range(2)]
        [True, False]
        """
        if self.arrived and what == self._sent[self.arrived - 1][0]:
            return None
        if self.has_arrived or what != self._sent[self.arrived][0]:
            raise VisitError("not what was sent next")
        self.arrived += 1
        return self._sent[self.arrived - 1][1]


@dataclass(slots=True, eq=False)
class Screen:
    """What is true of one screen."""

    language: str
    path: Path  # of the case at its desk
    address: str = ""
    steps: Sent = field(default_factory=Sent)
    sayings: Sent = field(default_factory=Sent)  # each with the number of its step, as a case begins anew
    opened: Event = field(default_factory=Event)  # or it could not be
    begun: Event = field(default_factory=Event)  # the phone has its page, or could not get it
    ends: bool = False  # the desk is ending it
    ended: bool = False  # and has heard that it did


class Patrons(Run):
    """Desks and phones at one server, and the book there: with all of them asleep and with all awake."""

    def __init__(self, url: str, plan: PatronPlan) -> None:
        super().__init__(url)
        self.plan = plan
        self.screens = [self._screen() for _ in range(plan.screens)]
        self.is_open, self.awake, self.woke = True, Event(), time.perf_counter()
        self.phase = ""  # what is measured now; nothing while some wake up or fall asleep
        self.took: defaultdict[str, list[float]] = defaultdict(list)  # seconds, by what was measured

    def _screen(self) -> Screen:
        _, chance = self.numbered("screen")
        return Screen(chance.choice([one.id for one in HANDBOOK.languages]), another(chance))

    def conduct(self) -> None:
        """Have all open their screens, be asleep and awake by turns, and end what they are at."""
        for screen in self.screens:
            screen.begun.wait()
        for _ in range(self.plan.rounds):
            for phase in (ALONE, BESIDE):
                self._wake() if phase is BESIDE else self.awake.clear()
                gevent.sleep(LOOKS)
                self.phase = phase
                gevent.sleep(self.plan.seconds)
                self.phase = ""
        self.is_open = False
        self._wake()

    def _wake(self) -> None:
        if not self.awake.is_set():
            self.woke = time.perf_counter()
        self.awake.set()

    def each(self, chance: Random, look: Callable[[], object], goes_on: Callable[[], bool]) -> None:
        """Look time and again while one is awake, as long as something goes on.

        All wake up together, and then look at moments of their own, as pages that were opened by people do.
        """
        while goes_on():
            if not self.awake.is_set():
                self.awake.wait()
                gevent.sleep(chance.random() * LOOKS)
            tick = time.monotonic() + LOOKS
            with suppress(VisitError):
                look()
            gevent.sleep(max(0.0, tick - time.monotonic()))

    def check(self) -> None:
        """Count what never arrived."""
        for what, sent in (
            ("a step", [screen.steps for screen in self.screens]),
            ("what a patron said", [screen.sayings for screen in self.screens]),
        ):
            self.counts[f"{what} arrived"] = sum(one.arrived for one in sent)
            if missing := sum(one.missing for one in sent):
                self.errors[f"{what} never arrived"] = missing

    def book_table(self) -> str:
        """Return how long the book took with all asleep and with all awake, and how much longer that is."""
        found = {phase: _middle_and_late(self.took[phase]) for phase in (ALONE, BESIDE)}
        rows = [
            (phase, f"{len(self.took[phase]):,}", *(f"{one:.4f}" for one in times))
            for phase, times in found.items()
        ]
        ratios = (beside / alone for alone, beside in zip(*found.values(), strict=True))
        times = ("times as long", "", *(f"{one:.2f}" for one in ratios))
        return as_markdown(("seconds", "times", "50%", "99%"), [*rows, times])


def _middle_and_late(taken: list[float]) -> tuple[float, float]:
    return statistics.median(taken), statistics.quantiles(taken, n=100)[98]
