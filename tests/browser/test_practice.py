"""Practising on the page: a story, choices, what was right and why, a score; the case is left alone."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from ehbi import book
from ehbi.handbook.text import to_plain

from .axe import assert_clean_in_every_dress
from .desk import Desk
from .lasting import turn
from .practising import HANDBOOK, MIXED, Practising, exercises_of, wrong_at

NEW_CARD = "nieuw-pasnummer"
NEW_CARD_TITLE = HANDBOOK.step(NEW_CARD).title
ROUND = 5

SEEDED = """() => {
    let last = 1;
    Math.random = () => (last = (last * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
}"""
"""Exercises come in an order that looks like chance and is the same in every run."""
ALL_RIGHT = """([right, last]) => {
    const part = (name) => document.getElementById(`page_practice_${name}`);
    const asked = [];
    const begins = () => part("story").firstElementChild?.textContent;
    const told = () => new Set(asked.map(([story]) => story)).size;
    while (!last.includes(begins())) {
        if (!part("end").hidden) {
            if (told() === Object.keys(right).length) break;
            part("more").click();
            continue;
        }
        const story = begins();
        const label = right[story][asked.filter(([told]) => told === story).length % right[story].length];
        const options = [...part("options").querySelectorAll("button")];
        const question = part("asks").textContent || part("step").textContent;
        asked.push([story, question, options.map((one) => one.textContent)]);
        options.find((one) => one.textContent === label).click();
        part("next").click();
    }
    return asked;
}"""
"""Chooses right at all that is asked, round by round, to the end or a last story, and tells what that was."""


@pytest.fixture
def desk(shared, request):
    """The page of this file, before a case begins; who needs another takes its own."""
    with turn(shared, request) as found:
        found.page.evaluate(SEEDED)
        yield found


@pytest.fixture
def page(desk):
    return desk.page


@pytest.fixture
def own(context):
    page = context.new_page()
    page.add_init_script(f"({SEEDED})()")
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture
def practising(page):
    return Practising(page).open()


@pytest.fixture
def new_card(page):
    return Practising(page, NEW_CARD).open().begin(NEW_CARD_TITLE)


def show_file(page, folder, handbook):
    """Open the handbook as a file from a disk."""
    file = folder / "handboek.html"
    file.write_text(book.page(handbook), encoding="utf-8")
    Desk(page, file.as_uri()).visit()


def names(made):
    return sorted(exercise.example.id for exercise in made)


def goes_as_it_should(page, made):
    """Choose right round by round, and fail when anything else was asked than by these exercises."""
    asked = {
        (one.example.story, choice.asks, tuple(option.label for option in choice.options))
        for one in made
        for choice in one.choices
    }
    done = [(story, asks, tuple(options)) for story, asks, options in does_right(page, made)]
    assert set(done) == asked
    # What is new comes first: nothing twice before the last round.
    assert len(done) - len(asked) <= ROUND * max(len(one.choices) for one in made)


def does_right(page, made, *last):
    """Choose right in these exercises, to the end or to one of the last stories."""
    right = {one.example.story: [choice.right.label for choice in one.choices] for one in made}
    return page.evaluate(ALL_RIGHT, [right, last])


def test_every_exercise_can_be_done_right(practising):
    made = exercises_of(HANDBOOK)
    goes_as_it_should(practising.begin().page, made)
    expect(practising.view).to_contain_text("Je hebt alles goed")
    expect(practising.button("Alleen deze nog een keer")).to_be_hidden()


def test_a_wrong_choice_is_shown_with_the_right_one_and_why_and_the_exercise_goes_on(new_card):
    exercise = new_card.here
    wrong = next(option for option in exercise.choices[0].options if not option.right)
    told = exercise.choices[0].right
    new_card.choose(wrong)
    expect(new_card.verdict).to_have_text(f"Dit is niet goed. Goed is: {told.label}.")
    expect(new_card.view.locator(".answer.wrong")).to_have_text(f"{wrong.label} jouw keuze · ✕ niet goed")
    expect(new_card.view.locator(".answer.right")).to_have_text(f"{told.label} ✓ goed")
    leads = new_card.view.locator("#page_practice_leads")
    expect(leads.get_by_role("heading")).to_have_text(told.leads.title)
    expect(leads).to_contain_text(told.leads.why or to_plain(told.leads.text).splitlines()[0])


def test_a_right_choice_is_said_to_be_right(new_card):
    new_card.choose(new_card.here.choices[0].right)
    expect(new_card.verdict).to_have_text("Goed.")
    expect(new_card.view.locator(".answer.right")).to_contain_text("jouw keuze · ✓ goed")


def test_what_went_wrong_is_listed_and_only_that_can_be_done_again_and_nobody_is_told(own, server):
    Desk(own, server.url).show("book")
    new_card = Practising(own, NEW_CARD).open().begin(NEW_CARD_TITLE)
    asked = []
    own.on("request", lambda request: asked.append(request.url))
    before = own.evaluate("[location.href, history.length]")
    every = [one.example.id for one in exercises_of(HANDBOOK, NEW_CARD)]
    made = list(new_card.round(wrong_at(*every[:-2])))
    assert len(made) == ROUND
    wrong = {one.example.id for one in made} & {*every[:-2]}
    total = sum(len(exercise.choices) for exercise in made)
    expect(new_card.score).to_have_text(f"{total - len(wrong)} van de {total} keuzes goed")
    lines = new_card.view.get_by_role("listitem")
    expect(lines).to_have_count(len(wrong))
    for exercise in (one for one in made if one.example.id in wrong):
        line = lines.filter(has_text=exercise.example.title)
        last = exercise.choices[-1]
        expect(line).to_contain_text(last.step.asks)
        expect(line).to_contain_text(f"Goed is: {last.right.label}")
    new_card.button("Alleen deze nog een keer").click()
    assert names(new_card.round()) == sorted(wrong)
    expect(new_card.button("Alleen deze nog een keer")).to_be_hidden()
    new_card.button("Stoppen").click()
    assert own.evaluate("[location.href, history.length]") == before
    # When the server was last seen is kept by the page itself: it says nothing of whoever practises.
    own.evaluate("localStorage.removeItem('ehbi-seen')")
    assert own.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    with own.expect_event("close"):
        own.close(run_before_unload=True)
    # These the page asks on its own from time to time: they say nothing.
    assert {urlsplit(url).path for url in asked} <= {"/news", "/guide"}


def test_by_situation_only_its_exercises_come_and_it_need_not_be_chosen(new_card):
    goes_as_it_should(new_card.page, exercises_of(HANDBOOK, NEW_CARD))


def test_what_the_handbook_is_not_about_may_be_seen_at_once(practising):
    made = exercises_of(HANDBOOK)
    outside = [one.example.story for one in made if one.example.outcome == HANDBOOK.outside.step]
    does_right(practising.begin().page, made, *outside)
    story = practising.here.example.story
    options = practising.here.choices[0].options
    practising.choose(next(option for option in options if option.id == HANDBOOK.outside.step))
    expect(practising.verdict).to_have_text("Goed.")
    practising.next.click()
    expect(practising.view.locator("#page_practice_story p").first).not_to_have_text(story)


def test_the_order_is_shuffled(practising):
    practising.page.evaluate("Math.random = () => 0.999")
    story = practising.begin().here.example.story
    assert story == HANDBOOK.examples[-1].story


def test_the_story_is_told_up_to_each_choice_and_its_ending_after_the_last(new_card):
    told = new_card.view.locator("#page_practice_story p")
    exercise = new_card.here
    *parts, ending = exercise.example.parts
    for at, choice in enumerate(exercise.choices):
        expect(told).to_have_text(parts[: at + 2])
        expect(new_card.view).not_to_contain_text(ending)
        new_card.choose(choice.right)
        if choice is not exercise.choices[-1]:
            new_card.next.click()
    expect(new_card.view.locator("#page_practice_leads")).to_contain_text(ending)


# ---- by keyboard


def test_it_works_by_keyboard_alone(page):
    page.evaluate("Math.random = () => 0")  # the first exercise is one of more choices
    opener = page.get_by_role("button", name="Oefenen", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    practising = Practising(page)
    expect(practising.view.get_by_role("heading", name="Wat wil je oefenen?")).to_be_focused()
    page.keyboard.press("Tab")
    expect(practising.button(MIXED)).to_be_focused()
    page.keyboard.press("Enter")
    expect(practising.view.locator(".story")).to_be_focused()
    page.keyboard.press("Tab")
    expect(practising.options.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(practising.next).to_be_focused()
    expect(practising.verdict).not_to_be_empty()
    page.keyboard.press("Enter")
    expect(practising.view.locator(".story")).to_be_focused()
    page.keyboard.press("Escape")
    expect(practising.view).to_be_hidden()
    expect(opener).to_be_focused()


# ---- stopping


def test_who_stops_half_way_sees_how_it_went_so_far(new_card):
    new_card.choose(new_card.here.choices[0].right)
    new_card.button("Stoppen").click()
    expect(new_card.score).to_have_text("1 van de 1 keuze goed")
    new_card.button("Stoppen").click()
    expect(new_card.view).to_be_hidden()


def test_who_stops_before_a_choice_is_back_on_the_page(practising):
    practising.begin().button("Stoppen").click()
    expect(practising.view).to_be_hidden()


def test_whoever_comes_next_finds_nothing_of_the_one_before(practising):
    practising.begin().exercise()
    practising.page.keyboard.press("Escape")
    expect(practising.page.locator("#page_practice_story")).to_be_empty()
    practising.open()
    expect(practising.view.get_by_role("heading", name="Wat wil je oefenen?")).to_be_visible()


# ---- Back


@pytest.fixture
def after_a_case(desk, page):
    """Somebody who looked at a case, began again, and practises."""
    page.evaluate("location.hash = 'reset-mail'")
    desk.at("reset-mail")
    page.evaluate("location.hash = ''")
    expect(page.locator("section#page_start")).to_be_visible()
    return Practising(page).open()


def test_back_ends_the_practising_and_leaves_the_page_where_it_was(after_a_case):
    page = after_a_case.page
    after_a_case.begin().exercise()
    page.go_back()
    expect(after_a_case.view).to_be_hidden()
    expect(page.get_by_role("button", name="Oefenen", exact=True)).to_be_focused()
    expect(page.locator("section#page_start")).to_be_visible()
    page.go_back()
    expect(page.locator("section#reset-mail")).to_be_visible()


@pytest.mark.parametrize("way", ["Stoppen", "Escape"])
def test_after_another_way_to_stop_back_leads_to_where_it_would_have_led(after_a_case, way):
    page = after_a_case.page
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        after_a_case.button("Stoppen").click()
    expect(after_a_case.view).to_be_hidden()
    page.go_back()
    expect(page.locator("section#reset-mail")).to_be_visible()


def test_forward_after_that_shows_the_page_and_no_practising(after_a_case):
    page = after_a_case.page
    page.go_back()
    expect(after_a_case.view).to_be_hidden()
    page.go_forward()
    expect(page.locator("section#page_start")).to_be_visible()
    expect(after_a_case.view).to_be_hidden()
    after_a_case.open()
    page.go_back()
    expect(after_a_case.view).to_be_hidden()


def test_an_address_that_somebody_fills_in_meanwhile_is_gone_to(after_a_case):
    after_a_case.page.evaluate("location.hash = 'geen-rechten'")
    expect(after_a_case.view).to_be_hidden()
    expect(after_a_case.page.locator("section#geen-rechten")).to_be_visible()


# ---- what it leaves alone


def test_it_can_be_opened_before_a_case_and_is_out_of_the_way_during_one(practising, desk, page):
    page.keyboard.press("Escape")
    expect(practising.view).to_be_hidden()
    page.evaluate("location.hash = 'reset-mail'")
    desk.at("reset-mail")
    expect(page.get_by_role("button", name="Oefenen", exact=True)).to_be_hidden()


def test_the_guide_that_comes_meanwhile_leaves_whoever_practises_alone_and_has_it_too(own, server):
    held = []
    own.route("**/guide", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks what it is given
    desk = Desk(own, server.url).visit()
    practising = Practising(own, NEW_CARD).open().begin(NEW_CARD_TITLE)
    practising.choose(practising.here.choices[0].right)
    held[0].continue_()
    desk.live()
    expect(practising.next).to_be_focused()
    own.keyboard.press("Escape")
    expect(desk.situations).to_be_visible()
    practising.open()
    own.keyboard.press("Escape")
    expect(practising.view).to_be_hidden()
    own.evaluate("location.hash = 'reset-mail'")
    desk.at("reset-mail")
    expect(own.get_by_role("button", name="Oefenen", exact=True)).to_be_hidden()


def test_on_paper_there_is_the_handbook_and_nothing_of_practising(new_card):
    page = new_card.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(new_card.view).to_be_hidden()
    expect(page.locator(f"section#{NEW_CARD}")).to_be_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(new_card.options.first).to_be_visible()


def test_it_works_in_the_exported_file_without_any_network(own, tmp_path):
    own.context.set_offline(True)
    show_file(own, tmp_path, HANDBOOK)
    Practising(own, NEW_CARD).open().begin(NEW_CARD_TITLE)
    goes_as_it_should(own, exercises_of(HANDBOOK, NEW_CARD))


def test_a_handbook_without_examples_has_nothing_to_practise(own, tmp_path):
    show_file(own, tmp_path, HANDBOOK.model_copy(update={"examples": ()}))
    expect(own.get_by_role("button", name="Printen")).to_be_visible()
    expect(own.get_by_role("button", name="Oefenen", exact=True)).to_be_hidden()


# ---- for everybody


def test_axe_finds_nothing_at_any_moment_wide_or_small_light_or_dark(new_card):
    exercise = new_card.here.choices[0]
    assert_fits(new_card)
    new_card.choose(next(option for option in exercise.options if not option.right))
    assert_fits(new_card)
    new_card.button("Stoppen").click()
    assert_fits(new_card)
    new_card.button("Iets anders oefenen").click()
    assert_fits(new_card)
    new_card.begin(NEW_CARD_TITLE)
    new_card.choose(new_card.here.choices[0].right)
    assert_fits(new_card)


def assert_fits(practising):
    """Nothing for axe, nothing to scroll sideways in the view itself either, and no word outside its box."""

    def no_word_is_outside():
        boxes = practising.view.locator(".answer:visible").all()
        for box in (practising.view, *boxes):
            assert box.evaluate("box => box.scrollWidth <= box.clientWidth"), box.inner_text()

    assert_clean_in_every_dress(practising.page, also=no_word_is_outside)
