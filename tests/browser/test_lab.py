"""The notebook in JupyterLab, where functional managers have it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

import ehbi
from tests.serving import running

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
HANDBOOK = ehbi.load()


@pytest.fixture
def lab(tmp_path):
    """A JupyterLab of its own, with a copy of the notebooks."""
    shutil.copytree(NOTEBOOKS, tmp_path / "notebooks", ignore=shutil.ignore_patterns(".*"))
    options = [
        "--no-browser",
        "--allow-root",
        "--port=0",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
    ]
    folder = f"--ServerApp.root_dir={tmp_path / 'notebooks'}"
    settings = {
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
    }
    ready = "http://127.0.0.1:"
    with running([sys.executable, "-m", "jupyterlab", *options, folder], settings, ready) as server:
        yield f"http://127.0.0.1:{server.url}"


def run_first_cell(page, address):
    page.goto(address)
    cell = page.locator(".jp-CodeCell").first
    expect(page.get_by_role("button", name="| Idle")).to_be_visible(timeout=60_000)
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    return cell


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
