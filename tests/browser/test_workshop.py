"""A workshop: a presenter with the slides, and phones in the room that choose."""

import sys
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

import ehbi
from ehbi.slides import deck, polls
from ehbi.store import Store, tables
from tests.serving import running
from tests.unit.server.visiting import ask

from .axe import assert_clean

COMMAND = [sys.executable, "-m", "ehbi.cli", "present", "--port", "0"]
SLIDES = deck(ehbi.load())
POLL = next(iter(polls(SLIDES).values()))
RIGHT = POLL.choice.right
WRONG = next(option for option in POLL.choice.options if not option.right)


@pytest.fixture(scope="module")
def workshop():
    with running(COMMAND) as server:
        yield server


@pytest.fixture
def slides(page, workshop):
    """The presenter's slides, at the first thing that the room is asked."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{workshop.url}#{POLL.place}")
    page.wait_for_url("**/#*")
    page.goto(f"{page.url.split('#')[0]}#{POLL.place}")
    expect(page.locator(f"#{POLL.place.split('.')[0]}")).to_be_visible()
    return page


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


def line(slides, option):
    return slides.locator(f'.now li[data-option="{option.id}"]:visible')


def test_the_bars_grow_with_what_the_room_chooses_and_the_right_one_is_told_after_it(slides, phone):
    phones = [phone() for _ in range(3)]
    for one in phones:
        expect(one.get_by_role("heading", level=1)).to_have_text(POLL.choice.asks)
    choose(phones[0], RIGHT)
    choose(phones[1], WRONG)
    choose(phones[2], WRONG)
    expect(line(slides, RIGHT).locator(".count")).to_have_text("1")
    expect(line(slides, WRONG).locator(".count")).to_have_text("2")
    choose(phones[2], RIGHT)
    expect(line(slides, RIGHT).locator(".count")).to_have_text("2")
    expect(line(slides, WRONG).locator(".count")).to_have_text("1")
    expect(slides.locator(".now .right:visible")).to_have_count(0)
    slides.keyboard.press("PageDown")
    expect(slides.locator(".now .right:visible")).to_have_attribute("data-option", RIGHT.id)
    expect(line(slides, RIGHT).locator(".count")).to_have_text("2")
    for one in phones:
        expect(one.get_by_role("heading", level=1)).to_have_text("Kijk op het scherm")
        expect(one.get_by_role("button")).to_have_count(0)


def test_a_phone_that_comes_later_or_reloads_sees_what_is_asked_and_counts_once(slides, phone):
    slides.keyboard.press("PageDown")
    slides.keyboard.press("PageDown")
    late = phone()
    asked = slides.locator(".now p.asks:visible").inner_text()
    expect(late.get_by_role("heading", level=1)).to_have_text(asked)
    late.get_by_role("button").first.click()
    expect(late.locator("#phone_said")).to_contain_text("telt mee")
    late.reload()
    late.get_by_role("button").first.click()
    expect(late.locator("#phone_said")).to_contain_text("telt mee")
    expect(slides.locator(".now .choices:visible li").first.locator(".count")).to_have_text("1")


def test_the_served_slides_have_notes_and_fill_the_screen(slides):
    with slides.expect_popup() as opened:
        slides.keyboard.press("n")
    expect(opened.value.locator("body")).to_contain_text("Laat de zaal kiezen")
    opened.value.close()
    slides.get_by_role("button", name="Heel scherm").click()
    slides.wait_for_function("() => document.fullscreenElement !== null")


def test_without_any_phone_the_presenter_goes_on(slides):
    slides.keyboard.press("PageDown")
    expect(slides.locator(".now .right:visible")).to_have_count(1)


@pytest.mark.usefixtures("slides")
def test_a_phone_is_clean_and_fits(phone):
    one = phone()
    expect(one.get_by_role("button")).to_have_count(len(POLL.choice.options))
    assert_clean(one)
    one.emulate_media(color_scheme="dark")
    assert_clean(one)


@pytest.mark.parametrize("path", ["/", "/zaal", "/guide"])
def test_nobody_but_the_presenter_gets_at_the_slides(workshop, path):
    answer = ask(workshop.url.partition("?")[0], path)
    assert answer.status in {HTTPStatus.FORBIDDEN, HTTPStatus.FOUND}


def test_a_phone_cannot_say_what_the_room_is_asked(workshop):
    body = b'{"place": "oefening-x.1"}'
    answer = ask(workshop.url.partition("?")[0], "/zaal", "POST", body, Content_Type="application/json")
    assert answer.status == HTTPStatus.FORBIDDEN


@contextmanager
def votes(address):
    store = Store.open(address)
    with store.reading() as connection:
        yield connection.execute(select(func.count()).select_from(tables.votes)).scalar_one()
    store.close()


def test_when_the_workshop_is_over_nothing_of_it_is_kept(browser, tmp_path):
    database = f"sqlite:///{tmp_path}/ehbi.sqlite"
    with running([*COMMAND, "--database", database]) as server:
        presenter, one = browser.new_context().new_page(), browser.new_context().new_page()
        presenter.goto(server.url)
        presenter.goto(f"{presenter.url.split('#')[0]}#{POLL.place}")
        one.goto(urljoin(server.url, "/stem"))
        choose(one, RIGHT)
        with votes(database) as kept:
            assert kept == 1
    with votes(database) as kept:
        assert kept == 0
