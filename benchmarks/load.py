"""Send a crowd, phones to a workshop and patrons to desks, or have people come and go: ``--soak 10``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ehbi.server.http.limits import most_connections
from tests.serving import running_server

from . import report
from .crowd import Crowd, Plan, Run
from .patrons import help_patrons
from .room import RoomPlan
from .screens import PatronPlan
from .usage import OFTEN, Usage
from .workshop import hold

EVERY = 10
"""Seconds between two samples of a soak."""
MOST_MINUTES = 60
READERS_A_SECOND = 4
"""In a soak."""
WHERE = 2
"""Lines in which a server says where it is."""
FILES = 3
"""Open files that a visitor with a guide takes, here and in the server: two connections and a websocket."""
HELP = {
    "live": "places at the guide that are kept taken",
    "seconds": "how long people come",
    "stay": "seconds that somebody stays",
    "think": "seconds to think about an answer",
    "returning": "share who were here before",
    "seed": "another seed is another crowd",
}


def _options() -> argparse.Namespace:
    plan = Plan()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    add = parser.add_argument
    readers = f"{plan.readers:,}; in a soak {READERS_A_SECOND} a second"
    add("--readers", type=int, help=f"visitors of the book in all ({readers})")
    for name, says in HELP.items():
        kind = int if name in ("live", "seed") else float
        add(f"--{name}", type=kind, default=getattr(plan, name), help=f"{says} (%(default)s)")
    add("--visitors", type=int, help="limit of the server (as many as --live)")
    add("--soak", type=float, metavar="MINUTES", help=f"come and go for so long, at most {MOST_MINUTES}")
    phones = "in a workshop after that (%(default)s); there is none in a soak or with --url"
    add("--phones", type=int, default=RoomPlan().phones, help=phones)
    screens = "of patrons after that, each with a desk (%(default)s); the same"
    add("--screens", type=int, default=PatronPlan().screens, help=screens)
    add("--url", help="a server that runs already, with a slash at its end; its memory is not measured")
    options = parser.parse_args()
    if FILES * options.live > 2 * most_connections():
        parser.error(f"{options.live} live visitors need {FILES * options.live} open files: see ulimit -n")
    return options


def _plan(options: argparse.Namespace) -> Plan:
    told = {name: getattr(options, name) for name in HELP}
    readers = Plan().readers
    if options.soak:
        told["seconds"] = min(options.soak, MOST_MINUTES) * 60
        readers = round(told["seconds"] * READERS_A_SECOND)
    return Plan(readers=readers if options.readers is None else options.readers, **told)


@contextmanager
def _serving(options: argparse.Namespace) -> Iterator[tuple[str, int | None]]:
    """Give the address of a server and the id of its process, if it is ours."""
    if options.url:
        yield options.url, None
        return
    visitors = options.live if options.visitors is None else options.visitors
    with running_server("--visitors", str(visitors)) as server:
        yield server.url, server.pid
        said = "".join(server.log[WHERE:])
        print(f"\nthe server says:\n{said}" if said else "", end="")


def _staff(options: argparse.Namespace) -> Run:
    """Send the crowd to the staff page, and print what it saw."""
    plan = _plan(options)
    with _serving(options) as (url, server):
        print(f"{plan}\n", flush=True)
        crowd = Crowd(url, plan)

        def tell(sample: Usage) -> None:
            if options.soak:
                print(report.sample_line(sample, crowd.began), flush=True)

        crowd.measured(crowd.visit, server, EVERY if options.soak else OFTEN, tell)
        print(f"\n{report.run_text(crowd)}", flush=True)
        if samples := crowd.watch.samples:
            # While the first come and the last leave it rises and falls of itself.
            all_there, last = samples[0].at + plan.spread, samples[0].at + plan.seconds
            print(f"\n{report.slopes_text([one for one in samples if all_there <= one.at <= last])}")
    return crowd


def _workshop(options: argparse.Namespace) -> Run:
    """Hold a workshop at a server of its own, and print what the presenter and the phones saw."""
    plan = RoomPlan(phones=options.phones, seed=options.seed)
    print(f"\n{plan}\n", flush=True)
    run = hold(plan)
    print(f"{report.run_text(run)}\n\n{report.rate_text(run)}")
    return run


def _patrons(options: argparse.Namespace) -> Run:
    """Have desks and phones of patrons at a server of their own, and print what they and readers saw."""
    plan = PatronPlan(screens=options.screens, seed=options.seed)
    print(f"\n{plan}\n", flush=True)
    run = help_patrons(plan)
    print(f"{report.run_text(run)}\n\n{report.rate_text(run)}\n\n{run.book_table()}")
    return run


def main() -> int:
    """Run the crowd and print what it saw; return 1 when something went wrong in a visit."""
    options = _options()
    found = [_staff(options)]
    if not options.soak and not options.url:
        found += [_workshop(options)] if options.phones else []
        found += [_patrons(options)] if options.screens else []
    return 1 if any(run.errors for run in found) else 0


if __name__ == "__main__":
    sys.exit(main())
