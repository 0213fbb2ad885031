"""How long a search takes: alone, and in the page from a keystroke to the hits."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

import ehbi
from ehbi.handbook import Handbook
from ehbi.search.index import Index

from .large import large
from .tables import Row, median_and_late
from .visits import WATCH

PHRASINGS = Path("tests/unit/handbook/desk_phrasings.txt")
"""What desk workers type."""
LARGE = 1_000
IN_ALL, IN_PAGE = 80, 40
"""How many phrasings are typed, and how many of them in the page, letter by letter."""


def rows(browser: Browser, url: str) -> list[Row]:
    """Return the rows for the table: each has median and 95th percentile of all keystrokes."""
    lines = PHRASINGS.read_text(encoding="utf-8").splitlines()
    known = [line.split("\t")[1] for line in lines if not line.startswith("#")]
    typed = known[:: len(known) // IN_ALL]
    found = {
        "a keystroke's search": alone(ehbi.load(), typed),
        f"the same, {LARGE:,} steps": alone(large(LARGE), typed),
        "keystroke to hits on screen": in_page(browser, url, typed[:: len(typed) // IN_PAGE]),
    }
    return [
        (f"{name}, median and 95th percentile", median_and_late(times), "–", "–", "50 ms")
        for name, times in found.items()
    ]


def alone(handbook: Handbook, typed: Sequence[str]) -> list[float]:
    """Return the milliseconds of the search for each beginning of each text."""
    index = Index(handbook)
    found = []
    for text in typed:
        for end in range(1, len(text) + 1):
            began = time.perf_counter()
            index.ask(text[:end])
            found.append((time.perf_counter() - began) * 1000)
    return found


def in_page(browser: Browser, url: str, typed: Sequence[str]) -> list[float]:
    """Return the milliseconds from each letter to the hits for it, in a page that stays a book."""
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.route("**/guide", lambda route: route.fulfill(status=503))
    page.goto(url)
    page.wait_for_selector("html.scripted")
    found = [one for text in typed for one in page.evaluate("text => window.type(text)", text)]
    page.close()
    return found
