"""Send a crowd to a server, or have one come and go for minutes: ``python -m benchmarks.crowd --soak 10``."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import ehbi

from . import report, soaking
from .comings import Crowd, Plan
from .memory import Usage, settled, spent
from .notes import Notes
from .servers import our_server
from .visitor import Place
from .watch import Driver, watched

EVERY = 10
"""Seconds between two samples of a soak."""
OFTEN = 2
"""Seconds between two samples of a short run."""
MOST_MINUTES = 60
READERS_A_SECOND = 4
"""In a soak."""


def _options() -> argparse.Namespace:
    plan = Plan()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowd", description=__doc__)
    add = parser.add_argument
    add(
        "--readers",
        type=int,
        help=f"visitors of the book in all ({plan.readers:,}; in a soak {READERS_A_SECOND} a second)",
    )
    add("--live", type=int, default=plan.live, help="places at the guide that are kept taken (%(default)s)")
    add("--visitors", type=int, help="limit of the server (as many as --live), where it takes one")
    add("--seconds", type=float, default=plan.seconds, help="how long people come (%(default)s)")
    add("--stay", type=float, default=plan.stay, help="seconds that somebody stays (%(default)s)")
    add("--think", type=float, default=plan.think, help="seconds to think about an answer (%(default)s)")
    add("--returning", type=float, default=plan.returning, help="share who were here before (%(default)s)")
    add("--seed", type=int, default=plan.seed, help="another seed is another crowd (%(default)s)")
    add("--soak", type=float, metavar="MINUTES", help=f"come and go for so long, at most {MOST_MINUTES}")
    add("--url", help="a server that runs already, with a slash at its end; its memory is not measured")
    return parser.parse_args()


def _plan(options: argparse.Namespace) -> Plan:
    seconds = min(options.soak, MOST_MINUTES) * 60 if options.soak else options.seconds
    usual = round(seconds * READERS_A_SECOND) if options.soak else Plan().readers
    readers = usual if options.readers is None else options.readers
    rest = {name: getattr(options, name) for name in ("live", "stay", "think", "returning", "seed")}
    return Plan(readers=readers, seconds=seconds, **rest)


@contextmanager
def _serving(options: argparse.Namespace) -> Iterator[tuple[str, int | None]]:
    """Give the address of a server and the id of its process, if it is ours."""
    if options.url:
        yield options.url, None
    else:
        with our_server(options.live if options.visitors is None else options.visitors) as server:
            yield server.url, server.pid


def _come(url: str, server: int | None, plan: Plan, *, soak: bool) -> tuple[Notes, list[Usage], Driver]:
    notes, began = Notes(), time.monotonic()

    def tell(sample: Usage) -> None:
        if soak:
            print(soaking.sample_line(sample, began), flush=True)

    crowd = Crowd(Place(url, ehbi.load()), plan, notes)
    samples, driver = asyncio.run(watched(crowd.come(), server, EVERY if soak else OFTEN, tell))
    return notes, samples, driver


def _tell_usage(looks: list[Usage], driver: Driver) -> None:
    used = spent(looks)
    print(f"the server with its kernels: {used:.1f} CPU-seconds at least")
    print(report.others_text(driver, used, os.cpu_count() or 1))
    print(f"\n{report.memory_table(looks[0], looks[1:-1], looks[-1])}")


def main() -> int:
    """Run the crowd and print what it saw; return 1 when something went wrong in a visit."""
    options = _options()
    plan = _plan(options)
    with _serving(options) as (url, server):
        before = settled(server) if server else None
        print(f"{plan}\n", flush=True)
        notes, samples, driver = _come(url, server, plan, soak=bool(options.soak))
        print(f"\n{report.times_table(notes)}\n\n{report.counts_text(notes)}\n\n{report.driver_text(driver)}")
        if server and before:
            _tell_usage([before, *samples, settled(server)], driver)
        if options.soak and samples:
            # Once nobody comes any more, memory falls of itself.
            while_they_came = [one for one in samples if one.at <= samples[0].at + plan.seconds]
            print(f"\n{soaking.slopes_text(while_they_came)}")
    return 1 if notes.errors else 0


if __name__ == "__main__":
    sys.exit(main())
