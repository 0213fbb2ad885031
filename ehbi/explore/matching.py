"""Cases of any revision: each on the one that it was walked on, by the ids that its steps have now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise

from ..handbook import Handbook, clock
from ..handbook.compare.impact import renames
from ..handbook.graph import can_be_walked
from ..handbook.step import Step
from ..handbook.values import Kind, OutcomeKind
from ..store import CaseCount, LoggedCase, Revision, Store, UnreadableError, case_log, revisions


@dataclass(frozen=True, slots=True)
class Published:
    """A revision with its content."""

    revision: Revision
    handbook: Handbook


def revisions_of(store: Store) -> tuple[Published, ...]:
    """Return the revisions that this EHBI can read, oldest first."""
    return tuple(_revisions(store))


def _revisions(store: Store) -> Iterator[Published]:
    handbooks: dict[str, Handbook] = {}  # one that came back is the same
    for one in reversed(revisions.history(store)):
        with suppress(UnreadableError):
            if one.digest not in handbooks:
                handbooks[one.digest] = revisions.content(store, one.number)
            yield Published(one, handbooks[one.digest].published_as(one.version))


@dataclass(frozen=True, slots=True)
class Way:
    """Cases of one month that went the same path on one revision.

    Steps go by the ids that they have in the handbook of now; one that has gone keeps its last.
    """

    month: date  # its first day, in Dutch time
    steps: tuple[str, ...]
    outcome: str | None  # None for cases that were left
    kind: OutcomeKind | None  # of the outcome, as it was then
    cases: int  # how many
    back: tuple[tuple[str, int], ...] = ()  # from which steps somebody went back, and how often
    version: int | None = None  # number of the revision; None for a handbook that is none

    @property
    def seen(self) -> frozenset[str]:
        """The steps that were on the path, or gone back from."""
        return frozenset((*self.steps, *(step for step, _ in self.back)))


@dataclass(frozen=True)
class Past:
    """A handbook as it is now, and all that it was: revisions, oldest first; without any, only it counts."""

    handbook: Handbook
    revisions: tuple[Published, ...] = ()

    def ways(self, walks: Iterable[LoggedCase | CaseCount]) -> Iterator[Way]:
        """Yield those that can be walked on their own revision, by the ids of now."""
        fitting: dict[object, int | None] = {}
        for walk in walks:
            key = (walk.steps, walk.outcome, walk.revision, _until(walk), _backs(walk))
            if key not in fitting:
                fitting[key] = self._own(walk)
            month, own = month_of(walk), fitting[key]
            if month and own is not None:
                yield self._way(walk, month, own)

    def step(self, step_id: str) -> Step | None:
        """Return a step as it is, or else as it was last; None for what never was one."""
        books = (self.handbook, *reversed(self._handbooks))
        return next((book.step(step_id) for book in books if step_id in book), None)

    @cached_property
    def _handbooks(self) -> tuple[Handbook, ...]:
        return tuple(one.handbook for one in self.revisions) or (self.handbook,)

    @cached_property
    def _renames(self) -> tuple[tuple[int, dict[str, str]], ...]:
        """After which revisions steps got another id, and which."""
        steps = enumerate(pairwise((*self._handbooks, self.handbook)))
        found = ((at, renames(before, after)) for at, (before, after) in steps)
        return tuple((at, names) for at, names in found if names)

    def _own(self, walk: LoggedCase | CaseCount) -> int | None:
        """Return the place of the revision that a case was walked on; None when it fits in none."""
        until = _until(walk)
        there = [
            at
            for at in range(len(self._handbooks))
            if at == 0 or (until and self.revisions[at].revision.at < until)
        ]
        if own := [at for at in there if self._digest(at) == walk.revision]:
            there = own[-1:]
        elif later := [at for at in range(len(self._handbooks)) if self._digest(at) == walk.revision]:
            there = later[:1]  # a clock was not right
        return next((at for at in reversed(there) if fits(self._handbooks[at], walk)), None)

    def _digest(self, at: int) -> str:
        return self.revisions[at].revision.digest if self.revisions else self.handbook.revision

    def _way(self, walk: LoggedCase | CaseCount, month: date, own: int) -> Way:
        backs = Counter[str]()
        for step, times in _backs(walk):
            now = self._now(own, step)
            if self.step(now):
                backs[now] += times
        then = self._handbooks[own]
        return Way(
            month=month,
            steps=tuple(self._now(own, step) for step in walk.steps),
            outcome=self._now(own, walk.outcome) if walk.outcome else None,
            kind=then.step(walk.outcome).outcome if walk.outcome else None,
            cases=cases_in(walk),
            back=tuple(sorted(backs.items())),
            version=self.revisions[own].revision.number if self.revisions else None,
        )

    def _now(self, own: int, step: str) -> str:
        """Return the id that a step of a revision has now, or had last."""
        for at, names in self._renames:
            if at >= own:
                step = names.get(step, step)
        return step


def fits(handbook: Handbook, walk: LoggedCase | CaseCount) -> bool:
    """Return whether a case can be walked in this handbook, and ends there as it did.

    Of cases that were counted nobody knows any more which of them went back from which step: one that is not
    in this handbook does not matter then.
    """
    if not can_be_walked(handbook, walk.steps):
        return False
    if isinstance(walk, LoggedCase) and not all(step in handbook for step in walk.back):
        return False
    last = handbook.step(walk.steps[-1])
    ended = walk.outcome == (last.id if last.kind is Kind.OUTCOME else None)
    return ended and month_of(walk) is not None


def cases_in(walk: LoggedCase | CaseCount) -> int:
    """Return how many cases that is."""
    return walk.cases if isinstance(walk, CaseCount) else 1


def month_of(walk: LoggedCase | CaseCount) -> date | None:
    """Return the first day of the month of a case, in Dutch time; None when its hour cannot be read."""
    month = walk.month if isinstance(walk, CaseCount) else case_log.month_of(walk.hour)
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


def _until(walk: LoggedCase | CaseCount) -> datetime | None:
    """Return the moment before which a case surely ended: the end of its hour, or of its month."""
    try:
        if isinstance(walk, LoggedCase):
            return datetime.strptime(walk.hour, "%Y-%m-%dT%H").replace(tzinfo=UTC) + timedelta(hours=1)
        later = datetime.strptime(walk.month, "%Y-%m") + timedelta(days=32)
        return later.replace(day=1, tzinfo=clock.HERE)
    except (ValueError, OverflowError):
        return None


def _backs(walk: LoggedCase | CaseCount) -> tuple[tuple[str, int], ...]:
    return tuple((walk.back if isinstance(walk, CaseCount) else Counter(walk.back)).items())
