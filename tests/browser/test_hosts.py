"""In stock Voilà the notebooks have its colours, whatever the browser prefers, and the editor stays shut."""

from __future__ import annotations

import re
import shutil
import sys

import pytest
from playwright.sync_api import expect

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


def assert_whole_and_readable(page, address, host, prefers):
    """Fail unless the notebook has a title, a heading and a language, and the host's colours alone."""
    page.emulate_media(color_scheme=prefers, reduced_motion="reduce")
    page.goto(f"{address}?theme={host}")
    page.wait_for_selector(".ehbi .node:visible", timeout=60_000)
    expect(page).to_have_title(re.compile("Eerste Hulp Bij Inloggen$"))
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator("div.ehbi[lang=nl]")).to_have_count(1)
    assert_clean(page, ".ehbi", CONTRAST)
    before = page.evaluate(COLOURS)
    page.emulate_media(color_scheme=host)
    assert page.evaluate(COLOURS) == before
    page.emulate_media(
        color_scheme="null"
    )  # what is emulated goes for frames too, which take after the host else
    for slides in page.frames[1:]:
        assert slides.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (host == "dark")


# Each notebook once in every run; the other way each is slow.
@pytest.mark.parametrize(
    ("notebook", "host", "prefers"),
    [
        ("handboek", "dark", "light"),
        ("verkennen", "light", "dark"),
        ("workshop", "dark", "light"),
        pytest.param("handboek", "light", "dark", marks=pytest.mark.slow),
        pytest.param("verkennen", "dark", "light", marks=pytest.mark.slow),
        pytest.param("workshop", "light", "dark", marks=pytest.mark.slow),
    ],
)
def test_all_can_be_read_in_stock_voila_also_when_browser_and_host_differ(
    page, voila, notebook, host, prefers
):
    assert_whole_and_readable(page, f"{voila}/voila/render/{notebook}.ipynb", host, prefers)


@pytest.mark.parametrize(
    ("notebook", "host"), [("handboek", "light"), ("verkennen", "dark"), ("workshop", "dark")]
)
def test_all_can_be_read_in_voila_as_an_extension_of_a_server(page, lab, notebook, host):
    prefers = "light" if host == "dark" else "dark"
    address = f"{lab.removesuffix('/lab')}/voila/render/{notebook}.ipynb"
    assert_whole_and_readable(page, address, host, prefers)


def assert_refused(page, address):
    """Fail unless the editor says where it can be had, and nothing of it is there."""
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/voila/render/beheer.ipynb?theme=dark")
    refusal = page.locator(".ehbi-card")
    expect(refusal).to_contain_text("ehbi edit", timeout=60_000)
    expect(page).to_have_title("Beheer – Eerste Hulp Bij Inloggen")
    expect(page.locator(".ehbi-editor, .ehbi input, .ehbi button")).to_have_count(0)
    assert_clean(page, ".ehbi", CONTRAST)


def test_the_editor_does_not_open_in_stock_voila_which_asks_for_no_key(page, voila):
    assert_refused(page, voila)


def test_nor_in_voila_as_an_extension_of_a_server(page, lab):
    assert_refused(page, lab.removesuffix("/lab"))
