"""``python -m tests.faults``: try every Nth thing of every kind in every phase, and print what held."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.tables import as_markdown, write

from .desk import desk
from .injector import KINDS
from .phases import Tried, again, counted, home, publish, start, stop, take, visit

PHASES = {
    "start": start,
    "visit": visit,
    "again": again,
    "take": take,
    "publish": publish,
    "stop": stop,
}
ALONE = {"start", "stop"}
"""Phases of which each try has a server of its own."""
RUNNING = Path(__file__).parents[2] / "docs" / "running.md"
HEAD = ("", "places tried", "held", "lost", "most lines in the log")


def tries(phases: tuple[str, ...], every: int = 1, kinds: tuple[str, ...] = KINDS) -> Iterator[Tried]:
    """Make each thing fail, or every so many, and yield what became of it.

    Parameters
    ----------
    phases
        Of :data:`PHASES`.
    every
        1 for all.
    kinds
        Of things.
    """
    with home() as where:
        counts = counted(where)
    for phase in phases:
        points = [(kind, nth) for kind in kinds for nth in range(1, counts[phase].get(kind, 0) + 1)][::every]
        yield from _alone(phase, points) if phase in ALONE else _together(phase, points)


def _alone(phase: str, points: list[tuple[str, int]]) -> Iterator[Tried]:
    for kind, nth in points:
        with home() as where:
            yield PHASES[phase](where, kind, nth)


def _together(phase: str, points: list[tuple[str, int]]) -> Iterator[Tried]:
    """Try one after the other on one server, and on another one when it has ended."""
    while points:
        with home() as where, desk(where.folder, where.database) as server:
            while points and server.process.exitcode is None:
                yield PHASES[phase](server, where, *points.pop(0))


def main() -> int:
    """Try, print a line for each that was lost, and a table at the end."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--phase", choices=PHASES, action="append")
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="put the table in docs/running.md")
    options = parser.parse_args()
    phases = tuple(options.phase or PHASES)
    found = []
    for tried in tries(phases, options.every, tuple(options.kind or KINDS)):
        found.append(tried)
        if tried.lost:
            print(f"{tried.phase} {tried.kind} {tried.nth} ({tried.what}): {tried.lost}", flush=True)
    table = as_markdown(HEAD, [_row(phase, found) for phase in phases])
    print(table)
    if options.write:
        write(RUNNING, "faults", table)
    return 1 if any(one.lost for one in found) else 0


def _row(phase: str, found: list[Tried]) -> tuple[str, ...]:
    mine = [one for one in found if one.phase == phase]
    lost = sum(bool(one.lost) for one in mine)
    most = max((one.lines for one in mine), default=0)
    return phase, str(len(mine)), str(len(mine) - lost), str(lost), str(most)


if __name__ == "__main__":
    sys.exit(main())
