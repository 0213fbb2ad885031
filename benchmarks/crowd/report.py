"""What a run has shown, as tables to read."""

from __future__ import annotations

from collections.abc import Sequence

from .memory import Usage
from .notes import Notes
from .statistics import Slope, percentile, sure_slope, without
from .watch import Driver

PERCENTS = (50, 95, 99)
GOALS = {"book": "99% under 1 s"}
HOUR = 3_600
WARM_UP = 0.2
"""Share of a soak in which a server may still fill its caches."""


def times_table(notes: Notes) -> str:
    """Return how long things took.

    Examples
    --------
    >>> notes = Notes()
    >>> notes.times["book"] += [0.01, 0.02]
    >>> print(times_table(notes))
    | seconds | times | 50% | 95% | 99% | most | goal |
    |---|---|---|---|---|---|---|
    | book | 2 | 0.010 | 0.020 | 0.020 | 0.020 | 99% under 1 s |
    """
    lines = ["| seconds | times | 50% | 95% | 99% | most | goal |", "|---|---|---|---|---|---|---|"]
    for what, times in sorted(notes.times.items()):
        shown = [f"{percentile(times, percent):.3f}" for percent in (*PERCENTS, 100)]
        cells = [what, f"{len(times):,}", *shown, GOALS.get(what, "")]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def counts_text(notes: Notes) -> str:
    """Return who came, and what went wrong by kind.

    Examples
    --------
    >>> notes = Notes()
    >>> notes.errors["book: status 500"] += 2
    >>> print(counts_text(notes))
    errors: 2
      2 × book: status 500
    """
    came = [f"{what}: {count:,}" for what, count in sorted(notes.counts.items())]
    wrong = [f"  {count:,} × {kind}" for kind, count in notes.errors.most_common()]
    return "\n".join([*came, f"errors: {notes.errors.total():,}", *wrong])


def memory_table(before: Usage, samples: Sequence[Usage], after: Usage) -> str:
    """Return what the server used before, at its most and after.

    Examples
    --------
    >>> used = Usage(1, {1: 60.0, 2: 38.5}, files={1: 15, 2: 5})
    >>> print(memory_table(used, [], used))
    | | before | most | after |
    |---|---|---|---|
    | memory of all (PSS), MB | 98 | 98 | 98 |
    | of the server, MB | 60 | 60 | 60 |
    | of its kernels, MB | 38 | 38 | 38 |
    | processes | 2 | 2 | 2 |
    | open files | 20 | 20 | 20 |
    """
    most = max([before, *samples, after], key=lambda one: one.total)
    rows = {
        "memory of all (PSS), MB": [f"{one.total:,.0f}" for one in (before, most, after)],
        "of the server, MB": [f"{one.own:,.0f}" for one in (before, most, after)],
        "of its kernels, MB": [f"{one.kernels:,.0f}" for one in (before, most, after)],
        "processes": [str(len(one.pss)) for one in (before, most, after)],
        "open files": [f"{sum(one.files.values()):,}" for one in (before, most, after)],
    }
    lines = ["| | before | most | after |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {what} | {' | '.join(cells)} |" for what, cells in rows.items())])


def driver_text(driver: Driver) -> str:
    """Return what the crowd itself cost.

    Examples
    --------
    >>> driver_text(Driver(seconds=3, lasted=60, late=[0.001]))
    'the crowd itself: 3.0 CPU-seconds, 5% of one core; its clock was 1 ms late (99%), 1 ms at most'
    """
    late = driver.late or [0.0]
    share = driver.seconds / driver.lasted if driver.lasted else 0
    return (
        f"the crowd itself: {driver.seconds:.1f} CPU-seconds, {share:.0%} of one core; its clock was"
        f" {percentile(late, 99) * 1000:.0f} ms late (99%), {max(late) * 1000:.0f} ms at most"
    )


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
    every sample: the server, and what starts kernels.
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
    times = without([(one.at - warm[0].at) / HOUR for one in warm], count)
    span = (warm[-1].at - warm[0].at) / 60
    lines = [f"slopes over {span:.1f} minutes, {len(warm)} samples, {len(lasting)} processes that last:"]
    for what, values in series.items():
        points = list(zip(times, without(values, count), strict=True))
        lines.append(f"  {what}: {_sure(sure_slope(points))}")
    return "\n".join(lines)


def _sure(found: Slope) -> str:
    # Zero more, as what is a little less than nothing would be shown as -0.0.
    best, low, high = (round(one, 1) + 0.0 for one in (found.estimate, found.low, found.high))
    return f"{best:+.1f} (95% between {low:+.1f} and {high:+.1f})"
