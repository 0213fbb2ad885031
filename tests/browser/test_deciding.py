"""A room that decides: votes are hidden until they are shown, a split room votes again, phones hear why."""

from contextlib import ExitStack
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.serving import running
from tests.unit.slides.rooms import POLLS

from .axe import PHONE, PROJECTOR, assert_clean_in_every_dress
from .presenting import COMMAND, at, presenter
from .test_workshop import choose, right, wrong

FIRSTS = iter([one for one in POLLS.values() if one.choice.step])
WIDTH = 1024


@pytest.fixture(scope="module")
def workshop():
    with running(COMMAND) as server:
        yield server


@pytest.fixture(scope="module")
def presented(browser, workshop):
    with presenter(browser, workshop) as found:
        found[0].set_viewport_size({"width": WIDTH, "height": 768})
        yield found


@pytest.fixture
def poll():
    """Something to decide that no other test has closed."""
    return next(FIRSTS)


@pytest.fixture
def slides(presented, poll):
    page, _, failed = presented
    at(page, poll.place)
    expect(page.locator(f"#{poll.place.split('.')[0]}")).to_be_visible()
    yield page
    assert failed == []


@pytest.fixture(scope="module")
def room(browser, workshop):
    """Four phones."""
    with ExitStack() as stack:
        made = []
        for _ in range(4):
            context = stack.enter_context(browser.new_context(viewport={"width": 360, "height": 640}))
            made.append(context.new_page())
            made[-1].goto(urljoin(workshop.url, "/stem"))
        yield made


@pytest.fixture
def phones(room, slides, poll):
    """Those phones, with the question of the slide."""
    for one in room:
        expect(one.locator("#phone_story")).to_have_text(poll.story)
        expect(one.get_by_role("button")).to_have_count(len(poll.choice.options))
    expect(slides.locator("#slides_voted")).to_have_text("0 van 4 hebben gekozen")
    return room


def counts(slides, *options):
    """See how often each of these options was chosen."""
    for option, times in options:
        line = slides.locator(f'.now li[data-option="{option.id}"]:visible .count')
        expect(line).to_have_text(times)


def says(slides, text):
    expect(slides.locator("#slides_voted")).to_have_text(text)


def test_votes_are_hidden_until_the_clicker_shows_them_and_only_then_it_goes_on(slides, phones, poll):
    for phone, option in zip(phones, [wrong(poll), right(poll), wrong(poll)], strict=False):
        choose(phone, option)
    choose(phones[2], right(poll))
    says(slides, "3 van 4 hebben gekozen")
    counts(slides, (right(poll), ""), (wrong(poll), ""))
    slides.keyboard.press("PageDown")
    counts(slides, (right(poll), "2"), (wrong(poll), "1"))
    expect(slides.locator("#slides_said")).to_contain_text(f"{right(poll).label}: 2.")
    expect(slides).to_have_url(slides.url.split("#")[0] + f"#{poll.place}")
    for phone in phones:
        expect(phone.locator("#phone_said")).to_contain_text("De vraag is gesloten")
        expect(phone.get_by_role("button").first).to_be_disabled()
    slides.keyboard.press("PageDown")
    expect(slides.locator(".now .right:visible")).to_have_attribute("data-option", poll.choice.answer)
    counts(slides, (right(poll), "2"), (wrong(poll), "1"))
    slides.keyboard.press("PageUp")
    counts(slides, (right(poll), "2"), (wrong(poll), "1"))
    expect(phones[3].locator("#phone_said")).to_contain_text("De vraag is gesloten")


def test_a_split_room_talks_votes_once_more_and_sees_both(slides, phones, poll):
    for phone, option in zip(phones, [right(poll), wrong(poll), wrong(poll)], strict=False):
        choose(phone, option)
    says(slides, "3 van 4 hebben gekozen")
    slides.get_by_role("button", name="Toon").click()
    says(slides, "Bespreek het met je buur")
    assert_clean_in_every_dress(slides, PROJECTOR)
    heading, votes = (slides.locator(one).bounding_box() for one in (".now h1", "#slides_votes"))
    assert heading["x"] + heading["width"] < votes["x"]
    slides.keyboard.press("o")
    says(slides, "Nog een keer: 0 van 4")
    for phone in phones:
        expect(phone.locator("#phone_said")).to_contain_text("Bespreek het met je buur")
        choose(phone, right(poll))
    says(slides, "Nog een keer: 4 van 4")
    counts(slides, (right(poll), ""), (wrong(poll), ""))
    slides.keyboard.press("t")
    counts(slides, (right(poll), "1 → 4"), (wrong(poll), "2 → 0"))
    says(slides, "Eerst → na overleg")
    expect(slides.get_by_role("button", name="Stem nog een keer")).to_be_hidden()
    slides.reload()
    counts(slides, (right(poll), "1 → 4"), (wrong(poll), "2 → 0"))


def test_a_phone_hears_whether_it_was_right_what_the_handbook_says_and_why(slides, phones, poll):
    choose(phones[0], right(poll))
    choose(phones[1], wrong(poll))
    says(slides, "2 van 4 hebben gekozen")
    for _ in range(2):
        slides.keyboard.press("PageDown")
    told = "Goed gekozen", "Het handboek kiest iets anders", "Dit zegt het handboek"
    for phone, heading in zip(phones, told, strict=False):
        expect(phone.get_by_role("heading", level=1)).to_have_text(heading)
        expect(phone.locator(".says").first).to_have_text(right(poll).label)
        expect(phone.locator(".why")).to_contain_text(poll.choice.right.leads.why)
    expect(phones[1].locator(".yours")).to_have_text(f"Jij koos: {wrong(poll).label}")
    phones[1].reload()
    expect(phones[1].locator(".yours")).to_have_text(f"Jij koos: {wrong(poll).label}")
    assert_clean_in_every_dress(phones[1], PHONE)


def test_time_runs_on_slide_and_phones_when_the_presenter_says_so(slides, phones, poll):
    choose(phones[0], right(poll))
    expect(slides.locator("#slides_left")).to_be_hidden()
    slides.keyboard.press("k")
    expect(slides.locator("#slides_left")).to_be_visible()
    expect(phones[1].locator("#phone_left")).to_contain_text("Nog ")
    slides.get_by_role("button", name="+ 30 s").click()
    expect(slides.locator("#slides_left")).to_contain_text("0:5")
    slides.keyboard.press("t")
    expect(slides.locator("#slides_left")).to_be_hidden()
    expect(phones[1].locator("#phone_left")).to_be_hidden()


def test_what_the_slide_says_of_votes_lies_over_nothing(slides, phones, poll):
    choose(phones[0], right(poll))
    slides.keyboard.press("k")
    expect(slides.locator("#slides_left")).to_be_visible()
    box, heading = (slides.locator(one).bounding_box() for one in ("#slides_votes", ".now h1"))
    words = slides.locator(".now .body").bounding_box()
    assert box["x"] > heading["x"]
    assert slides.locator(".now h1").evaluate(
        """(one) => {
            const text = document.createRange();
            text.selectNodeContents(one);
            return text.getBoundingClientRect().right < slides_votes.getBoundingClientRect().left;
        }"""
    )
    assert box["x"] + box["width"] <= WIDTH
    assert box["y"] + box["height"] <= words["y"] + 1
