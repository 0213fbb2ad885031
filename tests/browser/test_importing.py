"""A manager brings a flowchart of their own: looked at, put in the draft, and mended from the list."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import expect

from .axe import assert_clean_in_every_dress
from .manager import Manager

FILE = "Bestand met een handboek of een flowchart"
ROWS = [
    ("stap", "tekst", "antwoord", "volgende"),
    ("De printer doet niets", "Kijk of hij aan staat.", "Hij staat aan", "Is er papier?"),
    ("", "", "Hij staat uit", "Zet hem aan"),
    ("Is er papier?", "", "Ja", "Bel de leverancier"),
    ("", "", "Nee", "Vul papier bij"),
    ("Vul papier bij", "Het ligt in de kast.", "Probeer opnieuw", "Is er papier?"),
]


def workbook():
    book, content = openpyxl.Workbook(), BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


FILES = {
    "printer.csv": "\n".join(";".join(row) for row in ROWS).encode(),
    "printer.xlsx": workbook(),
}


def choose(manager, name, content):
    manager.open("Bestanden")
    chosen = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    manager.editor.get_by_label(FILE).set_input_files(chosen)


@pytest.mark.parametrize("name", FILES)
def test_a_flowchart_becomes_a_draft_with_a_list_of_what_is_missing(page, gate, name):
    manager = Manager(page, gate).come(f"Importeur {name}")
    choose(manager, name, FILES[name])
    manager.sees("met 5 stappen en 5 antwoorden. Er is nog niets veranderd.")
    expect(
        page.locator(".ehbi-editor svg").get_by_text("Vul papier bij").locator("visible=true")
    ).to_be_visible()
    if name == "printer.csv":
        assert_clean_in_every_dress(page)
    manager.press("Zet in mijn concept")
    manager.sees(f"{name} staat in je concept.")
    expect(manager.node("de-printer-doet-niets").locator("visible=true")).to_be_visible()
    ask = "Bij uitkomst ‘Bel de leverancier’ staat niet hoe de casus eindigt"
    manager.editor.get_by_role("button", name=ask).click()
    how = manager.field("Hoe de casus eindigt")
    how.select_option("resolved")
    expect(manager.editor.get_by_role("button", name=ask)).to_have_count(0)
    for _ in range(2):
        manager.undo()
    manager.all_well()


def test_a_picture_of_a_flowchart_is_told_to_be_one(page, gate):
    manager = Manager(page, gate).come("Fotograaf")
    choose(manager, "schema.csv", b"\x89PNG\r\n\x1a\n")
    manager.sees("Dit lijkt op een plaatje (PNG); dat kan EHBI niet lezen.")
    expect(manager.button("Zet in mijn concept")).to_have_count(0)
