"""Calm curves: a plain bend from end to end where nothing stands in the way of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .model import Point

_SAMPLES = 24
_CLEAR = 5.0  # how far a bend stays away from what it passes, in px
_SQUARE, _SLANT = 0.8, 0.4  # how far down a bend keeps going straight: 0 is a diagonal, 1 a square corner
_JOG = 24.0  # sideways less than this, a slanting line is calmer than two corners


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle that is taken, by its middle and size."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, point: Point) -> bool:
        """Return whether a point lies in it or right beside it."""
        across, down = abs(point[0] - self.x), abs(point[1] - self.y)
        return across < self.width / 2 + _CLEAR and down < self.height / 2 + _CLEAR

    def meets(self, start: Point, end: Point) -> bool:
        """Return whether anything between two points could lie in it."""
        across = abs(start[0] + end[0] - 2 * self.x) - abs(start[0] - end[0])
        down = abs(start[1] + end[1] - 2 * self.y) - abs(start[1] - end[1])
        return across < self.width + 2 * _CLEAR and down < self.height + 2 * _CLEAR


class Ground:
    """What is taken in a picture, by height: in a tall one a curve comes by few of the areas."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas = sorted(areas, key=lambda area: area.y)
        self._reach = max((area.height / 2 + _CLEAR for area in self._areas), default=0.0)

    def between(self, start: Point, end: Point) -> list[Area]:
        """Return what anything between two points could lie in."""
        top, bottom = sorted((start[1], end[1]))
        first = bisect_left(self._areas, top - self._reach, key=lambda area: area.y)
        last = bisect_right(self._areas, bottom + self._reach, key=lambda area: area.y)
        return [area for area in self._areas[first:last] if area.meets(start, end)]


def _at(curve: tuple[Point, ...], share: float) -> Point:
    """Return the point of a Bézier curve at a share of its way, by de Casteljau's algorithm."""
    points = curve
    while len(points) > 1:
        points = tuple(
            (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for (x0, y0), (x1, y1) in pairwise(points)
        )
    return points[0]


def samples(curves: tuple[Point, ...]) -> Iterator[Point]:
    """Yield points along a chain of cubic Bézier curves, both ends included."""
    for start in range(0, len(curves) - 1, 3):
        for step in range(_SAMPLES + 1):
            yield _at(curves[start : start + 4], step / _SAMPLES)


def bend(start: Point, end: Point) -> tuple[Point, ...]:
    """Return a curve that leaves downwards and arrives downwards."""
    pull = _SLANT if abs(end[0] - start[0]) < _JOG else _SQUARE
    down = (end[1] - start[1]) * pull
    return (start, (start[0], start[1] + down), (end[0], end[1] - down), end)


def calmed(curve: tuple[Point, ...], others: Iterable[Area]) -> tuple[Point, ...]:
    """Return a plain bend between the ends of a curve, or the curve itself where that would hit something."""
    start, end = curve[0], curve[-1]
    if end[1] < start[1]:
        return curve
    plain = bend(start, end)
    points = list(samples(plain))
    return curve if any(area.holds(point) for area in others for point in points) else plain
