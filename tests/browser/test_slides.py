"""The slides as a file on a projector: by keys and clicker, with notes, without a network."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.slides import deck, slides_page
from tests.hostile import assert_nothing_ran, hostile
from tests.unit.slides.rooms import fewer
from tests.waiting import PATIENCE

from .axe import FOUND_BY_SCRIPTS, PROJECTOR, assert_clean, assert_clean_in_every_dress
from .presenting import at

FEW = fewer(ehbi.load())
SLIDES = deck(FEW)
STORY = next(slide for slide in SLIDES if slide.layout == "story")
FIRST = next(slide for slide in SLIDES if slide.layout == "exercise")
EXERCISE = FIRST.id
PRESS = """([key, times]) => {
    const places = [];
    document.addEventListener("slides:shown", ({ detail }) => places.push(detail.place));
    for (let time = 0; time < times; time += 1)
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    return places;
}"""
"""What is shown when a clicker presses a key so often. It has no address each time: browsers refuse that."""
BEGIN = """() => {
    document.activeElement.blur();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Home", bubbles: true }));
}"""
CHANGED = """() => [...document.querySelectorAll(
    ".hand, #slides_dark:not([hidden]), #slides_order :checked:not([value=grouped], [value='*'])",
)].map((one) => one.outerHTML)"""
"""What a test may not leave: what hands chose, a black screen, other exercises or another order."""


def places(slides):
    return [f"{slide.id}.{number}" for slide in slides for number in range(1, len(slide.frames) + 1)]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    file = tmp_path_factory.mktemp("slides") / "dia's.html"
    file.write_text(slides_page(FEW), encoding="utf-8")
    return file.as_uri()


@contextmanager
def opened(page, address):
    """The slides on a projector; nothing may be asked of a host, and no script may fail."""
    asked, failed = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(PROJECTOR)
    page.goto(address)
    expect(page.locator(".now")).to_have_count(1)

    def wrong():
        return [*failed, *(url for url in asked if not url.startswith(("file:", "data:")))]

    yield wrong
    assert wrong() == []


@pytest.fixture(scope="module")
def shared(browser, address):
    """The slides of few cases, which tests leave as they found them."""
    with browser.new_context() as context:
        context.set_default_timeout(1000 * PATIENCE)
        page = context.new_page()
        with opened(page, address) as wrong:
            yield page, wrong


@pytest.fixture
def slides(shared):
    page, wrong = shared
    page.set_viewport_size(PROJECTOR)
    page.evaluate(BEGIN)
    yield page
    for other in page.context.pages[1:]:
        other.close()
    assert (page.evaluate(CHANGED), wrong()) == ([], [])


def test_a_clicker_goes_back(slides):
    back = places(SLIDES[: SLIDES.index(FIRST) + 1])[::-1]
    at(slides, back[0])
    expect(slides.locator(f"#{EXERCISE}")).to_be_visible()
    assert slides.evaluate(PRESS, ["PageUp", len(back)]) == [*back[1:], back[-1]]


def test_a_place_is_in_the_address(slides):
    for key, on in [("PageDown", places(SLIDES)[1:5]), ("PageUp", places(SLIDES)[3:1:-1])]:
        for place in on:
            slides.keyboard.press(key)
            assert slides.evaluate("() => location.hash") == f"#{place}"


def test_the_path_lights_up_on_the_chart(slides):
    at(slides, f"{STORY.id}.1")
    chart = slides.locator(f"#{STORY.id} .chart")
    expect(chart.locator(".current")).to_have_count(0)
    for number, frame in enumerate(STORY.frames[1:]):
        slides.keyboard.press("ArrowRight")
        expect(chart.locator(".current")).to_have_attribute("data-step", frame.case.step.id)
        expect(chart.locator(".arrow.taken")).to_have_count(number)
        expect(chart.locator(".current")).to_be_in_viewport(ratio=0.9)


def test_an_exercise_says_what_is_right_only_when_asked(slides):
    at(slides, f"{EXERCISE}.1")
    here = slides.locator(f"#{EXERCISE}")
    expect(here.get_by_text("Wat ziet de lener?").first).to_be_visible()
    expect(here.locator(".chart")).to_be_hidden()
    expect(here.locator(".right:visible")).to_have_count(0)
    slides.get_by_role("button", name="Verder", exact=True).click()
    expect(here.locator(".right:visible")).to_have_count(1)


def test_what_an_exercise_is_called_is_said_when_it_is_over_as_it_can_give_the_answer_away(slides):
    at(slides, f"{EXERCISE}.{len(FIRST.frames) - 1}")
    title = slides.locator(f"#{EXERCISE}").get_by_text(FIRST.title, exact=True)
    expect(slides.locator(f"#{EXERCISE}")).to_be_visible()
    expect(title).to_be_hidden()
    slides.keyboard.press("PageDown")
    expect(title).to_be_visible()


def practised(slides):
    """The exercises that come, as they are in the list: the situation of each."""
    return slides.evaluate(
        """() => {
            const list = document.getElementById("slides_go");
            const shown = [...list.options].map((_, at) => {
                list.selectedIndex = at;
                list.dispatchEvent(new Event("change"));
                const { id, dataset } = document.querySelector(".now");
                return { id, situation: dataset.situation };
            });
            return shown.filter(({ situation }) => situation);
        }"""
    )


def order(slides, *labels):
    at(slides, "oefeningen.1")
    for label in labels:
        slides.get_by_role("radio", name=label).check()


def test_exercises_come_by_situation_in_turns_or_shuffled_and_that_outlives_a_reload(page, address):
    with opened(page, address):
        by_situation = practised(page)
        situations = [one["situation"] for one in by_situation]
        assert situations == sorted(situations, key=situations.index)
        order(page, "Om en om")
        in_turns = practised(page)
        kinds = list(dict.fromkeys(situations))
        assert [one["situation"] for one in in_turns[: len(kinds)]] == kinds
        order(page, "Gehusseld")
        shuffled = practised(page)
        assert shuffled not in (by_situation, in_turns)
        ids = sorted(one["id"] for one in by_situation)
        assert sorted(one["id"] for one in in_turns) == sorted(one["id"] for one in shuffled) == ids
        page.reload()
        expect(page.locator(".now")).to_have_count(1)
        assert practised(page) == shuffled
        order(page)
        expect(page.get_by_role("radio", name="Gehusseld")).to_be_checked()


def test_a_clicker_comes_by_the_exercises_of_one_situation_only_and_they_say_how_many_there_are(slides):
    asked = [slide for slide in SLIDES if slide.layout == "exercise"]
    own = [slide for slide in asked if slide.example.situation == "geen-rechten"]
    order(slides, "Situatie 2")
    assert slides.evaluate(PRESS, ["PageDown", len(places(own))]) == places(own)
    expect(slides.locator(".now h1")).to_have_text(f"Oefening {len(own)} van {len(own)}")
    expect(slides.locator("#slides_go option")).to_have_count(len(SLIDES) - len(asked) + len(own))
    slides.keyboard.press("PageDown")
    expect(slides.locator("#einde")).to_be_visible()
    order(slides, "Alle")


def test_arrows_belong_to_a_choice_with_the_focus_and_the_clicker_goes_on(slides):
    order(slides)
    slides.get_by_role("radio", name="Per situatie").focus()
    slides.keyboard.press("ArrowDown")
    expect(slides.get_by_role("radio", name="Om en om")).to_be_checked()
    expect(slides.locator("#oefeningen")).to_be_visible()
    slides.keyboard.press("PageDown")
    expect(slides.locator("#oefeningen")).to_be_hidden()
    order(slides, "Per situatie")


def test_a_slide_can_be_picked_from_the_list(slides):
    slides.get_by_label("Ga naar dia").select_option(label="Wie kan wat")
    expect(slides.locator("#wie-kan-wat")).to_be_visible()
    assert slides.url.endswith("#wie-kan-wat.1")
    slides.keyboard.press("PageDown")
    expect(slides.locator("#doorgeven")).to_be_visible()


def hands(slides, chosen):
    return slides.locator(".now li.hand:visible", has=slides.get_by_text("zaal koos dit")).and_(
        slides.locator(f'[data-option="{chosen}"]')
    )


def test_scripts_find_what_is_theirs_while_axe_looks(slides):
    found = f"document.querySelectorAll('{FOUND_BY_SCRIPTS}').length"
    slides.evaluate(f"""() => {{
        const run = async () => ((axe.found = {found}), {{ violations: [] }});
        window.axe = {{ run }};
    }}""")
    assert_clean(slides)
    meanwhile, after = slides.evaluate(f"[axe.found, {found}]")
    slides.evaluate("delete window.axe")
    assert meanwhile == after > 0


def test_the_presenter_clicks_what_hands_say_and_it_stays_beside_what_is_right(slides):
    at(slides, f"{EXERCISE}.1")
    first, second = (option.id for option in FIRST.frames[0].choice.options[:2])
    buttons = slides.locator(".now .choices:visible button")
    buttons.nth(0).click()
    expect(hands(slides, first)).to_have_count(1)
    expect(buttons.nth(0)).to_have_attribute("aria-pressed", "true")
    buttons.nth(1).click()
    expect(slides.locator(".now .hand:visible")).to_have_count(1)
    expect(hands(slides, second)).to_have_count(1)
    slides.keyboard.press("Space")
    expect(hands(slides, second)).to_have_count(1)
    expect(slides.locator(".now .right:visible")).to_have_count(1)
    slides.keyboard.press("PageUp")
    buttons.nth(1).click()
    expect(slides.locator(".now .hand:visible")).to_have_count(0)


def test_by_keyboard_an_option_is_chosen_and_the_slide_stays(slides):
    at(slides, f"{EXERCISE}.1")
    button = slides.locator(".now .choices:visible button").nth(2)
    button.focus()
    for key, pressed in [("Enter", "true"), ("Space", "false"), ("Space", "true")]:
        slides.keyboard.press(key)
        expect(button).to_have_attribute("aria-pressed", pressed)
    assert slides.evaluate("() => location.hash") == f"#{EXERCISE}.1"
    slides.keyboard.press("PageDown")
    expect(slides.locator(".now .right:visible")).to_have_count(1)
    slides.keyboard.press("PageUp")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")


def test_the_screen_goes_black_and_comes_back_where_it_was(slides):
    slides.keyboard.press("PageDown")
    where = slides.evaluate("() => location.hash")
    slides.keyboard.press("b")
    expect(slides.locator("#slides_dark")).to_be_visible()
    slides.keyboard.press("PageDown")
    expect(slides.locator("#slides_dark")).to_be_hidden()
    assert slides.evaluate("() => location.hash") == where


def test_the_notes_go_along_in_a_second_window_and_the_keys_work_there(slides):
    with slides.expect_popup() as opened:
        slides.keyboard.press("n")
    notes = opened.value
    expect(notes.get_by_role("heading", level=1)).to_have_text("Eerste Hulp Bij Inloggen")
    expect(notes.get_by_role("heading", level=2)).to_have_text("Waarom inloggen misgaat")
    expect(notes.locator("body")).to_contain_text("Welkom")
    notes.locator("body").press("PageDown")
    expect(slides.locator("#waarom")).to_be_visible()
    expect(notes.get_by_role("heading", level=1)).to_have_text("Waarom inloggen misgaat")
    expect(slides.locator("body")).not_to_contain_text("Laat de zaal eerst zelf noemen")


def test_the_notes_follow_slides_that_are_loaded_anew_and_their_clock_goes_on_by_itself(slides):
    with slides.expect_popup() as opened:
        slides.keyboard.press("n")
    notes = opened.value
    expect(notes.locator("#time")).to_have_text("0:00")
    slides.keyboard.press("PageDown")
    expect(notes.locator("#time")).not_to_have_text("0:00")
    slides.reload()
    slides.keyboard.press("PageDown")
    expect(notes.locator("#place")).to_have_text(slides.locator("#slides_place").inner_text())
    expect(notes.locator("main")).to_contain_text(FEW.situations[0].title)
    notes.locator("body").press("End")
    expect(slides.locator("#einde")).to_be_visible()
    expect(notes.get_by_role("heading", level=1)).to_have_text("Wat neem je mee?")


def test_the_story_to_read_aloud_and_what_the_room_is_asked_are_in_the_notes(slides):
    at(slides, f"{EXERCISE}.1")
    with slides.expect_popup() as opened:
        slides.keyboard.press("n")
    notes = opened.value
    expect(notes.locator(".says")).to_contain_text(f"Lees voor: {FIRST.example.story}")
    for option in FIRST.frames[0].choice.options:
        expect(notes.locator("main")).to_contain_text(option.label)
    at(slides, f"{STORY.id}.1")
    expect(notes.locator(".says")).to_contain_text(STORY.example.story)
    expect(notes.locator("section:not(.next) blockquote")).to_have_count(0)


def test_a_screen_reader_hears_what_each_press_brings_and_not_what_was_there(slides):
    said = slides.locator("#slides_said")
    at(slides, "waarom.1")
    expect(said).to_contain_text("Waarom inloggen misgaat")
    for situation in FEW.situations:
        slides.keyboard.press("PageDown")
        expect(said).to_contain_text(situation.title)
        expect(said).not_to_contain_text("Waarom inloggen misgaat")
    at(slides, f"{EXERCISE}.1")
    expect(said).to_contain_text(FIRST.example.story)
    expect(said).not_to_contain_text(FIRST.title)
    slides.keyboard.press("PageDown")
    expect(said).to_contain_text("(goed)")
    expect(said).not_to_contain_text(FIRST.example.story)


def test_axe_finds_nothing_in_the_notes_either(slides):
    with slides.expect_popup() as opened:
        slides.keyboard.press("n")
    notes = opened.value
    expect(notes).to_have_title("Notities")
    for key in ("Home", "PageDown", "End"):
        slides.keyboard.press(key)
        expect(notes.get_by_role("heading", level=1)).to_have_text(
            slides.locator(".now").get_attribute("aria-label")
        )
        assert_clean_in_every_dress(notes)
    background = "() => getComputedStyle(document.documentElement).backgroundColor"
    assert notes.evaluate(background) == "rgb(255, 255, 255)"
    notes.emulate_media(color_scheme="dark")
    assert notes.evaluate(background) != "rgb(255, 255, 255)"


def test_an_address_leads_to_its_slide_and_a_wrong_one_to_the_first(slides):
    at(slides, "doorgeven.2")
    expect(slides.locator("#doorgeven")).to_be_visible()
    at(slides, "bestaat-niet.9")
    expect(slides.locator("#begin")).to_be_visible()


def test_axe_finds_nothing(slides):
    for slide in (
        "begin",
        "waarom",
        "situatie-geen-rechten",
        "wie-kan-wat",
        "doorgeven",
        "oefeningen",
        EXERCISE,
        "einde",
    ):
        at(slides, f"{slide}.2")
        expect(slides.locator(f"#{slide}")).to_be_visible()
        assert_clean_in_every_dress(slides, PROJECTOR)


def test_what_people_wrote_is_text_on_every_slide_and_in_the_notes(page, tmp_path):
    handbook = hostile(FEW)
    file = tmp_path / "hostile.html"
    file.write_text(slides_page(handbook), encoding="utf-8")
    page.goto(file.as_uri())
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    page.evaluate(PRESS, ["PageDown", sum(len(slide.frames) for slide in deck(handbook))])
    expect(page.locator("#einde")).to_be_visible()
    assert_nothing_ran(page)
    assert_nothing_ran(opened.value)
    assert page.locator("main :is(img, iframe, script), main b[onmouseover]").count() == 0


def test_without_javascript_all_slides_are_there(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.locator("section.slide:visible")).to_have_count(len(SLIDES))
