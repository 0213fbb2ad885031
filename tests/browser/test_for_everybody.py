"""For everybody: assistive technology, light and dark, a small phone; and nobody else is told."""

from __future__ import annotations

from itertools import product
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

import ehbi

from .desk import Desk

CASES = {
    "start": ("", None),
    "mid-case": ("inloggegevens-onjuist/nee/niet-gelukt", "nieuw-wachtwoord"),
    "handover": ("nieuw-pasnummer/nee/niet-gelukt/niet-vervangen", "mail-fb-iam"),
    "explained": ("eigen-site", "eigen-site"),
}
PHONE = {"width": 360, "height": 740}
WIDE = {"width": 1366, "height": 768}
TOUCHED = (
    "#page_book a.answer:visible, #page_book .plain:visible, .top button:visible, "
    ".ehbi-row-now select:visible, .ehbi-guide button:visible"
)


def show(page, server, case, mode):
    if mode == "book":
        page.route("**/guide", lambda route: route.fulfill(status=503))
    link, step = CASES[case]
    desk = Desk(page, server.url).visit(link)
    if mode == "guide":
        desk.live()
    if step:
        desk.at(step)
    return desk


@pytest.mark.parametrize("mode", ["book", "guide"])
@pytest.mark.parametrize("case", CASES)
def test_axe_finds_nothing_wide_or_small_light_or_dark_and_a_phone_scrolls_one_way(page, server, case, mode):
    show(page, server, case, mode)
    page.emulate_media(reduced_motion="reduce")
    for size, scheme in product((WIDE, PHONE), ("light", "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{size}, {scheme}: {results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_axe_finds_nothing_in_an_open_panel(page, server):
    show(page, server, "start", "guide")
    for name in ("Wie kan wat", "Contact", "Woorden"):
        page.get_by_role("button", name=name, exact=True).click()
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        page.keyboard.press("Escape")


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_what_can_be_touched_is_large_enough(page, server, mode):
    page.set_viewport_size(PHONE)
    show(page, server, "mid-case", mode)
    heights = page.locator(TOUCHED).evaluate_all(
        "all => all.map(one => [one.textContent.trim(), one.getBoundingClientRect().height])"
    )
    assert heights
    assert [pair for pair in heights if pair[1] < 32] == []


def test_no_foreign_host_is_asked_for_anything(page, server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    desk = show(page, server, "start", "guide")
    desk.situations.select_option(index=1)
    desk.at("inloggegevens-onjuist")
    home = urlsplit(server.url).netloc
    assert len(asked) > 5
    assert {urlsplit(url).netloc for url in asked if urlsplit(url).scheme not in {"data", "blob"}} == {home}


def test_the_page_says_what_it_is(page, server):
    Desk(page, server.url).visit()
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.title() == "Eerste Hulp Bij Inloggen"
    assert page.locator("link[rel=icon]").count() == 1
    assert page.locator("main").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de stappen"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


def test_one_situation_is_readable_at_its_natural_size_on_a_desk_pc(page, server):
    page.set_viewport_size({"width": 1366, "height": 768})
    desk = Desk(page, server.url).visit().live()
    for situation in ehbi.load().situations:
        desk.situations.select_option(index=situation.number)
        desk.at(situation.id)
        chart = page.locator("figure.ehbi-chart:visible")
        shown, natural = chart.locator("svg").evaluate(
            "svg => [svg.getBoundingClientRect().width, svg.viewBox.baseVal.width]"
        )
        assert shown == pytest.approx(natural, rel=0.01)
        box = chart.bounding_box()
        assert box["width"] >= natural - 1
