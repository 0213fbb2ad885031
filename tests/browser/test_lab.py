"""The notebook in JupyterLab, where functional managers have it."""

from __future__ import annotations

from playwright.sync_api import expect

from .lab import run_first_cell


def test_the_guide_runs_in_jupyterlab(page, lab):
    run_first_cell(page, f"{lab}/tree/handboek.ipynb")
    guide = page.locator(".ehbi-guide")
    situations = guide.get_by_role("combobox", name="Wat ziet de lener?")
    expect(situations).to_be_visible(timeout=60_000)
    situations.select_option(index=2)
    expect(guide.locator(".ehbi-card[data-step=geen-rechten]")).to_be_visible()
    expect(guide.locator(".node.current:visible")).to_have_attribute("data-step", "geen-rechten")
    guide.locator(".node[data-step=geen-toegang]:visible").click()
    expect(guide.locator(".ehbi-card[data-step=geen-toegang]")).to_be_visible()
    expect(guide.get_by_text("Wie kan wat")).to_be_visible()
    assert "#geen" not in page.url
