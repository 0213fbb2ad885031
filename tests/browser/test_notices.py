"""A notice is on top of the page and at its situation, from its start until its end."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.handbook import clock
from ehbi.store import Notice, Store, notices
from tests.serving import running_server
from tests.unit.server.visiting import wait_until

from .axe import assert_clean_in_every_dress
from .desk import Desk
from .walker import Walker

HOUR = timedelta(hours=1)
MODES = pytest.mark.parametrize("mode", ["book", "guide"])
SCRIPT = "<script>window.run = 1</script><img src=x onerror='window.run = 1'>"
LONG = "https://status.example.org/" + "storing" * 12
OUTAGE = f"De storing bij de KB duurt nog even. {SCRIPT} {LONG}"
LATE_MAIL = "Mails voor een nieuw wachtwoord komen een uur later aan."
TITLE = ehbi.load().step("reset-mail").title


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    found = Store.open(f"sqlite:///{tmp_path_factory.mktemp('notices') / 'ehbi.sqlite'}", publishes=True)
    now = clock.now()
    notices.keep(found, Notice(OUTAGE, now - HOUR, now + 2 * HOUR))
    notices.keep(found, Notice(LATE_MAIL, now - HOUR / 2, now + 3 * HOUR, situation=4))
    notices.keep(found, Notice("Dit begint pas morgen", now + 24 * HOUR, now + 48 * HOUR))
    notices.keep(found, Notice("Dit is al voorbij", now - 2 * HOUR, now - HOUR))
    yield found
    found.close()


@pytest.fixture(scope="module")
def own_server(store):
    with running_server(EHBI_DATABASE=store.where) as server:
        yield server


@pytest.fixture
def desk(page, own_server):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Desk(page, own_server.url)
    assert errors == []


def top(page):
    return page.get_by_role("status", name="Mededelingen")


def here(page):
    return page.locator("#page_here")


def until(store, text):
    now = clock.now()
    (end,) = [one.end for one in notices.unended(store, now) if one.text == text]
    return f"tot {clock.shown(end, now)}"


@MODES
def test_notices_of_now_are_on_top_as_text_and_that_for_a_situation_is_there_instead(desk, page, store, mode):
    desk.show(mode)
    expect(top(page).locator("p")).to_have_text(
        [
            f"Let op: {OUTAGE} ({until(store, OUTAGE)})",
            f"{TITLE}: {LATE_MAIL} ({until(store, LATE_MAIL)})",
        ]
    )
    expect(here(page)).to_be_empty()
    assert top(page).locator("script, img").count() == 0
    assert page.evaluate("window.run") is None
    page.evaluate("location.hash = 'geen-rechten'")
    desk.at("geen-rechten")
    expect(top(page)).to_contain_text(LATE_MAIL)
    expect(here(page)).to_be_empty()
    # Each notice is seen in one place.
    seen = page.get_by_text(LATE_MAIL).locator("visible=true")
    Walker(page, desk.url, store, mode).again().walk("reset-mail", "mail-zoeken")
    expect(here(page)).to_have_text(f"Let op: {LATE_MAIL} ({until(store, LATE_MAIL)})")
    expect(seen).to_have_count(1)
    expect(page.get_by_text(OUTAGE).locator("visible=true")).to_have_count(1)
    desk.again()
    expect(here(page)).to_be_empty()
    expect(top(page).locator("p", has_text=LATE_MAIL)).to_be_visible()
    expect(seen).to_have_count(1)


def test_a_case_that_passes_into_a_situation_meets_its_notice_and_axe_finds_nothing(desk, page):
    desk.show("book", "inloggegevens-onjuist/ja")
    expect(top(page)).to_contain_text(LATE_MAIL)
    expect(here(page)).to_be_empty()
    page.evaluate("location.hash = 'inloggegevens-onjuist/ja/geen-mail'")
    desk.at("reset-mail")
    expect(here(page)).to_contain_text(LATE_MAIL)
    expect(top(page).locator("p")).to_have_count(2)
    assert_clean_in_every_dress(page)


@pytest.fixture
def stopped(desk, page):
    """A page with its notices and a clock that the test moves."""
    page.clock.install()
    desk.show("book", "reset-mail")
    expect(top(page).locator("p")).to_have_count(2)
    return desk


def nobody(route):
    """Leave a question without an answer."""


FAILS = {
    "no connection": lambda route: route.abort(),
    "a page of somebody else": lambda route: route.fulfill(body="<h1>Log in op dit netwerk</h1>"),
    "no answer": nobody,
}


@pytest.mark.parametrize("answer", FAILS.values(), ids=FAILS)
def test_without_the_server_known_notices_stay_until_their_end(stopped, page, answer):
    page.route("**/news", answer)
    page.clock.fast_forward("01:30:00")
    expect(top(page).locator("p")).to_have_count(2)
    expect(here(page)).to_contain_text(LATE_MAIL)
    page.clock.fast_forward("00:31:00")
    expect(top(page)).to_have_text(re.compile(f"^{re.escape(TITLE)}: "))
    assert top(page).bounding_box()["height"] == 0
    page.clock.fast_forward("01:00:00")
    expect(top(page)).to_be_empty()
    expect(here(page)).to_be_empty()
    expect(page.locator("#page_notice")).to_be_empty()
    stopped.at("reset-mail")


@pytest.mark.usefixtures("stopped")
def test_looking_away_and_back_does_not_make_a_notice_stay_longer(page):
    page.route("**/news", lambda route: route.abort())
    for _ in range(3):
        page.clock.fast_forward("00:30:00")
        with page.expect_request("**/news"):
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(top(page).locator("p")).to_have_count(2)
    page.clock.fast_forward("00:31:00")
    expect(top(page).locator("p")).to_have_count(1)


@pytest.mark.usefixtures("stopped")
def test_a_notice_comes_to_an_open_page_and_goes_after_its_end(page, store):
    lines, soon = top(page).locator("p"), "Dit is zo voorbij"

    def look():
        with page.expect_response("**/news"):
            page.clock.fast_forward("01:00")
        return lines.all_text_contents()

    one = notices.keep(store, Notice(soon, clock.now() - HOUR, clock.now() + HOUR))
    wait_until(lambda: any(soon in line for line in look()), "the notice is on the page")
    notices.change(store, one, replace(one, end=clock.now()))
    wait_until(lambda: not any(soon in line for line in look()), "the notice has gone")
    expect(lines).to_have_count(2)
