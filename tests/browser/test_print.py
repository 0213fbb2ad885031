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
from tests.waiting import PATIENCE

from .axe import assert_clean, assert_clean_in_every_dress
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
# What the paper has room for between its margins, in pixels.
COLUMN = {"width": 680, "height": 1009}
# Of each step, by itself as on paper: how high it is, and its words.
STEPS = """async (steps) => {
  const { dataset } = document.documentElement;
  const found = [];
  for (const step of steps) {
    const moved = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    if (location.hash !== `#${step}`) {
      location.hash = step;
      await moved;
    }
    dataset.print = "step";
    const main = document.getElementById("page_main");
    found.push([main.getBoundingClientRect().height, main.innerText]);
    delete dataset.print;
  }
  return found;
}"""
INKS = {"ink rgb(0, 0, 0)", "ink rgb(60, 60, 60)"}
PAPERS = {"paper rgb(255, 255, 255)", "paper rgba(0, 0, 0, 0)"}


def paper(page):
    """The pages that the browser's own print command gives."""
    pages = [*PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert {(round(one.mediabox.width), round(one.mediabox.height)) for one in pages} == {A4}
    return pages


def said(pages):
    """Each page as its words: finding those of a handbook takes longer than printing it."""
    return [words(one.extract_text()) for one in pages]


def drawn(pages):
    """Each page as all that is drawn on it: of one page in a browser it is the same when the words are."""
    return [one.get_contents().get_data() for one in pages]


def printed(page):
    """What the browser's own print command gives, each page as its words."""
    return said(paper(page))


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


def test_the_button_offers_what_can_be_printed_and_before_a_case_only_the_handbook(page, server):
    desk = Desk(page, server.url).show("book")
    page.get_by_role("button", name="Printen").click()
    expect(choice(page).get_by_role("button")).to_have_text(["Het hele handboek", "Sluiten"])
    assert_clean(page, "#page_print")
    page.keyboard.press("Escape")
    expect(choice(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Printen")).to_be_focused()
    page.evaluate("link => { location.hash = link }", UNDER_WAY)
    desk.at("mail-opnieuw")
    for name, what in (("Deze stap", "step"), ("Deze casus", "case"), ("Het hele handboek", "handbook")):
        assert choose(desk, name) == what
        expect(choice(page)).to_be_hidden()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate("document.documentElement.dataset.print") is None


def test_the_whole_handbook_comes_out_whole_amid_a_case_before_one_and_with_an_open_panel(page, server):
    desk = Desk(page, server.url).show("guide", TO_FB_IAM)
    choose(desk, "Het hele handboek")
    amid = paper(page)
    first, *rest = said(amid)
    assert HANDBOOK.title in first
    assert re.search(r"Versie 1, \d+ \w+ \d{4}", first)
    assert HANDBOOK.revision not in " ".join([first, *rest])
    assert all(chapter.title in first for chapter in chapters(HANDBOOK))
    assert first.endswith("Wie kan wat Contact Woorden")
    assert all(re.search(r"· versie 1, \d+ \w+ \d{4}", one) for one in rest)
    assert_whole(" ".join(rest))
    assert [HANDBOOK.glossary[0].meaning in one for one in rest].count(True) == 1
    # From here on by the browser's own command.
    desk.again()
    assert drawn(paper(page)) == drawn(amid)
    page.get_by_role("button", name="Woorden").click()
    assert drawn(paper(page)) == drawn(amid)


@pytest.fixture(scope="module")
def exported_page(browser, tmp_path_factory):
    """A page with the exported handbook, before a case begins."""
    page = browser.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    yield exported(page, tmp_path_factory.mktemp("paper")).visit().page
    page.close()


@pytest.fixture(scope="module")
def sheets(exported_page):
    """The exported handbook, printed by the browser's own command before a case begins."""
    return paper(exported_page)


@pytest.fixture(scope="module")
def on_paper(exported_page, sheets):
    """Each page of the exported handbook, and the words of each chart on it."""
    charts = {
        one.id: [
            words(text)
            for text in exported_page.locator(f"figure[data-chart={one.id}] text").all_text_contents()
        ]
        for one in HANDBOOK.situations
    }
    return said(sheets), charts


def test_the_exported_handbook_comes_out_whole_too(on_paper):
    pages, _ = on_paper
    assert_whole(" ".join(pages))


def test_on_paper_an_answer_is_one_line_from_its_label_to_where_it_leads(exported_page):
    exported_page.emulate_media(media="print")
    answers = exported_page.evaluate(ANSWERS)
    exported_page.emulate_media(media="null")
    assert len(answers) == sum(len(step.answers) for step in HANDBOOK.steps)
    assert {round(indent) for indent, _ in answers} == {0}
    assert all(rest < 10 for _, rest in answers)


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


def test_amid_a_case_the_exported_handbook_has_no_case_on_it_and_the_page_still_has(exported_page, sheets):
    desk = Desk(exported_page, exported_page.url)
    exported_page.evaluate("link => { location.hash = link }", UNDER_WAY)
    desk.at("mail-opnieuw")
    before = exported_page.evaluate(MARKED)
    exported_page.evaluate(COUNT)
    assert choose(desk, "Het hele handboek") == "handbook"
    assert drawn(paper(exported_page)) == drawn(sheets)
    assert before > 0
    assert (exported_page.evaluate("window.marked"), exported_page.evaluate(MARKED)) == (0, before)
    assert "Wat je al hebt gedaan" in " ".join(printed(exported_page))


def assert_is_of_the_case(pages, link):
    """Fail unless the case at this link is what is printed, and nothing of another step."""
    case, text = ehbi.Case(HANDBOOK).open(link), " ".join(pages)
    assert f"Wat je al hebt gedaan {words(situation_name(case.trail[0]))}" in text
    assert all(f"{passed.step.asks} {passed.answer.label}" in text for passed in case.passed)
    assert all(words(part) in text for part in (case.step.title, case.step.say))
    assert all(f"{one.label} → {HANDBOOK.step(one.next).title}" in text for one in case.step.answers)
    assert [said for said in others(case.step.id) if said in text] == []
    assert [button for button in BUTTONS if button in text] == []
    if handover(case):
        assert words(handover(case).text) in text


def test_without_a_choice_the_case_at_hand_is_printed_with_its_path_on_the_chart(page, server):
    desk = Desk(page, server.url).show("book")
    page.evaluate(COUNT)
    for link in ("eigen-site", UNDER_WAY, "reset-mail/ja/nee/nee"):
        page.evaluate("link => { location.hash = link }", link)
        desk.at(ehbi.Case(HANDBOOK).open(link).step.id)
        pages = printed(page)
        assert_is_of_the_case(pages, link)
    assert page.evaluate("window.marked") > 0
    chart = page.locator("figure[data-chart=reset-mail] text").all_text_contents()
    assert any(all(words(text) in one for text in chart) for one in pages)


def test_any_step_fits_on_one_page(exported_page):
    """The tallest do, on paper; that each says what it should can be seen without a printer."""
    desk = Desk(exported_page, exported_page.url)
    exported_page.set_viewport_size(COLUMN)
    exported_page.emulate_media(media="print")
    steps = exported_page.evaluate(STEPS, [step.id for step in HANDBOOK.steps])
    exported_page.emulate_media(media="null")
    for step, (_, text) in zip(HANDBOOK.steps, steps, strict=True):
        assert_is_of_the_step(words(text), step)
    tallest = max(range(len(steps)), key=lambda at: steps[at][0])
    far = max(range(len(steps)), key=lambda at: len(HANDBOOK.steps[at].answers))
    for step in {HANDBOOK.steps[tallest], HANDBOOK.steps[far], HANDBOOK.step("mail-fb-iam")}:
        exported_page.evaluate("link => { location.hash = link }", step.id)
        desk.at(step.id)
        choose(desk, "Deze stap")
        (text,) = printed(exported_page)
        assert text.startswith(f"EHBI {HANDBOOK.title} niet gepubliceerd ")
        assert_is_of_the_step(text, step)
        assert all(f"{answer.label} → {HANDBOOK.step(answer.next).title}" in text for answer in step.answers)


def assert_is_of_the_step(text, step):
    """Fail unless this says all of a step, and nothing of a case or of another step."""
    assert [part for part in OF_A_CASE if part in text] == []
    assert text.count("Wie: ") == (step.party != HANDBOOK.parties[0].id)
    assert all(words(part) in text for part in (step.title, step.say, step.why))
    assert all(answer.label in text for answer in step.answers)
    assert [said for said in others(step.id) if said in text] == []


def test_without_javascript_the_whole_handbook_is_printed_and_an_open_panel_by_itself(browser, server):
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    page.goto(f"{server.url}#geen-rechten")
    assert_whole(" ".join(printed(page)))
    page.get_by_role("button", name="Woorden").click()
    (text,) = printed(page)
    assert text.startswith("Woorden Lener")
    context.close()


def test_a_dark_screen_prints_black_on_white_also_the_case_of_a_guide(page, server):
    page.emulate_media(color_scheme="dark")
    desk = Desk(page, server.url).show("guide", TO_FB_IAM)
    desk.at("mail-fb-iam")
    assert_is_of_the_case(printed(page), TO_FB_IAM)
    page.emulate_media(media="print", color_scheme="dark")
    for what in ("step", "case", "handbook"):
        page.evaluate("what => { document.documentElement.dataset.print = what }", what)
        colours = page.evaluate(COLOURS)
        assert len(colours) > 20
        assert set(colours) <= INKS | PAPERS


def test_an_address_is_said_once_and_any_title_stands_at_the_foot_of_a_page(page, tmp_path):
    step, title = HANDBOOK.step("geen-rechten"), "Hulp \"bij\" 'inloggen' \\ 3 <b> & é;}"
    named = step.model_copy(
        update={"text": "Vul [het formulier](https://a.nl/b) in, of mail [a@b.nl](mailto:a@b.nl)."}
    )
    steps = tuple(named if one == step else one for one in HANDBOOK.steps)
    handbook = HANDBOOK.model_copy(update={"steps": steps, "title": title})
    first, *rest = printed(exported(page, tmp_path, handbook).visit().page)
    text = " ".join([first, *rest])
    assert "Vul het formulier (a.nl/b) in, of mail a@b.nl." in text
    assert "(onlinebibliotheek.nl" not in text
    assert all(f"{title} · niet gepubliceerd" in one for one in rest)


def test_axe_finds_nothing_in_the_choice(page, server):
    Desk(page, server.url).show("book", UNDER_WAY)
    page.get_by_role("button", name="Printen").click()
    expect(choice(page)).to_be_visible()
    assert_clean_in_every_dress(page)
