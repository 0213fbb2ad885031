"""A crowd of locust's users: how many come and for how long, and what they have met."""

from __future__ import annotations

import itertools
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import gevent
from locust import User
from locust.env import Environment
from locust.stats import StatsEntry

from .cases import all_paths
from .pages import BookPage
from .sockets import VisitError
from .usage import OFTEN, Usage, Watch, settled, watched
from .visitors import Guest, Reader, Visitor

LEAVING = 15
"""Seconds over which all leave at the end."""
GRACE = 90
"""Seconds in which the last may still get their answer; then the crowd is sent home."""
BREATH = 0.1
"""Seconds that a place stays empty at least, also when all that come are refused at once."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How big a crowd, and for how long; times are in seconds, and the same seed gives the same crowd."""

    readers: int = 500  # of the book, in all
    live: int = 1_000  # places at the guide: so many visitors at the same time, one after another
    seconds: float = 180  # between the first and the last who come
    stay: float = 300  # of somebody, on average; when the last has come, all leave
    think: float = 10  # about an answer, on average
    returning: float = 0.5  # share of the visitors who have been here before
    seed: int = 5

    @property
    def spread(self) -> float:
        """Seconds over which the first take their places."""
        return min(self.stay, self.seconds / 2)


class Run(Environment):
    """Users at one server, what was counted, and their errors by kind."""

    def __init__(self, url: str) -> None:
        super().__init__(host=url, catch_exceptions=False)
        self.counts, self.errors = Counter[str](), Counter[str]()
        self.numbers: dict[str, itertools.count[int]] = defaultdict(itertools.count)
        self.began = time.monotonic()
        self.watch, self.looks = Watch(), list[Usage]()
        self.create_local_runner()
        self.events.request.add_listener(self._note)
        self.events.user_error.add_listener(self._note_fault)

    def come(self, seconds: float, users: dict[type[User], int]) -> None:
        """Have so many of each kind come, and wait until all have left; they are sent home in the end."""
        self.began = time.monotonic()
        self.user_classes = [*users]
        self.runner.spawn_users({kind.__name__: count for kind, count in users.items()})
        if not self.runner.user_greenlets.join(seconds + GRACE):
            self.errors["crowd: did not end in time"] += 1
            self.runner.user_greenlets.kill()
        self.runner.quit()

    def measured(
        self,
        work: Callable[[], object],
        server: int | None,
        every: float = OFTEN,
        tell: Callable[[Usage], object] = lambda _: None,
        after: Callable[[int], Usage] = settled,
    ) -> None:
        """Do work, and see what it costs here and at the server, which is told about every so many seconds.

        Of a server on another machine, that has no process here, nothing is known.
        """
        before = [settled(server)] if server else []
        self.began = time.monotonic()
        with watched(server, every, tell) as self.watch:
            work()
        self.looks = [*before, *self.watch.samples, after(server)] if server else []

    @property
    def parts(self) -> dict[str, StatsEntry]:
        """What locust noted of each part of a visit."""
        return {name: entry for (name, _), entry in sorted(self.stats.entries.items())}

    def times(self, part: str) -> int:
        """Return how often a part of a visit went well."""
        entry = self.parts.get(part)
        return entry.num_requests - entry.num_failures if entry else 0

    def most(self, part: str) -> float:
        """Return how many seconds a part took at most."""
        return self.parts[part].max_response_time / 1000

    def _note(self, name: str, exception: Exception | None, **_: object) -> None:
        if exception:
            self.errors[f"{name}: {exception}"] += 1

    def _note_fault(self, exception: Exception, **_: object) -> None:
        self.errors[f"crowd: {type(exception).__name__}"] += 1

    def numbered(self, kind: str) -> tuple[int, random.Random]:
        """Return the number of the next one of a kind, and their chance: the same for the same seed."""
        number = next(self.numbers[kind])
        return number, random.Random(f"{self.plan.seed} {kind} {number}")  # noqa: S311  # not for secrets


class Crowd(Run):
    """Readers at a steady rate, and guests whose places are soon taken again."""

    def __init__(self, url: str, plan: Plan) -> None:
        super().__init__(url)
        self.plan = plan
        self.known: BookPage | None = None

    def visit(self) -> None:
        """Have everybody come and go; what goes wrong is counted."""
        all_paths()  # takes a while, the first time
        self.known = self.first_look()
        self.stats.clear_all()
        self.numbers.clear()
        self.come(self.plan.seconds + LEAVING, {Reader: self.plan.readers, Guest: self.plan.live})

    def first_look(self) -> BookPage | None:
        """Return the book as those have it who were here before."""
        with suppress(VisitError):
            return Reader(self).open_book()
        return None

    def closing(self, chance: random.Random) -> float:
        """Return when somebody leaves who is there to the end."""
        return self.began + self.plan.seconds + LEAVING * chance.random()

    def gone(self, visitor: Visitor) -> None:
        """Count who has left; somebody else takes the place of a guest."""
        if not isinstance(visitor, Guest):
            self.counts["readers"] += 1
            return
        self.counts["visitors for the guide"] += 1
        gevent.sleep(max(self.plan.think, BREATH))
        if time.monotonic() < self.began + self.plan.seconds:
            self.runner.spawn_users({"Guest": 1})
