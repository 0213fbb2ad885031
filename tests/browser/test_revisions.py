"""An open page takes a new revision with its next case, and says so when a case is under way."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.store import Store, revisions
from tests.serving import running_server
from tests.unit.server.visiting import wait_until

from .desk import Desk


def changed(title):
    """The packaged handbook with another title for situation 4."""
    handbook = ehbi.load()
    steps = (
        step.model_copy(update={"title": title}) if step.id == "reset-mail" else step
        for step in handbook.steps
    )
    return handbook.model_copy(update={"steps": tuple(steps)})


@pytest.fixture(scope="module")
def server():
    """A server of its own: what is published here is nobody else's. Each test publishes something else."""
    with running_server() as found:
        yield found


@pytest.fixture
def publish(server, page):
    """Publish a handbook; the page hears of it as it would within a minute."""
    store = Store.open(server.database, publishes=True)

    def act(handbook):
        revisions.publish(store, revisions.newest_of(store).number, handbook, "Noor", "")
        news = server.url + "news"
        wait_until(lambda: page.request.get(news).json()["revision"] == handbook.revision, "it is served")
        Desk(page, server.url).hear_of(handbook.revision)

    yield act
    store.close()


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_a_case_under_way_stays_and_the_next_one_is_on_the_newer(page, server, publish, mode):
    desk = Desk(page, server.url).show(mode, "reset-mail/ja")
    title = f"Er komt & blijft geen mail ({mode})"
    newer = changed(title)
    publish(newer)
    expect(page.locator("#page_newer")).to_contain_text("nieuwere versie")
    desk.at("mail-zoeken")
    page.locator("#page_restart").click()
    expect(page.locator("body")).to_have_attribute("data-revision", newer.revision)
    if mode == "guide":
        desk.live()
        desk.situations.select_option(index=4)
    else:
        page.locator("a[data-start=reset-mail]").click()
    expect(desk.card("reset-mail").locator(".ehbi-title")).to_have_text(title)
    expect(page.locator("#page_newer")).to_be_empty()


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_a_page_that_waits_for_its_first_case_begins_it_on_the_newer(page, server, publish, mode):
    desk = Desk(page, server.url).show(mode)
    title = f"Er komt nooit mail ({mode})"
    newer = changed(title)
    publish(newer)
    if mode == "guide":
        desk.situations.select_option(index=4)
    else:
        page.locator("a[data-start=reset-mail]").click()
    expect(page.locator("body")).to_have_attribute("data-revision", newer.revision)
    if mode == "guide":
        desk.live()
    expect(desk.card("reset-mail").locator(".ehbi-title")).to_have_text(title)
    desk.at_link("reset-mail")


def test_a_visitor_with_a_kernel_from_before_gets_the_guide_of_the_page(page, server, publish):
    Desk(page, server.url).show("guide")
    publish(changed("Er komt soms mail"))
    desk = Desk(page, server.url)
    page.reload()
    desk.live()
    desk.situations.select_option(index=4)
    expect(desk.card("reset-mail").locator(".ehbi-title")).to_have_text("Er komt soms mail")


def test_a_search_and_a_remark_are_about_the_revision_on_screen(page, server, publish):
    Desk(page, server.url).show("book", "reset-mail")
    old = page.get_attribute("body", "data-revision")
    publish(changed("Xylofoon"))
    asked = {"text": "xylofoon"}
    headers = {"Content-Type": "application/json"}
    newest = page.request.post(server.url + "search", data=asked, headers=headers)
    assert newest.json()["hits"][0]["step"] == "reset-mail"
    before = page.request.post(server.url + "search", data={**asked, "revision": old}, headers=headers)
    assert before.json()["hits"] == []
    walk = {"steps": ["reset-mail"], "back": [], "revision": old}
    assert page.request.post(server.url + "log", data=walk, headers=headers).status == 204
