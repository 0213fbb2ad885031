"""The case log hears from real pages.

What it is told and when, ``tests/unit/javascript/caselog.test.js`` has without a browser.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.store import Store
from tests.serving import running_server
from tests.unit.server.visiting import wait_until

from .walker import Walker

HANDBOOK = ehbi.load()
MODES = pytest.mark.parametrize("mode", ["book", "guide"])
RIGHTS = ("geen-rechten", "geen-toegang")
ENDED = (RIGHTS, (), "geen-toegang")
MAIL = ("reset-mail", "mail-zoeken")
LEFT = (MAIL, (), None)


@pytest.fixture(scope="module")
def own_server():
    """A server of its own: elsewhere cases are left all the time."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="module")
def store(own_server):
    found = Store.open(own_server.database)
    yield found
    found.close()


@pytest.fixture
def walker(page, own_server, store):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Walker(page, own_server.url, store)
    assert errors == []


@MODES
def test_a_case_that_ended_is_logged_when_another_one_starts(walker, mode):
    walker.show(mode).walk(*RIGHTS).again().walk(*MAIL)
    walker.logs(ENDED)
    walker.leave().logs(ENDED, LEFT)


def test_another_situation_chosen_in_the_guide_starts_another_case(walker):
    walker.show("guide").walk(*MAIL)
    walker.desk.situations.select_option(index=2)
    walker.desk.at("geen-rechten")
    walker.leave().logs(LEFT, (("geen-rechten",), (), None))


def test_the_step_that_was_gone_back_from_is_logged(walker):
    walker.show("guide").walk(*MAIL, "mail-opnieuw").back("mail-zoeken").back("reset-mail")
    walker.walk("ander-adres", "kb-e-mailadres").again()
    steps = ("reset-mail", "ander-adres", "kb-e-mailadres")
    walker.logs((steps, ("mail-opnieuw", "mail-zoeken"), "kb-e-mailadres"))


@MODES
def test_a_page_that_is_closed_logs_the_case_that_was_left(walker, page, mode):
    walker.show(mode).walk(*MAIL)
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    walker.logs(LEFT)


def test_a_page_that_was_only_opened_logs_nothing(walker):
    walker.show("guide", "geen-rechten/nee").logs_no_more_than()


def test_a_case_that_the_guide_takes_over_is_one_case(walker, page):
    held = []
    page.route("**/guide", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks what it is given
    walker.desk.visit()
    walker.walk("reset-mail")
    held[0].continue_()
    walker.desk.live()
    walker.mode = "guide"
    walker.walk("mail-zoeken").leave().logs(LEFT)


def test_the_page_sends_steps_and_their_revision_alone_and_no_case_without_any(walker, page):
    sent = []
    page.route("**/log", lambda route: (sent.append(route.request), route.continue_()))
    walker.show("book").walk(*RIGHTS).again().walk(*MAIL).again().walk("reset-mail").again()
    walker.logs(ENDED, LEFT, (("reset-mail",), (), None))
    bodies = [request.post_data_json for request in sent]
    assert len({body.pop("mark") for body in bodies}) == len(bodies)
    assert bodies == [
        {"steps": list(steps), "back": [], "revision": HANDBOOK.revision, "ago": 0}
        for steps in (RIGHTS, MAIL, ["reset-mail"])
    ]
    assert {request.headers.get("cookie") for request in sent} == {None}


FAILS = {
    "nobody answers": ("book", lambda route: route.abort()),
    "an error": ("guide", lambda route: route.fulfill(status=500, body="<h1>Fout</h1>")),
}


@pytest.mark.parametrize(("mode", "answer"), FAILS.values(), ids=FAILS)
def test_a_log_that_fails_shows_nothing_and_the_case_goes_on_and_is_told_later(walker, page, mode, answer):
    page.route("**/log", answer)
    walker.show(mode)
    with page.expect_request("**/log"):
        walker.walk(*RIGHTS).again().walk("reset-mail")
    walker.walk("mail-zoeken")
    expect(page.locator("#page_notice")).to_be_empty()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("body")).to_have_attribute("data-ehbi", mode)
    page.unroute_all()
    walker.leave().show("book")
    wait_until(lambda: len(walker.logged()) == len({*walker.logged()} & {ENDED, LEFT}) == 2, "both are kept")
