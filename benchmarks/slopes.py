"""What a soak has shown: a line a sample, and whether memory and open files rise, with how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .usage import Usage

HOUR = 3_600
WARM_UP = 0.2
"""Share of a soak in which a server may still fill its caches."""
DRAWS, BLOCK, SEED = 1_000, 6, 0


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
        "open files of all, an hour": [sum(one.files.values()) for one in warm],
        "of the processes that last, an hour": [sum(one.files[pid] for pid in lasting) for one in warm],
    }
    count = np.array([len(one.pss) for one in warm])
    hours = _without([(one.at - warm[0].at) / HOUR for one in warm], count)
    span = (warm[-1].at - warm[0].at) / 60
    slopes = [f"  {what}: {sure_slope(hours, _without(values, count))}" for what, values in series.items()]
    told = f"slopes over {span:.1f} minutes, {len(warm)} samples, {len(lasting)} processes that last:"
    return "\n".join([told, *slopes])


def _without(values: Sequence[float], other: np.ndarray) -> np.ndarray:
    """Return what is left of a series when all that goes up and down with another one is taken out."""
    rise = np.polyfit(other, values, 1)[0] if len(set(other)) > 1 else 0.0
    return np.array(values) - rise * other


def sure_slope(x: np.ndarray, y: np.ndarray) -> Slope:
    """Return the slope and its bounds, by drawing what is left of the points beside the line anew.

    It is drawn in blocks of neighbours: visitors come and go in waves, so that a sample is much like the
    one before, and a formula for points that know nothing of each other would be far too sure.

    Examples
    --------
    >>> print(sure_slope(np.array([0, 1, 2]), np.array([1, 3, 5])))
    +2.0 (95% between +2.0 and +2.0)
    """
    estimate, height = np.polyfit(x, y, 1)
    rest = y - estimate * x - height
    begins = np.random.default_rng(SEED).integers(len(x), size=(DRAWS, math.ceil(len(x) / BLOCK), 1))
    drawn = rest[(begins + np.arange(BLOCK)) % len(x)].reshape(DRAWS, -1)[:, : len(x)]
    low, high = np.percentile(estimate + np.polyfit(x, drawn.T, 1)[0], (2.5, 97.5))
    return Slope(float(estimate), float(low), float(high))
