"""A manager brings a file of their own, of any form: looked at, put in the draft, mended from the list."""

from __future__ import annotations

from html import escape
from io import BytesIO
from urllib.parse import quote

import openpyxl
import pytest
from PIL import PngImagePlugin
from playwright.sync_api import expect

import ehbi
from ehbi.files import bundles
from ehbi.files.documents import to_json, to_yaml
from ehbi.files.pictures import prepared
from ehbi.handbook.edits import change_step
from tests.unit.files.drawing import drawn, saved
from tests.unit.files.test_examples import EXAMPLES
from tests.unit.files.written import PARTS
from tests.unit.handbook.pictures import picture, with_pictures
from tests.waiting import PATIENCE

from .axe import assert_clean, assert_clean_in_every_dress
from .manager import Manager

FILE = "Bestand met een handboek of een flowchart"
TABLE = EXAMPLES["One row an answer"]
DRAWING = EXAMPLES["draw.io"]
STEP = "mail-zoeken"


def workbook():
    book, content = openpyxl.Workbook(), BytesIO()
    for row in TABLE.splitlines():
        book.active.append(row.split(";"))
    book.save(content)
    return content.getvalue()


def png():
    info = PngImagePlugin.PngInfo()
    info.add_text("mxfile", quote(DRAWING))
    return saved(drawn(40, 30), "PNG", pnginfo=info)


def zipped():
    """Return the handbook with a picture in a step, as a zip."""
    made = prepared(saved(drawn(640, 400), "PNG"))
    there = with_pictures(STEP, picture(file=made.digest)).with_pictures({made.digest: made.content})
    return bundles.zipped("handboek.yaml", to_yaml(there).encode(), there)


FLOWCHARTS = {
    "pas.mmd": ("Mermaid", EXAMPLES["Mermaid"].encode()),
    "pas.twee": ("Twee", EXAMPLES["Twee"].encode()),
    "pas.dot": ("DOT", EXAMPLES["DOT"].encode()),
    "pas.graphml": ("GraphML", EXAMPLES["GraphML"].encode()),
    "pas.drawio": ("draw.io", DRAWING.encode()),
    "pas.svg": (
        "draw.io",
        f'<svg xmlns="http://www.w3.org/2000/svg" content="{escape(DRAWING)}"/>'.encode(),
    ),
    "pas.png": ("draw.io in een plaatje", png()),
    "pas.csv": ("CSV", TABLE.encode()),
    "pas.xlsx": ("Excel", workbook()),
}
OTHER = change_step(ehbi.load(), STEP, {"say": "Zoek samen"})
HANDBOOKS = {
    "handboek.yaml": to_yaml(OTHER).encode(),
    "handboek.json": to_json(OTHER).encode(),
    "handboek.zip": zipped(),
}


@pytest.fixture(scope="module")
def noor(browser, gate, browser_context_args):
    """A manager whose page the tests here share; each leaves the draft as it found it."""
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(1000 * PATIENCE)
    yield Manager(context.new_page(), gate).come("Importeur")
    context.close()


def choose(manager, name, content):
    manager.open("Bestanden")
    chosen = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    manager.editor.get_by_label(FILE).set_input_files(chosen)


@pytest.mark.parametrize("name", FLOWCHARTS)
def test_a_flowchart_of_any_form_becomes_a_draft(noor, name):
    form, content = FLOWCHARTS[name]
    choose(noor, name, content)
    noor.sees(f"{name} is gelezen: een flowchart ({form}) met 3 stappen en 3 antwoorden.")
    noor.press("Zet in mijn concept")
    noor.sees(f"{name} staat in je concept.")
    expect(noor.node("werkt-de-pas").locator("visible=true")).to_be_visible()
    noor.undo()
    noor.all_well()


@pytest.mark.parametrize("name", HANDBOOKS)
def test_a_handbook_of_our_own_goes_into_the_draft(noor, name):
    choose(noor, name, HANDBOOKS[name])
    noor.sees(f"{name} is gelezen. Er is nog niets veranderd.")
    noor.press("Zet in mijn concept")
    noor.sees(f"{name} staat in je concept.")
    noor.open("Stappen")
    noor.choose(STEP)
    if name.endswith(".zip"):
        shown = noor.editor.locator("img").locator("visible=true").first
        expect(shown).to_have_js_property("naturalWidth", 640)
    else:
        expect(noor.field("Wat je tegen de lener zegt")).to_have_value("Zoek samen")
    noor.undo()
    noor.all_well()


def test_one_panel_asks_what_holds_for_all_of_it(noor):
    choose(noor, "wat.mmd", PARTS.encode())
    noor.sees("met 7 stappen en 6 antwoorden. Er is nog niets veranderd.")
    expect(noor.field("Wie doet dit?")).to_have_value("balie")
    expect(noor.field("Van onze bibliotheek")).to_be_checked()
    expect(noor.field("Werkt de pas? (Passen, 2 stappen daarna)")).not_to_be_checked()
    assert_clean_in_every_dress(noor.page)
    noor.page.emulate_media(forced_colors="active")
    assert_clean(noor.page, rules=["color-contrast"])
    noor.page.emulate_media(forced_colors="none")
    noor.field("Wie doet dit?").select_option(label="Kies ik later, bij elke stap")
    noor.sees("Wie dit doet (7)")
    expect(noor.page.locator(".ehbi-flowchart:visible .legend").get_by_text("Nog kiezen")).to_be_visible()
    noor.press("Toch niet")
    expect(noor.button("Zet in mijn concept")).to_have_count(0)


def test_what_is_missing_is_one_click_away(noor):
    choose(noor, "pas.csv", TABLE.encode())
    noor.field("Wie doet dit?").select_option(label="Kies ik later, bij elke stap")
    noor.field("Van onze bibliotheek").uncheck()
    noor.sees("Feiten uit de bron")
    noor.press("Zet in mijn concept")
    for line, field in MISSING.items():
        noor.editor.locator(".ehbi-editor-checks").get_by_role("button", name=line).first.click()
        expect(noor.field(field)).to_be_focused()
    noor.undo()
    noor.all_well()


MISSING = {
    "Er is nog niet gekozen wie dit doet": "Wie dit doet",
    "staat niet hoe de casus eindigt": "Hoe de casus eindigt",
    "noemt geen enkel feit": "Feiten uit de bron",
    "Wat je doet: Deze tekst is leeg": "Wat je doet",
}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("schema.csv", b"\x89PNG\r\n\x1a\n", "Dit lijkt op een plaatje (PNG); dat kan EHBI niet lezen."),
        ("brief.txt", b"Beste collega, kijk eens.", "Dit lijkt op gewone tekst; dat kan EHBI niet lezen."),
    ],
)
def test_a_file_that_is_none_of_these_is_told_to_be_what_it_is(noor, name, content, said):
    choose(noor, name, content)
    noor.sees(said)
    expect(noor.button("Zet in mijn concept")).to_have_count(0)
