"""The impact of a change on cases: which examples, paths and logged cases now go or end elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from ..edits.renames import mentioned_as
from ..examples import outcome_of
from ..graph import Routes, routes
from ..model import Handbook
from ..step import Example

Steps: TypeAlias = tuple[str, ...]
"""Ids of the steps of a case, from its situation to its outcome."""
Arrow: TypeAlias = tuple[str, str]


class Fate(StrEnum):
    """What becomes of the paths that a case can have taken, when something becomes of them.

    The log has steps and no answers: of a case's two paths between the same steps, only some may be what they
    were. When none is, they end :attr:`ELSEWHERE` if any does.

    """

    UNSURE = "unsure"
    ELSEWHERE = "elsewhere"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class EndedElsewhere:
    """An example by its id, and the outcomes in the old and the new handbook; None where it comes to none."""

    example: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class OutcomesChanged:
    """What became of the paths of one situation, by its number: the ways from it to an outcome.

    Those ``elsewhere`` have all their answers still, and end at another outcome; of those ``gone`` some
    answer leads on differently or nowhere. Where a case can go round in a circle they cannot be counted.

    """

    situation: int | None
    elsewhere: int = 0
    gone: int = 0
    new: int = 0
    uncountable: bool = False


@dataclass(frozen=True, slots=True)
class ChangedWay:
    """A way of the old handbook that people took, how often, and what becomes of it.

    It ``leaves`` the old way after a step, if that is sure, and ``ends`` at these outcomes now.

    """

    steps: Steps
    times: int
    fate: Fate
    leaves: str = ""
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SituationImpact:
    """How often the changed ways of one situation were taken, most walked first, among all its ``cases``."""

    situation: int | None
    cases: int
    ways: tuple[ChangedWay, ...]

    def times(self, *fates: Fate) -> int:
        """Return how many cases have one of these fates."""
        return sum(way.times for way in self.ways if way.fate in fates)


def renames(before: Handbook, after: Handbook) -> dict[str, str]:
    """Return which steps have another id since: a new step says under which ones it was published."""
    new = (step for step in after.steps if step.id not in before)
    return {old: step.id for step in new for old in step.former if old not in after}


def _with_ids_of(new: Handbook, old: Handbook) -> Handbook:
    """Return the old handbook with the ids that its steps have in the new one."""
    for name, now in renames(old, new).items():
        if name in old and now not in old:
            named = (step.model_copy(update={"id": now}) if step.id == name else step for step in old.steps)
            old = mentioned_as(old.model_copy(update={"steps": tuple(named)}), "steps", name, now)
    return old


def ended_elsewhere(old: Handbook, new: Handbook) -> tuple[EndedElsewhere, ...]:
    """Return the examples of the old handbook that end elsewhere in the new one."""
    old = _with_ids_of(new, old)
    ends = ((example.id, _outcome(old, example), _outcome(new, example)) for example in old.examples)
    return tuple(EndedElsewhere(*found) for found in ends if found[1] != found[2])


def _outcome(handbook: Handbook, example: Example) -> str | None:
    outcome = outcome_of(handbook, example)
    return outcome.id if outcome else None


def outcomes_changed(old: Handbook, new: Handbook) -> tuple[OutcomesChanged, ...]:
    """Return the situations of which some path is no longer what it was; paths are counted, not listed."""
    before, after = routes(_with_ids_of(new, old)), routes(new)
    shared = _alike(before, after)
    found = [
        _outcomes(number, before, after, shared)
        for number in sorted({*before.starts, *after.starts}, key=lambda number: number or 0)
    ]
    return tuple(change for change in found if change != OutcomesChanged(change.situation))


def _outcomes(
    number: int | None, before: Routes, after: Routes, shared: Mapping[str, tuple[int, int]]
) -> OutcomesChanged:
    were, are = (way.starts.get(number, frozenset()) for way in (before, after))
    if were - before.counts.keys() or are - after.counts.keys():
        return OutcomesChanged(number, uncountable=True)
    both = [shared[start] for start in were & are]
    kept, elsewhere = sum(kept for kept, _ in both), sum(elsewhere for _, elsewhere in both)
    gone = sum(before.counts[start] for start in were) - kept - elsewhere
    new = sum(after.counts[start] for start in are) - kept - elsewhere
    return OutcomesChanged(number, elsewhere, gone, new)


def _alike(before: Routes, after: Routes) -> dict[str, tuple[int, int]]:
    """Return for each step of both how many ways from it are in both, with the same end and with another."""
    shared: dict[str, tuple[int, int]] = {}
    for step in before.counts:
        if step in after.counts:
            shared[step] = _alike_from(step, before, after, shared)
    return shared


def _alike_from(
    step: str, before: Routes, after: Routes, shared: Mapping[str, tuple[int, int]]
) -> tuple[int, int]:
    kept, elsewhere = int(step in before.ends and step in after.ends), 0
    for answer, target in before.links[step].items():
        other = after.links[step].get(answer)
        if other == target:
            kept += shared[target][0]
            elsewhere += shared[target][1]
        elif target in before.ends and other in after.ends:
            elsewhere += 1
    return kept, elsewhere


def impact_on_log(old: Handbook, new: Handbook, log: Mapping[Steps, int]) -> tuple[SituationImpact, ...]:
    """Return how often ways that a change touches were taken, for each situation of the old handbook.

    Ways go by the ids that steps have in the new one; what has gone keeps its last.
    """
    compared = _Comparison.between(routes(_with_ids_of(new, old)), routes(new))
    numbers = {start: number for number, named in compared.before.starts.items() for start in named}
    fitting: dict[int | None, list[Steps]] = {number: [] for number in numbers.values()}
    for steps in log:
        if steps and steps[0] in numbers and compared.could_be_walked(steps):
            fitting[numbers[steps[0]]].append(steps)
    return tuple(
        SituationImpact(
            number, sum(log[steps] for steps in walks), _changed_ways(compared, number, walks, log)
        )
        for number, walks in sorted(fitting.items(), key=lambda item: item[0] or 0)
    )


def _changed_ways(
    compared: _Comparison, number: int | None, walks: Iterable[Steps], log: Mapping[Steps, int]
) -> tuple[ChangedWay, ...]:
    stay = compared.after.starts.get(number, frozenset())
    touched = (steps for steps in walks if steps[0] not in stay or compared.touches(steps))
    found = (compared.judge(steps, log[steps], begins=steps[0] in stay) for steps in touched)
    return tuple(sorted(found, key=lambda way: (-way.times, way.steps)))


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Where the answers along each arrow of the old handbook lead now, and which arrows and ends changed."""

    before: Routes
    after: Routes
    arrows: Mapping[Arrow, tuple[str | None, ...]]
    touched: frozenset[Arrow | str]

    @classmethod
    def between(cls, before: Routes, after: Routes) -> _Comparison:
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

    def judge(self, steps: Steps, times: int, *, begins: bool) -> ChangedWay:
        """Return what becomes of a way that was touched; ``begins`` says whether its start stays."""
        if not begins:
            return ChangedWay(steps, times, Fate.GONE, steps[0])
        for step, target in pairwise(steps):
            now = self.arrows[step, target]
            if target not in now:
                return self._left(steps, times, step, now if target == steps[-1] else ())
        if steps[-1] not in self.after.ends:
            return ChangedWay(steps, times, Fate.GONE, steps[-1])
        return ChangedWay(steps, times, Fate.UNSURE)

    def _left(self, steps: Steps, times: int, at: str, now: Iterable[str | None]) -> ChangedWay:
        ends = tuple(sorted({end for end in now if end in self.after.ends}))
        return ChangedWay(steps, times, Fate.ELSEWHERE if ends else Fate.GONE, at, ends)
