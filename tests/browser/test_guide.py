"""The guide in a real browser against the real server: every path, by every means."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.handbook.graph import paths

from .desk import Desk

HANDBOOK = ehbi.load()
SITUATIONS = [pytest.param(situation, id=situation.id) for situation in HANDBOOK.situations]


def place(step, answer):
    """Return where an answer stands among the answers of its step."""
    return [one.id for one in HANDBOOK.step(step).answers].index(answer)


def situation_place(step):
    return [situation.id for situation in HANDBOOK.situations].index(step)


@pytest.fixture
def desk(page, server):
    return Desk(page, server.url).visit().live()


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_path_can_be_walked_by_dropdown(desk, situation):
    for path in paths(HANDBOOK, situation.id):
        case = ehbi.Case(HANDBOOK, situation.id)
        desk.situations.select_option(index=0)
        desk.situations.select_option(index=situation_place(situation.id) + 1)
        for step, answer in path:
            desk.choose(step, place(step, answer))
            case = case.answer(answer)
        desk.at(case.outcome.id)
        desk.at_link(case.link)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_path_can_be_walked_on_the_flowchart(desk, situation):
    # A press on a picture that still moves to its step can end beside the box where it began.
    desk.page.emulate_media(reduced_motion="reduce")
    for path in paths(HANDBOOK, situation.id):
        trail = ehbi.Case(HANDBOOK, situation.id).follow((answer, False) for _, answer in path).trail
        desk.situations.select_option(index=0)
        desk.at_link("")
        for step in trail:
            desk.node(step.id).click()
            desk.at(step.id)
        visited = desk.page.locator(".node.visited:visible, .node.current:visible").evaluate_all(
            "nodes => nodes.map(node => node.dataset.step)"
        )
        assert set(visited) <= {step.id for step in trail}


def test_a_whole_case_by_keyboard_alone(page, server):
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
    expect(page.locator(".ehbi-row-now .ehbi-title")).to_be_focused()


def test_options_passed_with_the_arrows_are_no_answers_yet(desk):
    desk.situations.focus()
    for _ in range(3):
        desk.page.keyboard.press("ArrowDown")
    expect(desk.page.locator(".ehbi-row-held")).to_have_count(1)
    assert desk.link() == ""
    desk.page.keyboard.press("Enter")
    desk.at("nieuw-pasnummer")


def test_leaving_a_dropdown_takes_what_it_shows(desk):
    desk.situations.focus()
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Tab")
    desk.at("inloggegevens-onjuist")


def test_a_new_step_gets_the_focus_and_is_announced(desk):
    desk.situations.select_option(index=1)
    expect(desk.question).to_be_focused()
    expect(desk.page.locator(".ehbi-status")).to_contain_text(HANDBOOK.step("inloggegevens-onjuist").title)


def test_an_earlier_answer_is_changed_in_place(page, server):
    desk = Desk(page, server.url).visit("inloggegevens-onjuist/nee/niet-gelukt/gelukt").live()
    page.get_by_role("combobox", name=HANDBOOK.step("inloggegevens-onjuist").asks).select_option(index=1)
    desk.at("ingelogd")
    desk.at_link("inloggegevens-onjuist/ja/gelukt")


def test_step_back_and_start_again(desk):
    desk.situations.select_option(index=2)
    desk.choose("geen-rechten", 0)
    desk.at("kb-navragen")
    desk.page.get_by_role("button", name="Stap terug").click()
    desk.at("geen-rechten")
    desk.page.get_by_role("button", name="Opnieuw beginnen").click()
    expect(desk.situations).to_be_focused()
    desk.at_link("")


def test_the_summary_is_copied_without_leave_to_use_the_clipboard(desk):
    desk.page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no leave')) }"
    )
    desk.page.evaluate(
        "document.addEventListener('copy', () => { window.copied = document.activeElement.value })"
    )
    desk.situations.select_option(index=2)
    desk.choose("geen-rechten", 1)
    desk.at("geen-toegang")
    desk.page.get_by_role("button", name="Kopieer samenvatting").click()
    expect(desk.page.locator(".ehbi-status")).to_have_text("De samenvatting is gekopieerd.")
    assert desk.page.evaluate("window.copied") == ehbi.Case(HANDBOOK).open("geen-rechten/nee").summary()


def test_an_outcome_shows_contact_rules_and_what_was_done(page, server):
    desk = Desk(page, server.url).visit("nieuw-pasnummer/nee/niet-gelukt/niet-vervangen").live()
    card = desk.card("mail-fb-iam")
    expect(card.get_by_role("link", name="fbiam@kb.nl").first).to_have_attribute("href", "mailto:fbiam@kb.nl")
    expect(card).to_contain_text("Mail pas als functioneel beheer heeft gekeken")
    expect(card).to_contain_text("Gecontroleerd")


def test_an_explanation_shows_what_was_done(page, server):
    desk = Desk(page, server.url).visit("geen-rechten/nee").live()
    expect(desk.card("geen-toegang")).to_contain_text("Wat je hebt gedaan")


def test_a_login_at_the_librarys_own_site_is_sent_away_at_the_start(desk):
    desk.situations.select_option(label=None, index=5)
    desk.at("eigen-site")


def test_permissions_contacts_and_words_are_at_hand_mid_case(desk):
    desk.situations.select_option(index=1)
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
