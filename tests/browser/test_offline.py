"""Once opened, the page opens again without a server; what the service worker decides, Node.js tests."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, expect

from deploy import nginx
from deploy.config import Front, nginx_config
from ehbi.store import Store, case_log, remarks, revisions
from tests.serving import free_port, running_server
from tests.unit.deploy.fakes import running_fake
from tests.unit.server.visiting import ask, wait_until

from .desk import Desk
from .test_revisions import changed

OF_KEPT = """async () => {
    const page = await (await caches.match(new URL(".", location.href)))?.text();
    return page?.match(/data-revision="(.*?)"/)[1];
}"""
KEPT = f"async () => (await navigator.serviceWorker.ready) && ({OF_KEPT})()"
ENDED = "async () => !(await navigator.serviceWorker.getRegistration()) && !(await caches.keys()).length"
PATH = "location /ehbi/ {\n        proxy_pass http://ehbi/;\n    }\n    "


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "service_workers": "allow"}


@pytest.fixture
def serve(tmp_path):
    """Run a server, each time at the same address and with the same database."""
    port = free_port()

    @contextmanager
    def act(*options):
        database = f"sqlite:///{tmp_path}/ehbi.sqlite"
        where = ("--port", str(port), "--metrics", "nee", *options)
        with running_server(*where, EHBI_DATABASE=database) as server:
            yield server

    return act


@pytest.fixture
def desk(page, serve):
    """A desk at a page that its browser keeps, and whose server has gone."""
    with serve() as server:
        desk = Desk(page, server.url).visit()
        page.wait_for_function(KEPT)
    return desk


def test_the_page_opens_again_without_a_server_and_says_of_when_it_is(desk, page):
    page.goto("about:blank")
    desk.visit()
    expect(page.locator("#page_offline")).to_contain_text("Geen verbinding. Dit is het handboek van vandaag")
    page.locator("a[data-start=geen-rechten]").click()
    desk.press("geen-rechten", "nee")
    desk.at("geen-toegang")


def test_a_newer_revision_comes_in_the_background_and_is_there_for_the_next_case_without_a_server(
    page, serve
):
    with serve() as server:
        desk = Desk(page, server.url).visit("reset-mail/ja")
        page.wait_for_function(KEPT)
        newer = changed("Er komt & blijft geen mail")
        store = Store.open(server.database, publishes=True)
        revisions.publish(store, revisions.newest_of(store).number, newer, "Noor", "")
        store.close()
        wait_until(lambda: newer.revision in ask(server.url, "/news").text, "it is served")
        desk.hear_of(newer.revision)
        expect(page.locator("#page_newer")).to_contain_text("nieuwere versie")
        page.wait_for_function(f"async () => (await ({OF_KEPT})()) === {newer.revision!r}")
        desk.at("mail-zoeken")
    page.locator("#page_restart").click()
    expect(page.locator("body")).to_have_attribute("data-revision", newer.revision)
    page.locator("a[data-start=reset-mail]").click()
    expect(desk.card("reset-mail").locator(".ehbi-title")).to_have_text("Er komt & blijft geen mail")


BAD = {
    "/": b"<!DOCTYPE html><script>navigator.serviceWorker.register('service-worker.js')</script>",
    "/service-worker.js": b"""
        addEventListener("install", (event) => event.waitUntil(caches.open("ehbi oud")));
        addEventListener("activate", (event) => event.waitUntil(clients.claim()));
        addEventListener("fetch", (event) => event.respondWith(new Response("kapot")));""",
}


def test_a_service_worker_that_goes_wrong_is_ended_from_the_server_and_the_page_goes_on_without(page, serve):
    with running_fake("kapot") as fake:
        kinds = {"/": "text/html", "/service-worker.js": "text/javascript"}
        fake.answers = {path: (200, {"Content-Type": kinds[path]}, body) for path, body in BAD.items()}
        bad = f"http://127.0.0.1:{fake.port}/"
        page.goto(bad)
        page.wait_for_function("() => navigator.serviceWorker.controller")
        page.goto(bad)
        assert page.content().count("kapot") == 1
    with serve("--no-offline", "--port", str(fake.port)) as server:
        page.goto(server.url)
        page.wait_for_selector("html.scripted")
        desk = Desk(page, server.url).visit("reset-mail/ja").live()
        desk.at("mail-zoeken")
        page.wait_for_function(ENDED)
    with pytest.raises(Error):
        page.goto(server.url)


@pytest.mark.usefixtures("nginx")
def test_under_a_path_behind_nginx_it_is_the_same(page, serve, tmp_path, monkeypatch):
    def under_a_path(front):
        return nginx_config(front).replace("location / {", PATH + "location / {", 1)

    monkeypatch.setattr(nginx, "nginx_config", under_a_path)
    listen = f"127.0.0.1:{free_port()}"
    with ExitStack() as stack:
        with serve("--route", "a") as server:
            own = {"cache": tmp_path / "cache", "log": "stderr"}
            front = Front({"a": urlsplit(server.url).netloc}, listen=listen, **own)
            stack.enter_context(nginx.running_nginx(tmp_path, front))
            desk = Desk(page, f"http://{listen}/ehbi/").visit().live()
            desk.situations.select_option(index=2)
            desk.choose("geen-rechten", 0)
            page.wait_for_function(KEPT)
            assert page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)") == desk.url
        page.goto("about:blank")
        desk.visit("geen-rechten/nee")
        desk.at("geen-toegang")
        expect(page.locator("#page_offline")).to_contain_text("Geen verbinding.")


def logged(server):
    with Store.open(server.database) as store:
        return [(one.steps, one.outcome) for one in case_log.kept(store)], remarks.kept(store)


def test_cases_and_a_remark_of_without_a_server_are_sent_once_when_it_is_back(desk, page, serve):
    page.goto("about:blank")
    desk.visit()
    page.locator("a[data-start=geen-rechten]").click()
    desk.press("geen-rechten", "nee")
    page.get_by_role("button", name="Klopt deze stap niet?").click()
    form = page.get_by_role("dialog", name="Klopt deze stap niet?")
    form.get_by_label("Het klopt niet").check()
    form.get_by_role("textbox").fill("Bel ons op 06 12345678")
    form.get_by_role("button", name="Versturen").click()
    expect(form.get_by_role("alert")).to_contain_text("zonder cijfers")
    form.get_by_role("textbox").fill("De link is stuk")
    form.get_by_role("button", name="Versturen").click()
    expect(form).to_contain_text("Je melding wacht op deze computer")
    page.keyboard.press("Escape")
    page.locator("#page_restart").click()
    page.locator("a[data-start=reset-mail]").click()
    page.goto("about:blank")
    with serve() as server:
        for _ in range(2):
            desk.visit()
            page.wait_for_function("() => !localStorage.getItem('ehbi-outbox /')")
            page.goto("about:blank")
        wait_until(lambda: len(logged(server)[0]) >= 2, "both are kept")
    cases, said = logged(server)
    assert sorted(cases) == [(("geen-rechten", "geen-toegang"), "geen-toegang"), (("reset-mail",), None)]
    assert [(one.step, one.text) for one in said] == [("geen-toegang", "De link is stuk")]
