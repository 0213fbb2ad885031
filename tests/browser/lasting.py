"""A page that the tests of a file look at in turn: opening one costs more than most of them do on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.waiting import PATIENCE

from .desk import NO_GUIDE, Desk

USUAL: ViewportSize = {"width": 1280, "height": 720}
BEGIN = """async () => {
    for (const open of document.querySelectorAll(":popover-open")) open.hidePopover();
    const search = document.getElementById("page_search");
    search.value = "";
    search.dispatchEvent(new Event("input"));
    for (const part of ["page_search_said", "page_hits"]) document.getElementById(part).replaceChildren();
    document.activeElement?.blur();
    const dialog = document.querySelector("dialog[open]");
    if (dialog) {
        const closed = new Promise((done) => dialog.addEventListener("close", done, { once: true }));
        history.back();
        await closed;
    }
    if (!location.hash) return;
    const moved = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = "";
    await moved;
}"""
"""Closes whatever is open and goes to the start."""


class Lasting:
    """A page with the handbook as a book, which every test has as the first one had it."""

    def __init__(self, browser: Browser, url: str, script: str = "") -> None:
        self.browser, self.url, self.script = browser, url, script
        self.errors: list[str] = []
        self.page: Page | None = None

    def desk(self) -> Desk:
        """Give the page, at its start."""
        if not self.page:
            self.page = self._opened()
        self.page.set_viewport_size(USUAL)
        self.page.emulate_media(
            media="null", color_scheme="null", reduced_motion="null", forced_colors="null"
        )
        self.page.evaluate(BEGIN)
        return Desk(self.page, self.url)

    def close(self) -> None:
        """End the page; the next test has a new one."""
        if self.page:
            self.page.context.close()
        self.page = None

    def _opened(self) -> Page:
        page = self.browser.new_context().new_page()
        page.set_default_timeout(1000 * PATIENCE)
        page.add_init_script(f"{NO_GUIDE};{self.script}")
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        Desk(page, self.url).visit()
        return page


@contextmanager
def lasting(browser: Browser, url: str, script: str = "") -> Iterator[Lasting]:
    """Have one page for many tests."""
    found = Lasting(browser, url, script)
    yield found
    found.close()


@contextmanager
def turn(found: Lasting, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Have a test at the page; one that fails leaves it to nobody else, and no script of it may fail."""
    yield found.desk()
    errors, found.errors = found.errors, []
    if getattr(request.node, "failed", False):
        found.close()
    assert errors == []
