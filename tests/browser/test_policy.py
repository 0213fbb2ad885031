"""A browser that keeps to the policy of our pages refuses nothing that they do, and all else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.exports import export

from .axe import assert_clean
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
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Stap terug").click()
    desk.at("mail-opnieuw")
    assert complaints() == []


def test_all_that_a_manager_does_keeps_to_the_policy(page, gate, complaints):
    manager = Manager(page, gate).come("Teun")
    for view in ("Gegevens", "Versies", "Bestanden", "Publiceren"):
        manager.open(view)
    assert complaints() == []
    page.goto(f"{gate.url}verkennen")
    page.get_by_text("Maandrapport en tabellen bewaren").click(timeout=60_000)
    for name, ending in (("Maandrapport (PDF)", ".pdf"), ("Tabel voor Excel (CSV)", ".csv")):
        with page.expect_download() as saved:
            page.get_by_role("button", name=name).click()
        assert saved.value.suggested_filename.endswith(ending)
    assert_clean(page)
    page.get_by_role("combobox", name="Cijfers").select_option(label="Voorbeeldcijfers", timeout=60_000)
    expect(page.get_by_role("img", name="Voorbeeldcijfers").first).to_be_visible(timeout=60_000)
    assert complaints() == []


@pytest.fixture(params=["html", "slides"])
def exported(request, tmp_path):
    """A file as somebody gets it; gives its address."""
    file = tmp_path / "bestand.html"
    file.write_bytes(export(ehbi.load(), request.param))
    return file


def test_an_exported_book_works_and_keeps_to_its_policy(page, complaints, tmp_path):
    file = tmp_path / "handboek.html"
    file.write_bytes(export(ehbi.load(), "html"))
    desk = Desk(page, file.as_uri()).visit("reset-mail/ja/nee/nee")
    page.locator("#page_search").fill("mail")
    expect(page.locator("#page_hits").get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    desk.card("kb-tijdelijk-wachtwoord").get_by_role("button", name="Kopieer deze tekst").click()
    page.get_by_role("button", name="Contact", exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Laat zien aan de lener").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Printen").click()
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    assert page.pdf()
    assert complaints() == []


def test_exported_slides_work_and_keep_to_their_policy(page, complaints, tmp_path):
    file = tmp_path / "dias.html"
    file.write_bytes(export(ehbi.load(), "slides"))
    page.goto(file.as_uri())
    for _ in range(4):
        page.get_by_role("button", name="Verder", exact=True).click()
    expect(page.locator("#slides_place")).not_to_have_text(re.compile("^1 "))
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Notities").click()
    expect(opened.value.get_by_role("heading", level=1)).not_to_be_empty()
    page.get_by_role("button", name="Zwart").click()
    page.emulate_media(media="print")
    assert page.pdf()
    assert complaints() == []


@pytest.mark.parametrize(
    "injected",
    [
        "<script>window.ran = 1</script>",
        "<script type='module'>window.ran = 1</script>",
        "<script src='data:text/javascript,window.ran = 1'></script>",
        "<script type='module' src='data:text/javascript,window.ran = 1'></script>",
        "<script type='module'>import 'data:text/javascript,window.ran = 1'</script>",
        "<img src='x' onerror='window.ran = 1'>",
        "<iframe src='https://elders.example/'></iframe>",
        "<base href='https://elders.example/'>",
    ],
)
def test_what_came_into_an_exported_file_is_not_run(page, exported, injected):
    html = exported.read_text(encoding="utf-8")
    exported.write_text(html.replace("<style>", f"{injected}<style>", 1), encoding="utf-8")
    page.add_init_script(LISTEN)
    page.goto(exported.as_uri())
    page.wait_for_function("() => refused.length > 0")
    expect(page.locator("html")).to_have_class(re.compile("scripted|running"))
    assert page.evaluate("window.ran") is None
    assert page.url.partition("#")[0] == exported.as_uri()


def test_what_an_exported_file_asks_of_a_network_is_refused(page, exported):
    page.add_init_script(LISTEN)
    page.goto(exported.as_uri())
    attempts = (
        "an answer from elsewhere",
        "a connection elsewhere",
        "a picture from elsewhere",
        "another base",
    )
    for number, attempt in enumerate(attempts, start=1):
        page.evaluate(f"() => {{ {ATTEMPTS[attempt]} }}")
        page.wait_for_function("(number) => refused.length >= number", arg=number)


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
