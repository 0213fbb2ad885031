"""A manager drops a picture, describes it and publishes; the desk and the patron see it."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import expect

from ehbi.files.pictures import prepared
from tests.serving import running_server
from tests.unit.files.drawing import drawn, saved
from tests.unit.server.managing import lodge
from tests.unit.server.visiting import ask, wait_until

from .axe import assert_clean
from .desk import Desk
from .manager import Manager

STEP = "andere-gebruikersnaam"
FILE = saved(drawn(640, 400), "PNG")
CONTENT, DIGEST = prepared(FILE).content, prepared(FILE).digest
OTHER = saved(drawn(320, 200), "JPEG")
GIVE = """(element, [kind, data]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const given = new DataTransfer();
  given.items.add(new File([bytes], "scherm.png", { type: "image/png" }));
  const name = kind === "paste" ? "clipboardData" : "dataTransfer";
  const Happens = kind === "paste" ? ClipboardEvent : DragEvent;
  element.dispatchEvent(new Happens(kind, { [name]: given, bubbles: true }));
}"""


@pytest.fixture(scope="module")
def desk_server():
    with running_server() as found:
        yield found


@pytest.fixture(scope="module")
def gate(desk_server):
    with lodge(EHBI_DATABASE=desk_server.database) as found:
        yield found


def give(noor, kind, content):
    where = noor.editor.locator(".panel-image .panel-drop").locator("visible=true")
    where.evaluate(GIVE, [kind, base64.b64encode(content).decode()])


def shown(locator):
    """Wait until a picture is there, with all its pixels."""
    expect(locator).to_be_visible()
    expect(locator).to_have_js_property("naturalWidth", 640)


def test_from_the_form_to_the_desk_and_the_patron(new_context, gate, desk_server):
    noor = Manager(new_context().new_page(), gate).come("Noor")
    noor.choose(STEP)
    give(noor, "paste", b"<svg/>")
    noor.sees("Dit is een SVG.")
    give(noor, "paste", FILE)
    expect(noor.field("Wat er op staat")).to_be_focused()
    shown(noor.editor.locator(".ehbi-picture img"))
    noor.fill("Wat er op staat", "Het scherm om in te loggen")
    noor.press("Aanwijzing erbij")
    noor.fill("Wat er is", "De knop Inloggen")
    noor.fill("Van boven (0 tot 1000)", "670")
    noor.field("Van links (0 tot 1000)").press("ArrowDown")
    expect(noor.editor.locator(".ehbi-mark")).to_have_attribute("x", "49.0%")
    noor.all_well()
    assert_clean(noor.page)
    give(noor, "drop", OTHER)
    expect(noor.editor.locator(".ehbi-picture")).to_have_count(2)
    noor.undo()
    expect(noor.editor.locator(".ehbi-picture")).to_have_count(1)
    noor.publishes("Een plaatje erbij")

    address = f"/pictures/{DIGEST}.webp"
    wait_until(lambda: address in ask(desk_server.url).text, "it is served")
    answer = ask(desk_server.url, address)
    assert (answer.status, answer.body) == (200, CONTENT)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert ask(desk_server.url, f"/pictures/{'0' * 32}.webp").status == 404

    desk = Desk(new_context().new_page(), desk_server.url).show("book", "inloggegevens-onjuist/ja/onbekend")
    card = desk.page.locator(f"section#{STEP}")
    shown(card.locator(".ehbi-picture img"))
    expect(card.locator(".ehbi-picture img")).to_have_attribute("alt", "Het scherm om in te loggen")
    expect(card.get_by_text("De knop Inloggen")).to_be_visible()
    assert_clean(desk.page)
    desk.page.get_by_role("button", name="Laat zien aan de lener").click()
    expect(desk.page.locator("#page_patron_text li").first).to_be_in_viewport()
    shown(desk.page.locator("#page_patron_text .ehbi-picture img"))
