"""A workshop: a presenter with the slides, and phones in the room that choose."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.handbook.edits import change_step
from ehbi.slides import deck, polls
from tests.unit.slides.rooms import fewer
from tests.votes import forget_votes

from .axe import PHONE, PROJECTOR, assert_clean_in_every_dress
from .presenting import at, presenter, workshop_of

OTHER = "Een heel andere titel"
HANDBOOK = change_step(fewer(ehbi.load()), "geen-rechten", {"title": OTHER})
POLL, *OTHERS = [one for one in polls(deck(HANDBOOK)).values() if one.choice.step is None]
"""How exercises begin. Nobody votes on the first, so no test has it closed for those after it."""


def right(poll):
    return poll.choice.right


def wrong(poll):
    return next(option for option in poll.choice.options if not option.right)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    with workshop_of(HANDBOOK, tmp_path_factory.mktemp("workshop")) as server:
        yield server


@pytest.fixture(scope="module")
def presented(browser, workshop):
    with presenter(browser, workshop) as found:
        yield found


@pytest.fixture
def slides(presented, workshop):
    """The presenter's slides, at the first thing that the room is asked; nobody chose anything yet."""
    forget_votes(workshop.database)
    page, _, failed = presented
    at(page, POLL.place)
    expect(page.locator(f"#{POLL.place.split('.')[0]}")).to_be_visible()
    expect(page.locator("#slides_votes[data-holds]")).to_have_count(0)
    yield page
    assert failed == []


@pytest.fixture
def phone(browser, workshop):
    """Makes phones in the room, each with a browser of its own."""
    made = []

    def take():
        context = browser.new_context(viewport={"width": 360, "height": 640})
        made.append(context)
        page = context.new_page()
        page.goto(urljoin(workshop.url, "/stem"))
        return page

    yield take
    for context in made:
        context.close()


def choose(phone, option):
    phone.get_by_role("button", name=option.label, exact=True).click()
    expect(phone.locator("#phone_said")).to_contain_text("telt mee")


def voted(slides, times):
    """See how many voted, which is all that the slide says of it."""
    expect(slides.locator("#slides_voted")).to_contain_text(f"{times} van ")


def test_a_phone_has_the_story_says_a_new_question_and_marks_its_choice_after_a_reload(slides, phone):
    one, poll = phone(), OTHERS[0]
    at(slides, poll.place)
    expect(one.locator("#phone_story")).to_have_text(poll.story)
    expect(one.locator("#phone_news")).to_contain_text(f"Nieuwe vraag. {poll.story} {poll.choice.asks}")
    choose(one, wrong(poll))
    one.reload()
    marked = one.get_by_role("button", pressed=True)
    expect(marked).to_have_text(wrong(poll).label)
    expect(one.locator("#phone_said")).to_contain_text("telt mee")
    voted(slides, 1)
    for place in ("begin.1", poll.place):
        at(slides, place)
        expect(one.locator("#phone_story")).to_be_visible(visible=place == poll.place)
    expect(marked).to_have_text(wrong(poll).label)


def test_a_tap_answers_at_once_and_is_sent_again_when_the_network_is_back(slides, phone):
    one, poll = phone(), OTHERS[1]
    at(slides, poll.place)
    expect(one.locator("#phone_story")).to_have_text(poll.story)
    held = []

    def hold_the_first(route):
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    one.route("**/stem/vraag", hold_the_first)
    one.get_by_role("button", name=right(poll).label, exact=True).click()
    expect(one.locator("#phone_said")).to_have_text("Je keuze wordt verstuurd…")
    expect(one.get_by_role("button", pressed=True)).to_have_text(right(poll).label)
    held[0].abort()
    expect(one.locator("#phone_said")).to_contain_text("telt mee")
    voted(slides, 1)
    one.context.set_offline(True)
    one.get_by_role("button", name=wrong(poll).label, exact=True).click()
    expect(one.locator("#phone_said")).to_contain_text("Geen verbinding")
    one.context.set_offline(False)
    expect(one.locator("#phone_said")).to_contain_text("telt mee")
    slides.keyboard.press("t")
    counts = slides.locator(".now .choices:visible li")
    expect(counts.filter(has_text=wrong(poll).label).locator(".count")).to_have_text("1")
    expect(counts.filter(has_text=right(poll).label).locator(".count")).to_have_text("0")


