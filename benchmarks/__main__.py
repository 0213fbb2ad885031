"""Measure the page beside a blank notebook under stock Voilà, and print a table."""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Sequence
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

ROUNDS = 9
REST = 4_000
"""Milliseconds between visits, in which both servers fill their pool again."""


def walks() -> list[list[object]]:
    """Return each path of each situation as ``watch.js`` wants it."""
    handbook = ehbi.load()
    found: list[list[object]] = []
    for number, situation in enumerate(handbook.situations, start=1):
        for path in paths(handbook, situation.id):
            steps = [(step, handbook.step(step).answer(answer)) for step, answer in path]
            found.append([number, *([step, _place(step, a), a.next] for step, a in steps if a)])
    return found


def _place(step: str, answer: object) -> int:
    return list(ehbi.load().step(step).answers).index(answer) + 1


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


def latencies(browser: Browser, ours: Wire) -> list[Answered]:
    """Return the times of every answer on every path, after one round to warm up."""
    context = browser.new_context()
    with visit(context, ours, "", "live") as (page, _):
        answers(page, walks())
        found = answers(page, walks())
    context.close()
    return found


def table(found: dict[str, list[Visit]], times: Sequence[Answered]) -> list[Row]:
    """Return the rows of the table: what, ours, stock, goal."""

    def mark(name: str, which: str) -> float:
        return statistics.median(seen.marks[which] for seen in found[name])

    def size(name: str) -> str:
        kilobytes = statistics.median(seen.bytes for seen in found[name]) / 1000
        return (
            f"{kilobytes:,.0f} kB in {statistics.median(seen.requests for seen in found[name]):.0f} requests"
        )

    blank = mark("stock cold", "ready")
    laid_out = [there for there, _ in times]
    painted = statistics.median(frame for _, frame in times)
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
        ("answer to next step laid out, median", f"{statistics.median(laid_out):.1f} ms", "–", "10 ms"),
        ("the same, 95th percentile", f"{statistics.quantiles(laid_out, n=20)[18]:.1f} ms", "–", "25 ms"),
        ("the same, to the next frame, median", f"{painted:.1f} ms", "–", ""),
        ("over the wire, cold", size("cold"), size("stock cold"), "1,500 kB"),
        ("over the wire, warm", size("warm"), size("stock warm"), "30 kB"),
    ]


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
        times = latencies(browser, our_wire)
        rows = table(measure(browser, our_wire, stock_wire), times)
        rows += searching.rows(browser, server.url)
        managers = as_markdown(managing.HEAD, [*managing.rows(), *keystrokes.rows(browser)])
        print(f"Medians of {ROUNDS} visits and {len(times)} answers, Chromium {browser.version}\n")
        browser.close()
    # Servers of their own, and nothing beside them.
    text = f"{as_markdown(BESIDE_STOCK, [*rows, *together.rows()])}\n\n{managers}"
    print(text)
    if options.readme:
        write(Path("README.md"), "bench", text)


if __name__ == "__main__":
    main()
