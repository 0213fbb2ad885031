"""One run of a crowd, as text to read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from .memory import Usage, spent
from .notes import Notes
from .report import counts_text, driver_text, memory_table, others_text, times_table
from .watch import Driver


@dataclass(frozen=True, slots=True)
class Run:
    """What a crowd has seen, what it cost itself, and what the server used before, meanwhile and after.

    Of a server on another machine it is not known what it used.
    """

    notes: Notes
    driver: Driver
    looks: Sequence[Usage] = ()


def run_text(run: Run) -> str:
    """Return all that a run has shown."""
    parts = [times_table(run.notes), counts_text(run.notes), driver_text(run.driver)]
    if run.looks:
        before, *samples, after = run.looks
        used = spent(run.looks)
        others = others_text(run.driver, used, os.cpu_count() or 1)
        parts[-1] += f"\nthe server with its processes: {used:.1f} CPU-seconds at least\n{others}"
        parts.append(memory_table(before, samples, after))
    return "\n\n".join(parts)


def rate_text(run: Run) -> str:
    """Return how many answers a second there were.

    Examples
    --------
    >>> notes = Notes()
    >>> notes.times["phone: asking"] += [0.01] * 120
    >>> rate_text(Run(notes, Driver(lasted=60)))
    'answers: 120, 2.0 a second'
    """
    answers = sum(map(len, run.notes.times.values()))
    return f"answers: {answers:,}, {answers / run.driver.lasted:.1f} a second"
