"""The book: at once, without a kernel, without JavaScript, and again when the connection is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi import book

from .desk import BOOK, Desk

HANDBOOK = ehbi.load()


@pytest.fixture
def kernelless(page, server):
    """A page that never gets a guide."""
    page.route("**/guide", lambda route: route.fulfill(status=503))
    return Desk(page, server.url).visit()


def test_options_passed_with_the_arrows_are_no_answers_yet_here_either(kernelless):
    kernelless.situations.focus()
    for _ in range(3):
        kernelless.page.keyboard.press("ArrowDown")
    expect(kernelless.page.locator("#page_rows .ehbi-row-held")).to_have_count(1)
    assert kernelless.link() == ""
    kernelless.page.keyboard.press("Enter")
    kernelless.at("nieuw-pasnummer")
    expect(kernelless.question).to_be_focused()


def test_without_javascript_every_link_leads_to_its_step(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url)
    page.locator("#page_start a[href='#geen-rechten']").click()
    expect(page.locator("section#geen-rechten")).to_be_visible()
    expect(page.locator("section#kb-navragen")).to_be_hidden()
    page.locator("section#geen-rechten a[href='#geen-toegang']").click()
    expect(page.locator("section#geen-toegang")).to_be_visible()
    page.get_by_role("button", name="Contact", exact=True).click()
    expect(page.get_by_role("region", name="Contact")).to_be_visible()
    context.close()


def test_the_exported_book_works_from_a_file(page, tmp_path):
    file = tmp_path / "handboek.html"
    file.write_text(book.page(HANDBOOK), encoding="utf-8")
    desk = Desk(page, file.as_uri()).visit()
    page.locator("a[data-start=reset-mail]").click()
    page.locator("section.step:visible a[data-answer=nee]").click()
    desk.at("ander-adres")


def test_a_visitor_who_began_in_the_book_finds_the_guide_at_the_same_step(page, server):
    held = []

    def hold(route):
        held.append(route)

    page.route("**/guide", hold)
    desk = Desk(page, server.url).visit()
    page.locator("a[data-start=geen-rechten]").click()
    page.locator("section.step:visible a[data-answer=ja]").click()
    page.wait_for_selector(BOOK)
    held[0].continue_()
    desk.live().at("kb-navragen")
    expect(desk.card("kb-navragen").locator(".ehbi-title")).to_be_focused()
