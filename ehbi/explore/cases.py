"""Cases to count: the desk's log, or a made-up year for demonstrations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from .. import places
from ..handbook import Handbook, clock
from ..handbook.graph import starts
from ..handbook.step import Answer, Step
from ..handbook.values import Kind, OutcomeKind
from ..store import CaseCount, LoggedCase, Remark, RoomCount, Store, case_log, remarks, rooms
from ..store.case_log import hour
from .matching import Published, revisions_of


@dataclass(frozen=True, slots=True)
class DeskLog:
    """What was kept: cases by month and way, None where nothing is at all, and remarks, newest first.

    ``revisions`` are those that this EHBI can read, oldest first, ``rooms`` how workshops did.
    """

    walks: tuple[CaseCount, ...] | None
    remarks: tuple[Remark, ...] = ()
    revisions: tuple[Published, ...] = ()
    rooms: tuple[RoomCount, ...] = ()


def desk_log(address: str | None = None) -> DeskLog:
    """Read the case log, the remarks and the revisions, and let go of the database again.

    Raises
    ------
    ehbi.store.StoreError
        It is there, but cannot be used.

    Examples
    --------
    >>> desk_log("sqlite:///nergens.sqlite")
    DeskLog(walks=None, remarks=(), revisions=(), rooms=())
    """
    where = address or places.database()
    if not places.is_there(where):
        return DeskLog(None)
    with Store.open(where) as store:
        return log_of(store)


def log_of(store: Store) -> DeskLog:
    """Return what was kept in a store that is open."""
    return DeskLog(case_log.monthly(store), remarks.kept(store), revisions_of(store), rooms.kept(store))


OPEN = (range(13, 18), range(10, 18), range(10, 18), range(10, 20), range(10, 18), range(10, 17), range(0))
"""Hours at which a library is open, from Monday to Sunday, in Dutch time."""
CLOSED = {(1, 1), (4, 27), (12, 25), (12, 26)}
"""Month and day of holidays."""
BUSY, QUIET = 0.3, {7: 0.5, 8: 0.45, 12: 0.8}
"""How likely somebody comes in half an hour, and how much less likely that is in quiet months."""
LEFT = 0.03
"""How likely a case is left at a step."""
PUZZLING = 0.2
"""How likely somebody goes back from the most puzzling of steps."""
LONGEST = 60
"""Steps and steps back in a case at most, should a handbook go round."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Cases that were made up for a year, in order. No log: what writes cases does not take one."""

    year: int
    seed: int
    walks: tuple[LoggedCase, ...]

    def __repr__(self) -> str:
        return f"<Sample of {len(self.walks)} made-up cases in {self.year}, seed {self.seed}>"


def make_sample(handbook: Handbook, year: int = 2025, seed: int = 1) -> Sample:
    """Make up a year of cases walked in a handbook; the same seed gives the same cases."""
    desk = _Desk.of(handbook, Random(seed))  # noqa: S311  # no secret hangs on it
    return Sample(year, seed, tuple(desk.walk(at) for at in _visits(desk.random, year)))


def _visits(random: Random, year: int) -> Iterator[datetime]:
    """Yield when somebody comes to the desk with a problem."""
    for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days):
        day = date(year, 1, 1) + timedelta(days=number)
        hours = range(0) if (day.month, day.day) in CLOSED else OPEN[day.weekday()]
        for each in hours:
            for minute in (0, 30):
                if random.random() < BUSY * QUIET.get(day.month, 1):
                    yield datetime.combine(day, time(each, minute), clock.HERE)


@dataclass(frozen=True, slots=True)
class _Desk:
    """How people at a desk go about: earlier answers and situations more, and some steps puzzle them."""

    handbook: Handbook
    random: Random
    likely: Mapping[tuple[str, str], float]
    puzzling: Mapping[str, float]

    @classmethod
    def of(cls, handbook: Handbook, random: Random) -> _Desk:
        answers = [(step.id, at, one) for step in handbook.steps for at, one in enumerate(step.answers)]
        likely = {
            (step, answer.id): (random.random() ** 2 + 0.05) / (at + 1) * _pull(handbook, answer)
            for step, at, answer in answers
        }
        puzzling = {step.id: PUZZLING * random.random() ** 3 for step in handbook.steps if step.answers}
        return cls(handbook, random, likely, puzzling)

    def walk(self, at: datetime) -> LoggedCase:
        begins = starts(self.handbook)
        weights = [(1 if step.number else 0.3) / (at + 1) for at, step in enumerate(begins)]
        trail = self.random.choices(begins, weights)
        back: list[str] = []
        while len(trail) + len(back) < LONGEST:
            chance = self.random.random()
            answers = [answer for answer in trail[-1].answers if answer.next in self.handbook]
            if len(trail) > 1 and chance < self.puzzling.get(trail[-1].id, 0):
                back.append(trail.pop().id)
            elif answers and chance < 1 - LEFT:
                trail.append(self._next(trail[-1], answers))
            else:
                break
        last = trail[-1]
        outcome = last.id if last.kind is Kind.OUTCOME else None
        return LoggedCase(hour(at), tuple(step.id for step in trail), tuple(back), outcome)

    def _next(self, step: Step, answers: list[Answer]) -> Step:
        weights = [self.likely[step.id, answer.id] for answer in answers]
        return self.handbook.step(self.random.choices(answers, weights)[0].next)


def _pull(handbook: Handbook, answer: Answer) -> float:
    """Return how much likelier an answer is for where it leads: most cases are resolved, few are outside."""
    if answer.next == handbook.outside.step:
        return 0.2
    resolves = answer.next in handbook and handbook.step(answer.next).outcome is OutcomeKind.RESOLVED
    return 2.0 if resolves else 1.0
