"""The case log hears of each case that ends or is left, once, and of nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.store import Store
from tests.serving import running_server

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


def test_the_same_situation_again_is_another_case(walker):
    walker.show("book").walk(*MAIL).again().walk(*MAIL).leave().logs(LEFT, LEFT)


def test_another_situation_chosen_in_the_guide_starts_another_case(walker):
    walker.show("guide").walk(*MAIL)
    walker.desk.situations.select_option(index=2)
    walker.desk.at("geen-rechten")
    walker.leave().logs(LEFT, (("geen-rechten",), (), None))


@MODES
def test_the_step_that_was_gone_back_from_is_logged(walker, mode):
    walker.show(mode).walk(*MAIL, "mail-opnieuw").back("mail-zoeken").back("reset-mail")
    walker.walk("ander-adres", "kb-e-mailadres").again()
    steps = ("reset-mail", "ander-adres", "kb-e-mailadres")
    walker.logs((steps, ("mail-opnieuw", "mail-zoeken"), "kb-e-mailadres"))


def test_the_button_of_the_browser_goes_back_too(walker):
    walker.show("book").walk(*MAIL).page.go_back()
    walker.desk.at("reset-mail")
    walker.leave().logs((("reset-mail",), ("mail-zoeken",), None))


def test_an_earlier_answer_that_is_changed_is_a_way_back(walker):
    walker.show("guide", "reset-mail/ja/nee")
    walker.page.get_by_role("combobox", name=HANDBOOK.step("reset-mail").asks).select_option(index=2)
    walker.desk.at("ander-adres")
    walker.leave().logs((("reset-mail", "ander-adres"), ("mail-opnieuw",), None))


def test_a_case_that_passes_into_another_situation_is_one_case(walker):
    steps = ("inloggegevens-onjuist", "nieuw-wachtwoord", *MAIL)
    walker.show("book").walk(*steps).leave().logs((steps, (), None))


def test_a_jump_on_the_flowchart_is_logged_as_the_path_to_it(walker):
    walker.show("book").walk("reset-mail").desk.node("kb-tijdelijk-wachtwoord").click()
    walker.desk.at("kb-tijdelijk-wachtwoord")
    steps = (*MAIL, "mail-opnieuw", "kb-tijdelijk-wachtwoord")
    walker.leave().logs((steps, (), "kb-tijdelijk-wachtwoord"))


@MODES
def test_a_page_that_is_closed_logs_the_case_that_was_left(walker, page, mode):
    walker.show(mode).walk(*MAIL)
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    walker.logs(LEFT)


@MODES
@pytest.mark.parametrize("link", ["", "geen-rechten/nee"], ids=["start", "case"])
def test_a_page_that_was_only_opened_logs_nothing(walker, mode, link):
    walker.show(mode, link).logs_no_more_than()


def test_a_case_that_goes_on_from_a_link_is_logged_whole(walker):
    walker.show("guide", "reset-mail/ja").walk("ingelogd-met-mail")
    walker.leave().logs(((*MAIL, "ingelogd-met-mail"), (), "ingelogd-met-mail"))


def test_a_case_that_the_guide_takes_over_is_one_case(walker, page):
    held = []
    page.route("**/guide", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks what it is given
    walker.desk.visit()
    walker.walk("reset-mail")
    held[0].continue_()
    walker.desk.live()
    walker.mode = "guide"
    walker.walk("mail-zoeken").leave().logs(LEFT)


def test_a_minute_at_its_outcome_ends_a_case_which_is_logged_once(walker, page):
    page.clock.install()
    walker.show("book").walk(*RIGHTS)
    page.clock.fast_forward(61_000)
    walker.logs(ENDED)
    walker.again().walk(*MAIL).logs_no_more_than(ENDED, LEFT)


def test_a_case_that_goes_back_from_its_outcome_has_not_ended(walker, page):
    page.clock.install()
    walker.show("book").walk(*RIGHTS)
    page.clock.fast_forward(59_000)
    walker.back("geen-rechten")
    page.clock.fast_forward(61_000)
    walker.walk("kb-navragen").leave().logs((("geen-rechten", "kb-navragen"), ("geen-toegang",), None))


def test_the_page_sends_steps_and_their_revision_alone_and_no_case_without_any(walker, page):
    sent = []
    page.route("**/log", lambda route: (sent.append(route.request), route.continue_()))
    walker.show("book").walk(*RIGHTS).again().walk(*MAIL).again().walk("reset-mail").again()
    walker.logs(ENDED, LEFT, (("reset-mail",), (), None))
    assert [request.post_data_json for request in sent] == [
        {"steps": list(steps), "back": [], "revision": HANDBOOK.revision}
        for steps in (RIGHTS, MAIL, ["reset-mail"])
    ]
    assert {request.headers.get("cookie") for request in sent} == {None}


FAILS = {
    "nobody answers": ("book", lambda route: route.abort()),
    "an error": ("guide", lambda route: route.fulfill(status=500, body="<h1>Fout</h1>")),
}


@pytest.mark.parametrize(("mode", "answer"), FAILS.values(), ids=FAILS)
def test_a_log_that_fails_shows_nothing_and_the_case_goes_on(walker, page, mode, answer):
    page.route("**/log", answer)
    walker.show(mode)
    with page.expect_request("**/log"):
        walker.walk(*RIGHTS).again().walk("reset-mail")
    walker.walk("mail-zoeken")
    expect(page.locator("#page_notice")).to_be_empty()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("body")).to_have_attribute("data-ehbi", mode)
    page.unroute_all()
    walker.logs_no_more_than(LEFT)


def test_a_browser_that_cannot_send_on_leaving_shows_nothing(walker, page):
    page.add_init_script("delete Navigator.prototype.sendBeacon")
    walker.show("book").walk(*RIGHTS).again().walk(*MAIL)
    assert page.evaluate("navigator.sendBeacon") is None
    walker.leave()
    # A case that a browser does send, after it, is the only one.
    Walker(page.context.new_page(), walker.desk.url, walker.store).show("book").walk(
        "nieuw-pasnummer"
    ).leave()
    walker.logs((("nieuw-pasnummer",), (), None))
