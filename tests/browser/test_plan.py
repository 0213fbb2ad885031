"""A workshop with a plan: the deck that it makes, the presenter's clock, and what the room learned."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.slides import plan, polls, served_deck
from tests.unit.slides.rooms import fewer
from tests.votes import forget_votes

from .axe import PHONE, PROJECTOR, WIDE, assert_clean_in_every_dress, resize
from .presenting import at, presenter, workshop_of

HANDBOOK = fewer(ehbi.load())
POLLS = polls(served_deck(HANDBOOK, {}))
BEFORE, AFTER = (place for place, poll in POLLS.items() if poll.compares)
PLAN = plan(HANDBOOK, {}, 45)
SCREENS = [PROJECTOR, WIDE, {"width": 1920, "height": 1080}]
BEGAN = "(minutes) => sessionStorage.setItem('ehbi-begonnen', String(Date.now() - 60_000 * minutes))"
LOST = """() => [document.querySelector(".now"), ...document.querySelectorAll(".now :is(.words, .large)")]
    .filter((one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth)
    .map(({ className }) => className)"""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    with workshop_of(HANDBOOK, tmp_path_factory.mktemp("plan"), "--join", "workshop.example") as server:
        yield server


@pytest.fixture(scope="module")
def presented(browser, workshop):
    with presenter(browser, workshop) as found:
        yield found


@pytest.fixture
def slides(presented, workshop):
    """The presenter's slides, with a plan of 45 minutes, at the first of them; nobody chose anything yet."""
    forget_votes(workshop.database)
    page, _, failed = presented
    page.set_viewport_size(WIDE)
    at(page, "begin.1")
    page.get_by_label("Hoeveel tijd heb je?").select_option("45")
    yield page
    assert failed == []


@pytest.fixture
def phone(browser, workshop):
    with browser.new_context(viewport={"width": 360, "height": 640}) as context:
        page = context.new_page()
        page.goto(urljoin(workshop.url, "/stem"))
        yield page


def shown(slides):
    """The slides that a clicker comes by."""
    return slides.evaluate("() => [...document.querySelectorAll('.slide:not(.out)')].map(({ id }) => id)")


def planned():
    return [slide for part in PLAN.parts for slide in part.slides]


def choose(phone, place, right):
    choice = POLLS[place].choice
    option = next(one for one in choice.options if one.right == right)
    phone.get_by_role("button", name=option.label, exact=True).click()
    expect(phone.locator("#phone_said")).to_contain_text("telt mee")


def test_a_length_makes_the_deck_of_its_plan_and_without_one_it_is_as_it_was(slides):
    place = slides.locator("#slides_place")
    expect(place).to_have_text(f"1 van {len(planned())}")
    assert set(shown(slides)) == set(planned())
    expect(slides.locator("#slides_planned")).to_have_text(
        f"Met {len(PLAN.cases)} oefencasussen voor deze zaal."
    )
    for slide in planned()[1:]:
        for _ in range(12):
            slides.keyboard.press("PageDown")
            if slides.locator(f"#{slide}.now").count():
                break
        expect(slides.locator(f"#{slide}")).to_be_visible()
    slides.reload()
    expect(place).to_have_text(f"{len(planned())} van {len(planned())}")
    slides.keyboard.press("Home")
    slides.get_by_label("Hoeveel tijd heb je?").select_option("0")
    whole = [one.id for one in ehbi.slides.deck(HANDBOOK, served=True, phones=True)]
    expect(place).to_have_text(f"1 van {len(whole)}")
    assert set(shown(slides)) == set(whole)


def test_the_agenda_says_the_minutes_of_each_part(slides):
    at(slides, "doelen.1")
    expect(slides.locator("#slides_agenda li")).to_have_text(
        [f"{part.name} {part.minutes} min" for part in PLAN.parts]
    )
    assert_clean_in_every_dress(slides, PROJECTOR)


def test_another_window_has_the_plan_of_the_one_that_leads(slides, workshop):
    at(slides, "doelen.1")
    with slides.context.expect_page() as opened:
        slides.evaluate("(url) => void window.open(url, '_blank', 'noopener')", urljoin(workshop.url, "/"))
    other = opened.value
    expect(other.locator("#doelen")).to_be_visible()
    expect(other.locator("#slides_minutes")).to_have_value("45")
    other.close()


@pytest.mark.parametrize(
    ("slide", "minutes", "said"),
    [
        ("begin", 0, "nog niet begonnen"),
        ("einde", 10, "min voor"),
        ("doelen", 30, "min achter"),
        ("doelen", 2.5, "op schema"),
    ],
)
def test_the_notes_say_the_part_and_how_far_the_workshop_is_from_its_plan(
    slides, workshop, slide, minutes, said
):
    at(slides, f"{slide}.1")
    if minutes:
        slides.evaluate(BEGAN, minutes)
    tablet = slides.context.new_page()
    tablet.goto(urljoin(workshop.url, "/notities"))
    part = next(one for one in PLAN.parts if slide in one.slides)
    expect(tablet.locator("#pace")).to_contain_text(f"van 45 min · {part.name}: {part.minutes} min · ")
    expect(tablet.locator("#pace b")).to_contain_text(said)
    tablet.close()


def test_what_the_room_chose_before_and_after_is_beside_each_other_and_it_reads_what_it_missed(slides, phone):
    exercise = f"oefening-{PLAN.cases[0].id}.1"
    for place, right in ((BEFORE, False), (exercise, False), (AFTER, True)):
        at(slides, place)
        expect(phone.locator("#phone_asks")).to_have_text(POLLS[place].choice.asks)
        expect(phone.locator("#phone_story")).to_have_text(POLLS[place].story)
        choose(phone, place, right)
    slides.keyboard.press("PageDown")
    rows = slides.locator(".compared tbody tr")
    expect(rows).to_have_count(len(POLLS[BEFORE].choice.options))
    expect(slides.locator(".compared .right .figure")).to_have_text(["0", "1"])
    assert slides.locator(".compared .figure").all_inner_texts().count("1") == 2
    assert_fits(slides)
    assert_clean_in_every_dress(slides, PROJECTOR)
    at(slides, "terugblik.1")
    expect(slides.locator(".lessons li")).to_have_count(1)
    expect(slides.locator(".lessons .right")).to_have_text(POLLS[exercise].choice.right.label)
    expect(slides.locator(".learned")).to_contain_text("eerst 0 van 1 goed, nu 1 van 1")
    expect(slides.locator("#page_guide .ehbi-steps")).to_be_attached()  # it brings a sheet of its own
    expect(slides.locator(".lessons .asked")).to_have_css("margin-bottom", "0px")
    assert_fits(slides)
    assert_clean_in_every_dress(slides, PROJECTOR)


def test_a_room_writes_what_goes_wrong_and_the_presenter_clears_it(slides, phone):
    at(slides, "brainstorm.1")
    idea = phone.get_by_label("Een paar woorden is genoeg", exact=False)
    written = phone.locator("#phone_written")
    for text, said in (
        ("De mail komt niet aan", "Staat op het scherm"),
        ("jan@example.org kreeg niets", "e-mailadres"),
        ("<b>Oude pas</b>", "Staat op het scherm"),
    ):
        idea.fill(text)
        phone.get_by_role("button", name="Zet op het scherm").click()
        expect(written).to_contain_text(said)
        expect(idea).to_have_value(text if said == "e-mailadres" else "")
    assert_clean_in_every_dress(phone, PHONE)
    ideas = slides.locator(".ideas li span")
    expect(ideas).to_have_text(["<b>Oude pas</b>", "De mail komt niet aan"])
    assert_fits(slides)
    assert_clean_in_every_dress(slides, PROJECTOR)
    slides.get_by_role("button", name="Haal weg: De mail komt niet aan").click()
    expect(ideas).to_have_text(["<b>Oude pas</b>"])
    slides.get_by_role("button", name="Wis alles").click()
    slides.get_by_role("button", name="Ja, wis alles").click()
    expect(ideas).to_have_count(0)
    at(slides, "begin.1")
    expect(idea).to_be_hidden()


def assert_fits(slides):
    for screen in SCREENS:
        resize(slides, screen)
        assert slides.evaluate(LOST) == [], screen


@pytest.mark.parametrize("place", ["begin.1", "doelen.1", BEFORE, AFTER])
def test_all_of_a_slide_of_a_plan_is_in_sight(slides, place):
    at(slides, place)
    assert_fits(slides)
