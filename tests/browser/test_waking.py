"""A page whose guide goes is a book at the same step, and gets its guide back without a word from anybody."""

import sys

import pytest
from playwright.sync_api import expect

from tests.serving import free_port, running, running_server
from tests.unit.server.visiting import end_workers, is_there, suspend_workers, wait_until

from .conftest import whole_again
from .desk import BOOK, GUIDE, Desk

LOST = "De verbinding is weg. Je casus is bewaard en je kunt hier gewoon verder."
IDLE = "Je hebt een tijd niets gedaan. Je casus is bewaard. Ga gewoon verder."
FULL = "Het is druk. Je kunt hier gewoon verder."


@pytest.fixture
def server(server):
    yield server
    whole_again(server)


def serving(**fields):
    """Run the server of the staff page with what a test needs of its site."""
    given = ", ".join(f"{name}={value}" for name, value in fields.items())
    code = (
        f"from ehbi.places import database; from ehbi.server import serve; serve(database(), port=0, {given})"
    )
    return running([sys.executable, "-c", code])


def keep_the_guide_away(page):
    """Have no guide to be had, and the page ask again soon."""
    page.route("**/guide", lambda route: route.fulfill(status=500, headers={"Retry-After": "0.1"}))


def walk(desk):
    desk.situations.select_option(index=2)
    desk.choose("geen-rechten", 0)
    desk.at("kb-navragen")


def test_a_killed_kernel_loses_nothing(page, server):
    desk = Desk(page, server.url).visit().live()
    walk(desk)
    keep_the_guide_away(page)
    end_workers(server.pid)
    page.wait_for_selector(BOOK)
    desk.at("kb-navragen")
    expect(page.locator("#page_notice")).to_have_text(LOST)
    page.locator("section.step:visible a[data-answer=klopt]").click()
    desk.at("kb-rechten")
    page.unroute("**/guide")
    desk.live().at("kb-rechten")
    expect(page.locator("#page_notice")).to_be_empty()


@pytest.mark.slow
def test_after_a_killed_kernel_the_guide_goes_on_as_before(page, server):
    desk = Desk(page, server.url).visit().live()
    walk(desk)
    page.evaluate("document.addEventListener('ehbi:back', () => (window.isBack = true))")
    end_workers(server.pid)
    page.wait_for_function("() => window.isBack")
    desk.live().at("kb-navragen")
    desk.choose("kb-navragen", 0)
    desk.at("synchronisatie-abonnement")
    page.get_by_role("button", name="Stap terug").click()
    desk.at("kb-navragen")
    desk.situations.select_option(index=1)
    desk.at("inloggegevens-onjuist")


def test_after_a_cut_connection_the_guide_goes_on_as_before(page, server):
    connections = []

    def pass_on(connection):
        connection.connect_to_server()
        connections.append(connection)

    page.route_web_socket("**/channels*", pass_on)
    desk = Desk(page, server.url).visit().live()
    walk(desk)
    page.evaluate("document.addEventListener('ehbi:back', () => (window.isBack = true))")
    connections[0].close()
    page.wait_for_selector(BOOK)
    desk.at("kb-navragen")
    page.wait_for_function("() => window.isBack")
    desk.live().at("kb-navragen")
    assert len(connections) == 2


@pytest.mark.slow
def test_a_page_that_waits_for_an_answer_when_its_kernel_ends_starts_anew(page, server):
    desk = Desk(page, server.url).visit().live()
    walk(desk)
    suspend_workers(server.pid)
    desk.question.select_option(index=1)
    with page.expect_navigation():
        end_workers(server.pid)
    desk.live().at("kb-navragen")
    desk.choose("kb-navragen", 0)
    desk.at("synchronisatie-abonnement")


@pytest.fixture(scope="module")
def sleepy():
    """A server whose guides end soon when they are not used."""
    with serving(idle=3) as found:
        yield found


def test_a_page_that_is_not_used_goes_to_sleep_and_wakes_up_at_the_same_step(page, sleepy):
    desk = Desk(page, sleepy.url).visit("geen-rechten/ja").live()
    guide = desk.guide_id
    page.wait_for_selector(BOOK)
    expect(page.locator("#page_notice")).to_have_text(IDLE)
    wait_until(lambda: not is_there(sleepy.url, guide), "the guide ends")
    desk.at("kb-navragen")
    page.locator("section.step:visible a[data-answer=klopt]").click()
    desk.live().at("kb-rechten")
    expect(page.locator("#page_notice")).to_be_empty()


@pytest.mark.slow
def test_a_page_that_sleeps_takes_no_kernel_while_nobody_looks_at_it(page, sleepy):
    Desk(page, sleepy.url).visit().live()
    page.wait_for_selector(BOOK)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.evaluate("delete document.hidden")
    assert asked == []
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector(GUIDE)


def test_when_it_is_full_the_page_says_so_and_the_guide_comes_when_there_is_room(page, context):
    with serving(visitors=1) as server:
        other = context.new_page()
        Desk(other, server.url).visit().live()
        desk = Desk(page, server.url).visit()
        expect(page.locator("#page_notice")).to_have_text(FULL)
        page.locator("a[data-start=geen-rechten]").click()
        desk.at("geen-rechten")
        other.close()
        desk.live().at("geen-rechten")
        expect(page.locator("#page_notice")).to_be_empty()


@pytest.mark.slow
def test_when_the_server_starts_again_the_page_goes_on_where_it_was(page):
    port = str(free_port())
    with running_server("--port", port) as server:
        desk = Desk(page, server.url).visit().live()
        walk(desk)
    page.wait_for_selector(BOOK)
    page.locator("section.step:visible a[data-answer=klopt]").click()
    desk.at("kb-rechten")
    with running_server("--port", port):
        desk.live().at("kb-rechten")


@pytest.mark.slow
def test_nothing_is_loaded_anew_while_somebody_writes(page, server):
    desk = Desk(page, server.url).visit().live()
    walk(desk)
    suspend_workers(server.pid)
    desk.question.select_option(index=1)
    search = page.get_by_role("combobox", name="Zoek").first
    search.fill("mail")
    with page.expect_response("**/guide"):
        end_workers(server.pid)
    expect(search).to_have_value("mail")
    with page.expect_navigation():
        search.blur()
    desk.live().at("kb-navragen")
