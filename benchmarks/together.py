"""Forty visitors in the same second, beside stock Voilà and Panel: ``python -m benchmarks.together``."""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import ehbi

from . import panel
from .crowd.answer import Cookies
from .crowd.cases import all_paths
from .crowd.channels import Channels
from .crowd.connection import Connection
from .crowd.gathering import Together
from .crowd.memory import settled
from .crowd.notes import Notes
from .crowd.pages import read_guide
from .crowd.servers import our_server
from .crowd.trouble import VisitError, told_as
from .crowd.visitor import Place, Visitor
from .crowd.visits import Time, come_in
from .servers import stock_voila
from .tables import BESIDE_OTHERS, Row, as_markdown

VISITORS = 40
PATIENCE = 90
"""Seconds after which whoever has no guide yet has failed."""
LAST = "1 s"
MEMORY, PROCESSOR = "1 MB", "30 ms"
Come = Callable[[Notes, list["Stay"]], Awaitable[None]]
"""Comes until the guide is live, and adds what the visitor can do from then on."""


Use = Callable[[Visitor], Awaitable[None]]
"""What a visitor does once the guide is live."""


class Stay(NamedTuple):
    """What a visitor can do: leave, and use the guide."""

    leave: Callable[[], None]
    use: Callable[[], Awaitable[None]] | None = None


async def through_longest_case(visitor: Visitor) -> None:
    """Go through the longest case with the guide."""
    path = max(all_paths(visitor.place.handbook), key=len)
    for at in range(len(path)):
        await visitor.choose(path, at)


def rows(python: Path | str, visitors: int = VISITORS) -> list[Row]:
    """Return the rows for the table: ours beside stock Voilà and Panel, one after the other.

    Parameters
    ----------
    python
        One that has Panel, or why there is none.
    visitors
        How many at once.
    """
    other = measure_panel(visitors, python) if isinstance(python, Path) else python
    ours, stock = measure_ours(visitors), measure_stock(visitors)

    def row(what: str, tell: Callable[[Together], str], goal: str) -> Row:
        beside = tell(other) if isinstance(other, Together) else other
        return (what, tell(ours), tell(stock), beside, goal)

    return [
        (f"{visitors} visitors at once: the last has the book", ours.last("book"), "–", "–", LAST),
        row("the same: the last is live", lambda found: found.last("guide live"), LAST),
        row("memory a further live visitor (PSS of all processes)", lambda found: found.memory(1), MEMORY),
        ("the same, after a case", ours.memory(2), "–", "–", MEMORY),
        row("processor time until a visitor is live", lambda found: found.processor, PROCESSOR),
    ]


def measure_ours(visitors: int, use: Use = through_longest_case) -> Together:
    """Have visitors come to our server, each with an empty cache, and use the guide."""
    with our_server(visitors + 1) as server:
        place = Place(server.url, ehbi.load())

        async def come(notes: Notes, stays: list[Stay]) -> None:
            visitor = Visitor(place, notes)
            stays.append(Stay(visitor.leave))
            once = Time(time.monotonic(), 0, random.Random(0))  # noqa: S311  # nothing is left to chance
            if not await come_in(visitor, once):
                raise VisitError("guide", "full")
            await visitor.go_live()
            stays.append(Stay(visitor.leave, partial(use, visitor)))

        return _measure(visitors, server.pid, come)


def measure_stock(visitors: int) -> Together:
    """Have visitors come to stock Voilà; they load no scripts, which spares it some work."""
    with tempfile.TemporaryDirectory() as folder, stock_voila(Path(folder)) as stock:

        async def come(notes: Notes, stays: list[Stay]) -> None:
            cookies: Cookies = {}
            connection = Connection(stock.url, cookies)
            stays.append(Stay(connection.close))
            with notes.timed("guide live"):
                with told_as("guide"):
                    guide = read_guide(await connection.ask("/"))
                channels = Channels(stock.url, guide.kernel, cookies)
                stays.append(Stay(channels.close))
                await channels.open(guide.models)

        return _measure(visitors, stock.pid, come)


def measure_panel(visitors: int, python: Path) -> Together:
    """Have visitors come to Panel; they load no scripts either.

    Parameters
    ----------
    visitors
        How many at once.
    python
        One that has Panel.
    """
    with tempfile.TemporaryDirectory() as folder, panel.panel_server(Path(folder), python) as server:

        async def come(notes: Notes, stays: list[Stay]) -> None:
            visitor = panel.Visitor(server.url)
            stays.append(Stay(visitor.leave))
            with notes.timed("guide live"):
                await visitor.go_live()

        return _measure(visitors, server.pid, come)


def _measure(visitors: int, server: int, come: Come) -> Together:
    asyncio.run(_come(1, come, Notes(), lambda: None))  # what the first of all has to wait for is not counted
    looks, notes = [settled(server)], Notes()
    asyncio.run(_come(visitors, come, notes, lambda: looks.append(settled(server))))
    return Together(visitors, notes, tuple(looks))


async def _come(visitors: int, come: Come, notes: Notes, look: Callable[[], None]) -> None:
    """Have all come at once and look, have them use the guide and look again, and have them leave."""
    stays: list[Stay] = []

    async def bounded(work: Awaitable[None]) -> None:
        with notes.told(), told_as("guide"):
            async with asyncio.timeout(PATIENCE):
                await work

    await asyncio.gather(*(bounded(come(notes, stays)) for _ in range(visitors)))
    await asyncio.to_thread(look)
    uses = [stay.use() for stay in stays if stay.use]
    await asyncio.gather(*map(bounded, uses))
    if uses:
        await asyncio.to_thread(look)
    for stay in stays:
        stay.leave()
    await asyncio.sleep(0.1)  # for the goodbyes to get out


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.together", description=__doc__)
    parser.add_argument("--visitors", type=int, default=VISITORS, help="how many at once (%(default)s)")
    options = parser.parse_args()
    print(as_markdown(BESIDE_OTHERS, rows(panel.python_or_why(), options.visitors)))


if __name__ == "__main__":
    main()