@pytest.mark.usefixtures("slides")
def test_text_of_twice_the_size_fits_on_a_small_phone(phone):
    one = phone()
    expect(one.get_by_role("button")).to_have_count(len(POLL.choice.options))
    one.evaluate("() => (document.documentElement.style.fontSize = '200%')")
    wide = """() => [...document.querySelectorAll("body, body *")].filter(
        (one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth && !one.matches(".unseen"),
    ).map((one) => one.outerHTML)"""
    assert one.evaluate(wide) == []
    assert one.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_a_tablet_shows_the_notes_and_follows_the_slides(slides, workshop):
    tablet = slides.context.new_page()
    tablet.goto(urljoin(workshop.url, "/notities"))
    expect(tablet.locator(".says")).to_contain_text(f"Lees voor: {POLL.story}")
    slides.keyboard.press("PageDown")
    expect(tablet.locator(".says")).to_contain_text(f"Goed is: {right(POLL).label}.")
    expect(tablet.locator("#time")).not_to_have_text("0:00")
    assert_clean_in_every_dress(tablet, PHONE)
    tablet.close()


def test_hands_count_beside_phones_and_are_there_after_a_reload(slides, phone):
    slides.keyboard.press("PageDown")
    slides.keyboard.press("PageDown")
    options = slides.locator(".now .choices:visible li")
    options.nth(0).get_by_role("button").click()
    expect(options.nth(0)).to_contain_text("zaal koos dit")
    one = phone()
    expect(one.get_by_role("heading", level=1)).to_have_text(
        slides.locator(".now p.asks:visible").inner_text()
    )
    one.get_by_role("button").nth(1).click()
    voted(slides, 1)
    slides.reload()
    expect(options.nth(0)).to_contain_text("zaal koos dit", use_inner_text=True)
    with slides.expect_response(lambda answer: "hands" in (answer.request.post_data or "")):
        options.nth(0).get_by_role("button").click()
    slides.reload()
    voted(slides, 1)
    expect(options.nth(0)).not_to_contain_text("zaal koos dit", use_inner_text=True)


def test_a_phone_that_is_late_reloads_or_loses_its_network_is_asked_the_same_and_counts_once(slides, phone):
    slides.keyboard.press("PageDown")
    slides.keyboard.press("PageDown")
    late = phone()
    asked = slides.locator(".now p.asks:visible").inner_text()
    expect(late.get_by_role("heading", level=1)).to_have_text(asked)
    late.get_by_role("button").first.click()
    expect(late.locator("#phone_said")).to_contain_text("telt mee")
    late.context.set_offline(True)
    expect(late.locator("#phone_said")).to_contain_text("Geen verbinding")
    expect(late.get_by_role("heading", level=1)).to_have_text(asked)
    late.context.set_offline(False)
    expect(late.locator("#phone_said")).to_contain_text("telt mee")
    late.reload()
    late.get_by_role("button").first.click()
    expect(late.locator("#phone_said")).to_contain_text("telt mee")
    voted(slides, 1)


def test_a_presenter_who_clicks_on_fast_has_the_room_asked_what_is_on_the_screen(slides, phone):
    one = phone()
    slides.evaluate(
        """() => {
            const real = fetch;
            let release;
            const held = new Promise((done) => (release = done));
            let first = true;
            window.letGo = () => {
                window.fetch = real;
                release();
            };
            window.fetch = async (path, how) => {
                if (how?.body && first) {
                    first = false;
                    await held;
                }
                return real(path, how);
            };
        }"""
    )
    for _ in range(2):
        slides.keyboard.press("PageDown")
    slides.evaluate("() => letGo()")
    asked = slides.locator(".now p.asks:visible").inner_text()
    expect(one.get_by_role("heading", level=1)).to_have_text(asked)


def test_the_served_slides_have_notes_and_fill_the_screen(slides):
    with slides.expect_popup() as opened:
        slides.keyboard.press("n")
    expect(opened.value.locator("body")).to_contain_text("Laat de zaal kiezen")
    opened.value.close()
    slides.get_by_role("button", name="Heel scherm").click()
    slides.wait_for_function("() => document.fullscreenElement !== null")
    slides.mouse.move(300, 200)
    for name in ("Heel scherm", "Verder"):
        expect(slides.get_by_role("button", name=name)).to_have_css("opacity", "0")
    slides.keyboard.press("Tab")
    expect(slides.get_by_role("button", name="Verder", exact=True)).to_have_css("opacity", "1")
    slides.get_by_role("button", name="Heel scherm").click()
    slides.wait_for_function("() => document.fullscreenElement === null")


