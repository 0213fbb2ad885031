"""Search at the top of the page: what somebody types leads to a step, in guide and book."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi import book

from .axe import assert_clean_in_every_dress
from .desk import Desk
from .lasting import turn

KINDS = """() => [...document.querySelectorAll("[data-hit]")].map(
  (hit) => document.getElementById(hit.dataset.hit).dataset.kind
)"""


def options(page):
    """What the search offers; the dropdowns of the page have options too."""
    return page.locator("#page_hits [role=option]")


def field(page):
    return page.get_by_role("combobox", name="Zoek op wat de lener zegt of ziet")


HOLD = """() => {
  const send = window.fetch;
  const gate = new Promise((open) => (window.release = open));
  window.fetch = (...request) => gate.then(() => send(...request));
}"""


@pytest.fixture
def desk(shared, request):
    with turn(shared, request) as found:
        yield found


@pytest.fixture
def page(desk):
    """The page of this file; who needs another takes one of the context."""
    return desk.page


def finds(desk):
    """Find a step by Enter before a case, and by a click amid one."""
    field(desk.page).fill("er komt geen mailtje")
    expect(options(desk.page).first).to_contain_text("De mail voor een nieuw wachtwoord")
    field(desk.page).press("Enter")
    desk.at("reset-mail")
    expect(desk.page.get_by_role("listbox")).to_be_hidden()
    desk.page.evaluate("location.hash = 'reset-mail/ja'")
    desk.at("mail-zoeken")
    field(desk.page).press_sequentially("mail opnieuw sturen")
    options(desk.page).filter(has_text="Vraag de mail nog een keer aan").click()
    desk.at("mail-opnieuw")
    desk.at_link("reset-mail/ja/~nee")


def test_enter_takes_the_first_hit_and_a_click_moves_a_case_and_marks_what_nobody_checked(desk):
    finds(desk)


def test_so_they_do_in_the_guide(context, server):
    finds(Desk(context.new_page(), server.url).show("guide"))


def test_a_hit_is_never_an_outcome_but_the_step_before_it(desk, page):
    field(page).fill("tijdelijk wachtwoord")
    expect(options(page).first).to_be_visible()
    assert "outcome" not in page.evaluate(KINDS)
    field(page).press("Enter")
    desk.at("mail-opnieuw")


def expect_start(page):
    expect(page.get_by_role("region", name="Wat ziet de lener?")).to_be_visible()


def chosen(page):
    return page.locator("[role=option][aria-selected=true]")


def titles(page):
    return page.evaluate(
        "() => [...document.querySelectorAll('#page_hits li')].map((hit) => hit.firstChild.textContent)"
    )


def test_in_doubt_it_asks_and_shows_every_situation(page):
    field(page).fill("wachtwoord van de xylofoon")
    expect(page.locator("#page_search_said")).to_have_text("Bedoel je …? Kies wat past.")
    assert {situation.title for situation in ehbi.load().situations} <= set(titles(page))
    assert len(titles(page)) == len(set(titles(page)))
    expect(chosen(page)).to_have_count(0)


def test_in_doubt_enter_takes_nothing_unless_somebody_moved_to_it(desk, page):
    field(page).fill("wachtwoord van de xylofoon")
    field(page).press("Enter")
    expect(page.locator("#page_search_said")).to_contain_text("Bedoel je …?")
    expect_start(page)
    field(page).press("ArrowDown")
    expect(chosen(page)).to_have_count(1)
    field(page).press("Enter")
    desk.at("inloggegevens-onjuist")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("boek verlengen", "Daar gaat dit handboek niet over: Boeken verlengen. Het gaat wel over:"),
        ("inloggen op onze website", "Dit hoort bij je eigen bibliotheek. Het gaat wel over:"),
    ],
)
def test_out_of_scope_it_says_so_and_enter_takes_nothing(page, text, said):
    field(page).fill(text)
    expect(page.locator("#page_search_said")).to_contain_text(said)
    assert titles(page) == [situation.title for situation in ehbi.load().situations]
    field(page).press("Enter")
    expect_start(page)
    expect(page.get_by_role("listbox")).to_be_visible()


def test_on_a_phone_the_hits_have_the_width_of_the_page(page):
    page.set_viewport_size({"width": 360, "height": 740})
    field(page).fill("er komt geen mail")
    expect(options(page).first).to_be_visible()
    assert page.locator("#page_results").bounding_box()["width"] > 330
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_in_forced_colours_the_chosen_line_looks_chosen(page):
    page.emulate_media(forced_colors="active")
    field(page).fill("er komt geen mail")
    expect(chosen(page)).to_have_count(1)
    looks = "(item) => getComputedStyle(item).backgroundColor"
    backgrounds = [option.evaluate(looks) for option in options(page).all()]
    assert backgrounds[0] not in backgrounds[1:]


def test_arrows_walk_the_hits_and_escape_closes(page):
    field(page).fill("wachtwoord")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    field(page).press("ArrowDown")
    second = options(page).nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute("aria-activedescendant", second.get_attribute("id"))
    field(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_enter_waits_for_the_answer_to_what_is_typed(desk, page):
    field(page).fill("rechten")
    expect(options(page).first).to_contain_text("rechten")
    page.evaluate(HOLD)
    field(page).fill("er komt geen mail")
    field(page).press("Enter")
    page.evaluate("release()")
    desk.at("reset-mail")


def test_arrows_open_a_closed_list_instead_of_walking_it_unseen(page):
    field(page).fill("wachtwoord")
    first = options(page).first
    expect(first).to_have_attribute("aria-selected", "true")
    field(page).press("Escape")
    field(page).press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    expect(first).to_have_attribute("aria-selected", "true")


def test_enter_on_a_closed_list_searches_anew(desk, page):
    field(page).fill("er komt geen mail")
    expect(options(page).first).to_be_visible()
    field(page).press("Escape")
    field(page).press("Enter")
    desk.at("reset-mail")


def test_nothing_found_says_so_and_offers_situations_and_contacts(desk, page):
    field(page).fill("<b>xyzzy</b>")
    expect(page.locator("#page_search_said")).to_contain_text("Niets gevonden voor ‘<b>xyzzy</b>’")
    assert options(page).count() == 5
    expect(options(page).last).to_contain_text(ehbi.load().outside.label)
    page.locator("#page_search_contact").click()
    expect(page.get_by_role("region", name="Contact")).to_be_visible()
    page.keyboard.press("Escape")
    field(page).fill("xyzzy")
    options(page).nth(1).click()
    desk.at("geen-rechten")


def test_a_book_without_a_server_looks_for_the_words_themselves_and_opens_no_outcome(context, tmp_path):
    file = tmp_path / "handboek.html"
    file.write_text(book.page(ehbi.load()), encoding="utf-8")
    desk = Desk(context.new_page(), file.as_uri()).visit()
    page = desk.page
    for text in ("tijdelijk wachtwoord", "fbiam"):
        field(page).fill(text)
        expect(options(page).first).to_be_visible()
        assert "outcome" not in page.evaluate(KINDS)
    field(page).fill("spam\u00adbox")
    expect(page.locator("#page_search_said")).to_contain_text("Bedoel je …? Zonder verbinding")
    field(page).press("Enter")
    expect_start(page)
    field(page).press("ArrowDown")
    field(page).press("Enter")
    desk.at("mail-zoeken")


@pytest.mark.parametrize("text", ["mail", "xyzzy", "verlengen", "wachtwoord van de xylofoon"])
def test_axe_finds_nothing_in_the_hits(page, text):
    field(page).fill(text)
    expect(page.get_by_role("listbox")).to_be_visible()
    assert_clean_in_every_dress(page)
