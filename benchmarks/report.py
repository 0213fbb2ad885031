"""What a run has shown, as tables to read."""

from __future__ import annotations

import os

from .crowd import Run
from .tables import as_markdown
from .usage import Usage, Watch, spent

PERCENTS = (50, 95, 99)
MEMORY = "memory of all (PSS), MB"
GOALS = {"book": "99% under 1 s", "answer": "99% under 0.25 s", MEMORY: "1,500 with 1,000 guides"}


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
