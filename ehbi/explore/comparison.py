"""Before and after a version: how cases ended that came by a step, or that came there by one path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..handbook.values import OutcomeKind
from .counting import part_of
from .matching import Way
from .traffic import Seen, Traffic, too_few

MOST = 8
"""Paths to choose from at most: those that were walked most."""


@dataclass(frozen=True, slots=True)
class Side:
    """How cases ended, and how hard the step was to them."""

    cases: int
    ends: tuple[tuple[OutcomeKind | None, int], ...]  # by kind; None for cases that were left
    seen: Seen

    def share(self, kind: OutcomeKind | None) -> float:
        """Return which share of the cases ended so; 0 without any."""
        return dict(self.ends).get(kind, 0) / self.cases if self.cases else 0.0

    @property
    def note(self) -> str:
        """What to say where these numbers are shown, when there are too few; else nothing."""
        return too_few(self.cases)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Cases on the versions before one, and on that one and later."""

    version: int
    before: Side
    after: Side


def compare(traffic: Traffic, version: int, step: str, path: Sequence[str] = ()) -> Comparison:
    """Return how it went with a step before and since a version; with a path, when it was come to by that.

    Cases of a handbook that was not published are on neither side.
    """
    sides = (
        _side(part_of(traffic, lambda way: way.version is not None and way.version < version), step, path),
        _side(part_of(traffic, lambda way: way.version is not None and way.version >= version), step, path),
    )
    return Comparison(version, *sides)


def paths_to(traffic: Traffic, step: str) -> tuple[tuple[str, ...], ...]:
    """Return the paths by which cases came to a step, from the start to it, the most walked first."""
    found = Counter[tuple[str, ...]]()
    for way in traffic.ways:
        if step in way.steps:
            found[way.steps[: way.steps.index(step) + 1]] += way.cases
    return tuple(path for path, _ in found.most_common(MOST))


def _side(traffic: Traffic, step: str, path: Sequence[str]) -> Side:
    ways = [way for way in traffic.ways if step in way.steps and way.steps[: len(path)] == tuple(path)]
    seen = next((one for one in traffic.steps if one.step == step), Seen(step, 0, 0))
    return Side(sum(way.cases for way in ways), tuple(_ends(ways).items()), seen)


def _ends(ways: Iterable[Way]) -> Counter[OutcomeKind | None]:
    found = Counter[OutcomeKind | None]()
    for way in ways:
        found[way.kind] += way.cases
    return found
