"""Accessibility of what is on the screen, by axe-core.

All rules look at a view once. In its other dresses, another size or another colour scheme, only those rules
look again that can find something else there: in the opposite dress, and in continuous integration in all.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page, ViewportSize

from tests.examples import is_thorough
from tests.tried import note

PHONE: ViewportSize = {"width": 360, "height": 740}
WIDE: ViewportSize = {"width": 1366, "height": 768}
PROJECTOR: ViewportSize = {"width": 1024, "height": 768}
BY_DRESS = [
    "color-contrast",
    "link-in-text-block",
    "target-size",
    "scrollable-region-focusable",
    "button-name",
    "link-name",
]
"""The rules for what a size or a colour scheme can change: colours, what can be touched, what scrolls, and a
name of which the words are left out on a phone."""
CONTRAST = ["color-contrast"]
FOUND_BY_SCRIPTS = ", ".join(f"[id^={page}_]" for page in ("page", "slides", "results", "ideas"))
"""What a script of a page looks up by its id, also while axe-core is at work."""
RUN = f"""([within, options]) => {{
    const others = document.querySelectorAll(".slide:not(.now):not(:has({FOUND_BY_SCRIPTS}))");
    const back = [...others].map((slide) => {{
        const place = document.createComment("");
        slide.replaceWith(place);
        return () => place.replaceWith(slide);
    }});
    return axe.run(within ?? document, options)
        .then(({{ violations }}) => ({{ violations }}))
        .finally(() => back.forEach((put) => put()));
}}"""
"""Run axe-core without the slides that are not on show and are only looked at: it walks all of them."""


def resize(page: Page, size: ViewportSize) -> None:
    """Give a page another size, and have it know at once: the browser's own event comes later."""
    page.set_viewport_size(size)
    page.evaluate("dispatchEvent(new Event('resize'))")


def assert_clean(page: Page, within: str | None = None, rules: list[str] | None = None) -> None:
    """Fail when axe-core finds anything, by all rules or these, or the page is wider than its window."""
    _inject(page)
    note("access", _dress(page))
    options: dict[str, Any] = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found = AxeResults(page.evaluate(RUN, [within, options]))
    assert found.violations_count == 0, f"{_dress(page)}: {found.generate_report()}"
    if within is None:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), _dress(page)


def assert_clean_in_every_dress(
    page: Page, wide: ViewportSize = WIDE, also: Callable[[], None] = lambda: None
) -> None:
    """Fail when anything is wrong dark on a phone or light and wide, with which it ends, or in between."""
    dresses = [*product((PHONE, wide), ("dark", "light"))]
    for size, scheme in dresses if is_thorough() else (dresses[0], dresses[-1]):
        resize(page, size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        is_last = (size, scheme) == (wide, "light")
        assert_clean(page, rules=None if is_last else BY_DRESS)
        also()


def _dress(page: Page) -> str:
    scheme = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'")
    size = page.viewport_size or {}
    return f"{scheme} {size.get('width')}×{size.get('height')}"


def _inject(page: Page) -> None:
    """Have axe-core in the document, which it stays in: it is half a megabyte."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
