"""A case goes to its contact complete: the text, one click to copy it, a mail that holds it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.handbook.graph import paths
from ehbi.handbook.handover import handover

from .desk import Desk

HANDBOOK = ehbi.load()
TO_FB_IAM = "nieuw-pasnummer/nee/niet-gelukt/niet-vervangen"
NO_LEAVE = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no leave')) }"
LISTEN = "document.addEventListener('copy', () => { window.copied = document.activeElement.value })"


def handovers():
    for situation in HANDBOOK.situations:
        for path in paths(HANDBOOK, situation.id):
            case = ehbi.Case(HANDBOOK, situation.id).follow((answer, False) for _, answer in path)
            if handover(case):
                yield case
    yield ehbi.Case(HANDBOOK).jump("kb-tijdelijk-wachtwoord")


def show(page, server, mode, link):
    if mode == "book":
        page.route("**/guide", lambda route: route.fulfill(status=503))
    desk = Desk(page, server.url).visit(link)
    return desk.live() if mode == "guide" else desk


def test_the_book_makes_the_same_text_as_python_on_every_path(page, server):
    desk = show(page, server, "book", "")
    cases = list(handovers())
    assert len(cases) > 10
    for case in cases:
        page.evaluate("link => { location.hash = link }", case.link)
        card = desk.card(case.step.id)
        expect(card.locator("pre")).to_have_text(handover(case).text)
        assert card.locator("pre").text_content() == handover(case).text
        if handover(case).mailto:
            assert card.locator(".ehbi-mail").get_attribute("href") == handover(case).mailto


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_one_click_copies_it_without_leave_to_use_the_clipboard(page, server, mode):
    desk = show(page, server, mode, "reset-mail/ja/nee/nee")
    page.evaluate(NO_LEAVE)
    page.evaluate(LISTEN)
    desk.card("kb-tijdelijk-wachtwoord").get_by_role("button", name="Kopieer deze tekst").click()
    said = page.locator("#page_said") if mode == "book" else page.locator(".ehbi-status")
    expect(said).to_have_text("De tekst is gekopieerd.")
    assert page.evaluate("window.copied") == handover(ehbi.Case(HANDBOOK).open("reset-mail/ja/nee/nee")).text


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_an_e_mail_contact_gets_a_mail_and_the_rules_stand_above_it(page, server, mode):
    card = show(page, server, mode, TO_FB_IAM).card("mail-fb-iam")
    wanted = handover(ehbi.Case(HANDBOOK).open(TO_FB_IAM)).mailto
    expect(card.get_by_role("link", name="Mail deze tekst")).to_have_attribute("href", wanted)
    rules, text = card.locator(".ehbi-rules").bounding_box(), card.locator("pre").bounding_box()
    assert rules["y"] < text["y"]


def test_a_contact_without_e_mail_has_no_mail_button(page, server):
    card = show(page, server, "book", "reset-mail/ja/nee/nee").card("kb-tijdelijk-wachtwoord")
    expect(card.get_by_role("button", name="Kopieer deze tekst")).to_be_visible()
    expect(card.locator(".ehbi-mail")).to_have_count(0)
