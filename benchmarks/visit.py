"""One visit of one page, measured inside the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import TimeoutError as WaitedTooLong

from .wire import Wire

WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
PATIENCE = 60_000


Answered = tuple[float, float]
"""Milliseconds from a choice until its step is shown, and until the frame after all has settled."""


@dataclass
class Visit:
    """What one visit took: bytes over the wire, requests, and when what was there, in milliseconds."""

    bytes: int = 0
    requests: int = 0
    marks: dict[str, float] = field(default_factory=dict)


@contextmanager
def visit(context: BrowserContext, wire: Wire, path: str, mark: str) -> Iterator[tuple[Page, Visit]]:
    """Open a page and wait for a mark of ``watch.js``: that others are ``ready``, our guide ``live``."""
    page = context.new_page()
    found = Visit()
    page.on("request", lambda request: _count(found, request.url))
    page.add_init_script(WATCH)
    before = wire.bytes
    page.goto(wire.url + path, wait_until="commit")
    try:
        page.wait_for_function("mark => window.marks?.[mark]", arg=mark, timeout=PATIENCE)
    except WaitedTooLong as error:
        raise TimeoutError(f"{PATIENCE / 1000:.0f} s waited for a page to be {mark}: /{path}") from error
    found.marks = page.evaluate("window.marks")
    found.bytes = wire.bytes - before
    yield page, found
    page.close()


def _count(visit: Visit, url: str) -> None:
    visit.requests += url.startswith("http")


def answers(page: Page, walks: list[list[object]]) -> list[Answered]:
    """Walk cases; return how long each answer took."""
    return [tuple(times) for walk in walks for times in page.evaluate("walk => window.walk(walk)", walk)]
