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
    parts = [times_table(run), counts_text(run), driver_text(run.watch)]
    if run.looks:
        used = spent(run.looks)
        parts[-1] += f"\nthe server with its processes: {used:.1f} CPU-seconds at least\n"
        parts[-1] += others_text(run.watch, used, os.cpu_count() or 1)
        parts.append(memory_table(run.looks))
    return "\n\n".join(parts)


def times_table(run: Run) -> str:
    """Return how long everything took, by locust's count: three digits up to 0.1 s, two above that."""
    rows = []
    for what, entry in run.parts.items():
        taken = [entry.get_response_time_percentile(percent / 100) for percent in PERCENTS]
        shown = [f"{one / 1000:.3f}" for one in (*taken, entry.max_response_time)]
        rows.append((what, f"{run.times(what):,}", *shown, GOALS.get(what, "")))
    percents = [f"{percent}%" for percent in PERCENTS]
    return as_markdown(("seconds", "times", *percents, "most", "goal"), rows)


def counts_text(run: Run) -> str:
    """Return who came, and what went wrong by kind."""
    came = [f"{what}: {count:,}" for what, count in sorted(run.counts.items())]
    wrong = [f"  {count:,} × {kind}" for kind, count in run.errors.most_common()]
    return "\n".join([*came, f"errors: {run.errors.total():,}", *wrong])


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
        MEMORY: [f"{one.total:,.0f}" for one in shown],
        "of the server, MB": [f"{one.own:,.0f}" for one in shown],
        "of its other processes, MB": [f"{one.others:,.0f}" for one in shown],
        "processes": [str(len(one.pss)) for one in shown],
        "open files": [f"{sum(one.files.values()):,}" for one in shown],
    }
    head = ("", "before", "most", "after", "goal")
    return as_markdown(head, [(what, *cells, GOALS.get(what, "")) for what, cells in rows.items()])


def driver_text(watch: Watch) -> str:
    """Return what the crowd itself cost.

    Examples
    --------
    >>> driver_text(Watch(seconds=3, lasted=60, late=[0.001]))
    'the crowd itself: 3.0 CPU-seconds, 5% of one core; its clock was 1 ms late (99%), 1 ms at most'
    """
    late = sorted(watch.late) or [0.0]
    share = watch.seconds / watch.lasted if watch.lasted else 0
    return (
        f"the crowd itself: {watch.seconds:.1f} CPU-seconds, {share:.0%} of one core; its clock was"
        f" {late[int(0.99 * len(late))] * 1000:.0f} ms late (99%), {late[-1] * 1000:.0f} ms at most"
    )


def others_text(watch: Watch, server: float, cores: int) -> str:
    """Return what else ran on this machine: what it took, neither the crowd nor the server could have.

    Examples
    --------
    >>> others_text(Watch(seconds=5, lasted=60, machine=85), 20, 2)
    'all else on this machine: 60.0 CPU-seconds, 50% of its 2 cores'
    """
    others = max(0.0, watch.machine - watch.seconds - server)
    share = others / (watch.lasted * cores) if watch.lasted else 0
    return f"all else on this machine: {others:.1f} CPU-seconds, {share:.0%} of its {cores} cores"


def rate_text(run: Run) -> str:
    """Return how many answers a second there were."""
    answers = sum(map(run.times, run.parts))
    return f"answers: {answers:,}, {answers / run.watch.lasted:.1f} a second"
