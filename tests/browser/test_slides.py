"""The slides as a file on a projector: by keys and clicker, with notes, without a network."""

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.slides import deck, slides_page
from tests.hostile import assert_nothing_ran, hostile

from .axe import PROJECTOR, assert_clean_in_every_dress

EXERCISE = next(slide.id for slide in deck(ehbi.load()) if slide.layout == "exercise")
PLACES = [f"{slide.id}.{number}" for slide in deck(ehbi.load()) for number in range(1, len(slide.frames) + 1)]
PRESS = """([key, times]) => {
    const places = [];
    document.addEventListener("slides:shown", ({ detail }) => places.push(detail.place));
    for (let time = 0; time < times; time += 1)
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    return places;
}"""
"""What is shown when a clicker presses a key so often. It has no address each time: browsers refuse that."""
SIZES = """(times) => {
    const on = document.getElementById("slides_on");
    const measure = () => {
        const slide = document.querySelector(".now");
        const options = [...slide.querySelectorAll(".choices button")];
        options.filter((one) => one.checkVisibility()).at(-1)?.click();
        const words = slide.querySelector(".words, .large") ?? slide;
        const off = Math.max(...[slide, words].map((one) => one.scrollHeight - one.clientHeight));
        return [slide.id, off, parseFloat(getComputedStyle(words).fontSize)];
    };
    return Array.from({ length: times }, () => {
        const found = measure();
        on.click();
        return found;
    });
}"""
"""Of each place, when the room has chosen: its slide, what falls off it, and the size of its letters."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    file = tmp_path_factory.mktemp("slides") / "dia's.html"
    file.write_text(slides_page(ehbi.load()), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def slides(page, address):
    """The slides on a projector; nothing may be asked of a host, and no script may fail."""
    asked, failed = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(PROJECTOR)
    page.goto(address)
    expect(page.locator(".now")).to_have_count(1)
    yield page
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert failed == []


def at(slides, place):
    """Go to a place in the deck, by its address."""
    slides.goto(f"{slides.url.split('#')[0]}#{place}")


def test_a_clicker_goes_through_all_of_it_and_back(slides):
    assert slides.evaluate(PRESS, ["PageDown", len(PLACES)]) == [*PLACES[1:], PLACES[-1]]
    assert slides.evaluate(PRESS, ["PageUp", len(PLACES) - 1]) == PLACES[-2::-1]


def test_a_place_is_in_the_address(slides):
    for place in PLACES[1:8]:
        slides.keyboard.press("PageDown")
        assert slides.evaluate("() => location.hash") == f"#{place}"
    for place in PLACES[6:3:-1]:
        slides.keyboard.press("PageUp")
        assert slides.evaluate("() => location.hash") == f"#{place}"


def test_nothing_falls_off_a_projector_and_all_of_it_can_be_read_from_the_back(slides):
    sizes = dict(zip(PLACES, slides.evaluate(SIZES, len(PLACES)), strict=True))
    assert [slide for slide, *_ in sizes.values()] == [place.split(".")[0] for place in PLACES]
    assert {place: [off, size] for place, (_, off, size) in sizes.items() if off > 0 or size < 15} == {}


def test_the_path_lights_up_on_the_chart(slides):
    story = next(slide for slide in deck(ehbi.load()) if slide.layout == "story")
    at(slides, f"{story.id}.1")
    chart = slides.locator(f"#{story.id} .chart")
    expect(chart.locator(".current")).to_have_count(0)
    for number, frame in enumerate(story.frames[1:]):
        slides.keyboard.press("ArrowRight")
        expect(chart.locator(".current")).to_have_attribute("data-step", frame.case.step.id)
        expect(chart.locator(".arrow.taken")).to_have_count(number)
        expect(chart.locator(".current")).to_be_in_viewport(ratio=0.9)


def test_an_exercise_says_what_is_right_only_when_asked(slides):
    exercise = next(slide for slide in deck(ehbi.load()) if slide.layout == "exercise")
    at(slides, f"{exercise.id}.1")
    here = slides.locator(f"#{exercise.id}")
    expect(here.get_by_text("Wat ziet de lener?").first).to_be_visible()
    expect(here.locator(".chart")).to_be_hidden()
    expect(here.locator(".right:visible")).to_have_count(0)
    slides.get_by_role("button", name="Verder").click()
    expect(here.locator(".right:visible")).to_have_count(1)


def test_what_an_exercise_is_called_is_said_when_it_is_over_as_it_can_give_the_answer_away(slides):
    exercise = next(slide for slide in deck(ehbi.load()) if slide.layout == "exercise")
    at(slides, f"{exercise.id}.{len(exercise.frames) - 1}")
    title = slides.locator(f"#{exercise.id}").get_by_text(exercise.title, exact=True)
    expect(slides.locator(f"#{exercise.id}")).to_be_visible()
    expect(title).to_be_hidden()
    slides.keyboard.press("PageDown")
    expect(title).to_be_visible()


def practised(slides):
    """The exercises that come, as a clicker finds them: the situation of each."""
    at(slides, "oefeningen.1")
    expect(slides.locator("#oefeningen")).to_be_visible()
    return slides.evaluate(
        """() => {
            const found = [];
            const on = document.getElementById("slides_on");
            while (document.querySelector(".now").id !== "einde") {
                on.click();
                const { id, dataset } = document.querySelector(".now");
                const isNew = found.at(-1)?.id !== id;
                if (dataset.situation && isNew) found.push({ id, situation: dataset.situation });
            }
            return found;
        }"""
    )


def order(slides, *labels):
    at(slides, "oefeningen.1")
    for label in labels:
        slides.get_by_role("radio", name=label).check()


def test_exercises_come_by_situation_in_turns_or_shuffled(slides):
    by_situation = practised(slides)
    situations = [one["situation"] for one in by_situation]
    assert situations == sorted(situations, key=situations.index)
    order(slides, "Om en om")
    in_turns = practised(slides)
    kinds = list(dict.fromkeys(situations))
    assert [one["situation"] for one in in_turns[: len(kinds)]] == kinds
    order(slides, "Gehusseld")
    shuffled = practised(slides)
    assert shuffled not in (by_situation, in_turns)
    ids = sorted(one["id"] for one in by_situation)
    assert sorted(one["id"] for one in in_turns) == sorted(one["id"] for one in shuffled) == ids


def test_a_shuffled_order_outlives_a_reload(slides):
    order(slides, "Gehusseld")
    before = practised(slides)
    slides.reload()
    expect(slides.locator(".now")).to_have_count(1)
    assert practised(slides) == before
    order(slides)
    expect(slides.get_by_role("radio", name="Gehusseld")).to_be_checked()


def test_only_the_exercises_of_one_situation_come_and_say_how_many_there_are(slides):
    asked = practised(slides)
    order(slides, "Situatie 2")
    found = practised(slides)
    assert {one["situation"] for one in found} == {"geen-rechten"}
    slides.keyboard.press("PageUp")
    expect(slides.locator(".now h1")).to_have_text(f"Oefening {len(found)} van {len(found)}")
    expect(slides.locator("#slides_go option")).to_have_count(
        len(deck(ehbi.load())) - len(asked) + len(found)
    )


def test_arrows_belong_to_a_choice_with_the_focus_and_the_clicker_goes_on(slides):
    order(slides)
    slides.get_by_role("radio", name="Per situatie").focus()
    slides.keyboard.press("ArrowDown")
    expect(slides.get_by_role("radio", name="Om en om")).to_be_checked()
    expect(slides.locator("#oefeningen")).to_be_visible()
    slides.keyboard.press("PageDown")
    expect(slides.locator("#oefeningen")).to_be_hidden()


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


def test_the_presenter_clicks_what_hands_say_and_it_stays_beside_what_is_right(slides):
    exercise = next(slide for slide in deck(ehbi.load()) if slide.layout == "exercise")
    at(slides, f"{exercise.id}.1")
    first, second = (option.id for option in exercise.frames[0].choice.options[:2])
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
    exercise = next(slide for slide in deck(ehbi.load()) if slide.layout == "exercise")
    at(slides, f"{exercise.id}.1")
    button = slides.locator(".now .choices:visible button").nth(2)
    button.focus()
    for key, pressed in [("Enter", "true"), ("Space", "false"), ("Space", "true")]:
        slides.keyboard.press(key)
        expect(button).to_have_attribute("aria-pressed", pressed)
    assert slides.evaluate("() => location.hash") == f"#{exercise.id}.1"
    slides.keyboard.press("PageDown")
    expect(slides.locator(".now .right:visible")).to_have_count(1)


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
    expect(notes.get_by_role("heading")).to_have_text("Eerste Hulp Bij Inloggen")
    expect(notes.locator("body")).to_contain_text("Welkom")
    notes.locator("body").press("PageDown")
    expect(slides.locator("#waarom")).to_be_visible()
    expect(notes.get_by_role("heading")).to_have_text("Waarom inloggen misgaat")
    expect(slides.locator("body")).not_to_contain_text("Laat de zaal eerst zelf noemen")


def test_axe_finds_nothing_in_the_notes_either(slides):
    with slides.expect_popup() as opened:
        slides.keyboard.press("n")
    notes = opened.value
    expect(notes).to_have_title("Notities")
    for key in ("Home", "PageDown", "End"):
        slides.keyboard.press(key)
        expect(notes.get_by_role("heading")).to_have_text(slides.locator(".now").get_attribute("aria-label"))
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
    handbook = hostile(ehbi.load())
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
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    expect(page.locator("section.slide:visible")).to_have_count(len(deck(ehbi.load())))
