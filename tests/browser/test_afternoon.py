"""A manager's whole afternoon: change, break, mend, try, publish beside somebody else, and take it back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.store import Store, revisions
from tests.serving import running_server
from tests.unit.server.managing import lodge
from tests.unit.server.visiting import ask, wait_until

from .axe import assert_clean
from .desk import Desk
from .manager import PROOF, Manager

TITLE = "Staat de mail in de inbox of in de spammap?"


@pytest.fixture(scope="module")
def desk_server():
    """The page of the desk; what managers publish is kept where it looks."""
    with running_server() as found:
        yield found


@pytest.fixture(scope="module")
def gate(desk_server):
    with lodge(EHBI_DATABASE=desk_server.database) as found:
        yield found


@pytest.fixture
def newest(desk_server):
    """Give the newest revision as it is kept."""
    store = Store.open(desk_server.database)
    yield lambda: revisions.content(store, revisions.newest_of(store).number)
    store.close()


@pytest.fixture
def comes_to_the_desk(desk_server, newest):
    """Have an open page of the desk hear of the newest revision, as it would within a minute."""

    def act(desk):
        revision = newest().revision
        wait_until(lambda: revision in ask(desk_server.url, "/news").text, "it is served")
        desk.hear_of(revision)
        desk.again()
        expect(desk.page.locator("body")).to_have_attribute("data-revision", revision)

    return act


def breaks_and_mends(noor):
    """Leave a title empty, see that it cannot be published, and mend it from the list."""
    noor.choose("mail-zoeken")
    noor.fill("Titel", "")
    expect(noor.node("mail-zoeken")).to_have_class(re.compile("flag-error"))
    noor.open("Publiceren")
    expect(noor.button("Publiceer")).to_be_disabled()
    noor.editor.get_by_role("button", name=re.compile("^1 fout")).click()
    noor.press("Stap ‘mail-zoeken’, Titel: Deze tekst is leeg. Vul de tekst in.")
    expect(noor.field("Titel")).to_be_focused()
    noor.fill("Titel", "Zoek de mail")
    noor.all_well(outdated=1)


def puts_a_step_between(noor):
    """Put a step between two: the examples that come by it go over the new step by themselves."""
    noor.press("Stap tussen dit en antwoord Nee, de mail is er niet")
    expect(noor.field("Titel")).to_have_value("Nieuwe stap")
    noor.fill("Titel", "Wacht een kwartier")
    noor.fill("Wat je doet", "De mail kan even op zich laten wachten.")
    noor.fill("Antwoord", "Na een kwartier")
    noor.fill("In de tekst om door te geven", "Een kwartier gewacht")
    noor.all_well(outdated=1)


def tries_it(noor):
    """Go by the new step as the desk will."""
    noor.open("Stappen")
    noor.press("Test vanaf hier")
    guide = noor.page.locator(".ehbi-guide")
    expect(guide.locator(".ehbi-card[data-step=wacht-een-kwartier]")).to_be_visible()
    guide.locator(".ehbi-row-now select").select_option(index=1)
    expect(guide.locator(".ehbi-card[data-step=mail-opnieuw]")).to_be_visible()


def puts_both_together(noor):
    """Choose between two titles; what only one of the two changed stays of itself."""
    noor.open("Publiceren")
    noor.sees("Intussen heeft Sem versie 2 gepubliceerd.")
    expect(noor.button("Publiceer")).to_be_disabled()
    noor.editor.get_by_role("combobox", name=re.compile("titel")).select_option("mine")
    noor.press("Voeg samen")
    noor.sees("Wacht een kwartier")


def goes_back(noor):
    """Publish what the first revision said, after seeing what that changes."""
    noor.open("Versies")
    noor.press("Ga terug naar versie 1")
    noor.sees("Zoek de mail")
    noor.press("Ja, publiceer versie 1 opnieuw")
    noor.sees("Versie 4 zegt weer wat versie 1 zei.", within=PROOF)
    noor.open("Stappen")
    noor.choose("mail-zoeken")
    expect(noor.field("Titel")).to_have_value(TITLE)


def test_a_managers_afternoon(new_context, gate, desk_server, newest, comes_to_the_desk):
    noor = Manager(new_context().new_page(), gate).come("Noor")
    desk = Desk(new_context().new_page(), desk_server.url).show("guide", "reset-mail/ja")
    desk.at("mail-zoeken")
    breaks_and_mends(noor)
    puts_a_step_between(noor)
    tries_it(noor)

    sem = Manager(new_context().new_page(), gate).come("Sem")
    sem.choose("mail-zoeken")
    sem.fill("Titel", "Kijk in alle mappen")
    sem.fill("Waarom", "Vaak staat de mail tussen de reclame.")
    sem.publishes("Duidelijker")
    comes_to_the_desk(desk)
    desk.visit("reset-mail/ja").live().at("mail-zoeken")
    expect(desk.card("mail-zoeken")).to_contain_text("Kijk in alle mappen")

    puts_both_together(noor)
    noor.publishes("Eerst even wachten")
    step = newest().step("mail-zoeken")
    assert (step.title, step.why) == ("Zoek de mail", "Vaak staat de mail tussen de reclame.")
    comes_to_the_desk(desk)
    desk.visit("reset-mail/ja/nee").live().at("wacht-een-kwartier")
    expect(desk.card("wacht-een-kwartier")).to_contain_text("Wacht een kwartier")

    goes_back(noor)
    assert newest() == ehbi.load()
    comes_to_the_desk(desk)
    desk.visit("reset-mail/ja").live().at("mail-zoeken")
    expect(desk.card("mail-zoeken")).to_contain_text(TITLE)


def test_without_a_mouse(page, gate, newest):
    kim = Manager(page, gate).come("Kim")
    key = page.keyboard.press
    kim.field("Stap").focus()
    page.keyboard.type("De lener kan inl")
    key("Enter")
    expect(kim.field("Titel")).to_have_value("De lener kan inloggen")
    tab_to(page, kim.field("Titel"))
    key("Control+A")
    page.keyboard.type("De lener is binnen")
    expect(kim.node("ingelogd")).to_contain_text("De lener is binnen")
    tab_to(page, kim.button("Publiceren"), back=True)
    key("Enter")
    expect(kim.field("Waarom deze verandering?")).to_be_visible()
    tab_to(page, kim.field("Waarom deze verandering?"))
    page.keyboard.type("Korter")
    tab_to(page, kim.button("Publiceer"))
    key("Enter")
    kim.sees("Gepubliceerd als versie", within=PROOF)
    assert newest().step("ingelogd").title == "De lener is binnen"


def tab_to(page, goal, *, back=False):
    """Press Tab until something has the focus, which must be somewhere on the way."""
    expect(goal).to_be_visible()
    for _ in range(120):
        if goal.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"Tab does not come to {goal}")


def test_axe_finds_nothing_in_any_part_of_the_page(page, gate):
    noor = Manager(page, gate).come("Ria")
    noor.fill("Titel", "")
    noor.sees("Deze tekst is leeg")
    noor.editor.get_by_text("Meer over deze stap", exact=True).click()
    expect(noor.editor.get_by_label("Soort stap")).to_be_visible()
    assert_clean(page)
    ways = noor.editor.get_by_role("group", name="Onderdelen van het beheer").get_by_role("button")
    for view in ways.all_inner_texts():
        noor.open(view)
        assert_clean(page)
    noor.open("Mededelingen")
    noor.button("Plaats").hover()
    assert_clean(page)


def test_a_contact_of_the_librarys_own_is_called_so_at_the_desk(
    page, new_context, gate, desk_server, comes_to_the_desk
):
    noor = Manager(page, gate).come("Els")
    noor.open("Gegevens")
    noor.press("Nieuw contact")
    expect(noor.field("Naam")).to_have_value("Nieuw contact")
    expect(noor.field("Van onze bibliotheek")).to_be_checked()
    noor.fill("Naam", "Helpdesk van de balie")
    noor.press("Kanaal erbij")
    noor.fill("Wat de balie leest", "Toestel achter de balie")
    noor.open("Stappen")
    noor.choose("kb-rechten")
    noor.editor.get_by_text("Meer over deze stap", exact=True).click()
    noor.field("Contact").select_option(label="Helpdesk van de balie")
    noor.field("Website of formulier").uncheck()
    noor.all_well()
    noor.publishes("Eerst de eigen helpdesk")
    desk = Desk(new_context().new_page(), desk_server.url).show("guide", "geen-rechten")
    comes_to_the_desk(desk)
    desk.visit("kb-rechten").live().at("kb-rechten")
    contact = desk.card("kb-rechten").locator(".ehbi-contact")
    expect(contact).to_contain_text("Contact van onze bibliotheek")
    expect(contact).to_contain_text("Toestel achter de balie")
