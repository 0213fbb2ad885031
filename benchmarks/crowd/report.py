"""What a run has shown, as tables to read."""

from __future__ import annotations

from collections.abc import Sequence

from ..tables import as_markdown
from .memory import Usage
from .notes import Notes
from .statistics import percentile
from .watch import Driver

PERCENTS = (50, 95, 99)
MEMORY = "memory of all (PSS), MB"
HEAD = ("", "before", "most", "after", "goal")
GOALS = {"book": "99% under 1 s", "answer": "99% under 0.25 s", MEMORY: "1,500 with 1,000 guides"}


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
    | | before | most | after | goal |
    |---|---|---|---|---|
    | memory of all (PSS), MB | 98 | 98 | 98 | 1,500 with 1,000 guides |
    | of the server, MB | 60 | 60 | 60 | |
    | of its other processes, MB | 38 | 38 | 38 | |
    | processes | 2 | 2 | 2 | |
    | open files | 20 | 20 | 20 | |
    """
    most = max([before, *samples, after], key=lambda one: one.total)
    rows = {
        MEMORY: [f"{one.total:,.0f}" for one in (before, most, after)],
        "of the server, MB": [f"{one.own:,.0f}" for one in (before, most, after)],
        "of its other processes, MB": [f"{one.others:,.0f}" for one in (before, most, after)],
        "processes": [str(len(one.pss)) for one in (before, most, after)],
        "open files": [f"{sum(one.files.values()):,}" for one in (before, most, after)],
    }
    return as_markdown(HEAD, [(what, *cells, GOALS.get(what, "")) for what, cells in rows.items()])


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


def others_text(driver: Driver, server: float, cores: int) -> str:
    """Return what else ran on this machine: what it took, neither the crowd nor the server could have.

    Parameters
    ----------
    driver
        What the crowd cost, and all there was.
    server
        Processor time of the server with its processes.
    cores
        Of this machine.

    Examples
    --------
    >>> others_text(Driver(seconds=5, lasted=60, machine=85), 20, 2)
    'all else on this machine: 60.0 CPU-seconds, 50% of its 2 cores'
    """
    others = max(0.0, driver.machine - driver.seconds - server)
    share = others / (driver.lasted * cores) if driver.lasted else 0
    return f"all else on this machine: {others:.1f} CPU-seconds, {share:.0%} of its {cores} cores"