@pytest.fixture
def live(slides):
    """The slide on which the guide runs."""
    slides.get_by_label("Ga naar dia").select_option(label="Stap voor stap, samen")
    expect(slides.get_by_label("Wat ziet de lener?")).to_be_visible()
    stories = slides.get_by_label("Welk verhaal?")
    was_own = stories.evaluate("(choice) => choice.selectedIndex === 0")
    stories.select_option(index=0)
    starts = slides.locator(".live [data-start]:visible").first
    again = slides.get_by_role("button", name="Opnieuw beginnen")
    if was_own:  # another story begins anew by itself, and takes the button away
        expect(starts.or_(again).first).to_be_visible()
        if again.is_visible():
            again.click()
    expect(starts).to_be_visible()
    return slides


def test_the_room_goes_through_a_story_with_the_guide_and_hears_whether_it_ends_as_it_should(live):
    handbook = HANDBOOK
    example = next(one for one in handbook.examples if len(one.answers) > 1)
    live.get_by_label("Welk verhaal?").select_option(label=example.title)
    expect(live.locator(".ehbi-stories .case p")).to_have_text([example.story])
    start = handbook.step(example.situation)
    live.get_by_label("Wat ziet de lener?").select_option(
        label=f"{start.number}. {start.title}".replace(" ", "\xa0")
    )
    for given in example.answers:
        step = handbook.step(given.step)
        label = next(answer.label for answer in step.answers if answer.id == given.answer)
        expect(live.locator(".ehbi-stories .node.current:visible")).to_have_attribute("data-step", step.id)
        live.get_by_label(step.asks, exact=True).select_option(label=label.replace(" ", "\xa0"))
    expect(live.locator(".ehbi-stories .node.current:visible")).to_have_attribute(
        "data-step", example.outcome
    )
    expect(live.get_by_text("Zo loopt dit verhaal ook af")).to_be_visible()


def test_the_question_of_the_guide_is_in_sight_on_a_projector_and_clean_and_the_clicker_leaves_it(live):
    live.set_viewport_size(PROJECTOR)
    live.get_by_label("Welk verhaal?").select_option(index=1)
    expect(live.locator(".ehbi-stories .case")).to_be_visible()
    live.locator(".live [data-start]").first.click()
    expect(live.locator(".live .ehbi-card .ehbi-title")).to_be_focused()
    for answer in live.locator(".live .ehbi-card [data-answer]").all():
        expect(answer).to_be_in_viewport(ratio=1)
    live.keyboard.press("b")
    expect(live.locator("#slides_dark")).to_be_visible()
    live.keyboard.press("b")
    expect(live.locator("#slides_dark")).to_be_hidden()
    live.keyboard.press("Home")
    expect(live.locator(".live.slide")).to_be_visible()
    live.keyboard.press("PageDown")
    expect(live.locator("#oefeningen")).to_be_visible()
    live.keyboard.press("PageUp")
    expect(live.locator(".live .ehbi-card [data-answer]").first).to_be_visible()
    assert_clean_in_every_dress(live, PROJECTOR)


def test_a_click_on_the_flowchart_of_the_guide_leads_there(live):
    live.get_by_label("Wat ziet de lener?").select_option(index=2)
    live.locator(".live .node[data-step=geen-toegang]:visible").click()
    expect(live.locator(".live .ehbi-card[data-step=geen-toegang]")).to_be_visible()


def test_slides_that_are_served_ask_nobody_else_for_anything(live, presented, workshop):
    live.get_by_label("Ga naar dia").select_option(label="Wat neem je mee?")
    expect(live.locator("#einde")).to_be_visible()
    home = workshop.url.partition("?")[0]
    assert [url for url in presented[1] if not url.startswith((home, "data:", "blob:"))] == []


def test_the_guide_runs_on_the_handbook_that_the_slides_are_made_of(live):
    told = live.get_by_label("Wat ziet de lener?").locator("option", has_text=OTHER.replace(" ", "\xa0"))
    expect(told).to_have_count(1)


def test_without_any_phone_the_presenter_goes_on(slides):
    slides.keyboard.press("PageDown")
    expect(slides.locator(".now .right:visible")).to_have_count(1)


@pytest.mark.usefixtures("slides")
def test_a_phone_is_clean_and_fits(phone):
    one = phone()
    expect(one.get_by_role("button")).to_have_count(len(POLL.choice.options))
    assert_clean_in_every_dress(one, PHONE)
