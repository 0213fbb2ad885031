"""Cases counted to traffic: steps go by the ids of the handbook of now, in its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, pairwise
from typing import TypeVar

from ..handbook import Handbook
from ..handbook.graph import starts
from ..handbook.values import Kind
from ..store import CaseCount, LoggedCase
from .cases import Sample
from .matching import Past, Published, Way, cases_in
from .traffic import Count, Month, Passage, Seen, Traffic

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
