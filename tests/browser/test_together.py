"""*Samen aan de balie*: the patron's own screen follows the desk, which takes over what is said there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ehbi.files import load
from ehbi.handbook import clock
from ehbi.places import DATABASE
from ehbi.store import Store, drafts, revisions
from ehbi.store.tables import patron_screens
from tests.serving import running_server
from tests.unit.book.translated import ARABIC, STEP, TERM, UKRAINIAN, in_arabic

from .axe import assert_clean, assert_clean_in_every_dress
from .desk import Desk

CASE = "inloggegevens-onjuist/ja"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where the store of the server is."""
    return f"sqlite:///{tmp_path_factory.mktemp('store')}/ehbi.sqlite"


@pytest.fixture(scope="module")
def server(address):
    """A desk's server with a step in Arabic."""
    with Store.open(address, publishes=True) as store:
        revisions.publish(
            store, drafts.begin(store, "Noor").base, in_arabic(), "Noor", "Een stap in het Arabisch"
        )
    with running_server(**{DATABASE: address}) as found:
        yield found


def told(page):
    return page.locator("#page_together_said")


def opened_beside(page):
    """Open a second window for the patron."""
    page.get_by_role("button", name="Samen aan de balie").click()
    with page.expect_popup() as popup:
        page.get_by_role("button", name="In een tweede venster").click()
    return popup.value


def test_a_second_window_follows_and_what_is_said_there_is_taken_over_until_the_case_is_over(page, server):
    desk = Desk(page, server.url).show("book", CASE)
    page.get_by_role("button", name="Samen aan de balie").click()
    opened = page.get_by_role("dialog", name="Samen aan de balie")
    expect(opened.get_by_role("button", name="Stop met samen kijken")).to_be_visible()
    assert_clean_in_every_dress(page)
    with page.expect_popup() as popup:
        opened.get_by_role("button", name="In een tweede venster").click()
    patron = popup.value
    patron.get_by_role("button", name=ARABIC.own_name).click()
    expect(patron.get_by_text(TERM).first).to_be_visible()
    expect(told(page)).to_contain_text("de lener kijkt mee")

    patron.locator("[name=said][value=unclear]").click()
    expect(told(page)).to_contain_text("De lener zegt: Ik snap het niet.")
    expect(told(page).get_by_role("button")).to_be_hidden()
    patron.locator("[name=said][value=done]").click()
    expect(told(page)).to_contain_text("De lener zegt: Gelukt.")
    assert_clean(page, f"#{STEP}")
    page.get_by_role("button", name="Laat zien aan de lener").click()
    expect(page.locator("#page_patron_text")).to_have_attribute("lang", "ar")
    page.keyboard.press("Escape")

    page.context.set_offline(True)
    expect(told(page)).to_contain_text("Geen verbinding")
    page.context.set_offline(False)
    expect(told(page)).to_contain_text("De lener zegt: Gelukt.")

    means = load().step(STEP).answer("gelukt")
    told(page).get_by_role("button", name=f"Neem over: {means.label}").click()
    desk.at(means.next)
    expect(patron.locator(f"[data-step={means.next}]")).to_be_visible()
    expect(told(page)).to_contain_text("de lener kijkt mee")

    address = patron.url
    desk.again()
    expect(told(page)).to_be_hidden()
    other = page.context.new_page()
    other.goto(address)
    expect(other.get_by_text(ARABIC.words.over).first).to_be_visible()
    assert patron.is_closed()


def test_beside_the_guide_it_follows_and_is_taken_over_just_so(page, server):
    desk = Desk(page, server.url).show("guide", CASE)
    patron = opened_beside(page)
    patron.get_by_role("button", name=ARABIC.own_name).click()
    patron.locator("[name=said][value=done]").click()
    means = load().step(STEP).answer("gelukt")
    told(page).get_by_role("button", name=f"Neem over: {means.label}").click()
    desk.at(means.next)
    expect(patron.locator(f"[data-step={means.next}]")).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-ehbi", "guide")


def test_the_desk_chooses_the_language_of_the_patrons_screen_too_and_who_chose_last_is_followed(page, server):
    Desk(page, server.url).show("book", CASE)
    patron = opened_beside(page)
    expect(patron.get_by_role("button", name=ARABIC.own_name)).to_be_visible()
    page.get_by_role("button", name="Laat zien aan de lener").click()
    names = page.get_by_role("group", name="Taal")
    pressed = names.get_by_role("button", pressed=True)
    for name, tag in (("Nederlands", "nl"), (ARABIC.own_name, "ar"), ("Nederlands", "nl")):
        names.get_by_role("button", name=name).click()
        expect(patron.locator("html")).to_have_attribute("lang", tag)
    patron.locator("summary").click()
    patron.get_by_role("button", name=UKRAINIAN.own_name).click()
    expect(pressed).to_have_text(UKRAINIAN.own_name)
    expect(patron.locator("html")).to_have_attribute("lang", "uk")


def test_what_either_side_missed_comes_once_it_is_back_and_a_quarter_of_an_hour_later_both_hear_of_the_end(
    page, patron_phone, server, address
):
    desk = Desk(page, server.url).show("book", CASE)
    patron_phone.scans(page).chooses("ar")
    patron_phone.shows(STEP, "ar")

    patron_phone.page.context.set_offline(True)
    patron_phone.page.locator("[name=said][value=done]").click()
    expect(patron_phone.page.locator("#patron_lost")).to_have_text(ARABIC.words.lost)
    patron_phone.page.context.set_offline(False)
    expect(told(page)).to_contain_text("De lener zegt: Gelukt.")

    page.context.set_offline(True)
    desk.press(STEP, "geen-mail")
    expect(told(page)).to_contain_text("Geen verbinding")
    expect(patron_phone.page.locator(f"[data-step={STEP}]")).to_be_visible()
    page.context.set_offline(False)
    patron_phone.shows(load().step(STEP).answer("geen-mail").next, "ar")
    expect(told(page)).to_contain_text("de lener kijkt mee")

    guessed = patron_phone.page.context.new_page()
    guessed.goto(patron_phone.page.url[:-1] + "-")
    expect(guessed.locator(".waits").first).to_have_text("Dit is afgelopen. Je kunt deze pagina sluiten")
    expect(guessed.locator("form, script")).to_have_count(0)
    expect(told(page)).to_contain_text("de lener kijkt mee")

    with Store.open(address) as store, store.writing() as connection:
        connection.execute(patron_screens.update().values(until=clock.now()))
    expect(told(page)).to_contain_text("Samen aan de balie is afgelopen.")
    patron_phone.is_over(ARABIC.words.over)
