"""All that is on a slide is in sight, on any projector and on paper: of the decks that users have."""

from io import BytesIO

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
JOIN = "http://192.168.178.230:8870/stem"
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
"""What a clicker comes by: a place, what is out of sight when the room chose, and the size of the letters."""


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
def test_a_clicker_comes_by_all_of_a_deck_and_nothing_is_out_of_sight_or_small_on_any_screen(opened, which):
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


def test_on_paper_each_slide_is_on_a_page_with_all_that_it_says(opened):
    """Also when the projector shows one frame of it, in the dark."""
    handbook = DECKS["at a library"]
    slides = [one for one in deck(handbook) if one.layout is not Layout.ORDER]
    page = opened(slides_page(handbook))
    page.emulate_media(color_scheme="dark")
    at(page, f"{slides[3].id}.2")
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    told = [" ".join(one.extract_text().split()) for one in pages]
    assert all(len(one) > 30 for one in told)
    assert len(slides) <= len(pages) <= 1.5 * len(slides)
    whole = " ".join(told)
    for words in (*(one.what for one in handbook.permissions), *(one.name for one in handbook.contacts)):
        assert words in whole
    for slide in slides:
        last = slide.frames[-1].case
        if slide.example and last and last.step:
            assert slide.example.story[:30] in whole
            assert last.step.title in whole
    assert "Notities" not in whole


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
