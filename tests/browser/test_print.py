"""On paper: this step, this case or the whole handbook, as clean A4.

Nothing of a guide is on paper. What is printed of the page of a server is printed with a guide in it.
"""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

import ehbi
from ehbi import book
from ehbi.book.page import chapters, places
from ehbi.handbook.handover import NOBODY, handover
from ehbi.handbook.summary import situation_name

from .axe import assert_clean_in_every_dress
from .desk import Desk

HANDBOOK = ehbi.load()
PLACES = places(chapters(HANDBOOK))
TO_FB_IAM = "nieuw-pasnummer/nee/niet-gelukt/niet-vervangen"
UNDER_WAY = "reset-mail/ja/nee"
BUTTONS = [
    "Stap terug",
    "Opnieuw beginnen",
    "Kopieer deze tekst",
    "Kopieer samenvatting",
    "Mail deze",
    "Printen",
    "Zoek op wat de lener",
    "Sluiten",
    "Inzoomen",
    "Klopt deze stap",
]
STUB = "() => { window.print = () => { window.asked = document.documentElement.dataset.print } }"
MARKED = "document.querySelectorAll('.node.visited, .node.current, .arrow.taken').length"
COUNT = f"() => addEventListener('beforeprint', () => {{ window.marked = {MARKED} }})"
OF_A_CASE = ["Wat je al hebt gedaan", NOBODY]
A4 = (595, 842)
# Every colour on paper outside the charts: of what is written, and of what it is written on.
COLOURS = """() => [...document.querySelectorAll("html, body, body *:not(svg *)")]
  .filter(one => one.checkVisibility())
  .flatMap(one => [`ink ${getComputedStyle(one).color}`, `paper ${getComputedStyle(one).backgroundColor}`])"""
# Of every answer: how far its label stands from its edge, and how much higher it is than its label.
ANSWERS = """() => [...document.querySelectorAll(".step:not(#page_start) .answer")].map((answer) => {
  const [all, label] = [answer, answer.querySelector(".label")].map((one) => one.getBoundingClientRect());
  return [label.left - all.left, all.height - label.height];
})"""
INKS = {"ink rgb(0, 0, 0)", "ink rgb(60, 60, 60)"}
PAPERS = {"paper rgb(255, 255, 255)", "paper rgba(0, 0, 0, 0)"}


def printed(page):
    """What the browser's own print command gives, each page as its words."""
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert {(round(one.mediabox.width), round(one.mediabox.height)) for one in pages} == {A4}
    return [words(one.extract_text()) for one in pages]


def body(text):
    """A page without what stands at its foot."""
    return re.sub(r"^\d+ / \d+.*? · niet gepubliceerd ", "", text)


def words(text):
    """A text on one line; at the foot of a page Chromium sets ``ff`` and its like as one sign."""
    apart = re.sub("[\ufb00-\ufb06]", lambda sign: unicodedata.normalize("NFKD", sign[0]), text)
    return " ".join(apart.split())


def choice(page):
    return page.get_by_role("dialog", name="Wat wil je printen?")


def choose(desk, name):
    """Print what has this name, by the button; the browser's own dialog is left out."""
    desk.page.evaluate(STUB)
    desk.page.get_by_role("button", name="Printen").click()
    choice(desk.page).get_by_role("button", name=name).click()
    return desk.page.evaluate("window.asked")


def exported(page, tmp_path, handbook=HANDBOOK):
    file = tmp_path / "handboek.html"
    file.write_text(book.page(handbook), encoding="utf-8")
    return Desk(page, file.as_uri())


def others(step):
    """What is said in other steps, by which their cards would be known."""
    mine = HANDBOOK.step(step).say
    return [words(other.say) for other in HANDBOOK.steps if other.say and other.say != mine]


