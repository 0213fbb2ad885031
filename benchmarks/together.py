"""Forty visitors in the same second, beside stock Voilà and Panel."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import gevent

from tests.serving import Server, running_server

from .cases import all_paths
from .client import Client
from .crowd import Crowd, Plan, Run
from .others import come_to_panel, come_to_stock, panel_server, stock_voila
from .sockets import VisitError
from .tables import Row
from .usage import Usage, settled, spent
from .visitors import Guest

VISITORS = 40
PATIENCE = 90
"""Seconds after which whoever has no guide yet has failed."""
STAYS = 90
"""Seconds that somebody waits for a place when all are taken."""
Does = Callable[[Client], None]


@dataclass(frozen=True, slots=True)
class Together:
    """What it took to have so many visitors live at once: seconds and megabytes."""

    visitors: int
    run: Run
    looks: Sequence[Usage]  # before, when all are live, and when each has used the guide

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
        (f"{visitors} visitors at once: the last has the book", ours.last("book"), "–", "–", "1 s"),
        row("the same: the last is live", lambda found: found.last("guide live"), "1 s"),
        row("memory a further live visitor (PSS of all processes)", lambda found: found.memory(1), "1 MB"),
        ("the same, after a case", ours.memory(2), "–", "–", "1 MB"),
        row("processor time until a visitor is live", lambda found: f"{found.seconds * 1e3:.0f} ms", "30 ms"),
    ]


def through_longest_case(visitor: Guest) -> None:
    """Go through the longest case with the guide."""
    path = max(all_paths(), key=len)
    for at in range(len(path)):
        visitor.choose(path, at)


def measure_ours(visitors: int, use: Does = through_longest_case, think: float = 0) -> Together:
    """Have visitors come to our server, each with an empty cache, and use the guide."""
    with running_server("--visitors", f"{visitors + 1}") as server:
        return _measure(visitors, server, _come_to_ours, Plan(think=think, returning=0), use)


def measure_stock(visitors: int) -> Together:
    """Have visitors come to stock Voilà."""
    with tempfile.TemporaryDirectory() as folder, stock_voila(Path(folder)) as server:
        return _measure(visitors, server, come_to_stock)


def measure_panel(visitors: int, python: Path) -> Together:
    """Have visitors come to Panel, with a Python that has it."""
    with tempfile.TemporaryDirectory() as folder, panel_server(Path(folder), python) as server:
        return _measure(visitors, server, come_to_panel)


def _come_to_ours(visitor: Guest) -> None:
    """Get the book and the guide, until it is live."""
    visitor.begin(STAYS)
    if not visitor.come_in():
        visitor.environment.errors["guide: full"] += 1
        raise VisitError("full")
    visitor.go_live()


def _measure(
    visitors: int, server: Server, come: Does, plan: Plan | None = None, use: Does | None = None
) -> Together:
    """Have all come at once and look, have them use the guide and look again, and have them leave.

    With a plan they are guests at our own page.
    """

    def run() -> Run:
        return Crowd(server.url, plan) if plan else Run(server.url)

    kind = Guest if plan else Client
    first = kind(run())  # what the first of all has to wait for is not counted
    _all_at_once(come, [first])
    first.leave()
    looks, found = [settled(server.pid)], run()
    all_of_them = [kind(found) for _ in range(visitors)]
    _all_at_once(come, all_of_them)
    looks.append(settled(server.pid))
    if use:
        _all_at_once(use, [one for one in all_of_them if one.socket])
        looks.append(settled(server.pid))
    for one in all_of_them:
        one.leave()
    gevent.sleep(0.1)  # for the goodbyes to get out
    return Together(visitors, found, looks)


def _all_at_once(does: Does, visitors: list[Client]) -> None:
    """Have all do something at the same time; what goes wrong has been counted."""

    def bounded(visitor: Client) -> None:
        with gevent.Timeout(PATIENCE, VisitError("too late")), suppress(VisitError):
            does(visitor)

    gevent.joinall([gevent.spawn(bounded, one) for one in visitors])
