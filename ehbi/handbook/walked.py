"""What a change does to the ways that people took, as the case log has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from .model import Handbook
from .routes import Routes, routes

Steps: TypeAlias = tuple[str, ...]
"""Ids of the steps of a case, from its situation to its outcome."""
Arrow: TypeAlias = tuple[str, str]


class Fate(StrEnum):
    """What becomes of the paths that a case can have taken, when something becomes of them.

    The log has steps and no answers: where two answers lead to the same step, a case can have taken two
    paths. It is :attr:`UNSURE` when only some of them are what they were. When none is, they end
    :attr:`ELSEWHERE` if any does, and are :attr:`GONE` if none comes to an end.
    """

    UNSURE = "unsure"
    ELSEWHERE = "elsewhere"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Walked:
    """A way of the old handbook that people took and that is no longer what it was.

    Parameters
    ----------
    steps
        The way.
    times
        How often it was taken.
    fate
        What becomes of it.
    leaves
        Id of the step after which it is another way; empty when that is not sure.
    ends
        Ids of the outcomes at which it ends now, when it ends elsewhere.
    """

    steps: Steps
    times: int
    fate: Fate
    leaves: str = ""
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """How often the changed ways of one situation were taken.

    Parameters
    ----------
    situation
        Its number.
    cases
        All its cases that can be walked in the old handbook and came to an outcome there.
    ways
        Those ways that are no longer what they were, or maybe not; the most walked first.
    """

    situation: int | None
    cases: int
    ways: tuple[Walked, ...]

    def times(self, *fates: Fate) -> int:
        """Return how many cases have one of these fates."""
        return sum(way.times for way in self.ways if way.fate in fates)


def weigh(old: Handbook, new: Handbook, log: Mapping[Steps, int]) -> tuple[Weighed, ...]:
    """Return how often ways that a change touches were taken, for each situation of the old handbook.

    Parameters
    ----------
    old, new
        The handbook before and after the change.
    log
        How often each way was taken. What cannot be walked in the old handbook counts nowhere.

    Examples
    --------
    >>> import ehbi
    >>> old = ehbi.load()
    >>> weigh(old, old, {("geen-rechten", "geen-toegang"): 3})[2]
    Weighed(situation=3, cases=0, ways=())
    """
    change = _Change.between(routes(old), routes(new))
    numbers = {start: number for number, named in change.before.starts.items() for start in named}
    fitting: dict[int | None, list[Steps]] = {number: [] for number in numbers.values()}
    for steps in log:
        if steps and steps[0] in numbers and change.could_be_walked(steps):
            fitting[numbers[steps[0]]].append(steps)
    return tuple(
        Weighed(number, sum(log[steps] for steps in walks), _changed(change, number, walks, log))
        for number, walks in sorted(fitting.items(), key=lambda item: item[0] or 0)
    )


def _changed(
    change: _Change, number: int | None, walks: Iterable[Steps], log: Mapping[Steps, int]
) -> tuple[Walked, ...]:
    stay = change.after.starts.get(number, frozenset())
    touched = (steps for steps in walks if steps[0] not in stay or change.touches(steps))
    found = (change.judge(steps, log[steps], begins=steps[0] in stay) for steps in touched)
    return tuple(sorted(found, key=lambda way: (-way.times, way.steps)))


@dataclass(frozen=True, slots=True)
class _Change:
    """Two handbooks, with the arrows of the old one.

    Parameters
    ----------
    before, after
        The ways through both.
    arrows
        For each arrow where the answers along it lead now; None where an answer leads nowhere.
    touched
        The arrows and the ends that are no longer what they were.
    """

    before: Routes
    after: Routes
    arrows: Mapping[Arrow, tuple[str | None, ...]]
    touched: frozenset[Arrow | str]

    @classmethod
    def between(cls, before: Routes, after: Routes) -> _Change:
        arrows: dict[Arrow, tuple[str | None, ...]] = {}
        for step, links in before.links.items():
            now = after.links.get(step, {})
            for answer, target in links.items():
                arrows[step, target] = (*arrows.get((step, target), ()), now.get(answer))
        touched = {arrow for arrow, now in arrows.items() if set(now) != {arrow[1]}}
        return cls(before, after, arrows, frozenset(touched | (before.ends - after.ends)))

    def could_be_walked(self, steps: Steps) -> bool:
        return steps[-1] in self.before.ends and all(map(self.arrows.__contains__, pairwise(steps)))

    def touches(self, steps: Steps) -> bool:
        return steps[-1] in self.touched or not self.touched.isdisjoint(pairwise(steps))

    def judge(self, steps: Steps, times: int, *, begins: bool) -> Walked:
        """Return what becomes of a way that was touched; ``begins`` says whether its start stays."""
        if not begins:
            return Walked(steps, times, Fate.GONE, steps[0])
        for step, target in pairwise(steps):
            now = self.arrows[step, target]
            if target not in now:
                return self._left(steps, times, step, now if target == steps[-1] else ())
        if steps[-1] not in self.after.ends:
            return Walked(steps, times, Fate.GONE, steps[-1])
        return Walked(steps, times, Fate.UNSURE)

    def _left(self, steps: Steps, times: int, at: str, now: Iterable[str | None]) -> Walked:
        ends = tuple(sorted({end for end in now if end in self.after.ends}))
        return Walked(steps, times, Fate.ELSEWHERE if ends else Fate.GONE, at, ends)