def assert_whole(text):
    """Fail when anything of the handbook is missing, or anything is there that only works on a screen."""
    for step in HANDBOOK.steps:
        assert re.search(rf"Stap {PLACES[step.id]} .{{0,60}}{re.escape(step.title)}", text)
        assert all(words(part) in text for part in (step.say, step.why, step.asks))
        assert all(f"{answer.label} → stap {PLACES[answer.next]}" in text for answer in step.answers)
    assert all(permission.what in text and permission.note in text for permission in HANDBOOK.permissions)
    assert all(rule.text in text for contact in HANDBOOK.contacts for rule in contact.rules)
    assert all(channel.label in text for contact in HANDBOOK.contacts for channel in contact.channels)
    assert all(f"{term.term} {term.meaning}" in text for term in HANDBOOK.glossary)
    assert [button for button in BUTTONS if button in text] == []


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_the_button_offers_what_can_be_printed(page, server, mode):
    desk = Desk(page, server.url).show(mode, UNDER_WAY)
    for name, what in (("Deze stap", "step"), ("Deze casus", "case"), ("Het hele handboek", "handbook")):
        assert choose(desk, name) == what
        expect(choice(page)).to_be_hidden()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate("document.documentElement.dataset.print") is None


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_before_a_case_begins_there_is_only_the_handbook_to_print(page, server, mode):
    Desk(page, server.url).show(mode)
    page.get_by_role("button", name="Printen").click()
    expect(choice(page).get_by_role("button")).to_have_text(["Het hele handboek", "Sluiten"])
    page.keyboard.press("Escape")
    expect(choice(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Printen")).to_be_focused()


def test_the_whole_handbook_comes_out_whole(page, server):
    desk = Desk(page, server.url).show("guide", TO_FB_IAM)
    choose(desk, "Het hele handboek")
    first, *rest = printed(page)
    assert HANDBOOK.title in first
    assert re.search(r"Versie 1, \d+ \w+ \d{4}", first)
    assert HANDBOOK.revision not in " ".join([first, *rest])
    assert all(chapter.title in first for chapter in chapters(HANDBOOK))
    assert first.endswith("Wie kan wat Contact Woorden")
    assert all(re.search(r"· versie 1, \d+ \w+ \d{4}", one) for one in rest)
    assert_whole(" ".join(rest))


def test_on_paper_an_answer_is_one_line_from_its_label_to_where_it_leads(page, tmp_path):
    exported(page, tmp_path).visit()
    page.emulate_media(media="print")
    answers = page.evaluate(ANSWERS)
    assert len(answers) == sum(len(step.answers) for step in HANDBOOK.steps)
    assert {round(indent) for indent, _ in answers} == {0}
    assert all(rest < 10 for _, rest in answers)


@pytest.fixture(scope="module")
def on_paper(browser, tmp_path_factory):
    """Each page of the exported handbook, printed once, and the words of each chart on it."""
    page = browser.new_page()
    pages = printed(exported(page, tmp_path_factory.mktemp("paper")).visit().page)
    charts = {
        one.id: [
            words(text) for text in page.locator(f"figure[data-chart={one.id}] text").all_text_contents()
        ]
        for one in HANDBOOK.situations
    }
    page.close()
    return pages, charts


def test_no_page_of_the_handbook_is_all_but_empty_and_no_heading_is_left_alone(on_paper):
    (_, *pages), _ = on_paper
    assert min(len(body(one)) for one in pages) > 300
    for heading in ["Uitkomsten", "Contact", "Woorden", *(chapter.title for chapter in chapters(HANDBOOK))]:
        assert [one for one in pages if body(one).endswith(heading)] == []


def test_each_situation_begins_with_its_chart_whole_on_one_page(on_paper):
    pages, charts = on_paper
    for situation in HANDBOOK.situations:
        (start,) = (one for one in pages if body(one).startswith(situation_name(situation)))
        assert charts[situation.id]
        assert [text for text in charts[situation.id] if text not in start] == []


def test_the_handbooks_charts_have_no_case_on_them_and_the_page_still_has(page, tmp_path):
    desk = exported(page, tmp_path).visit(UNDER_WAY)
    before = page.evaluate(MARKED)
    page.evaluate(COUNT)
    choose(desk, "Het hele handboek")
    printed(page)
    assert before > 0
    assert (page.evaluate("window.marked"), page.evaluate(MARKED)) == (0, before)


@pytest.mark.parametrize(
    ("mode", "link"),
    [
        ("guide", TO_FB_IAM),
        ("book", UNDER_WAY),
        ("book", "reset-mail/ja/nee/nee"),
        ("book", "eigen-site"),
    ],
)
def test_without_a_choice_the_case_at_hand_is_printed(page, server, mode, link):
    desk = Desk(page, server.url).show(mode, link)
    case = ehbi.Case(HANDBOOK).open(link)
    desk.at(case.step.id)
    text = " ".join(printed(page))
    assert f"Wat je al hebt gedaan {words(situation_name(case.trail[0]))}" in text
    assert all(f"{passed.step.asks} {passed.answer.label}" in text for passed in case.passed)
    assert all(words(part) in text for part in (case.step.title, case.step.say))
    assert all(f"{one.label} → {HANDBOOK.step(one.next).title}" in text for one in case.step.answers)
    assert [said for said in others(case.step.id) if said in text] == []
    assert [button for button in BUTTONS if button in text] == []
    if handover(case):
        assert words(handover(case).text) in text


def test_a_case_on_paper_has_its_path_on_the_chart(page, server):
    Desk(page, server.url).show("book", UNDER_WAY)
    page.evaluate(COUNT)
    pages = printed(page)
    assert page.evaluate("window.marked") > 0
    chart = page.locator("figure[data-chart=reset-mail] text").all_text_contents()
    assert any(all(words(text) in one for text in chart) for one in pages)


def test_any_step_fits_on_one_page(page, tmp_path):
    desk = exported(page, tmp_path).visit()
    for step in HANDBOOK.steps:
        page.evaluate("link => { location.hash = link }", step.id)
        desk.at(step.id)
        choose(desk, "Deze stap")
        (text,) = printed(page)
        assert text.startswith(f"EHBI {HANDBOOK.title} niet gepubliceerd ")
        assert [part for part in OF_A_CASE if part in text] == []
        assert text.count("Wie: ") == (step.party != HANDBOOK.parties[0].id)
        assert all(words(part) in text for part in (step.title, step.say, step.why))
        assert all(f"{answer.label} → {HANDBOOK.step(answer.next).title}" in text for answer in step.answers)
        assert [said for said in others(step.id) if said in text] == []


def test_before_a_case_begins_the_browsers_own_command_prints_the_handbook(page, server):
    Desk(page, server.url).show("guide")
    assert_whole(" ".join(printed(page)))


def test_the_exported_handbook_prints_too(page, tmp_path):
    desk = exported(page, tmp_path).visit(UNDER_WAY)
    assert choose(desk, "Het hele handboek") == "handbook"
    assert_whole(" ".join(printed(page)))
    assert "Wat je al hebt gedaan" in " ".join(printed(page))


def test_without_javascript_the_whole_handbook_is_printed(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}#geen-rechten")
    assert_whole(" ".join(printed(page)))
    context.close()


def test_without_javascript_an_open_panel_is_printed_by_itself(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url)
    page.get_by_role("button", name="Woorden").click()
    (text,) = printed(page)
    assert text.startswith("Woorden Lener")
    context.close()


def test_an_open_panel_does_not_lie_over_the_handbook(page, server):
    Desk(page, server.url).show("book")
    page.get_by_role("button", name="Woorden").click()
    pages = printed(page)
    assert [HANDBOOK.glossary[0].meaning in one for one in pages].count(True) == 1
    assert_whole(" ".join(pages))


def test_a_dark_screen_prints_black_on_white(page, server):
    page.emulate_media(color_scheme="dark")
    Desk(page, server.url).show("guide", TO_FB_IAM)
    page.emulate_media(media="print", color_scheme="dark")
    for what in ("step", "case", "handbook"):
        page.evaluate("what => { document.documentElement.dataset.print = what }", what)
        colours = page.evaluate(COLOURS)
        assert len(colours) > 20
        assert set(colours) <= INKS | PAPERS


def test_a_link_with_a_name_shows_its_address_and_an_address_is_not_said_twice(page, tmp_path):
    step = HANDBOOK.step("geen-rechten")
    named = step.model_copy(
        update={"text": "Vul [het formulier](https://a.nl/b) in, of mail [a@b.nl](mailto:a@b.nl)."}
    )
    steps = tuple(named if one == step else one for one in HANDBOOK.steps)
    desk = exported(page, tmp_path, HANDBOOK.model_copy(update={"steps": steps})).visit()
    text = " ".join(printed(desk.page))
    assert "Vul het formulier (a.nl/b) in, of mail a@b.nl." in text
    assert "(onlinebibliotheek.nl" not in text


def test_any_title_stands_at_the_foot_of_a_page(page, tmp_path):
    title = "Hulp \"bij\" 'inloggen' \\ 3 <b> & é;}"
    handbook = HANDBOOK.model_copy(update={"title": title})
    _, *rest = printed(exported(page, tmp_path, handbook).visit().page)
    assert all(f"{title} · niet gepubliceerd" in one for one in rest)


@pytest.mark.parametrize("link", ["", UNDER_WAY])
def test_axe_finds_nothing_in_the_choice(page, server, link):
    Desk(page, server.url).show("book", link)
    page.get_by_role("button", name="Printen").click()
    expect(choice(page)).to_be_visible()
    assert_clean_in_every_dress(page)
