"""A browser that keeps to the policy of our pages refuses nothing that they do, and all else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.unit.server.managing import lodge

from .desk import Desk
from .manager import Manager

LISTEN = """window.refused = [];
addEventListener("securitypolicyviolation",
  (event) => refused.push(`${event.effectiveDirective} ${event.blockedURI}`), true)"""
FRAME = """url => new Promise((resolve) => {
  const frame = document.createElement("iframe");
  frame.onload = () => resolve(frame.contentDocument?.querySelector("main") ?? null);
  frame.src = url;
  document.body.append(frame);
})"""
ELEMENT = (
    "const put = (name, what) => document.body.append(Object.assign(document.createElement(name), what)); "
)
ATTEMPTS = {
    "text as script": "setTimeout('window.ran = 1')",
    "a script in the page": ELEMENT + "put('script', { text: 'window.ran = 1' })",
    "a script from elsewhere": ELEMENT + "put('script', { src: 'https://elders.example/x.js' })",
    "a style sheet from elsewhere": ELEMENT
    + "put('link', { rel: 'stylesheet', href: 'https://elders.example' })",
    "an answer from elsewhere": "fetch('https://elders.example/').catch(() => {})",
    "a connection elsewhere": "try { new WebSocket('wss://elders.example/') } catch {}",
    "a picture from elsewhere": ELEMENT + "put('img', { src: 'https://elders.example/x.png' })",
    "a page in the page": ELEMENT + "put('iframe', { src: 'https://elders.example/' })",
    "an object": ELEMENT + "put('object', { data: '/' })",
    "another base": "document.head.append(Object.assign(document.createElement('base'), { href: '/x/' }))",
}


@pytest.fixture
def complaints(page):
    """What the browser complained of."""
    found = []
    page.add_init_script(LISTEN)
    page.on("console", lambda message: "Policy" in message.text and found.append(message.text))
    return lambda: found + page.evaluate("refused")


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_all_that_a_visitor_does_keeps_to_the_policy(page, server, complaints, mode):
    if mode == "book":
        page.route("**/guide", lambda route: route.fulfill(status=503))
    desk = Desk(page, server.url).visit("reset-mail/ja/nee/nee")
    if mode == "guide":
        desk.live()
    page.locator("#page_search").fill("mail")
    expect(page.locator("#page_hits").get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    desk.card("kb-tijdelijk-wachtwoord").get_by_role("button", name="Kopieer deze tekst").click()
    page.get_by_role("button", name="Contact", exact=True).click()
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    page.wait_for_load_state("networkidle")
    assert complaints() == []


def test_all_that_a_manager_does_keeps_to_the_policy(page, complaints):
    with lodge() as gate:
        manager = Manager(page, gate).come("Noor")
        for view in ("Tekst", "Versies", "Bestanden", "Publiceren"):
            manager.open(view)
        assert complaints() == []
        page.goto(f"{gate.url}verkennen")
        page.get_by_role("combobox", name="Cijfers").select_option(label="Voorbeeldcijfers", timeout=60_000)
        expect(page.get_by_role("img", name="Voorbeeldcijfers").first).to_be_visible(timeout=60_000)
        assert complaints() == []


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_nothing_else_is_let_through(page, server, attempt):
    page.add_init_script(LISTEN)
    Desk(page, server.url).visit()
    page.evaluate(f"() => {{ {ATTEMPTS[attempt]} }}")
    page.wait_for_function("() => refused.length > 0")
    assert page.evaluate("window.ran") is None


def test_the_page_cannot_be_put_into_another(page, server):
    page.goto(server.url + "bestaat/niet")
    assert page.evaluate(FRAME, server.url) is None


def test_it_may_copy_but_not_look_or_listen(page, server):
    Desk(page, server.url).visit()
    allowed = set(page.evaluate("document.featurePolicy.allowedFeatures()"))
    assert "clipboard-write" in allowed
    assert not allowed & {
        "camera",
        "microphone",
        "geolocation",
        "clipboard-read",
        "usb",
        "payment",
        "display-capture",
    }
