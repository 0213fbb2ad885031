"""A workshop in a browser: its server, and the slides as the presenter has them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from ehbi.handbook import Handbook
from ehbi.places import DATABASE
from ehbi.store import Store, drafts, revisions
from tests.serving import Server, running
from tests.waiting import PATIENCE

COMMAND = [sys.executable, "-m", "ehbi.cli", "present", "--port", "0"]


@contextmanager
def workshop_of(handbook: Handbook, folder: Path, *options: str) -> Iterator[Server]:
    """A workshop with a handbook that somebody published."""
    address = f"sqlite:///{folder}/ehbi.sqlite"
    with Store.open(address, publishes=True) as store:
        base = drafts.begin(store, "Noor").base
        revisions.publish(store, base, handbook, "Noor", "Voor een workshop")
    with running([*COMMAND, *options], {DATABASE: address}) as server:
        yield server


@contextmanager
def presenter(browser: Browser, workshop: Server) -> Iterator[tuple[Page, list[str], list[str]]]:
    """The slides, what they asked for and what failed in them, for tests that leave them as they were."""
    asked: list[str] = []
    failed: list[str] = []
    with browser.new_context(reduced_motion="reduce") as context:
        context.set_default_timeout(1000 * PATIENCE)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: failed.append(f"{error}\n{error.stack}"))
        page.goto(workshop.url)
        page.wait_for_url("**/#*")
        try:
            yield page, asked, failed
        except Exception:
            print(f"On the slides at {page.url}: {page.locator('body').inner_text()}\n{failed}")
            raise


def at(slides: Page, place: str) -> None:
    """Go to a place in the deck, by its address."""
    if not slides.url.endswith(f"#{place}"):
        slides.goto(f"{slides.url.split('#')[0]}#{place}")
