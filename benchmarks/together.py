"""Forty visitors in the same second, beside stock Voilà and Panel: ``python -m benchmarks.together``."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gevent

from . import panel
from .cases import all_paths
from .client import Client
from .crowd import Crowd, Plan, Run
from .guide import Guide
from .pages import read_guide
from .servers import our_server, stock_voila
from .sockets import VisitError
from .tables import BESIDE_OTHERS, Row, as_markdown
from .usage import Usage, settled, spent
from .visitors import Guest

VISITORS = 40
PATIENCE = 90
"""Seconds after which whoever has no guide yet has failed."""
LAST = "1 s"
MEMORY, PROCESSOR = "1 MB", "30 ms"
Use = Callable[["OurVisitor"], None]


class OurVisitor(Guest):
    """Somebody who comes to our page with an empty cache."""

    def come(self) -> None:
        """Get the book and the guide, until it is live."""
        self.begin(PATIENCE)
        if not self.come_in():
            self.environment.errors["guide: full"] += 1
            raise VisitError("full")
        self.go_live()


class StockVisitor(Client):
    """Somebody who comes to stock Voilà; they load no scripts, which spares it some work."""

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        self.guide: Guide | None = None

    def come(self) -> None:
        """Get the page, until its dropdown is live."""
        with self.timed("guide live"):
            page = self.ask("guide", "/", read=lambda answer: read_guide(answer.text))
            self.guide = Guide(f"{self.host}/", page, self.cookie)
            self.guide.go_live()

    def leave(self) -> None:
        """Close the page."""
        super().leave()
        if self.guide is not None:
            self.guide.close()


@dataclass(frozen=True, slots=True)
class Together:
    """What it took to have so many visitors live at once: seconds and megabytes."""

    visitors: int
    run: Run
    looks: Sequence[Usage]
    """Before, when all are live, and when each has used the guide."""

    def last(self, what: str) -> str:
        """Return when the last visitor had something; or how many had it, and what the others met."""
        had = self.run.times(what)
        if had < self.visitors:
            kinds = ", ".join(f"{count} × {kind}" for kind, count in self.run.errors.most_common())
            return f"only {had} of {self.visitors}: {kinds}"
        return f"{self.run.most(what):.2f} s"

    def memory(self, look: int) -> str:
        """Return what a live visitor adds to the memory of all processes."""
        own = self.each(self.looks[look].own - self.looks[0].own)
        return f"{self.megabytes(look):.2f} MB, {own:.2f} of it in the server"

    def megabytes(self, look: int) -> float:
        """Return the megabytes that a live visitor adds to all processes together."""
        return self.each(self.looks[look].total - self.looks[0].total)

    @property
    def seconds(self) -> float:
        """The processor time of all processes until a visitor is live."""
        return self.each(spent(self.looks[:2]))

    def each(self, all_together: float) -> float:
        """Return the share of one visitor who is live."""
        return all_together / max(1, self.run.times("guide live"))


def rows(python: Path | str, visitors: int = VISITORS) -> list[Row]:
    """Return the rows for the table: ours beside stock Voilà and Panel, or why there is none of that."""
    other = measure_panel(visitors, python) if isinstance(python, Path) else python
    ours, stock = measure_ours(visitors), measure_stock(visitors)

    def row(what: str, tell: Callable[[Together], str], goal: str) -> Row:
        return (what, tell(ours), tell(stock), other if isinstance(other, str) else tell(other), goal)

    return [
        (f"{visitors} visitors at once: the last has the book", ours.last("book"), "–", "–", LAST),
        row("the same: the last is live", lambda found: found.last("guide live"), LAST),
        row("memory a further live visitor (PSS of all processes)", lambda found: found.memory(1), MEMORY),
        ("the same, after a case", ours.memory(2), "–", "–", MEMORY),
        row(
            "processor time until a visitor is live",
            lambda found: f"{1000 * found.seconds:.0f} ms",
            PROCESSOR,
        ),
    ]


def through_longest_case(visitor: OurVisitor) -> None:
    """Go through the longest case with the guide."""
    path = max(all_paths(), key=len)
    for at in range(len(path)):
        visitor.choose(path, at)


def measure_ours(visitors: int, use: Use = through_longest_case, think: float = 0) -> Together:
    """Have visitors come to our server, each with an empty cache, and use the guide."""
    with our_server(visitors + 1) as server:
        plan = Plan(think=think, returning=0)
        return _measure(visitors, server.pid, lambda: Crowd(server.url, plan), OurVisitor, use)


def measure_stock(visitors: int) -> Together:
    """Have visitors come to stock Voilà."""
    with tempfile.TemporaryDirectory() as folder, stock_voila(Path(folder)) as server:
        return _measure(visitors, server.pid, lambda: Run(server.url), StockVisitor)


def measure_panel(visitors: int, python: Path) -> Together:
    """Have visitors come to Panel, with a Python that has it."""
    with tempfile.TemporaryDirectory() as folder, panel.panel_server(Path(folder), python) as server:
        return _measure(visitors, server.pid, lambda: Run(server.url), panel.PanelVisitor)


def _measure(
    visitors: int, server: int, run: Callable[[], Run], kind: type[Any], use: Use | None = None
) -> Together:
    """Have all come at once and look, have them use the guide and look again, and have them leave."""
    first = kind(run())  # what the first of all has to wait for is not counted
    _all_at_once([first.come])
    first.leave()
    looks, found = [settled(server)], run()
    all_of_them = [kind(found) for _ in range(visitors)]
    _all_at_once([one.come for one in all_of_them])
    looks.append(settled(server))
    if use:
        _all_at_once([lambda one=one: use(one) for one in all_of_them if one.guide])
        looks.append(settled(server))
    for one in all_of_them:
        one.leave()
    gevent.sleep(0.1)  # for the goodbyes to get out
    return Together(visitors, found, looks)


def _all_at_once(work: list[Callable[[], None]]) -> None:
    """Do everything at the same time; what goes wrong has been counted."""

    def bounded(one: Callable[[], None]) -> None:
        with gevent.Timeout(PATIENCE, VisitError("too late")), suppress(VisitError):
            one()

    gevent.joinall([gevent.spawn(bounded, one) for one in work])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.together", description=__doc__)
    parser.add_argument("--visitors", type=int, default=VISITORS, help="how many at once (%(default)s)")
    options = parser.parse_args()
    print(as_markdown(BESIDE_OTHERS, rows(panel.python_or_why(), options.visitors)))


if __name__ == "__main__":
    main()
