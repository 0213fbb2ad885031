"""What a run has shown, to read; and of a soak whether memory and open files rise, with how sure that is."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .crowd import Run
from .tables import as_markdown
from .usage import Usage, Watch, spent

PERCENTS = (50, 95, 99)
MEMORY = "memory of all (PSS), MB"
GOALS = {"book": "99% under 1 s", "answer": "99% under 0.25 s", MEMORY: "1,500 with 1,000 guides"}
HOUR = 3_600
WARM_UP = 0.2
"""Share of a soak in which a server may still fill its caches."""
DRAWS, BLOCK, SEED = 1_000, 6, 0


def run_text(run: Run) -> str:
    """Return all that a run has shown; of a server on another machine it is not known what it used."""
    came = [f"{what}: {count:,}" for what, count in sorted(run.counts.items())]
    wrong = [f"  {count:,} × {kind}" for kind, count in run.errors.most_common()]
    parts = [times_table(run), "\n".join([*came, f"errors: {run.errors.total():,}", *wrong])]
    if not run.looks:
        return "\n\n".join([*parts, driver_text(run.watch)])
    used = spent(run.looks)
    server = f"the server with its processes: {used:.1f} CPU-seconds at least"
    machine = [driver_text(run.watch), server, others_text(run.watch, used, os.cpu_count() or 1)]
    return "\n\n".join([*parts, "\n".join(machine), memory_table(run.looks)])


def times_table(run: Run) -> str:
    """Return how long everything took, by locust's count: three digits up to 0.1 s, two above that."""
    rows = []
    for what, entry in run.parts.items():
        taken = [entry.get_response_time_percentile(percent / 100) for percent in PERCENTS]
        shown = [f"{one / 1000:.3f}" for one in (*taken, entry.max_response_time)]
        rows.append((what, f"{run.times(what):,}", *shown, GOALS.get(what, "")))
    percents = [f"{percent}%" for percent in PERCENTS]
    return as_markdown(("seconds", "times", *percents, "most", "goal"), rows)


def memory_table(looks: list[Usage]) -> str:
    """Return what the server used before, at its most and after.

    Examples
    --------
    >>> print(memory_table([Usage(1, {1: 60.0, 2: 38.5}, files={1: 15, 2: 5})]))
    | | before | most | after | goal |
    |---|---|---|---|---|
    | memory of all (PSS), MB | 98 | 98 | 98 | 1,500 with 1,000 guides |
    | of the server, MB | 60 | 60 | 60 | |
    | of its other processes, MB | 38 | 38 | 38 | |
    | processes | 2 | 2 | 2 | |
    | open files | 20 | 20 | 20 | |
    """
    shown = [looks[0], max(looks, key=lambda one: one.total), looks[-1]]
    rows = {
        MEMORY: [one.total for one in shown],
        "of the server, MB": [one.own for one in shown],
        "of its other processes, MB": [one.others for one in shown],
        "processes": [len(one.pss) for one in shown],
        "open files": [sum(one.files.values()) for one in shown],
    }
    return as_markdown(
        ("", "before", "most", "after", "goal"),
        [(what, *(f"{one:,.0f}" for one in cells), GOALS.get(what, "")) for what, cells in rows.items()],
    )


def driver_text(watch: Watch) -> str:
    """Return what the crowd itself cost.

    Examples
    --------
    >>> driver_text(Watch(seconds=3, lasted=60, late=[0.001]))
    'the crowd itself: 3.0 CPU-seconds, 5% of one core; its clock was 1 ms late (99%), 1 ms at most'
    """
    late = sorted(1000 * one for one in watch.late) or [0.0]
    return (
        f"the crowd itself: {watch.seconds:.1f} CPU-seconds, {watch.seconds / watch.lasted:.0%} of one core;"
        f" its clock was {late[int(0.99 * len(late))]:.0f} ms late (99%), {late[-1]:.0f} ms at most"
    )


def others_text(watch: Watch, server: float, cores: int) -> str:
    """Return what else ran on this machine: what it took, neither the crowd nor the server could have.

    Examples
    --------
    >>> others_text(Watch(seconds=5, lasted=60, machine=85), 20, 2)
    'all else on this machine: 60.0 CPU-seconds, 50% of its 2 cores'
    """
    others = max(0.0, watch.machine - watch.seconds - server)
    share = others / (watch.lasted * cores)
    return f"all else on this machine: {others:.1f} CPU-seconds, {share:.0%} of its {cores} cores"


def rate_text(run: Run) -> str:
    """Return how many answers a second there were."""
    answers = sum(map(run.times, run.parts))
    return f"answers: {answers:,}, {answers / run.watch.lasted:.1f} a second"


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
