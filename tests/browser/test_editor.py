"""A manager changes, breaks, mends and publishes a step in JupyterLab; a desk sees it at its next case."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .lab import run_first_cell
from .manager import PROOF, all_well

TYPE_AND_CHOOSE = """(step, title) => {
  title.value = "Zoek de mail";
  title.dispatchEvent(new Event("input"));
  step.value = "toegang";
  step.dispatchEvent(new Event("change"));
}"""
WORDS = "Het <img src=x onerror='window.hacked = 1'> werkt weer"


@pytest.fixture
def editor(page, lab):
    run_first_cell(page, f"{lab}/tree/beheer.ipynb")
    found = page.locator(".ehbi-editor")
    expect(found.get_by_label("Titel", exact=True)).to_be_visible(timeout=60_000)
    return found


def open_view(editor, name):
    editor.get_by_role("group", name="Onderdelen van het beheer").get_by_role("button", name=name).click()


def test_a_step_is_changed_broken_mended_published_and_taken_back(editor):
    editor.locator(".node[data-step=ingelogd]").click()
    title = editor.get_by_label("Titel", exact=True)
    expect(title).to_have_value("De lener kan inloggen")
    title.fill("")
    expect(editor.get_by_text("Deze tekst is leeg", exact=True)).to_be_visible()
    publish = editor.get_by_role("button", name="Publiceer", exact=True)
    open_view(editor, "Publiceren")
    expect(publish).to_be_disabled()
    open_view(editor, "Stappen")
    expect(title).to_be_visible()
    title.press_sequentially("De lener is binnen")
    expect(editor.get_by_text(all_well())).to_be_visible()
    expect(title).to_have_value("De lener is binnen")
    expect(title).to_be_focused()
    expect(editor.locator(".node[data-step=ingelogd]")).to_contain_text("De lener is binnen")
    open_view(editor, "Publiceren")
    editor.get_by_label("Waarom deze verandering?").fill("Korter")
    publish.click()
    expect(editor.get_by_text("Proef: ")).to_be_visible()
    expect(editor.get_by_text("Gepubliceerd als versie 2.")).to_be_visible(timeout=PROOF)
    open_view(editor, "Versies")
    editor.get_by_role("button", name="Ga terug naar versie 1").click()
    editor.get_by_role("button", name="Ja, publiceer versie 1 opnieuw").click()
    expect(editor.get_by_text("Versie 3 zegt weer wat versie 1 zei.")).to_be_visible(timeout=PROOF)
    open_view(editor, "Stappen")
    expect(title).to_have_value("De lener kan inloggen")


def throw_away(editor):
    editor.get_by_role("button", name="Gooi mijn concept weg").click()
    expect(editor.get_by_role("heading", name="Je concept weggooien?")).to_be_focused()
    editor.get_by_role("button", name="Ja, gooi mijn concept weg").click()


def test_script_in_a_field_never_runs(page, editor):
    say = editor.get_by_label("Wat je tegen de lener zegt")
    say.fill(WORDS)
    expect(editor.get_by_text("In deze tekst staat HTML", exact=True)).to_be_visible()
    open_view(editor, "Publiceren")
    expect(
        editor.get_by_text("Zeg tegen de lener", exact=False).or_(editor.get_by_text("werkt weer")).first
    ).to_be_visible()
    assert page.evaluate("window.hacked") is None
    throw_away(editor)
    expect(editor.get_by_text("Je concept is weg.")).to_be_visible()


def test_the_flowchart_shows_what_is_wrong_and_what_will_change(editor):
    editor.get_by_label("In beeld").select_option(label="Heel het handboek")
    expect(editor.locator(".node[data-step=eigen-site]")).to_be_visible()
    editor.get_by_label("In beeld").select_option("reset-mail")
    arrow = editor.locator(".arrow[data-from=mail-opnieuw][data-answer=nee]")
    arrow.locator(".label").first.click()
    label = editor.get_by_role("group", name="Antwoord 2").get_by_label("Antwoord", exact=True)
    expect(label).to_be_focused()
    label.fill("")
    expect(arrow).to_have_class(re.compile("flag-error"))
    label.fill("Nee, er is niets")
    expect(arrow).not_to_have_class(re.compile("flagged"))
    expect(label).to_be_focused()
    open_view(editor, "Publiceren")
    expect(arrow).to_have_class(re.compile("flag-changed"))
    expect(editor.locator(".legend").get_by_text("Veranderd")).to_be_visible()
    throw_away(editor)
    expect(editor.locator(".node:visible")).to_have_count(0)


def test_axe_finds_nothing_in_it(page, editor):
    editor.get_by_text("Meer over deze stap", exact=True).click()
    expect(editor.get_by_label("Soort stap")).to_be_visible()
    results = Axe().run(page, context=".ehbi-editor")
    assert results.violations_count == 0, results.generate_report()


def test_a_notice_is_put_up_by_the_labels_of_its_own_view(editor):
    open_view(editor, "Mededelingen")
    expect(editor.get_by_text("Er zijn nu geen mededelingen.")).to_be_visible()
    editor.get_by_label("Wat is er aan de hand?").fill("Storing bij de KB")
    editor.get_by_label("Tot", exact=True).fill("2099-07-01T17:00")
    editor.get_by_role("button", name="Plaats", exact=True).click()
    expect(editor.get_by_text("De mededeling staat erop tot 1 juli 2099 17.00 uur.")).to_be_visible()
    editor.get_by_role("button", name="Haal weg: ‘Storing bij de KB’").click()
    expect(editor.get_by_role("button", name="Nee, laat staan")).to_be_focused()
    editor.get_by_role("button", name="Ja, haal weg").click()
    expect(editor.get_by_text("Er zijn nu geen mededelingen.")).to_be_visible()


def test_a_double_click_takes_away_one_thing_and_the_focus_stays_near(page, editor):
    open_view(editor, "Gegevens")
    editor.get_by_label("Soort", exact=True).first.select_option("glossary")
    things = editor.get_by_label("Welke", exact=True).locator("visible=true").locator("option")
    expect(things.first).to_have_text("Lener")
    before = things.count()
    editor.get_by_role("button", name="Haal dit weg").dblclick()
    expect(things).to_have_count(before - 1)
    editor.get_by_role("button", name="Ongedaan maken").click()
    expect(things).to_have_count(before)
    open_view(editor, "Stappen")
    editor.get_by_label("Stap", exact=True).select_option("mail-zoeken")
    last = editor.locator("button[data-id='answer/nee/remove']")
    last.focus()
    page.keyboard.press("Enter")
    expect(last).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.id ?? ''").startswith("answer/")
    editor.get_by_role("button", name="Ongedaan maken").click()
    up = editor.locator("button[data-id='answer/nee/up']")
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_be_disabled()
    assert page.evaluate("document.activeElement.closest('.ehbi-editor') !== null")
    editor.get_by_role("button", name="Ongedaan maken").click()


def test_the_focus_stays_in_a_field_when_a_message_above_it_goes(page, editor):
    open_view(editor, "Publiceren")
    reason = editor.get_by_label("Waarom deze verandering?")
    open_view(editor, "Stappen")
    editor.get_by_label("Titel", exact=True).fill("")
    open_view(editor, "Publiceren")
    expect(editor.get_by_text("Los eerst de fouten op.")).to_be_visible()
    reason.focus()
    page.evaluate("document.querySelector('button[data-id=undo]').click()")
    expect(editor.get_by_text("Los eerst de fouten op.")).to_be_hidden()
    expect(reason).to_be_focused()


def test_what_was_typed_last_goes_to_the_step_it_was_typed_in(editor):
    open_view(editor, "Stappen")
    step, title = (editor.get_by_label(label, exact=True) for label in ("Stap", "Titel"))
    step.select_option("mail-zoeken")
    expect(editor.locator(".node.current")).to_have_attribute("data-step", "mail-zoeken")
    step.evaluate(TYPE_AND_CHOOSE, title.element_handle())
    expect(editor.locator(".node.current")).to_have_attribute("data-step", "toegang")
    expect(title).to_have_value("De lener heeft toegang")
    step.select_option("mail-zoeken")
    expect(editor.locator(".node.current")).to_contain_text("Zoek de mail")
    expect(title).to_have_value("Zoek de mail")
    editor.get_by_role("button", name="Ongedaan maken").click()
