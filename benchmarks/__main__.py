"""Measure the page beside a dropdown under stock Voilà and a button under Panel, and print a table."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsers import FLAGS, executable
from tests.serving import running_server

from . import keystrokes, managing, panel, searching, together
from .cases import Choice, all_paths
from .servers import stock_voila
from .tables import BESIDE_OTHERS, Row, as_markdown, write
from .visit import Answered, Visit, answers, visit
from .wire import Wire, counted

ROUNDS = 5
WAYS = ("button", "dropdown")
ONE_IN = 4
"""Of the paths, how many are walked: they share most of their steps."""
WARMING = 20
"""Choices in a page of others before those that count."""
CLICKS = 120
"""Choices there that count."""
TIMES = 1.3
"""How much longer than one of stock Voilà a step may take."""
REST, BREATH = 4_000, 500
"""Milliseconds between visits: stock Voilà fills its pool again meanwhile."""


def walks(way: str) -> list[list[object]]:
    """Return paths of each situation as ``watch.js`` wants them, by ``"button"`` or ``"dropdown"``."""
    situations = groupby(all_paths(), key=lambda path: path[0].step)
    return [
        [way, *(_move(choice, passed) for passed, choice in enumerate(path, start=1))]
        for _, of_one in situations
        for path in islice(of_one, 0, None, ONE_IN)
    ]


def _move(choice: Choice, passed: int) -> dict[str, object]:
    """Return one choice, and what must be there after it."""
    return {
        "from": choice.came_from,
        "answer": choice.answer,
        "place": choice.place,
        "step": choice.step,
        "link": choice.link,
        "passed": passed,
    }


def measure(browser: Browser, ours: Wire, stock: Wire, other: Wire | None) -> dict[str, list[Visit]]:
    """Visit all pages by turns, each time cold and then warm."""
    found: dict[str, list[Visit]] = defaultdict(list)
    pages = [("", ours, "?click", "live", BREATH), ("stock ", stock, "", "ready", REST)]
    pages += [("panel ", other, panel.PAGE[1:], "ready", BREATH)] if other else []
    for _ in range(ROUNDS):
        for who, wire, path, mark, rest in pages:
            context = browser.new_context()
            for name in ("cold", "warm"):
                with visit(context, wire, path, mark) as (page, seen):
                    found[who + name].append(seen)
                    page.wait_for_timeout(rest)
            context.close()
    return found


def latencies(browser: Browser, ours: Wire, way: str) -> list[Answered]:
    """Return the times of every answer on the paths, after one round to warm up."""
    context = browser.new_context()
    with visit(context, ours, "", "live") as (page, _):
        answers(page, walks(way))
        found = answers(page, walks(way))
    context.close()
    return found


def clicks(browser: Browser, wire: Wire, path: str, click: Callable[[Page, int], float]) -> list[float]:
    """Return how long a click in a page of others takes, after a few to warm up."""
    context = browser.new_context()
    found = []
    with visit(context, wire, path, "ready") as (page, _):
        for at in range(1, WARMING + CLICKS + 1):
            found.append(click(page, at))
            page.wait_for_timeout(30)
    context.close()
    return found[WARMING:]


def stock_click(page: Page, at: int) -> float:
    """Choose in the one dropdown of the stock page."""
    script = "([index, wanted]) => window.chooseOnce(index, wanted)"
    return float(page.evaluate(script, [at % 2, f"chose {'ab'[at % 2]}"]))


def panel_click(page: Page, at: int) -> float:
    """Press the one button under Panel."""
    return float(page.evaluate("wanted => window.pressOnce(wanted)", f"chose {at}"))


def table(
    found: dict[str, list[Visit]], times: dict[str, list[Answered]], others: dict[str, list[float]], why: str
) -> list[Row]:
    """Return the rows of the table, or why there is nothing of Panel in them."""

    def mark(name: str, which: str) -> str:
        marks = [seen.marks[which] for seen in found[name]]
        return f"{statistics.median(marks):.0f} ms" if marks else why

    def size(name: str) -> str:
        seen = found[name]
        if not seen:
            return why
        kilobytes = statistics.median(one.bytes for one in seen) / 1000
        return f"{kilobytes:,.0f} kB in {statistics.median(one.requests for one in seen):.0f} requests"

    click = {name: _median_and_late(taken) if taken else why for name, taken in others.items()}
    blank = statistics.median(seen.marks["ready"] for seen in found["stock cold"])
    most = TIMES * statistics.median(others["stock"])
    shown = [there for there, _ in times["button"]]
    return [
        (
            "the book answers a click, cold",
            mark("cold", "answered"),
            "–",
            "–",
            f"150 ms and {blank / 4:.0f} ms",
        ),
        *(
            (
                f"live, {when}",
                mark(when, "live"),
                mark(f"stock {when}", "ready"),
                mark(f"panel {when}", "ready"),
                goal,
            )
            for when, goal in (("cold", "no later than stock"), ("warm", ""))
        ),
        ("click on an answer to its step on screen", _median_and_late(shown), "–", "–", "10 and 25 ms"),
        *(
            (
                f"a step by {way}, or a click, to settled",
                _median_and_late([settled for _, settled in times[way]]),
                click["stock"],
                click["panel"],
                f"10 and 25 ms, median {most:.1f} ms ({TIMES} × stock)",
            )
            for way in WAYS
        ),
        *(
            (f"over the wire, {when}", size(when), size(f"stock {when}"), size(f"panel {when}"), goal)
            for when, goal in (("cold", "1,500 kB"), ("warm", "30 kB"))
        ),
    ]


def _median_and_late(times: Sequence[float]) -> str:
    """Return median and 95th percentile."""
    return f"{statistics.median(times):.1f} and {statistics.quantiles(times, n=20)[18]:.1f} ms"


@contextmanager
def panel_wire(folder: Path, python: Path | str) -> Iterator[Wire | None]:
    """Give a counting wire to Panel, when there is one."""
    if isinstance(python, str):
        yield None
        return
    with panel.panel_server(folder, python) as server, counted(server.url) as wire:
        yield wire


def say(what: str, found: Sequence[Row] = ()) -> None:
    """Tell whoever waits what is measured now, and what was found before."""
    for row in found:
        print(f"         {' | '.join(row)}", file=sys.stderr)
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def main() -> None:
    """Measure and print; with ``--write`` also into the docs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--write", action="store_true", help="write the table into docs/figures.md")
    options = parser.parse_args()
    say("Panel")
    python = panel.python_or_why()
    with (
        tempfile.TemporaryDirectory() as folder,
        stock_voila(Path(folder)) as stock,
        running_server() as server,
        counted(server.url) as our_wire,
        counted(stock.url) as stock_wire,
        panel_wire(Path(folder), python) as other,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        say("answers")
        times = {way: latencies(browser, our_wire, way) for way in WAYS}
        others = {
            "stock": clicks(browser, stock_wire, "", stock_click),
            "panel": clicks(browser, other, panel.PAGE[1:], panel_click) if other else [],
        }
        say("visits")
        seen = measure(browser, our_wire, stock_wire, other)
        rows = table(seen, times, others, str(python))
        say("searching", rows)
        searched = searching.rows(browser, server.url)
        say("editing", searched)
        managers = [*managing.rows(), *keystrokes.rows(browser)]
        measured = f"{ROUNDS} visits, {len(times['button'])} steps and {CLICKS} clicks"
        print(f"Medians of {measured}, Chromium {browser.version}\n")
        browser.close()
    say("visitors together", managers)
    # Servers of their own, and nothing beside them.
    rows += [*searched, *together.rows(python)]
    text = f"{as_markdown(BESIDE_OTHERS, rows)}\n\n{as_markdown(managing.HEAD, managers)}"
    print(text)
    if options.write:
        write(Path("docs/figures.md"), "bench", text)


if __name__ == "__main__":
    main()
