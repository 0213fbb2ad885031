"""In another's page the notebooks have that page's colours, whatever the browser prefers."""

from __future__ import annotations

import shutil
import sys

import pytest

from tests.serving import free_port, running

from .axe import CONTRAST, assert_clean
from .conftest import NOTEBOOKS

COLOURS = """() => [...document.querySelectorAll(".ehbi, .ehbi *")].map((one) => {
    const { color, backgroundColor, borderTopColor, fill, stroke } = getComputedStyle(one);
    return [color, backgroundColor, borderTopColor, fill, stroke].join(" ");
})"""


@pytest.fixture(scope="module")
def voila(tmp_path_factory):
    """Stock Voilà with all notebooks; gives its address."""
    folder = tmp_path_factory.mktemp("voila")
    shutil.copytree(NOTEBOOKS, folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    options = ["--no-browser", f"--port={free_port()}"]  # it takes port 0 as it is
    command = [sys.executable, "-m", "voila", str(folder / "notebooks"), *options]
    with running(command, {"PYTHONUNBUFFERED": "1"}, "http://") as server:
        yield f"http://{server.url}".rstrip("/")


# Each notebook once in every run, two of them each way; the other way each is slow.
@pytest.mark.parametrize(
    ("notebook", "host", "prefers"),
    [
        ("handboek", "dark", "light"),
        ("beheer", "light", "dark"),
        ("verkennen", "dark", "light"),
        ("workshop", "light", "dark"),
        pytest.param("handboek", "light", "dark", marks=pytest.mark.slow),
        pytest.param("beheer", "dark", "light", marks=pytest.mark.slow),
        pytest.param("verkennen", "light", "dark", marks=pytest.mark.slow),
        pytest.param("workshop", "dark", "light", marks=pytest.mark.slow),
    ],
)
def test_all_can_be_read_in_stock_voila_also_when_browser_and_host_differ(
    page, voila, notebook, host, prefers
):
    page.emulate_media(color_scheme=prefers, reduced_motion="reduce")
    page.goto(f"{voila}/voila/render/{notebook}.ipynb?theme={host}")
    page.wait_for_selector(".ehbi .node:visible", timeout=60_000)
    assert_clean(page, ".ehbi", CONTRAST)
    before = page.evaluate(COLOURS)
    page.emulate_media(color_scheme=host)
    assert page.evaluate(COLOURS) == before
