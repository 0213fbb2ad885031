"""For everybody: assistive technology, light and dark, a small phone; and nobody else is told."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

import ehbi

from .axe import PHONE, WIDE, assert_clean, assert_clean_in_every_dress
from .desk import Desk

CASES = {
    "start": ("", None),
    "mid-case": ("inloggegevens-onjuist/nee/niet-gelukt", "nieuw-wachtwoord"),
    "handover": ("nieuw-pasnummer/nee/niet-gelukt/niet-vervangen", "mail-fb-iam"),
    "explained": ("eigen-site", "eigen-site"),
}
TOUCHED = "a.answer:visible, .plain:visible, .ehbi-row select:visible, .ehbi-card button:visible"


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
    assert_clean_in_every_dress(page)


def test_axe_finds_nothing_in_an_open_panel(page, server):
    show(page, server, "start", "guide")
    for name in ("Wie kan wat", "Contact", "Woorden"):
        page.get_by_role("button", name=name, exact=True).click()
        assert_clean(page)
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


def test_the_page_says_what_it_is_and_no_foreign_host_is_asked_for_anything(page, server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    desk = show(page, server, "start", "guide")
    desk.situations.select_option(index=1)
    desk.at("inloggegevens-onjuist")
    # The page says what it is.
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.title() == "Eerste Hulp Bij Inloggen"
    assert page.locator("link[rel=icon]").count() == 1
    assert page.locator("main").count() == 1
    home = urlsplit(server.url).netloc
    assert len(asked) > 5
    assert {urlsplit(url).netloc for url in asked if urlsplit(url).scheme not in {"data", "blob"}} == {home}


def test_one_situation_is_readable_at_its_natural_size_on_a_desk_pc(page, server):
    page.set_viewport_size(WIDE)
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
