"""What the patron may see across the desk: only their own words, large, and one key to come back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
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
        found.push([...document.querySelectorAll("#page_patron_text :is(p, li)")].map(words));
        document.getElementById("page_patron").close();
    }
    return found;
}"""
"""What the view shows of each step."""


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
