"""The address holds the case: reload, bookmark, share and the browser's back button."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .desk import Desk


@pytest.fixture
def desk(page, server):
    return Desk(page, server.url)


@pytest.mark.parametrize(
    ("link", "step", "kept"),
    [
        ("geen-rechten/ja/klopt", "kb-rechten", "geen-rechten/ja/klopt"),
        ("mail-fb-iam", "mail-fb-iam", "nieuw-pasnummer/~ja/~niet-vervangen"),
        ("geen-rechten/ja/onzin", "kb-navragen", "geen-rechten/ja"),
    ],
)
def test_a_shared_link_opens_in_book_and_guide(desk, link, step, kept):
    desk.visit(link)
    desk.card(step).wait_for()
    desk.live().at(step)
    desk.page.reload()
    desk.live().at(step)
    desk.situations.select_option(index=0)
    desk.at_link("")
    desk.page.go_back()
    desk.at(step)
    assert desk.link() in {link, kept}


DAMAGED = ["onzin", "%E0%A4%A", "../..", "<script>alert(1)</script>", "a/b/c", "page_main"]


def test_a_damaged_link_is_the_start(desk):
    desk.visit(DAMAGED[0]).live()
    assert desk.situations.input_value() == "Kies wat er aan de hand is"
    for link in DAMAGED[1:]:
        desk.page.evaluate("location.hash = 'reset-mail'")
        desk.at("reset-mail")
        desk.page.evaluate("link => { location.hash = link }", link)
        expect(desk.page.locator("#page_start")).to_be_visible()
        expect(desk.situations).to_have_value("Kies wat er aan de hand is")


def test_back_and_forward_walk_the_case_and_a_link_typed_over_it_opens_another(desk):
    desk.visit().live()
    desk.situations.select_option(index=1)
    desk.choose("inloggegevens-onjuist", 0)
    desk.at("nieuw-wachtwoord")
    desk.page.go_back()
    desk.at("inloggegevens-onjuist")
    desk.page.go_back()
    desk.at_link("")
    desk.page.go_forward()
    desk.page.go_forward()
    desk.at("nieuw-wachtwoord")
    desk.page.evaluate("location.hash = 'reset-mail/nee'")
    desk.at("ander-adres")


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_a_link_that_is_not_known_is_told_until_the_person_goes_on(desk, mode):
    desk.show(mode, "bestaat-niet")
    told = desk.page.locator("#page_link")
    expect(told).to_contain_text("Deze link kent het handboek niet")
    desk.page.evaluate("location.hash = 'geen-rechten/ja/onzin'")
    desk.at("kb-navragen")
    expect(told).to_contain_text("Een deel van deze link klopt niet")
    desk.node("kb-rechten").click()
    desk.at("kb-rechten")
    expect(told).to_be_empty()


def test_a_link_whose_sign_was_rewritten_is_led_to_its_case(desk):
    desk.page.goto(desk.url + "%23geen-rechten/ja/klopt.")
    desk.card("kb-rechten").wait_for()
    assert desk.page.url == f"{desk.url}#geen-rechten/ja/klopt"
