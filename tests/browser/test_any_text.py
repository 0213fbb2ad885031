"""Whatever people write, the page holds it: wider than a phone, or in a script from right to left."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.exports import export
from ehbi.handbook.parts import Channel, OwnContact, Profile
from ehbi.handbook.values import ChannelKind
from tests.hostile import rewritten

from .desk import Desk

HANDBOOK = ehbi.load()
LONG = "donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft@bibliotheek.example"
HEBREW = "\u05e9\u05dc\u05d5\u05dd"
PANELS = ("Wie kan wat", "Contact", "Woorden")

TOO_WIDE = """steps => steps.filter((step) => {
    location.hash = step;
    dispatchEvent(new PopStateEvent("popstate"));
    return document.documentElement.scrollWidth > innerWidth;
})"""
PANELS_TOO_WIDE = """() => [...document.querySelectorAll("[popover]")].filter((panel) => {
    panel.showPopover();
    const wide = panel.scrollWidth > panel.clientWidth || document.documentElement.scrollWidth > innerWidth;
    panel.hidePopover();
    return wide;
}).map((panel) => panel.id)"""
WRONG_WAY = """sign => [...document.querySelectorAll("body *:not(script, style, svg *)")].filter((one) => {
    const own = [...one.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    const first = own[0]?.data.trim().replace(/^[\\p{P}\\s\\d]+/u, "");
    const { direction, unicodeBidi } = getComputedStyle(one);
    return first?.startsWith(sign) && direction !== "rtl" && unicodeBidi !== "plaintext";
}).map((one) => one.outerHTML.slice(0, 120))"""


def profile(text):
    mail = Channel(kind=ChannelKind.EMAIL, label=text, link="mailto:balie@noord.example")
    contacts = tuple(OwnContact(id=one.id, name=text, channels=(mail,)) for one in HANDBOOK.contacts)
    return Profile(format=1, library=text, system=text, synchronisation=text, contacts=contacts)


@pytest.fixture
def shown(page, tmp_path):
    def show(handbook, text):
        file = tmp_path / "handboek.html"
        file.write_bytes(export(handbook.at(profile(text)), "html"))
        return Desk(page, file.as_uri()).visit()

    return show


@pytest.mark.parametrize("width", [320, 360])
def test_no_text_makes_a_phone_scroll_sideways(page, shown, width):
    page.set_viewport_size({"width": width, "height": 740})
    shown(rewritten(HANDBOOK, lambda was: LONG if was else ""), LONG)
    assert page.evaluate(TOO_WIDE, ["", *(step.id for step in HANDBOOK.steps)]) == []
    assert page.evaluate(PANELS_TOO_WIDE) == []
    page.evaluate("location.hash = ''")
    page.get_by_role("button", name="Oefenen", exact=True).click()
    view = page.get_by_role("dialog", name="Oefenen")
    view.locator("button.answer").last.click()
    assert view.evaluate("view => view.scrollWidth <= view.clientWidth")


def test_a_text_in_another_script_goes_its_own_way(page, shown):
    shown(rewritten(HANDBOOK, lambda was: f"{HEBREW} {was}" if was else ""), HEBREW)
    page.evaluate("location.hash = 'reset-mail/ja/nee'")
    page.wait_for_function("() => document.querySelectorAll('#page_trail li').length === 3")
    assert page.evaluate(WRONG_WAY, HEBREW) == []
    for name in PANELS:
        page.get_by_role("navigation", name="Naslag").get_by_role("button", name=name).click()
        assert page.evaluate(WRONG_WAY, HEBREW) == []
        page.keyboard.press("Escape")
    title = page.locator(".ehbi-title:visible")
    assert title.evaluate("one => getComputedStyle(one).direction") == "rtl"
