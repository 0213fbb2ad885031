"""A manager in JupyterLab: what they do there, in words of their own."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from .axe import CONTRAST, assert_clean

THEME = "theme => jupyterapp.commands.execute('apputils:change-theme', { theme: `JupyterLab ${theme}` })"


def run_first_cell(page: Page, address: str) -> Locator:
    """Open a notebook, without what another test had open, and run its first cell."""
    page.goto(f"{address}?reset")
    expect(page.get_by_role("button", name="| Idle")).to_be_visible(timeout=60_000)
    return run_cell(page, 0)


def run_cell(page: Page, number: int) -> Locator:
    """Run a cell of the notebook that is open, counted from 0."""
    cell = page.locator(".jp-CodeCell:visible").nth(number)
    cell.locator(".cm-content").press("Shift+Enter")
    return cell


def assert_follows_theme(page: Page, within: str) -> None:
    """Fail unless what is ours can be read in both themes, when the browser prefers the other."""
    expect(page.locator(f"{within}:lang(nl)").first).to_be_attached()
    for theme, prefers in (("Dark", "light"), ("Light", "dark")):
        page.emulate_media(color_scheme=prefers, reduced_motion="reduce")
        page.evaluate(THEME, theme)
        is_light = str(theme == "Light").lower()
        expect(page.locator(f"body[data-jp-theme-light={is_light}]")).to_be_attached()
        assert_clean(page, within, CONTRAST)


def assert_whole(chart: Locator) -> None:
    """Fail unless all of a flowchart is in its frame."""
    sizes = "one => [one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight]"
    assert chart.evaluate(sizes) == [0, 0]
