"""Percentiles, and the slope of a series with how sure it is."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

DRAWS = 1_000
Point = tuple[float, float]


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that so many percent of the values do not exceed.

    Parameters
    ----------
    values
        In any order, at least one.
    percent
        Above 0, at most 100.

    Examples
    --------
    >>> percentile([30, 10, 20, 40], 50), percentile([30, 10, 20, 40], 99)
    (20, 40)
    """
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


@dataclass(frozen=True, slots=True)
class Slope:
    """How fast a series rises: the best estimate, and between which bounds it lies in 95 of 100 cases."""

    estimate: float
    low: float
    high: float


def slope(points: Sequence[Point]) -> float:
    """Return the slope of the straight line with the least squares through points.

    Examples
    --------
    >>> slope([(0, 1), (1, 3), (2, 5)])
    2.0
    """
    middle = sum(x for x, _ in points) / len(points)
    width = sum((x - middle) ** 2 for x, _ in points)
    return sum((x - middle) * y for x, y in points) / width


def without(values: Sequence[float], other: Sequence[float]) -> list[float]:
    """Return what is left of a series when all that goes up and down with another one is taken out.

    Examples
    --------
    >>> without([10, 30, 20], [1, 3, 2])
    [0.0, 0.0, 0.0]
    """
    rise = slope(list(zip(other, values, strict=True))) if len(set(other)) > 1 else 0.0
    return [value - rise * one for value, one in zip(values, other, strict=True)]


def sure_slope(points: Sequence[Point], block: int = 6, seed: int = 0) -> Slope:
    """Return the slope and its bounds, by drawing what is left of the points beside the line anew.

    It is drawn in blocks of neighbours: visitors come and go in waves, so that a sample is much like the
    one before, and a formula for points that know nothing of each other would be far too sure.

    Parameters
    ----------
    points
        At least two, in order of time.
    block
        How many neighbours stay together.
    seed
        The same seed gives the same bounds.

    Examples
    --------
    >>> sure_slope([(0, 1), (1, 3), (2, 5)])
    Slope(estimate=2.0, low=2.0, high=2.0)
    """
    estimate = slope(points)
    height = sum(y - estimate * x for x, y in points) / len(points)
    rest = [y - estimate * x - height for x, y in points]
    chance = random.Random(seed)  # noqa: S311  # for drawing samples, not for secrets
    found = []
    for _ in range(DRAWS):
        begins = [chance.randrange(len(rest)) for _ in range(math.ceil(len(rest) / block))]
        drawn = [rest[(begin + at) % len(rest)] for begin in begins for at in range(block)]
        found.append(slope([(x, estimate * x + noise) for (x, _), noise in zip(points, drawn, strict=False)]))
    return Slope(estimate, percentile(found, 2.5), percentile(found, 97.5))
