"""What the patron may see across the desk: only their own words, large, and one key to come back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.handbook.pictures import Audience
from ehbi.handbook.text import to_plain

from .axe import assert_clean_in_every_dress
from .desk import Desk

HANDBOOK = ehbi.load()


def button(page):
    return page.get_by_role("button", name="Laat zien aan de lener")


def view(page):
    return page.get_by_role("dialog", name="Voor de lener")


SHOWN = """async (steps) => {
    const words = ({ innerText }) => innerText;
    const found = [];
    for (const step of steps) {
        const moved = new Promise((done) => addEventListener("hashchange", done, { once: true }));
        location.hash = step;
        await moved;
        document.getElementById("page_to_patron").click();
        found.push([...document.querySelectorAll("#page_patron_text .patron-words > :is(p, ol)")].map(words));
        document.getElementById("page_patron").close();
    }
    return found;
}"""
"""What the view shows of each step."""
BROKEN = """() => {
    const found = [];
    const view = document.getElementById("page_patron_text");
    const texts = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        for (const word of texts.currentNode.data.matchAll(/[\\p{L}]+/gu)) {
            const place = document.createRange();
            place.setStart(texts.currentNode, word.index);
            place.setEnd(texts.currentNode, word.index + word[0].length);
            if (place.getClientRects().length > 1) found.push(word[0]);
        }
    }
    return found;
}"""
"""The words in the view that stand on two lines."""


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_the_step_fills_the_screen_and_one_key_comes_back(page, server, mode):
    desk = Desk(page, server.url).show(mode)
    expect(button(page)).to_be_hidden()
    page.evaluate("location.hash = 'inloggegevens-onjuist/ja'")
    button(page).click()
    expect(view(page)).to_be_visible()
    box = view(page).bounding_box()
    assert (box["width"], box["height"]) == (
        page.viewport_size["width"],
        page.viewport_size["height"],
    )
    size = page.locator("#page_patron_text").evaluate("part => parseFloat(getComputedStyle(part).fontSize)")
    assert size >= 2 * page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    page.keyboard.press("Escape")
    expect(view(page)).to_be_hidden()
    expect(button(page)).to_be_focused()
    desk.at("nieuw-wachtwoord")


def test_of_every_step_only_what_is_meant_for_the_patron_is_there_and_axe_finds_nothing_in_it(page, server):
    Desk(page, server.url).show("book")
    shown = page.evaluate(SHOWN, [step.id for step in HANDBOOK.steps])
    for step, seen in zip(HANDBOOK.steps, shown, strict=True):
        words = [line.split(". ", 1)[-1] for line in to_plain(step.patron or step.say).splitlines()]
        assert "\n".join(seen).split() == "\n".join(words if step.patron else [step.say]).split()
    page.evaluate("location.hash = 'inloggegevens-onjuist/ja'")
    button(page).click()
    assert_clean_in_every_dress(page)


PICTURED = [step for step in HANDBOOK.steps if any(one.is_for(Audience.PATRON) for one in step.pictures)]


@pytest.mark.parametrize("size", [(1366, 650), (1920, 1080)])
def test_words_and_drawing_are_in_sight_together_and_no_word_is_broken(page, server, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    Desk(page, server.url).show("book")
    for step in PICTURED:
        page.evaluate("step => { location.hash = step }", step.id)
        expect(page.locator(f"section#{step.id}")).to_be_visible()
        button(page).click()
        (shown,) = step.pictures
        drawing = view(page).get_by_role("img", name=shown.alt)
        expect(drawing).to_have_js_property("naturalWidth", shown.width)
        told = view(page).locator(".ehbi-marks li")
        expect(told).to_have_text([mark.text for mark in shown.marks])
        for part in (
            drawing,
            told.last,
            view(page).locator("#page_patron_text .patron-words > :is(p, ol)").last,
        ):
            expect(part).to_be_in_viewport(ratio=1)
        assert page.evaluate(BROKEN) == []
        page.keyboard.press("Escape")
