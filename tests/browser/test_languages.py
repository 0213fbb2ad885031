"""What the patron reads in their own language: across the desk, aloud and on paper, without a network."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from ehbi import book
from ehbi.files import load
from tests.hostile import ATTEMPTS, assert_nothing_ran
from tests.unit.book.translated import (
    ALT,
    ARABIC,
    ASKS,
    LABELS,
    STEP,
    TERM,
    UKRAINIAN,
    in_arabic,
)
from tests.waiting import PATIENCE

from .axe import PHONE, WIDE, assert_clean, assert_clean_in_every_dress, resize
from .desk import Desk

CASE = "inloggegevens-onjuist/ja"
"""The case at the step that is translated."""
SPEAKS = """() => {
    window.spoken = [];
    window.stopped = 0;
    class Speech extends EventTarget {
        getVoices() { return window.voices ?? []; }
        speak(one) { window.spoken.push([one.text, one.lang]); }
        cancel() { window.stopped += 1; }
    }
    Object.defineProperty(window, "speechSynthesis", { value: new Speech() });
    window.SpeechSynthesisUtterance = class extends EventTarget {
        constructor(text) { super(); this.text = text; }
    };
}"""
"""A browser of which a test says which voices it has."""
PLACES = """() => [...document.querySelectorAll("#page_patron_text li")].slice(0, 2).map((item) => {
    const words = item.closest("ol").getBoundingClientRect();
    const term = item.querySelector("bdi").getBoundingClientRect();
    const before = document.createRange();
    before.setStart(item.firstChild, 0);
    before.setEnd(item.firstChild, 3);
    const begins = before.getBoundingClientRect().left;
    return [begins - term.right, words.right - item.getBoundingClientRect().right];
})"""
"""Of the first items: how far right of its Dutch term each begins, and what room its number has there."""


@pytest.fixture(scope="module")
def exported(browser, tmp_path_factory):
    """A page with the exported handbook, in a browser without a network."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    page.add_init_script(f"({SPEAKS})()")
    yield Desk(page, written(tmp_path_factory.mktemp("file"), in_arabic()))
    context.close()


@pytest.fixture
def desk(exported):
    """The desk at the step that is translated, in a new case and in light."""
    exported.page.emulate_media(color_scheme="light", reduced_motion="null", media="null")
    resize(exported.page, WIDE)
    exported.page.goto("about:blank")
    return exported.visit(CASE)


def written(folder, handbook):
    file = folder / "handboek.html"
    file.write_text(book.page(handbook), encoding="utf-8")
    return file.as_uri()


def button(page):
    return page.get_by_role("button", name="Laat zien aan de lener")


def view(page):
    return page.get_by_role("dialog", name="Voor de lener")


def words(page):
    return page.locator("#page_patron_text")


def choose(page, name):
    view(page).get_by_role("group", name="Taal").get_by_role("button", name=name, exact=True).click()


def show(desk):
    button(desk.page).click()
    choose(desk.page, ARABIC.own_name)
    return view(desk.page)


def test_all_of_a_step_is_in_the_language_that_was_chosen_with_the_dutch_beside_it_for_the_desk(desk):
    page = desk.page
    opened = show(desk)
    expect(words(page)).to_have_attribute("lang", "ar")
    expect(words(page)).to_have_attribute("dir", "rtl")
    expect(words(page).locator("bdi").first).to_have_text(TERM)
    expect(words(page).get_by_role("img", name=ALT)).to_be_visible()
    expect(words(page)).to_contain_text(ARABIC.words.question)
    expect(words(page).locator(".patron-asks > p").last).to_have_text(ASKS)
    expect(words(page).locator(".patron-asks li")).to_have_text([*LABELS])
    beside = opened.get_by_role("complementary", name="In het Nederlands")
    step = load().step(STEP)
    expect(beside.locator(".patron-asks li")).to_have_text([one.label for one in step.answers])
    expect(
        opened.get_by_text("Arabisch: nog niet nagekeken door iemand die de taal spreekt.")
    ).to_be_visible()
    expect(words(page)).not_to_contain_text("nagekeken")
    opened.get_by_label("Nederlands erbij").uncheck()
    expect(beside).to_be_hidden()
    page.keyboard.press("Escape")
    button(page).click()
    expect(words(page)).to_have_attribute("lang", "ar")
    expect(beside).to_be_hidden()
    opened.get_by_label("Nederlands erbij").check()
    expect(beside).to_be_visible()
    choose(page, "Nederlands")
    expect(words(page)).to_have_attribute("lang", "nl")
    expect(beside).to_be_hidden()


