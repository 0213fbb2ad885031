"""Traffic: how many cases went where in a handbook. Steps go by their ids, in the handbook's order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from ..handbook import Handbook
from ..handbook.graph import can_be_walked, starts
from ..handbook.values import Kind
from ..store import CaseCount, LoggedCase, case_log
from . import words
from .cases import Sample

ENOUGH = 30
"""Cases from which on a share begins to mean something; with fewer, one case more moves it by points."""


def too_few(cases: int) -> str:
    """Return what to say where numbers of so few cases are shown; nothing when there are enough.

    Examples
    --------
    >>> too_few(12)
    'Nog maar 12 casussen: trek pas conclusies vanaf ongeveer 30.'
    """
    if cases >= ENOUGH:
        return ""
    if not cases:
        return words.NOTHING
    return f"Nog maar {words.cases(cases)}: trek pas conclusies vanaf ongeveer {ENOUGH}."


@dataclass(frozen=True, slots=True)
class Count:
    """A step and a number of cases."""

    step: str
    cases: int


@dataclass(frozen=True, slots=True)
class Month:
    """The cases of one month in Dutch time, by what they started with."""

    first: date
    starts: tuple[Count, ...]

    @property
    def cases(self) -> int:
        """All cases of this month."""
        return sum(count.cases for count in self.starts)


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a step was on the path of a case, and how often somebody went back from it."""

    step: str
    reached: int
    back: int

    @property
    def times(self) -> int:
        """How often it was seen, at the least.

        Going back takes a step off the path, so each time is one of the two. Somebody who goes back several
        steps at once has also seen those in between; the log does not tell which.
        """
        return self.reached + self.back

    @property
    def rate(self) -> float:
        """How often it was gone back from, of the times it was seen."""
        return self.back / self.times if self.times else 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """How often an answer was followed.

    The log has steps and no answers. Of several answers to one step that lead to the same next step it only
    tells how often that was reached: each of them gets that number, and says among how many it is.
    """

    step: str
    answer: str
    target: str
    cases: int
    among: int = 1


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a number of cases tells about a revision of a handbook; made by :func:`count_traffic`.

    ``misfits`` cannot be walked in it, as a step has gone since or an answer leads elsewhere; they count
    nowhere else. ``months`` is without those in which there was nothing, ``left`` is how many stopped before
    an outcome, ``sample`` whether the cases were made up.
    """

    handbook: Handbook
    cases: int
    misfits: int
    starts: tuple[Count, ...]
    months: tuple[Month, ...]
    ends: tuple[Count, ...]
    left: int
    steps: tuple[Seen, ...]
    passages: tuple[Passage, ...]
    sample: bool = False

    @property
    def unreached(self) -> tuple[str, ...]:
        """Ids of the steps that nobody has seen."""
        return tuple(seen.step for seen in self.steps if not seen.times)

    @property
    def note(self) -> str:
        """What to say where these numbers are shown, when there are too few; else nothing."""
        return too_few(self.cases)

    def __repr__(self) -> str:
        return f"<Traffic of {self.cases} cases{', made up' * self.sample}, {self.misfits} misfits>"


Counted = TypeVar("Counted")


def count_traffic(handbook: Handbook, cases: Sequence[LoggedCase | CaseCount] | Sample) -> Traffic:
    """Count how cases went through a handbook.

    Examples
    --------
    >>> import ehbi
    >>> walk = LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken"), back=("mail-zoeken",))
    >>> count_traffic(ehbi.load(), [walk, LoggedCase("2026-11-24T17", ("weg",))])
    <Traffic of 1 cases, 1 misfits>
    """
    walks = cases.walks if isinstance(cases, Sample) else cases
    fitting = [_counted(walk) for walk in walks if fits(handbook, walk)]
    outcomes = [step.id for step in handbook.steps if step.kind is Kind.OUTCOME]
    ends = _sum((way.outcome, way.cases) for way in fitting)
    known = sum(way.cases for way in fitting)
    return Traffic(
        handbook=handbook,
        cases=known,
        misfits=sum(walk.cases if isinstance(walk, CaseCount) else 1 for walk in walks) - known,
        starts=_starts(handbook, fitting),
        months=_months(handbook, fitting),
        ends=tuple(Count(step, ends[step]) for step in outcomes),
        left=ends[None],
        steps=_steps(handbook, fitting),
        passages=_passages(handbook, fitting),
        sample=isinstance(cases, Sample),
    )


def fits(handbook: Handbook, walk: LoggedCase | CaseCount) -> bool:
    """Return whether a case can be walked in this handbook, and ends there as it did.

    Of cases that were counted nobody knows any more which of them went back from which step: a step that has
    gone since is only left out of what was gone back from.
    """
    if not can_be_walked(handbook, walk.steps):
        return False
    if isinstance(walk, LoggedCase) and not all(step in handbook for step in walk.back):
        return False
    last = handbook.step(walk.steps[-1])
    return walk.outcome == (last.id if last.kind is Kind.OUTCOME else None) and month_of(walk) is not None


def month_of(walk: LoggedCase | CaseCount) -> date | None:
    """Return the first day of the month of a case, in Dutch time; None when its hour cannot be read."""
    month = walk.month if isinstance(walk, CaseCount) else case_log.month_of(walk.hour)
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


def _counted(walk: LoggedCase | CaseCount) -> CaseCount:
    if isinstance(walk, CaseCount):
        return walk
    return CaseCount(case_log.month_of(walk.hour) or "", walk.steps, walk.outcome, 1, Counter(walk.back))


def _sum(each: Iterable[tuple[Counted, int]]) -> Counter[Counted]:
    found: Counter[Counted] = Counter()
    for what, cases in each:
        found[what] += cases
    return found


def _starts(handbook: Handbook, fitting: Iterable[CaseCount]) -> tuple[Count, ...]:
    found = _sum((way.steps[0], way.cases) for way in fitting)
    return tuple(Count(start.id, found[start.id]) for start in starts(handbook))


def _months(handbook: Handbook, fitting: Iterable[CaseCount]) -> tuple[Month, ...]:
    found: dict[date, list[CaseCount]] = {}
    for way in fitting:
        first = month_of(way)
        if first:
            found.setdefault(first, []).append(way)
    return tuple(Month(first, _starts(handbook, found[first])) for first in sorted(found))


def _steps(handbook: Handbook, fitting: Sequence[CaseCount]) -> tuple[Seen, ...]:
    reached = _sum((step, way.cases) for way in fitting for step in way.steps)
    back = _sum((step, times) for way in fitting for step, times in way.back.items())
    return tuple(Seen(step.id, reached[step.id], back[step.id]) for step in handbook.steps)


def _passages(handbook: Handbook, fitting: Sequence[CaseCount]) -> tuple[Passage, ...]:
    found = _sum((pair, way.cases) for way in fitting for pair in pairwise(way.steps))
    answers = [(step.id, answer) for step in handbook.steps for answer in step.answers]
    among = Counter((step, answer.next) for step, answer in answers)
    return tuple(
        Passage(step, answer.id, answer.next, found[step, answer.next], among[step, answer.next])
        for step, answer in answers
    )
