"""A manager drops a picture, describes it and publishes; the desk and the patron see it."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import expect

from ehbi.files.pictures import prepared
from tests.serving import running_server
from tests.unit.files.drawing import drawn, saved
from tests.unit.server.managing import lodge
from tests.unit.server.visiting import ask, wait_until

from .axe import assert_clean, assert_clean_in_every_dress
from .desk import Desk
from .manager import Manager

STEP = "andere-gebruikersnaam"
LARGEST = 2_000_000
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
    give(noor, "drop", b"<html>")
    noor.sees("Dit is geen plaatje.")
    give(noor, "drop", bytes(LARGEST + 1))
    noor.sees("Het plaatje is groter dan 2 MB.")
    give(noor, "paste", FILE)
    expect(noor.field("Wat er op staat")).to_be_focused()
    shown(noor.editor.locator(".panel-pointed img"))
    noor.fill("Wat er op staat", "Het scherm om in te loggen")
    noor.press("Aanwijzing erbij")
    noor.fill("Wat er is", "De knop Inloggen")
    noor.editor.get_by_text("Plaatsen in getallen").click()
    noor.fill("Van boven (0 tot 1000), aanwijzing 1", "670")
    noor.field("Van links (0 tot 1000), aanwijzing 1").press("ArrowDown")
    expect(noor.editor.locator(".ehbi-mark")).to_have_attribute("x", "49%")
    noor.all_well(outdated=1)
    assert_clean(noor.page)
    give(noor, "drop", OTHER)
    expect(noor.editor.locator(".panel-pointed")).to_have_count(2)
    noor.undo()
    expect(noor.editor.locator(".panel-pointed")).to_have_count(1)
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


class Pointing:
    """Somebody who points at things on the first picture of a step."""

    def __init__(self, noor):
        self.noor, self.page = noor, noor.page
        self.picture = noor.editor.locator(".ehbi-pointed").locator("visible=true")
        self.told = self.picture.locator("xpath=..").get_by_role("status")

    def mark(self, name):
        return self.picture.get_by_role("button", name=name, exact=True)

    def at(self, x, y):
        """Return where on the screen a place on the picture is, of which the sides are 1 long."""
        self.picture.evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
        box = self.picture.bounding_box()
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def pull(self, start, end):
        """Have what is at a place on its way to another, with the button down."""
        self.page.mouse.move(*self.at(*start))
        self.page.mouse.down()
        self.page.mouse.move(*self.at(*end), steps=4)

    def is_at(self, name, left, top):
        mark = self.mark(name)
        expect(mark).to_be_visible()
        places = [(mark.evaluate(f"one => parseFloat(one.style.{side})")) for side in ("left", "top")]
        assert places == [pytest.approx(one, abs=0.5) for one in (left, top)]


@pytest.fixture
def pointing(new_context, gate, request):
    noor = Manager(new_context(has_touch=True).new_page(), gate).come(request.node.name)
    noor.choose("toegang")
    give(noor, "drop", FILE)
    shown(noor.editor.locator(".panel-pointed img"))
    noor.fill("Wat er op staat", "Het scherm om in te loggen")
    return Pointing(noor)


def test_what_is_pointed_at_is_clicked_dragged_and_moved_by_keys(pointing):
    noor, page = pointing.noor, pointing.page
    page.mouse.click(*pointing.at(0.375, 0.5))
    expect(noor.field("Wat er is")).to_be_focused()
    noor.fill("Wat er is", "De knop Inloggen")
    ring = pointing.mark("Ring: De knop Inloggen")
    pointing.is_at("Ring: De knop Inloggen", 37.5, 50)

    pointing.pull((0.375, 0.5), (0.6, 0.7))
    assert "verplaatst" not in pointing.told.inner_text()
    page.mouse.up()
    expect(pointing.told).to_contain_text("Ring verplaatst: ")
    expect(ring).to_be_focused()
    pointing.is_at("Ring: De knop Inloggen", 60, 70)

    pointing.pull((0.6, 0.7), (0.2, 0.2))
    page.keyboard.press("Escape")
    page.mouse.up()
    pointing.is_at("Ring: De knop Inloggen", 60, 70)

    pointing.pull((0.6, 0.7), (1.3, 0.7))
    page.mouse.up()
    expect(pointing.told).to_contain_text("100% van links")
    for key in ("ArrowLeft", "ArrowLeft", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    expect(pointing.told).to_contain_text("97,9% van links")
    expect(ring).to_be_focused()
    assert_clean_in_every_dress(page)

    page.keyboard.press("Control+z")
    expect(ring).to_have_attribute("style", re.compile("left: 100%"))
    page.keyboard.press("Control+z")
    expect(ring).to_have_attribute("style", re.compile("left: (59|60)"))
    expect(ring).to_be_focused()
    page.keyboard.press("Enter")
    expect(noor.field("Wat er is")).to_be_focused()
    ring.focus()
    page.keyboard.press("Delete")
    expect(noor.button("Aanwijzing erbij")).to_be_focused()
    expect(pointing.picture.get_by_role("button")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(pointing.mark("Ring: zonder tekst")).to_be_focused()
    pointing.is_at("Ring: zonder tekst", 50, 50)


def test_where_colours_are_forced_a_mark_and_its_focus_are_seen(pointing):
    page = pointing.page
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    bare = pointing.picture.screenshot()
    pointing.noor.press("Aanwijzing erbij")
    expect(pointing.mark("Ring: zonder tekst")).to_be_focused()
    focused = pointing.picture.screenshot()
    pointing.noor.field("Wat er is").focus()
    marked = pointing.picture.screenshot()
    assert len({bare, focused, marked}) == 3


def test_a_finger_drags_a_mark_and_the_page_stays(pointing):
    page = pointing.page
    pointing.noor.press("Aanwijzing erbij")
    expect(pointing.mark("Ring: zonder tekst")).to_be_focused()
    start, end = pointing.at(0.5, 0.5), pointing.at(0.5, 0.2)
    scrolled = page.evaluate("scrollY")
    fingers = page.context.new_cdp_session(page)
    halfway = (start[0], (start[1] + end[1]) / 2)
    for kind, places in (
        ("touchStart", [start]),
        ("touchMove", [halfway]),
        ("touchMove", [end]),
        ("touchEnd", []),
    ):
        points = [{"x": x, "y": y} for x, y in places]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(pointing.told).to_contain_text("Ring verplaatst: ")
    pointing.is_at("Ring: zonder tekst", 50, 20)
    assert page.evaluate("scrollY") == scrolled