def test_the_language_stays_for_the_case_and_a_step_without_it_says_so_in_that_language(desk):
    page = desk.page
    opened = show(desk)
    page.keyboard.press("Escape")
    desk.press(STEP, "geen-mail")
    button(page).click()
    told = words(page).get_by_text(ARABIC.words.dutch_only)
    expect(told).to_have_attribute("lang", "ar")
    expect(told).to_have_attribute("dir", "rtl")
    expect(words(page)).to_have_attribute("lang", "nl")
    expect(opened.get_by_text("Arabisch: deze stap is nog niet vertaald.")).to_be_visible()
    page.keyboard.press("Escape")
    desk.again()
    page.evaluate("case_ => { location.hash = case_ }", CASE)
    button(page).click()
    expect(words(page)).to_have_attribute("lang", "nl")
    expect(words(page).get_by_text(ARABIC.words.dutch_only)).to_have_count(0)


def test_from_right_to_left_numbers_and_words_stand_in_their_order_and_dutch_in_its_own(desk):
    page = desk.page
    show(desk)
    for begins, number in page.evaluate(PLACES):
        assert begins > 0
        assert number > 20
    term, drawing = words(page).locator("bdi").first, words(page).get_by_role("img", name=ALT)
    assert term.evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert drawing.bounding_box()["x"] < words(page).locator("li").first.bounding_box()["x"]


def test_axe_finds_nothing_wide_or_small_light_or_dark_nor_with_text_twice_as_large(desk):
    page = desk.page
    opened = show(desk)
    assert_clean_in_every_dress(page)
    resize(page, PHONE)
    page.evaluate("() => (document.documentElement.style.fontSize = '200%')")
    expect(opened.get_by_role("group", name="Taal")).to_be_hidden()
    names = opened.get_by_role("combobox", name="Taal")
    expect(names).to_have_value("ar")
    assert words(page).bounding_box()["y"] < PHONE["height"] / 4
    assert opened.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert_clean(page, "#page_patron")
    close = opened.get_by_role("button", name="Terug")
    close.scroll_into_view_if_needed()
    expect(close).to_be_in_viewport(ratio=1)
    names.select_option(label=UKRAINIAN.own_name)
    expect(view(page).get_by_text("Oekraïens: deze stap is nog niet vertaald.")).to_be_attached()
    assert opened.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_it_is_read_aloud_where_this_computer_has_a_voice_and_stops_when_it_is_closed(desk):
    page = desk.page
    opened = show(desk)
    aloud, dutch = opened.get_by_role("button", name="Lees voor"), opened.get_by_text("Lees Nederlands voor")
    expect(aloud).to_be_hidden()
    expect(dutch).to_be_hidden()
    page.evaluate(
        """() => {
            window.voices = ["ar-EG", "nl-NL"].map((lang) => ({ lang, localService: true, default: false }));
            speechSynthesis.dispatchEvent(new Event("voiceschanged"));
        }"""
    )
    aloud.click()
    spoken = page.evaluate("window.spoken")
    assert [TERM, "nl-NL"] in spoken
    assert [ASKS, "ar-EG"] in spoken
    expect(opened.get_by_role("button", name="Stop met voorlezen")).to_be_focused()
    dutch.click()
    assert {lang for _, lang in page.evaluate("window.spoken")[len(spoken) :]} == {"nl-NL"}
    stopped = page.evaluate("window.stopped")
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    assert page.evaluate("window.stopped") > stopped


def test_on_paper_there_is_what_the_patron_reads_in_that_language_and_nothing_else(desk):
    page = desk.page
    show(desk)
    page.keyboard.press("Escape")
    page.evaluate("() => { window.print = () => { window.asked = document.documentElement.dataset.print } }")
    page.get_by_role("button", name="Printen").click()
    page.get_by_role("button", name="Voor de lener (Arabisch)").click()
    assert page.evaluate("window.asked") == "patron"
    (sheet,) = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    text = " ".join(sheet.extract_text().split())
    assert TERM in text
    assert load().step(STEP).title not in text
    assert "Lees" not in text
    assert len(sheet.images) == 1
    button(page).click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper = page.locator("#page_patron_paper")
    expect(paper).to_be_visible()
    expect(paper).to_have_attribute("lang", "ar")
    expect(paper).to_have_attribute("dir", "rtl")
    expect(view(page)).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(paper).to_be_hidden()


def test_a_hostile_translation_runs_nowhere(page, tmp_path):
    step = load().step(STEP)
    answers = [{"id": one.id, "label": ATTEMPTS[1]} for one in step.answers]
    pictures = [
        {"file": one.file, "alt": ATTEMPTS[3], "marks": [ATTEMPTS[0] for _ in one.marks]}
        for one in step.pictures
    ]
    desk = Desk(
        page,
        written(tmp_path, in_arabic(text=ATTEMPTS[4], asks=ATTEMPTS[0], answers=answers, pictures=pictures)),
    )
    desk.visit(CASE)
    show(desk)
    expect(words(page)).to_contain_text(ATTEMPTS[0])
    assert_nothing_ran(page)
    assert words(page).locator("img").count() == len(step.pictures)
    assert words(page).locator("script, iframe, a[href^='javascript']").count() == 0
    page.emulate_media(media="print")
    assert page.pdf()
    assert_nothing_ran(page)
