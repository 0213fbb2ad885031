"""What the desk says about a step is kept, or the page says why not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi import book
from ehbi.store import Store, remarks
from tests.serving import running_server
from tests.unit.server.visiting import wait_until

from .axe import assert_clean_in_every_dress
from .desk import Desk


def kept(server):
    store = Store.open(server.database)
    try:
        return remarks.kept(store)
    finally:
        store.close()


def dialog(page):
    return page.get_by_role("dialog", name="Klopt deze stap niet?")


def doubt(desk):
    desk.page.get_by_role("button", name="Klopt deze stap niet?").click()
    expect(dialog(desk.page)).to_be_visible()
    return dialog(desk.page)


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_a_remark_reaches_the_managers_with_the_step_it_is_about(page, server, mode):
    desk = Desk(page, server.url).show(mode, "reset-mail/ja/nee")
    form = doubt(desk)
    expect(form).to_contain_text(ehbi.load().step("mail-opnieuw").title)
    form.get_by_label("Het is verouderd").check()
    form.get_by_role("textbox").fill(f"<b>De knop</b> heet nu anders ({mode})")
    form.get_by_role("button", name="Versturen").click()
    expect(page.get_by_text("Je melding is bewaard")).to_be_visible()
    found = kept(server)[0]
    assert (found.step, found.doubt, found.text) == (
        "mail-opnieuw",
        "verouderd",
        f"<b>De knop</b> heet nu anders ({mode})",
    )
    assert found.revision == ehbi.load().revision
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Klopt deze stap niet?")).to_be_focused()
    desk.at("mail-opnieuw")


def test_a_choice_is_asked_for_what_is_refused_stays_and_offline_what_tells_of_nobody_waits(page, server):
    desk = Desk(page, server.url).show("book", "reset-mail")
    before = kept(server)
    form = doubt(desk)
    form.get_by_role("button", name="Versturen").click()
    expect(form.get_by_role("alert")).to_have_text("Kies eerst wat er aan de hand is.")
    form.get_by_label("Iets anders").check()
    form.get_by_role("textbox").fill("Mail jan@example.org eens")
    form.get_by_role("button", name="Versturen").click()
    expect(form.get_by_role("alert")).to_have_text("Hier staat een e-mailadres in. Haal het weg.")
    expect(form.get_by_role("textbox")).to_be_focused()
    expect(form.get_by_role("textbox")).to_have_value("Mail jan@example.org eens")
    assert kept(server) == before
    page.context.set_offline(True)
    form.get_by_role("textbox").fill("Bel 06 12345678")
    form.get_by_role("button", name="Versturen").click()
    expect(form.get_by_role("alert")).to_contain_text("Er is geen verbinding")
    expect(form.get_by_role("textbox")).to_have_value("Bel 06 12345678")
    form.get_by_role("textbox").fill("De link is stuk")
    form.get_by_role("button", name="Versturen").click()
    expect(form).to_contain_text("Je melding wacht op deze computer")
    page.context.set_offline(False)
    wait_until(lambda: len(kept(server)) > len(before), "it is sent")
    assert kept(server)[0].text == "De link is stuk"


def test_without_a_store_the_page_works_and_a_remark_says_that_it_was_not_kept(page):
    with running_server(EHBI_DATABASE="sqlite:////dev/null/nergens/ehbi.sqlite") as server:
        desk = Desk(page, server.url).show("guide", "reset-mail")
        form = doubt(desk)
        form.get_by_label("Het klopt niet").check()
        form.get_by_role("button", name="Versturen").click()
        expect(form.get_by_role("alert")).to_contain_text("kon niet worden bewaard")
    assert len([line for line in server.log if line.startswith("De database")]) == 1


def test_a_page_without_a_server_does_not_ask(page, tmp_path):
    file = tmp_path / "handboek.html"
    file.write_text(book.page(ehbi.load()), encoding="utf-8")
    Desk(page, file.as_uri()).visit("reset-mail")
    expect(page.get_by_role("button", name="Klopt deze stap niet?")).to_have_count(0)


def test_axe_finds_nothing_in_the_dialog(page, server):
    form = doubt(Desk(page, server.url).show("book", "reset-mail"))
    form.get_by_role("button", name="Versturen").click()
    assert_clean_in_every_dress(page)
    form.get_by_label("Het klopt niet").check()
    form.get_by_role("button", name="Versturen").click()
    expect(page.get_by_text("Je melding is bewaard")).to_be_visible()
    assert_clean_in_every_dress(page)
