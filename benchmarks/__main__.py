"""Measure the page beside a notebook of one dropdown under stock Voilà, and print a table."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import ehbi
from ehbi.handbook.graph import paths
from tests.browsers import FLAGS, executable
from tests.serving import running_server

from . import keystrokes, managing, searching, together
from .servers import stock_voila
from .tables import BESIDE_STOCK, Row, as_markdown, write
from .visit import Answered, Visit, answers, visit
from .wire import Wire, counted

ROUNDS = 7
WAYS = ("button", "dropdown")
ONE_IN = 4
"""Of the paths, how many are walked: they share most of their steps."""
WARMING = 20
"""Choices in the stock page before those that count."""
REST = 4_000
"""Milliseconds between visits, in which both servers fill their pool again."""


def walks(way: str) -> list[list[object]]:
    """Return paths of each situation as ``watch.js`` wants them, by ``"button"`` or ``"dropdown"``."""
    handbook = ehbi.load()
    found: list[list[object]] = []
    for number, situation in enumerate(handbook.situations, start=1):
        for path in islice(paths(handbook, situation.id), 0, None, ONE_IN):
            case = ehbi.Case(handbook, situation.id)
            moves = [_move(case, "", situation.id, number)]
            for step, answer in path:
                case = case.answer(answer)
                places = [one.id for one in handbook.step(step).answers]
                moves.append(_move(case, step, answer, places.index(answer) + 1))
            found.append([way, *moves])
    return found


def _move(case: ehbi.Case, came_from: str, answer: str, place: int) -> dict[str, object]:
    """Return one choice, and what must be there after it."""
    here, passed = case.trail[-1], len(case.given) + 1
    return {
        "from": came_from,
        "answer": answer,
        "place": place,
        "step": here.id,
        "link": case.link,
        "passed": passed,
    }


def measure(browser: Browser, ours: Wire, stock: Wire) -> dict[str, list[Visit]]:
    """Visit both pages by turns, each time cold and then warm."""
    found: dict[str, list[Visit]] = {name: [] for name in ("cold", "warm", "stock cold", "stock warm")}
    for _ in range(ROUNDS):
        for names, wire, query, mark in (
            (("cold", "warm"), ours, "?click", "live"),
            (("stock cold", "stock warm"), stock, "", "ready"),
        ):
            context = browser.new_context()
            for name in names:
                with visit(context, wire, query, mark) as (page, seen):
                    found[name].append(seen)
                    page.wait_for_timeout(REST)
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


def stock_clicks(browser: Browser, stock: Wire, times: int) -> list[float]:
    """Return how long a choice in the one dropdown of the stock page takes, after a few to warm up."""
    context = browser.new_context()
    with visit(context, stock, "", "ready") as (page, _):
        found = []
        for at in range(1, times + 1):
            index = at % 2
            found.append(
                page.evaluate(
                    "([index, wanted]) => window.chooseOnce(index, wanted)", [index, f"chose {'ab'[index]}"]
                )
            )
            page.wait_for_timeout(30)
    context.close()
    return found[WARMING:]


def table(
    found: dict[str, list[Visit]], times: dict[str, list[Answered]], clicks: Sequence[float]
) -> list[Row]:
    """Return the rows of the table: what, ours, stock, goal."""

    def mark(name: str, which: str) -> float:
        return statistics.median(seen.marks[which] for seen in found[name])

    def size(name: str) -> str:
        kilobytes = statistics.median(seen.bytes for seen in found[name]) / 1000
        return (
            f"{kilobytes:,.0f} kB in {statistics.median(seen.requests for seen in found[name]):.0f} requests"
        )

    blank = mark("stock cold", "ready")
    shown = [there for there, _ in times["button"]]
    return [
        (
            "the book answers a click, cold",
            f"{mark('cold', 'answered'):.0f} ms",
            "–",
            f"150 ms and {blank / 4:.0f} ms",
        ),
        ("the guide is live, cold", f"{mark('cold', 'live'):.0f} ms", f"{blank:.0f} ms", "no later"),
        (
            "the guide is live, warm",
            f"{mark('warm', 'live'):.0f} ms",
            f"{mark('stock warm', 'ready'):.0f} ms",
            "",
        ),
        ("click on an answer to its step on screen", _median_and_late(shown), "–", "10 and 25 ms"),
        *(
            (
                f"answer by {way}, to settled",
                _median_and_late([settled for _, settled in times[way]]),
                _median_and_late(clicks),
                "",
            )
            for way in WAYS
        ),
        ("over the wire, cold", size("cold"), size("stock cold"), "1,500 kB"),
        ("over the wire, warm", size("warm"), size("stock warm"), "30 kB"),
    ]


def _median_and_late(times: Sequence[float]) -> str:
    """Return median and 95th percentile."""
    return f"{statistics.median(times):.1f} and {statistics.quantiles(times, n=20)[18]:.1f} ms"


def say(what: str) -> None:
    """Tell whoever waits what is measured now."""
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def main() -> None:
    """Measure and print; with ``--readme`` also into the README."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        stock_voila(Path(folder)) as stock,
        running_server() as server,
        counted(server.url) as our_wire,
        counted(stock.url) as stock_wire,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        say("answers")
        times = {way: latencies(browser, our_wire, way) for way in WAYS}
        clicks = stock_clicks(browser, stock_wire, WARMING + len(times["button"]))
        say("visits")
        rows = table(measure(browser, our_wire, stock_wire), times, clicks)
        say("searching")
        rows += searching.rows(browser, server.url)
        say("editing")
        managers = as_markdown(managing.HEAD, [*managing.rows(), *keystrokes.rows(browser)])
        print(f"Medians of {ROUNDS} visits and {len(clicks)} answers, Chromium {browser.version}\n")
        browser.close()
    say("visitors together")
    # Servers of their own, and nothing beside them.
    text = f"{as_markdown(BESIDE_STOCK, [*rows, *together.rows()])}\n\n{managers}"
    print(text)
    if options.readme:
        write(Path("README.md"), "bench", text)


if __name__ == "__main__":
    main()
