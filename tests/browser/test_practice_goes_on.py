"""Practising goes on where it was after a reload, and what was hard comes back for who asks for that."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from ehbi import book
from ehbi.handbook.examples import exercises
from ehbi.slides import practice_set

from .axe import assert_clean_in_every_dress
from .practising import HANDBOOK, Practising, wrong_at

NOON = datetime(2026, 11, 30, 12)  # by the clock of the device, wherever that is
EVERY = [one.example.id for one in exercises(HANDBOOK)]
KEPT = "[localStorage.length, sessionStorage.length]"
AGAIN = "Wat eerder lastig was"


@pytest.fixture
def page(context):
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture
def in_book(page, tmp_path):
    file = tmp_path / "handboek.html"
    file.write_text(book.page(HANDBOOK), encoding="utf-8")
    page.goto(file.as_uri())
    return Practising(page).open()


@pytest.fixture
def at_home(page, tmp_path):
    file = tmp_path / "oefenset.html"
    file.write_text(practice_set(HANDBOOK, ()), encoding="utf-8")
    page.goto(file.as_uri())
    return Practising(page).open()


def place(practising):
    return practising.view.locator("#page_practice_place")


def reload(practising):
    practising.page.reload()
    expect(practising.view).to_be_visible()


def test_a_round_of_five_goes_on_where_it_was_after_a_reload_and_then_stops_as_ever(in_book):
    in_book.begin().exercise()
    expect(place(in_book)).to_have_text("Oefening 2 van 5")
    exercise = in_book.here
    reload(in_book)
    expect(place(in_book)).to_have_text("Oefening 2 van 5")
    assert in_book.here == exercise
    in_book.choose(exercise.choices[0].right)
    reload(in_book)
    expect(in_book.verdict).to_have_text("Goed.")
    expect(in_book.next).to_be_focused()
    expect(in_book.view.locator(".answer.right")).to_contain_text("jouw keuze")
    in_book.next.click()
    expect(place(in_book)).to_contain_text("van 5")
    in_book.page.keyboard.press("Escape")
    expect(in_book.view).to_be_hidden()
    expect(in_book.page.locator("section#page_start")).to_be_visible()
    assert in_book.page.evaluate(KEPT) == [0, 0]
    in_book.page.reload()
    expect(in_book.page.locator("section#page_start")).to_be_visible()
    expect(in_book.view).to_be_hidden()


def test_the_score_is_there_after_a_reload_and_a_next_round_has_what_is_new(at_home):
    done = [one.example.id for one in at_home.begin().round()]
    reload(at_home)
    expect(at_home.score).to_contain_text("goed")
    at_home.button("Nog een ronde").click()
    more = [one.example.id for one in at_home.round()]
    assert len(done) == len(more) == 5
    assert not set(done) & set(more)


def test_a_round_of_another_handbook_is_not_gone_on_with(in_book, tmp_path):
    in_book.begin().exercise()
    fewer = HANDBOOK.model_copy(update={"examples": HANDBOOK.examples[:1]})
    (tmp_path / "handboek.html").write_text(book.page(fewer), encoding="utf-8")
    reload(in_book)
    expect(in_book.view.get_by_role("heading", name="Wat wil je oefenen?")).to_be_focused()


def test_unless_asked_nothing_is_remembered_and_who_asks_reads_what_is(at_home):
    expect(at_home.view).to_contain_text("blijft in dit tabblad tot je stopt")
    next(at_home.begin().round(wrong_at(*EVERY)))
    at_home.page.keyboard.press("Escape")
    assert at_home.page.evaluate(KEPT) == [0, 0]
    at_home.open()
    expect(at_home.button(AGAIN)).to_be_hidden()
    at_home.button("Onthoud wat lastig was").click()
    expect(at_home.button("Wis wat is onthouden")).to_be_focused()
    expect(at_home.view).to_contain_text("Deze browser onthoudt welke oefening je wanneer deed")
    assert_clean_in_every_dress(at_home.page)


def test_what_was_hard_comes_back_on_its_day_until_it_is_wiped(at_home):
    page = at_home.page

    def opened(days):
        page.clock.set_fixed_time(NOON + timedelta(days=days))
        page.keyboard.press("Escape")
        expect(at_home.view).to_be_hidden()
        page.reload()
        return at_home.open().button(AGAIN)

    at_home.button("Onthoud wat lastig was").click()
    hard = next(at_home.begin().round(wrong_at(*EVERY)))
    expect(opened(0)).to_be_hidden()
    for day, later in [(1, 7), (8, 14)]:
        expect(opened(day)).to_contain_text("1 oefening")
        at_home.begin(AGAIN)
        assert [one.example.id for one in at_home.round()] == [hard.example.id]
        expect(at_home.button("Nog een ronde")).to_be_hidden()
        expect(opened(later)).to_be_hidden()
    expect(opened(38)).to_be_visible()
    at_home.button("Wis wat is onthouden").click()
    expect(at_home.button(AGAIN)).to_be_hidden()
    expect(at_home.button("Onthoud wat lastig was")).to_be_focused()
    page.keyboard.press("Escape")
    assert page.evaluate(KEPT) == [0, 0]
