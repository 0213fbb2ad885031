"""A manager in JupyterLab: what they do there, in words of their own."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


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
