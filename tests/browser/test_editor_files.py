"""A manager in JupyterLab takes the handbook out and in as a file, and nothing in it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .lab import run_first_cell

SCRIPT = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"


@pytest.fixture
def editor(page, lab):
    run_first_cell(page, f"{lab}/tree/beheer.ipynb")
    found = page.locator(".ehbi-editor")
    expect(found.get_by_label("Titel", exact=True)).to_be_visible(timeout=60_000)
    return found


def open_view(editor, name):
    editor.get_by_role("group", name="Onderdelen van het beheer").get_by_role("button", name=name).click()


def choose(editor, name, text):
    file = {"name": name, "mimeType": "application/yaml", "buffer": text.encode()}
    editor.get_by_label("Bestand met een handboek").set_input_files(file)


def test_a_saved_handbook_comes_back_in_and_its_text_never_runs(page, editor):
    open_view(editor, "Bestanden")
    with page.expect_download() as saving:
        editor.get_by_role("button", name="YAML, om verder te bewerken").click()
    text = Path(saving.value.path()).read_text(encoding="utf-8")
    choose(editor, "stuk.yaml", f"titel: [{SCRIPT}")
    expect(editor.get_by_text("In stuk.yaml staan fouten. Er is niets veranderd.")).to_be_visible()
    choose(editor, f"{SCRIPT}.yaml", text.replace("title: De lener kan inloggen", f'title: "{SCRIPT}"'))
    expect(editor.get_by_text("staan fouten. Er is niets veranderd.")).to_be_visible()
    choose(editor, "mijn.yaml", text.replace("title: De lener kan inloggen", "title: De lener is er in"))
    expect(editor.get_by_text("en wordt ‘De lener is er in’")).to_be_visible()
    assert Axe().run(page, context=".ehbi-editor").violations_count == 0
    editor.get_by_role("button", name="Zet in mijn concept").click()
    expect(editor.get_by_text("mijn.yaml staat in je concept.")).to_be_visible()
    open_view(editor, "Stappen")
    editor.get_by_role("button", name="Ongedaan maken").click()
    assert page.evaluate("window.hacked") is None


def test_what_was_published_is_looked_at_in_its_flowchart(page, editor):
    open_view(editor, "Versies")
    editor.get_by_role("button", name="Bekijk versie 1", exact=True).click()
    editor.locator(".node[data-step=ingelogd]").click()
    expect(editor.locator(".ehbi-card").filter(has_text="De lener kan inloggen").first).to_be_visible()
    assert Axe().run(page, context=".ehbi-editor").violations_count == 0
