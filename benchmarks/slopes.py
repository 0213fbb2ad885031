"""What a soak has shown: a line a sample, and whether memory and open files rise, with how sure that is."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import NamedTuple

from .usage import Usage

HOUR = 3_600
WARM_UP = 0.2
"""Share of a soak in which a server may still fill its caches."""
DRAWS = 1_000
Point = tuple[float, float]


class Slope(NamedTuple):
    """How fast a series rises: the best estimate, and between which bounds it lies in 95 of 100 cases."""

    estimate: float
    low: float
    high: float

    def __str__(self) -> str:
        # Zero more, as what is a little less than nothing would be shown as -0.0.
        best, low, high = (round(one, 1) + 0.0 for one in self)
        return f"{best:+.1f} (95% between {low:+.1f} and {high:+.1f})"


def sample_line(sample: Usage, began: float) -> str:
    """Return one sample of a soak as a line.

    Examples
    --------
    >>> sample_line(Usage(1, {1: 60.0, 2: 38.5}, {1: 7.25}, {1: 15, 2: 5}, at=110), 100)
    '   10 s     98.5 MB in  2 processes,   20 files; server   60.0 MB,   15 files,     7.2 CPU-s'
    """
    return (
        f"{sample.at - began:5.0f} s  {sample.total:7.1f} MB in {len(sample.pss):2} processes,"
        f" {sum(sample.files.values()):4} files; server {sample.own:6.1f} MB,"
        f" {sample.files.get(sample.server, 0):4} files, {sample.seconds.get(sample.server, 0):7.1f} CPU-s"
    )


def slopes_text(samples: Sequence[Usage]) -> str:
    """Return how fast memory and open files rise after the warm-up, for the same number of visitors.

    When a few more or fewer visitors happen to be there at the end, that is no slope, so what goes up and
    down with the number of processes is taken out first. What lasts are the processes that are there in
    every sample: the server and its workers.
    """
    warm = [one for one in samples if one.at - samples[0].at >= WARM_UP * (samples[-1].at - samples[0].at)]
    if len(warm) < 3:
        return "too short for a slope"
    lasting = frozenset.intersection(*(frozenset(one.pss) for one in warm))
    series = {
        "memory of all, MB an hour": [one.total for one in warm],
        "of the processes that last, MB an hour": [sum(one.pss[pid] for pid in lasting) for one in warm],
        "open files of all, an hour": [float(sum(one.files.values())) for one in warm],
        "of the processes that last, an hour": [
            float(sum(one.files[pid] for pid in lasting)) for one in warm
        ],
    }
    count = [float(len(one.pss)) for one in warm]
    times = _without([(one.at - warm[0].at) / HOUR for one in warm], count)
    span = (warm[-1].at - warm[0].at) / 60
    lines = [f"slopes over {span:.1f} minutes, {len(warm)} samples, {len(lasting)} processes that last:"]
    for what, values in series.items():
        points = list(zip(times, _without(values, count), strict=True))
        lines.append(f"  {what}: {sure_slope(points)}")
    return "\n".join(lines)


def _slope(points: Sequence[Point]) -> float:
    """Return the slope of the straight line with the least squares through points."""
    middle = sum(x for x, _ in points) / len(points)
    width = sum((x - middle) ** 2 for x, _ in points)
    return sum((x - middle) * y for x, y in points) / width


def _without(values: Sequence[float], other: Sequence[float]) -> list[float]:
    """Return what is left of a series when all that goes up and down with another one is taken out."""
    rise = _slope(list(zip(other, values, strict=True))) if len(set(other)) > 1 else 0.0
    return [value - rise * one for value, one in zip(values, other, strict=True)]


def sure_slope(points: Sequence[Point], block: int = 6, seed: int = 0) -> Slope:
    """Return the slope and its bounds, by drawing what is left of the points beside the line anew.

    It is drawn in blocks of neighbours: visitors come and go in waves, so that a sample is much like the
    one before, and a formula for points that know nothing of each other would be far too sure.

    Examples
    --------
    >>> sure_slope([(0, 1), (1, 3), (2, 5)])
    Slope(estimate=2.0, low=2.0, high=2.0)
    """
    estimate = _slope(points)
    height = sum(y - estimate * x for x, y in points) / len(points)
    rest = [y - estimate * x - height for x, y in points]
    chance = random.Random(seed)  # noqa: S311  # for drawing samples, not for secrets
    found = []
    for _ in range(DRAWS):
        begins = [chance.randrange(len(rest)) for _ in range(math.ceil(len(rest) / block))]
        drawn = [rest[(begin + at) % len(rest)] for begin in begins for at in range(block)]
        found.append(
            _slope([(x, estimate * x + noise) for (x, _), noise in zip(points, drawn, strict=False)])
        )
    found.sort()
    return Slope(estimate, found[int(0.025 * DRAWS) - 1], found[int(0.975 * DRAWS) - 1])
