"""Measure the page beside a dropdown under stock Voilà and a button under Panel, and print a table."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from tests.browsers import chromium
from tests.serving import running_server

from . import dragging, importing, managing, pictures, searching, together, visits
from .others import panel_server, python_or_why, stock_voila
from .tables import Row, as_markdown, write
from .wire import counted

HEAD: Row = ("", "EHBI", "one dropdown, stock Voilà", "one button, Panel", "goal")
PARTS = ("visits", "searching", "editing", "dragging", "pictures", "importing", "together")


def main() -> None:
    """Measure and print; with ``--write`` also into the docs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part, not all of them")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/figures.md")
    options = parser.parse_args()
    if options.only and options.write:
        parser.error("only what was measured together is written")

    def told(part: str, measure: Callable[[], list[Row]]) -> list[Row]:
        return _told(part, measure) if part in (options.only or PARTS) else []

    python = python_or_why()
    with running_server() as server, chromium() as browser:
        rows = told("visits", lambda: _visits(browser, server.url, python))
        rows += told("searching", lambda: searching.rows(browser, server.url))
        managers = told("editing", lambda: managing.rows(browser))
        dragged = told("dragging", lambda: dragging.rows(browser))
        shown = told("pictures", lambda: pictures.rows(browser))
        print(f"Medians of {visits.measured()}, Chromium {browser.version}\n")
    # Processes of their own, and nothing beside them.
    imported = told("importing", importing.rows)
    rows += told("together", lambda: together.rows(python))
    tables = (
        *((HEAD, rows), (managing.HEAD, managers), (dragging.HEAD, dragged)),
        *((pictures.HEAD, shown), (importing.HEAD, imported)),
    )
    text = "\n\n".join(as_markdown(*table) for table in tables if table[1])
    print(text)
    if options.write:
        write(Path("docs/figures.md"), "bench", text)


def _visits(browser: Browser, url: str, python: Path | str) -> list[Row]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stock = stack.enter_context(stock_voila(folder))
        ours, theirs = (stack.enter_context(counted(one)) for one in (url, stock.url))
        if isinstance(python, str):
            return visits.rows(browser, ours, theirs, python)
        other = stack.enter_context(panel_server(folder, python))
        return visits.rows(browser, ours, theirs, stack.enter_context(counted(other.url)))


def _told(part: str, measure: Callable[[], list[Row]]) -> list[Row]:
    """Measure, and tell whoever waits what is measured now and what was found."""
    print(f"{time.strftime('%H:%M:%S')} {part}", file=sys.stderr, flush=True)
    found = measure()
    for row in found:
        print(f"         {' | '.join(row)}", file=sys.stderr, flush=True)
    return found


if __name__ == "__main__":
    main()
