"""Traffic: how many cases went where. Steps go by the ids of the handbook of now, in its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, pairwise
from typing import TypeVar

from ..handbook import Handbook
from ..handbook.graph import starts
from ..handbook.step import Step
from ..handbook.values import Kind
from ..store import CaseCount, LoggedCase, Revision
from . import words
from .cases import Sample
from .matching import Past, Published, Way, cases_in

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
    """How often a step was on the path of a case, gone back from, and the last that a case came to."""

    step: str
    reached: int
    back: int
    left: int = 0  # cases that ended here, before an outcome

    @property
    def times(self) -> int:
        """How often it was seen, at the least.

        Going back takes a step off the path, so each time is one of the two. Somebody who goes back several
        steps at once has also seen those in between; the log does not tell which.
        """
        return self.reached + self.back

    @property
    def rate(self) -> float:
        """How hard it is: how often it was gone back from or left, of the times it was seen."""
        return (self.back + self.left) / self.times if self.times else 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """How often an answer was followed.

    The log has steps and no answers. Of several answers to one step that lead to the same next step it only
    tells how often that was reached: each of them gets that number, and says among how many it is. What was
    followed by an answer that the handbook has no more has no answer here.
    """

    step: str
    answer: str
    target: str
    cases: int
    among: int = 1


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a number of cases tells about a handbook; made by :func:`count_traffic`.

    ``misfits`` cannot be walked on their own revision; they count nowhere else. ``starts``, ``ends`` and
    ``steps`` are those of the handbook, and after them those that were walked and are so no more; ``gone``
    has the ones that are not in it at all. ``months`` is without those in which there was nothing, ``left``
    is how many stopped before an outcome, ``sample`` whether the cases were made up.
    """

    handbook: Handbook
    ways: tuple[Way, ...]
    cases: int
    starts: tuple[Count, ...]
    months: tuple[Month, ...]
    ends: tuple[Count, ...]
    left: int
    steps: tuple[Seen, ...]
    passages: tuple[Passage, ...]
    misfits: int = 0
    gone: tuple[Step, ...] = ()
    published: tuple[Revision, ...] = ()
    sample: bool = False

    @property
    def unreached(self) -> tuple[str, ...]:
        """Ids of the steps that nobody has seen."""
        return tuple(seen.step for seen in self.steps if not seen.times)

    @property
    def note(self) -> str:
        """What to say where these numbers are shown, when there are too few; else nothing."""
        return too_few(self.cases)

    def step(self, step_id: str) -> Step:
        """Return a step of the handbook, or one that has gone, as it was last."""
        return next((step for step in self.gone if step.id == step_id), None) or self.handbook.step(step_id)

    def title(self, step_id: str) -> str:
        """Return the title of a step, which says so when it has gone."""
        title = self.step(step_id).title
        return title if step_id in self.handbook else words.gone(title)

    def start_name(self, step_id: str) -> str:
        """Return what a case started with."""
        begins = step_id in {step.id for step in starts(self.handbook)}
        return words.start(self.handbook, step_id) if begins else self.title(step_id)

    def end_name(self, step_id: str) -> str:
        """Return an outcome with its kind."""
        kind = self.step(step_id).outcome
        return f"{kind.label}: {self.title(step_id)}" if kind else self.title(step_id)

    def records(self) -> list[dict[str, str | int | None]]:
        """Return a row for each month, revision and path: plain values, as ``pandas.DataFrame`` takes them.

        Steps are joined by spaces, as no id has one.

        Examples
        --------
        >>> import ehbi
        >>> walk = LoggedCase("2026-11-24T17", ("eigen-site",), outcome="eigen-site")
        >>> (row,) = count_traffic(ehbi.load(), [walk, walk]).records()
        >>> row["month"], row["start"], row["kind"], row["cases"]
        ('2026-11', 'eigen-site', 'explained', 2)
        """
        return [self._record(way) for way in self.ways]

    def _record(self, way: Way) -> dict[str, str | int | None]:
        return {
            "month": f"{way.month:%Y-%m}",
            "version": way.version,
            "start": way.steps[0],
            "start_title": self.title(way.steps[0]),
            "end": way.outcome,
            "end_title": self.title(way.outcome) if way.outcome else None,
            "kind": way.kind.value if way.kind else None,
            "cases": way.cases,
            "back": sum(times for _, times in way.back),
            "steps": " ".join(way.steps),
        }

    def __repr__(self) -> str:
        return f"<Traffic of {self.cases} cases{', made up' * self.sample}, {self.misfits} misfits>"


Counted = TypeVar("Counted")


