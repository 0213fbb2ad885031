"""Two servers behind nginx, as the desk sees them: a page goes on whatever happens to its server."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.store import Store, revisions
from tests.unit.server.visiting import ask, wait_until

from .desk import BOOK, Desk

LINK = "reset-mail/ja"
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"
BASE = "JSON.parse(document.getElementById('jupyter-config-data').textContent).baseUrl"


@pytest.fixture
def desk(page, cluster):
    return Desk(page, cluster.url)


def live_at(desk, route):
    """Open the page until chance has brought it to a server."""
    while desk.visit(LINK).live().page.evaluate(BASE) != f"/at/{route}/":
        desk.page.goto("about:blank")
    desk.at("mail-zoeken")


def publish(cluster, handbook):
    """Publish a handbook, and wait until both servers have seen it."""
    store = Store.open(cluster.database, publishes=True)
    revisions.publish(store, revisions.newest_of(store).number, handbook, "Noor", "")
    store.close()
    for server in cluster.servers.values():
        wait_until(lambda url=server.url: handbook.revision in ask(url, "/news").text, "it is served")


def test_when_its_server_ends_a_page_is_a_book_at_the_same_step_and_gets_a_guide_of_the_other(desk, cluster):
    live_at(desk, "a")
    ending = cluster.servers["a"]
    desk.page.route("**/guide", lambda route: route.abort())
    ending.process.kill()
    desk.page.wait_for_selector(BOOK)
    desk.at("mail-zoeken")
    desk.page.locator("section.step:not([hidden]) a.answer").first.click()
    expect(desk.card("mail-zoeken")).to_be_hidden()
    link = desk.link()
    ending.process.wait(60)
    sockets = []
    desk.page.on("websocket", lambda socket: sockets.append(urlsplit(socket.url).path))
    desk.page.unroute("**/guide")
    desk.live()
    assert sockets[-1].startswith("/at/b/api/")
    assert desk.link() == link


def test_an_open_page_takes_a_new_revision_with_its_next_case(desk, cluster):
    before = ehbi.load()
    desk.show("book", LINK)
    publish(cluster, before.model_copy(update={"title": "Uit de bus"}))
    page = desk.page
    page.evaluate(LOOK)
    expect(page.locator("#page_newer")).to_contain_text("nieuwere versie")
    desk.at("mail-zoeken")
    page.locator("#page_restart").click()
    expect(page).to_have_title("Uit de bus")
    publish(cluster, before)
