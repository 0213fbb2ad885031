"""A manager types YAML in JupyterLab, and takes the handbook out and in as a file; nothing in a file runs."""

from __future__ import annotations

import re
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


def test_a_mistake_in_the_text_is_told_by_line_and_mended(page, editor):
    open_view(editor, "Tekst")
    editor.get_by_label("Welke").select_option("ingelogd")
    code = editor.get_by_label("Tekst (YAML)")
    expect(code).to_have_value(re.compile("^id: ingelogd\n"))
    good = code.input_value()
    line = good.splitlines().index("title: De lener kan inloggen") + 1
    code.fill(good.replace("title: De lener kan inloggen", "titel: De lener is 'binnen'"))
    told = editor.get_by_role("button", name=f"Regel {line}: ‘titel’ is hier onbekend")
    told.click()
    expect(code).to_be_focused()
    caret = code.evaluate("input => input.value.slice(0, input.selectionStart).split('\\n').length")
    assert caret == line
    page.keyboard.press("Tab")
    expect(code).not_to_be_focused()
    mended = good.replace("title: De lener kan inloggen", "title:   De lener is binnen")
    code.fill(mended)
    expect(editor.locator(".node[data-step=ingelogd]")).to_contain_text("De lener is binnen")
    expect(code).to_have_value(mended)
    assert Axe().run(page, context=".ehbi-editor").violations_count == 0
    editor.get_by_role("button", name="Ongedaan maken").click()
    expect(code).to_have_value(good)


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
