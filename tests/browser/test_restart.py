"""What goes wrong in a workshop rights itself: a killed server, a second window, a request that gets lost."""

from contextlib import ExitStack, contextmanager
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from ehbi.places import DATABASE
from tests.serving import free_port, running
from tests.unit.slides.rooms import POLLS
from tests.votes import votes_kept
from tests.waiting import PATIENCE

from .axe import PROJECTOR, assert_clean_in_every_dress
from .presenting import COMMAND, at
from .test_workshop import choose, voted

FIRST, SECOND = list(POLLS)[:2]
RIGHT, WRONG = POLLS[FIRST].choice.right, next(one for one in POLLS[FIRST].choice.options if not one.right)
TOKEN = "een-sleutel-voor-deze-test"  # noqa: S105  # it opens nothing else
LOST = "Niet verbonden"
FOLLOWS = "Dit venster volgt"


@contextmanager
def served(database, port):
    """A workshop at a port, with a key that stays the same."""
    command = [*COMMAND[:-1], str(port)]
    with running(command, {DATABASE: database, "JUPYTER_TOKEN": TOKEN}) as server:
        yield server


@pytest.fixture
def workshop(tmp_path):
    with served(f"sqlite:///{tmp_path}/ehbi.sqlite", 0) as server:
        yield server


@pytest.fixture
def opened(browser):
    """Opens pages, each in a browser of its own."""
    with ExitStack() as stack:

        def take(url, path):
            context = stack.enter_context(browser.new_context(reduced_motion="reduce"))
            context.set_default_timeout(1000 * PATIENCE)
            page = context.new_page()
            page.goto(urljoin(url, path))
            return page

        yield take


def slides_at(opened, url, place):
    page = opened(url, f"/?token={TOKEN}")
    page.wait_for_url("**/#*")
    at(page, place)
    return page


def count(slides, option):
    return slides.locator(f'.now [data-option="{option.id}"]:visible .count')


def is_asked(phone, place):
    expect(phone.get_by_role("heading", level=1)).to_have_text(POLLS[place].choice.asks)


def goes_through_a_case(slides):
    at(slides, "stap-voor-stap.1")
    slides.locator(".live [data-start]:visible").first.click()
    expect(slides.locator(".live .ehbi-card [data-answer]").first).to_be_visible()
    expect(slides.locator("#page_trouble")).to_be_empty()


def test_a_guide_that_is_not_to_be_had_yet_comes_by_itself(browser, workshop):
    with browser.new_context(reduced_motion="reduce") as context:
        slides = context.new_page()
        full = {"status": 503, "headers": {"Retry-After": "1"}, "json": {"message": "Het is nu te druk"}}
        slides.route("**/guide", lambda route: route.fulfill(**full), times=1)
        slides.goto(urljoin(workshop.url, f"/?token={TOKEN}#stap-voor-stap.1"))
        expect(slides.locator("#page_trouble")).to_contain_text("Het openen duurt langer")
        goes_through_a_case(slides)


def test_a_window_that_loads_itself_anew_leads_also_when_its_goodbye_was_not_heard(opened, workshop):
    slides, phone = slides_at(opened, workshop.url, FIRST), opened(workshop.url, "/stem")
    is_asked(phone, FIRST)
    slides.evaluate("() => { window.fetch = () => new Promise(() => {}) }")
    slides.reload()
    at(slides, SECOND)
    is_asked(phone, SECOND)
    expect(slides.locator("#slides_room")).to_be_empty()


def test_a_server_that_was_killed_goes_on_where_it_was_and_slides_and_phones_come_back(opened, tmp_path):
    database, port = f"sqlite:///{tmp_path}/ehbi.sqlite", free_port()
    with served(database, port) as server:
        slides = slides_at(opened, server.url, FIRST)
        phones = [opened(server.url, "/stem") for _ in range(2)]
        for phone in phones:
            is_asked(phone, FIRST)
        choose(phones[0], RIGHT)
        voted(slides, 1)
        expect(slides.locator(".live [data-start]").first).to_be_attached()
        server.process.kill()
        server.process.wait()
        expect(slides.locator("#slides_room")).to_contain_text(LOST)
        for phone in phones:
            expect(phone.locator("#phone_said")).to_contain_text("Geen verbinding")
    assert votes_kept(database) == 1
    with served(database, port):
        is_asked(phones[1], FIRST)
        choose(phones[1], RIGHT)
        choose(phones[0], WRONG)
        expect(slides.locator("#slides_room")).to_contain_text("Je bent niet meer ingelogd")
        with slides.expect_popup() as login:
            slides.get_by_role("link", name="Log in").click()
        login.value.get_by_label("Token of wachtwoord").fill(TOKEN)
        login.value.keyboard.press("Enter")
        login.value.wait_for_url(f"**/#{FIRST}")
        expect(login.value.locator("#slides_room")).to_contain_text(FOLLOWS)
        expect(slides.locator("#slides_room")).to_be_empty()
        voted(slides, 2)
        slides.keyboard.press("t")
        for option in (RIGHT, WRONG):
            expect(count(slides, option)).to_have_text("1")
        goes_through_a_case(slides)
    assert votes_kept(database) == 0


def test_a_second_window_follows_and_takes_the_lead_when_it_is_told_to(opened, workshop):
    leads = slides_at(opened, workshop.url, FIRST)
    phone = opened(workshop.url, "/stem")
    is_asked(phone, FIRST)
    second = opened(workshop.url, f"/?token={TOKEN}")
    second.wait_for_url(f"**/#{FIRST}")
    expect(second.locator("#slides_room")).to_contain_text(FOLLOWS)
    second.keyboard.press("PageDown")
    expect(second).to_have_url(leads.url)
    leads.locator(f'.now [data-option="{WRONG.id}"]:visible button').click()
    expect(second.locator(f'.now [data-option="{WRONG.id}"]:visible')).to_contain_text("zaal koos dit")
    at(leads, SECOND)
    expect(second).to_have_url(leads.url)
    assert_clean_in_every_dress(second, PROJECTOR)
    second.get_by_role("button", name="Neem de leiding").click()
    expect(leads.locator("#slides_room")).to_contain_text(FOLLOWS)
    at(second, FIRST)
    is_asked(phone, FIRST)
    expect(leads).to_have_url(second.url)
    second.reload()
    second.keyboard.press("Home")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kijk op het scherm")


def test_what_got_lost_on_its_way_is_told_again(opened, workshop):
    slides = slides_at(opened, workshop.url, SECOND)
    phone = opened(workshop.url, "/stem")
    is_asked(phone, SECOND)
    slides.context.set_offline(True)
    at(slides, FIRST)
    slides.locator(f'.now [data-option="{RIGHT.id}"]:visible button').click()
    expect(slides.locator("#slides_room")).to_contain_text(LOST)
    is_asked(phone, SECOND)
    slides.context.set_offline(False)
    is_asked(phone, FIRST)
    choose(phone, RIGHT)
    voted(slides, 1)
    expect(slides.locator("#slides_room")).to_be_empty()
    slides.reload()
    expect(slides.locator(f'.now [data-option="{RIGHT.id}"]:visible')).to_contain_text("zaal koos dit")