def count_traffic(
    handbook: Handbook,
    cases: Sequence[LoggedCase | CaseCount] | Sample,
    revisions: Sequence[Published] = (),
) -> Traffic:
    """Count how cases went, each through the handbook that it was walked on.

    Parameters
    ----------
    handbook
        The one to tell it of.
    cases
        The log, or a year that was made up for this handbook.
    revisions
        What was published, oldest first. A case that does not say on which it was walked counts on the newest
        of before its hour on which it can have been; without revisions, all count on ``handbook``.

    Examples
    --------
    >>> import ehbi
    >>> walk = LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken"), back=("mail-zoeken",))
    >>> count_traffic(ehbi.load(), [walk, LoggedCase("2026-11-24T17", ("weg",))])
    <Traffic of 1 cases, 1 misfits>
    """
    sample = isinstance(cases, Sample)
    walks = cases.walks if isinstance(cases, Sample) else cases
    past = Past(handbook, () if sample else tuple(revisions))
    ways = _together(past.ways(walks))
    gone = sorted({step for way in ways for step in way.seen if step not in handbook})
    return replace(
        _counted(handbook, ways),
        misfits=sum(map(cases_in, walks)) - sum(way.cases for way in ways),
        gone=tuple(filter(None, map(past.step, gone))),
        published=tuple(one.revision for one in past.revisions),
        sample=sample,
    )


def part_of(traffic: Traffic, belongs: Callable[[Way], bool]) -> Traffic:
    """Return the traffic of some of the cases alone; what did not fit is in none."""
    ways = tuple(way for way in traffic.ways if belongs(way))
    same = {name: getattr(traffic, name) for name in ("gone", "published", "sample")}
    return replace(_counted(traffic.handbook, ways), **same)


def _together(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return ways in order, with those that are alike as one: in a year many are."""
    found: dict[Way, list[Way]] = {}
    for way in ways:
        found.setdefault(replace(way, cases=0, back=()), []).append(way)
    summed = (
        replace(
            what,
            cases=sum(way.cases for way in alike),
            back=tuple(sorted(_sum(chain.from_iterable(way.back for way in alike)).items())),
        )
        for what, alike in found.items()
    )
    return tuple(sorted(summed, key=lambda way: (way.month, way.version or 0, way.steps, way.outcome or "")))


def _counted(handbook: Handbook, ways: Sequence[Way]) -> Traffic:
    ends = _sum((way.outcome, way.cases) for way in ways)
    begins = _known([step.id for step in starts(handbook)], (way.steps[0] for way in ways))
    outcomes = [step.id for step in handbook.steps if step.kind is Kind.OUTCOME]
    return Traffic(
        handbook=handbook,
        ways=tuple(ways),
        cases=sum(way.cases for way in ways),
        starts=_starts(begins, ways),
        months=_months(begins, ways),
        ends=tuple(Count(step, ends[step]) for step in _known(outcomes, filter(None, ends))),
        left=ends[None],
        steps=_steps(handbook, ways),
        passages=_passages(handbook, ways),
    )


def _known(now: Sequence[str], walked: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of now, and after them those that were walked and are none of these any more."""
    return tuple(dict.fromkeys((*now, *sorted(set(walked).difference(now)))))


def _sum(each: Iterable[tuple[Counted, int]]) -> Counter[Counted]:
    found: Counter[Counted] = Counter()
    for what, cases in each:
        found[what] += cases
    return found


def _starts(begins: Sequence[str], ways: Iterable[Way]) -> tuple[Count, ...]:
    found = _sum((way.steps[0], way.cases) for way in ways)
    return tuple(Count(start, found[start]) for start in begins)


def _months(begins: Sequence[str], ways: Iterable[Way]) -> tuple[Month, ...]:
    found: dict[date, list[Way]] = {}
    for way in ways:
        found.setdefault(way.month, []).append(way)
    return tuple(Month(first, _starts(begins, found[first])) for first in sorted(found))


def _steps(handbook: Handbook, ways: Sequence[Way]) -> tuple[Seen, ...]:
    reached = _sum((step, way.cases) for way in ways for step in way.steps)
    back = _sum((step, times) for way in ways for step, times in way.back)
    left = _sum((way.steps[-1], way.cases) for way in ways if way.outcome is None)
    steps = _known([step.id for step in handbook.steps], (*reached, *back))
    return tuple(Seen(step, reached[step], back[step], left[step]) for step in steps)


def _passages(handbook: Handbook, ways: Sequence[Way]) -> tuple[Passage, ...]:
    found = _sum((pair, way.cases) for way in ways for pair in pairwise(way.steps))
    answers = [(step.id, answer) for step in handbook.steps for answer in step.answers]
    among = Counter((step, answer.next) for step, answer in answers)
    now = (
        Passage(step, answer.id, answer.next, found[step, answer.next], among[step, answer.next])
        for step, answer in answers
    )
    gone = sorted(pair for pair in found if pair not in among)
    return (*now, *(Passage(step, "", target, found[step, target]) for step, target in gone))
