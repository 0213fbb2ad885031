"""Count cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeVar

from ..handbook import Handbook
from ..handbook.graph import can_be_walked, starts
from ..handbook.values import Kind
from ..store import CaseCount as Way
from ..store import LoggedCase as Walk
from ..store import case_log as ways
from .sample import Sample
from .tallies import Count, Month, Passage, Seen, Traffic

Counted = TypeVar("Counted")


def count_traffic(handbook: Handbook, cases: Sequence[Walk | Way] | Sample) -> Traffic:
    """Count how cases went through a handbook.

    Parameters
    ----------
    handbook
        The revision to count on. What does not fit it is counted apart.
    cases
        The case log, single or counted, or a sample.

    Examples
    --------
    >>> import ehbi
    >>> walk = Walk("2026-11-24T17", ("reset-mail", "mail-zoeken"), back=("mail-zoeken",))
    >>> count_traffic(ehbi.load(), [walk, Walk("2026-11-24T17", ("weg",))])
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
        misfits=sum(walk.cases if isinstance(walk, Way) else 1 for walk in walks) - known,
        starts=_starts(handbook, fitting),
        months=_months(handbook, fitting),
        ends=tuple(Count(step, ends[step]) for step in outcomes),
        left=ends[None],
        steps=_steps(handbook, fitting),
        passages=_passages(handbook, fitting),
        sample=isinstance(cases, Sample),
    )


def fits(handbook: Handbook, walk: Walk | Way) -> bool:
    """Return whether a case can be walked in this handbook, and ends there as it did.

    Of cases that were counted nobody knows any more which of them went back from which step: a step that has
    gone since is only left out of what was gone back from.
    """
    if not can_be_walked(handbook, walk.steps):
        return False
    if isinstance(walk, Walk) and not all(step in handbook for step in walk.back):
        return False
    last = handbook.step(walk.steps[-1])
    return walk.outcome == (last.id if last.kind is Kind.OUTCOME else None) and month_of(walk) is not None


def month_of(walk: Walk | Way) -> date | None:
    """Return the first day of the month of a case, in Dutch time; None when its hour cannot be read.

    Examples
    --------
    >>> month_of(Walk("2026-11-30T23", ("reset-mail",)))
    datetime.date(2026, 12, 1)
    """
    month = walk.month if isinstance(walk, Way) else ways.month_of(walk.hour)
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


def _counted(walk: Walk | Way) -> Way:
    if isinstance(walk, Way):
        return walk
    return Way(ways.month_of(walk.hour) or "", walk.steps, walk.outcome, 1, Counter(walk.back))


def _sum(each: Iterable[tuple[Counted, int]]) -> Counter[Counted]:
    found: Counter[Counted] = Counter()
    for what, cases in each:
        found[what] += cases
    return found


def _starts(handbook: Handbook, fitting: Iterable[Way]) -> tuple[Count, ...]:
    found = _sum((way.steps[0], way.cases) for way in fitting)
    return tuple(Count(start.id, found[start.id]) for start in starts(handbook))


def _months(handbook: Handbook, fitting: Iterable[Way]) -> tuple[Month, ...]:
    found: dict[date, list[Way]] = {}
    for way in fitting:
        first = month_of(way)
        if first:
            found.setdefault(first, []).append(way)
    return tuple(Month(first, _starts(handbook, found[first])) for first in sorted(found))


def _steps(handbook: Handbook, fitting: Sequence[Way]) -> tuple[Seen, ...]:
    reached = _sum((step, way.cases) for way in fitting for step in way.steps)
    back = _sum((step, times) for way in fitting for step, times in way.back.items())
    return tuple(Seen(step.id, reached[step.id], back[step.id]) for step in handbook.steps)


def _passages(handbook: Handbook, fitting: Sequence[Way]) -> tuple[Passage, ...]:
    found = _sum((pair, way.cases) for way in fitting for pair in pairwise(way.steps))
    answers = [(step.id, answer) for step in handbook.steps for answer in step.answers]
    among = Counter((step, answer.next) for step, answer in answers)
    return tuple(
        Passage(step, answer.id, answer.next, found[step, answer.next], among[step, answer.next])
        for step, answer in answers
    )
