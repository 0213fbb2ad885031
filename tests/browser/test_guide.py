"""The guide in a real browser against the real server: its dropdowns, and the page it belongs to."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi

from .desk import Desk

HANDBOOK = ehbi.load()


def place(step, answer):
    """Return where an answer stands among the answers of its step."""
    return [one.id for one in HANDBOOK.step(step).answers].index(answer)


@pytest.fixture
def desk(page, server):
    return Desk(page, server.url).visit().live()


def test_a_whole_case_by_the_dropdowns_and_the_keyboard_alone(page, server):
    desk = Desk(page, server.url).visit().live()
    keyboard = page.keyboard
    while not desk.situations.evaluate("select => select === document.activeElement"):
        keyboard.press("Tab")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    for step, answer in [("inloggegevens-onjuist", "ja"), ("nieuw-wachtwoord", "niet-gelukt")]:
        expect(desk.card(step)).to_be_visible()
        expect(desk.question).to_be_focused()
        for _ in range(place(step, answer) + 1):
            keyboard.press("ArrowDown")
        keyboard.press("Enter")
    desk.at("kb-inloggen")
    expect(desk.card("kb-inloggen").locator(".ehbi-title")).to_be_focused()


def test_options_passed_with_the_arrows_are_no_answers_yet_and_leaving_a_dropdown_takes_what_it_shows(desk):
    desk.situations.focus()
    for _ in range(3):
        desk.page.keyboard.press("ArrowDown")
    expect(desk.page.locator("#page_guide .ehbi-row-held")).to_have_count(1)
    assert desk.link() == ""
    desk.page.keyboard.press("Enter")
    desk.at("nieuw-pasnummer")
    desk.again()
    desk.situations.focus()
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Tab")
    desk.at("inloggegevens-onjuist")


def test_an_earlier_answer_is_changed_in_place(page, server):
    desk = Desk(page, server.url).visit("inloggegevens-onjuist/nee/niet-gelukt/gelukt").live()
    page.get_by_role("combobox", name=HANDBOOK.step("inloggegevens-onjuist").asks).select_option(index=1)
    desk.at("ingelogd")
    desk.at_link("inloggegevens-onjuist/ja/gelukt")


def test_step_back_and_start_again_and_a_login_at_the_librarys_own_site_is_sent_away(desk):
    desk.situations.select_option(index=2)
    desk.choose("geen-rechten", 0)
    desk.at("kb-navragen")
    desk.page.get_by_role("button", name="Stap terug").click()
    desk.at("geen-rechten")
    desk.again()
    expect(desk.page.locator("#page_start .ehbi-title")).to_be_focused()
    assert desk.situations.evaluate("select => select.selectedIndex") == 0
    desk.situations.select_option(index=5)
    desk.at("eigen-site")


def test_an_outcome_shows_contact_rules_and_what_was_done(page, server):
    desk = Desk(page, server.url).visit("nieuw-pasnummer/nee/niet-gelukt/niet-vervangen").live()
    card = desk.card("mail-fb-iam")
    expect(card.get_by_role("link", name="fbiam@kb.nl").first).to_have_attribute("href", "mailto:fbiam@kb.nl")
    expect(card).to_contain_text("Mail pas als functioneel beheer heeft gekeken")
    expect(card).to_contain_text("Gecontroleerd")


def test_a_new_step_gets_the_focus_and_is_announced_and_what_is_looked_up_is_at_hand(desk):
    desk.situations.select_option(index=1)
    expect(desk.question).to_be_focused()
    expect(desk.page.locator(".ehbi-status")).to_contain_text(HANDBOOK.step("inloggegevens-onjuist").title)
    desk.at("inloggegevens-onjuist")
    for name, text in [
        ("Wie kan wat", "Pasnummer wijzigen"),
        ("Contact", "fbiam@kb.nl"),
        ("Woorden", "G!DS"),
    ]:
        desk.page.get_by_role("button", name=name, exact=True).click()
        expect(desk.page.get_by_role("region", name=name).get_by_text(text).first).to_be_visible()
        desk.page.keyboard.press("Escape")
    desk.at("inloggegevens-onjuist")
