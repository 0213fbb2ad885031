"""All that is on a slide is in sight, on any projector and on paper: of the decks that users have."""

from io import BytesIO
from math import hypot
from unicodedata import normalize

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

import ehbi
from ehbi.book.assets import data_address
from ehbi.slides import ROOM_MODULES, SLIDE_MODULES, Layout, Served, deck, slides_page
from tests.unit.slides.decks import decks

from .axe import PROJECTOR, WIDE
from .presenting import at

DECKS = decks(ehbi.load())
SCREENS = [PROJECTOR, WIDE, {"width": 1920, "height": 1080}]
SMALLEST = 15
"""Size of letters, in px, that the back of a room can read."""
ON_PAPER = 8
"""Size of letters, in points, that are read at arm's length; those of a chart are the smallest."""
WIDTH, HEIGHT, MARGIN = 842, 595, 30
"""Of a page of A4, in points, and what stays white."""
JOIN = "http://inloggen.bibliotheek.example:8870/stem"
MEASURE = """(times) => {
    let place = "";
    document.addEventListener("slides:shown", ({ detail }) => (place = detail.place));
    const press = (key) =>
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    const seen = ({ data, parentElement }) => data.trim()
        && parentElement.checkVisibility({ visibilityProperty: true })
        && !parentElement.closest(".chart, .unseen, template");
    const outside = ({ left, top, right, bottom }, [width, height]) =>
        left < 0 || top < 0 || Math.floor(right) > width || Math.floor(bottom) > height;
    const measure = () => {
        const slide = document.querySelector(".now");
        const options = [...slide.querySelectorAll(".choices button")].filter((one) => one.checkVisibility());
        if (options.length && !slide.querySelector(".shown .hand")) options.at(-1).click();
        const room = [innerWidth, document.querySelector(".bar").getBoundingClientRect().top];
        const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
        const lost = [];
        const range = document.createRange();
        while (walker.nextNode()) {
            if (!seen(walker.currentNode)) continue;
            range.selectNodeContents(walker.currentNode);
            const area = range.getBoundingClientRect();
            if (area.width && outside(area, room)) lost.push(walker.currentNode.data.trim());
            for (const { 0: word, index } of walker.currentNode.data.matchAll(/\\p{L}{5,}/gu)) {
                range.setStart(walker.currentNode, index);
                range.setEnd(walker.currentNode, index + word.length);
                if (range.getClientRects().length > 1) lost.push(`broken: ${word}`);
            }
        }
        const words = slide.querySelector(".words, .large") ?? slide;
        const scrolls = (one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth;
        lost.push(...[slide, words].filter(scrolls).map(({ className }) => className));
        return [place, lost, parseFloat(getComputedStyle(words).fontSize)];
    };
    press("Home");
    return Array.from({ length: times }, () => {
        const found = measure();
        press("PageDown");
        return found;
    });
}"""
"""What a clicker comes by: a place, what is lost or broken when the room chose, and how large letters are."""


def places(slides):
    return [f"{slide.id}.{number}" for slide in slides for number in range(1, len(slide.frames) + 1)]


@pytest.fixture
def opened(page, tmp_path):
    """Opens slides as a file on a projector."""
    page.emulate_media(reduced_motion="reduce")

    def open_(html, size=PROJECTOR):
        file = tmp_path / "dia's.html"
        file.write_text(html, encoding="utf-8")
        page.set_viewport_size(size)
        page.goto(file.as_uri())
        expect(page.locator(".now")).to_have_count(1)
        return page

    return open_


@pytest.mark.parametrize("which", DECKS)
def test_a_clicker_comes_by_all_of_a_deck_and_nothing_is_lost_broken_or_small_on_any_screen(opened, which):
    every = places(deck(DECKS[which]))
    page = opened(slides_page(DECKS[which]))
    for screen in SCREENS:
        page.set_viewport_size(screen)
        found = page.evaluate(MEASURE, len(every) + 1)
        assert [place for place, *_ in found] == [*every, every[-1]]
        assert [one for one in found if one[1] or one[2] < SMALLEST] == [], screen


def test_what_has_no_room_on_a_window_of_an_odd_size_scrolls(opened):
    page = opened(slides_page(DECKS["at a library"]), {"width": 1000, "height": 300})
    at(page, "wie-kan-wat.2")
    last = page.locator("#wie-kan-wat .shown tr:visible").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=0.9)


def printed(page):
    """What each page of the slides on paper says, without spaces, with its letters."""
    found = []
    for one in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages:
        heard = []
        one.extract_text(visitor_text=lambda *read, heard=heard: heard.append(read))
        found.append(
            (
                closed("".join(text for text, *_ in heard)),
                [letter(*read) for read in heard if read[0].strip()],
            )
        )
    return found


