"""How much machine visitors take, for whoever runs EHBI: ``python -m benchmarks.sizing``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.serving import running_server

from .cases import another
from .crowd import Crowd, Plan
from .tables import Row, as_markdown, write
from .together import VISITORS, Together, measure_ours
from .usage import settled, spent
from .visitors import Guest

HEAD: Row = ("", "measured", "so, for example")
PACE = 10
"""Seconds between two answers of somebody with a patron in front of them."""
MINUTE = 60
READERS = Plan(readers=1_000, live=0, seconds=20, stay=1)
MANY = 1_000
"""Visitors of the example."""


def rows(found: Together, reader: float) -> list[Row]:
    """Return the rows of the table.

    Those with a guide came at once and then answered for a minute; of the readers of the book, who each took
    so many seconds of the processor, half were here before.

    Examples
    --------
    >>> from .crowd import Run
    >>> from .usage import Usage
    >>> run = Run("http://127.0.0.1:9/")
    >>> for _ in range(10):
    ...     run.stats.log_request("", "guide live", 1000, 0)
    >>> uses = [(200.0, 3.0), (205.0, 3.4), (208.0, 6.4)]
    >>> looks = [Usage(1, {1: memory}, {1: seconds}) for memory, seconds in uses]
    >>> print(as_markdown(HEAD, rows(Together(10, run, looks), 0.004)))
    | | measured | so, for example |
    |---|---|---|
    | MB of a server without visitors (PSS) | 200 | |
    | MB a visitor with a guide | 0.80 | 1,000 visitors: 0.8 GB and the server |
    | CPU-seconds to begin a guide | 0.040 | 1,000 at once on two cores: 20 s |
    | visitors with a guide a core, each answering every ten seconds | 200 | |
    | visitors of the book a second, one server | 250 | ten minutes: 150,000 |
    """
    memory, begins = found.megabytes(2), found.seconds
    of_many = f"{MANY:,} visitors: {MANY * memory / 1000:.1f} GB and the server"
    many_begin = f"{MANY:,} at once on two cores: {MANY * begins / 2:.0f} s"
    a_core = MINUTE / found.each(spent(found.looks[1:3]))
    in_ten_minutes = f"ten minutes: {round(600 / reader, -3):,.0f}"
    return [
        ("MB of a server without visitors (PSS)", f"{found.looks[0].total:.0f}", ""),
        ("MB a visitor with a guide", f"{memory:.2f}", of_many),
        ("CPU-seconds to begin a guide", f"{begins:.3f}", many_begin),
        ("visitors with a guide a core, each answering every ten seconds", f"{a_core:,.0f}", ""),
        ("visitors of the book a second, one server", f"{1 / reader:,.0f}", in_ten_minutes),
    ]


def _answer_for_a_minute(visitor: Guest) -> None:
    visitor.begin(MINUTE)
    visitor.walk(another(visitor.chance))


def _seconds_a_reader() -> float:
    """Return the processor time of the server for a visitor of the book who goes through one case."""
    with running_server("--visitors", "1") as server:
        crowd, before = Crowd(server.url, READERS), settled(server.pid)
        crowd.visit()
        return spent([before, settled(server.pid)]) / crowd.counts["readers"]


def main() -> None:
    """Measure and print; with ``--write`` also into the page for whoever runs it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sizing", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table into docs/running.md")
    options = parser.parse_args()
    text = as_markdown(HEAD, rows(measure_ours(VISITORS, _answer_for_a_minute, PACE), _seconds_a_reader()))
    print(text)
    if options.write:
        write(Path("docs/running.md"), "sizing", text)


if __name__ == "__main__":
    main()