def letter(_text, cm, tm, _font, size):
    """Where it begins and how large it is, in points."""
    x, y = (tm[4] * cm[at] + tm[5] * cm[at + 2] + cm[at + 4] for at in (0, 1))
    return x, y, size * hypot(*tm[2:4]) * hypot(*cm[2:4])


def closed(text):
    """A text without spaces, as a line may end anywhere, and with letters apart that were set as one."""
    return "".join(normalize("NFKC", text).split())


def said(frame):
    """Some of what a frame says that tells an exercise or a story."""
    step = frame.case.step
    if frame.choice:
        return [frame.choice.asks, *(option.label for option in frame.choice.options)]
    return [step.title, step.say] if step else [frame.told]


def assert_all_is_on_paper(page, handbook, slides):
    pages = printed(page)
    told = [text for text, _ in pages]
    assert all(told)
    for _, letters in pages:
        assert min(size for *_, size in letters) >= ON_PAPER
        assert all(MARGIN <= x <= WIDTH - MARGIN and MARGIN <= y <= HEIGHT - MARGIN for x, y, _ in letters)
    whole = "".join(told)
    for words in (*(one.what for one in handbook.permissions), *(one.name for one in handbook.contacts)):
        assert closed(words) in whole
    cases = [one for one in slides if one.example]
    for slide in cases:
        shown = [one for one in slide.frames if one.revealed or not one.choice]
        for frame in shown:
            words = [closed(one) for one in said(frame)]
            assert any(all(one in text for one in words) for text in told), (slide.id, words)
        if slide.layout is Layout.EXERCISE:
            for part in filter(None, slide.example.parts):
                assert 1 <= whole.count(closed(part)) <= sum(part in one.example.parts for one in cases), part
    assert len(pages) <= 2.2 * len(slides)
    assert "Notities" not in whole


@pytest.mark.parametrize("which", DECKS)
def test_on_paper_nothing_is_small_cut_off_or_lost_and_each_frame_is_whole(opened, which):
    """Also when the projector shows one frame of it, in the dark."""
    slides = [one for one in deck(DECKS[which]) if one.layout is not Layout.ORDER]
    page = opened(slides_page(DECKS[which]))
    page.emulate_media(color_scheme="dark")
    at(page, f"{slides[3].id}.2")
    assert_all_is_on_paper(page, DECKS[which], slides)


def test_slides_that_a_server_gives_print_as_those_in_a_file(served):
    handbook = DECKS["with eight situations"]
    screen_only = (Layout.ORDER, Layout.LIVE, Layout.RESULTS)
    slides = [one for one in deck(handbook, served=True, phones=True) if one.layout not in screen_only]
    assert_all_is_on_paper(served, handbook, slides)


def test_on_paper_a_story_has_the_whole_way_of_its_case_and_comes_back_as_it_was(opened):
    slides = deck(DECKS["at a library"])
    story = next(one for one in slides if one.layout is Layout.STORY)
    page = opened(slides_page(DECKS["at a library"]))
    at(page, f"{story.id}.2")
    marked = f"document.querySelectorAll('#{story.id} .chart .arrow.taken').length"
    assert page.evaluate(marked) == 0
    page.evaluate(f"() => addEventListener('beforeprint', () => {{ window.marked = {marked} }})")
    page.pdf()
    assert page.evaluate("() => window.marked") == len(story.example.answers)
    assert page.evaluate(marked) == 0


@pytest.fixture
def served(opened):
    """The page that a server gives, with its scripts in itself: nobody answers them."""
    modules = {path.stem: data_address(path) for path in (SLIDE_MODULES | ROOM_MODULES).values()}
    return opened(slides_page(DECKS["with eight situations"], Served(modules.__getitem__, (), "/weg", JOIN)))


def test_the_bar_is_one_line_with_the_address_whole(served):
    for screen in SCREENS:
        served.set_viewport_size(screen)
        bar, button = (served.locator(one).bounding_box() for one in (".bar", "#slides_back"))
        assert bar["height"] < 1.5 * button["height"]
        for part in served.locator(".bar > *").all():
            expect(part).to_be_in_viewport(ratio=1)
        address = served.locator(".bar .address")
        expect(address).to_contain_text(JOIN.removeprefix("http://"))
        assert address.evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_end_comes_by_the_results_and_then_the_last_slide(served):
    for expected in ("#uitslag", "#einde", "#einde"):
        served.keyboard.press("End")
        expect(served.locator(expected)).to_be_visible()


def test_the_keys_work_with_caps_lock(served):
    served.keyboard.press("B")
    expect(served.locator("#slides_dark")).to_be_visible()
    served.keyboard.press("B")
    expect(served.locator("#slides_dark")).to_be_hidden()
    with served.expect_popup() as notes:
        served.keyboard.press("N")
    expect(notes.value).to_have_title("Notities")
