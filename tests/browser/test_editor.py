"""What managers do in the editor: they type, click twice, move the focus, throw away, take files out and in.

That the editor works in JupyterLab too is in ``test_lab``, and a whole afternoon in ``test_afternoon``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .axe import assert_clean
from .manager import Manager

TYPE_AND_CHOOSE = """(step, title) => {
  title.value = "Zoek de mail";
  title.dispatchEvent(new Event("input"));
  step.click();
  step.parentElement.querySelector("[data-choice=toegang]").click();
}"""
WORDS = "Het <img src=x onerror='window.hacked = 1'> werkt weer"
SCRIPT = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"


@pytest.fixture
def noor(page, gate, request):
    """Somebody whose draft is new: nobody else has the name of the test."""
    return Manager(page, gate).come(request.node.name[:80])


def test_a_title_is_emptied_and_typed_anew_without_losing_focus_or_letters(noor):
    noor.node("ingelogd").click()
    title = noor.field("Titel")
    expect(title).to_have_value("De lener kan inloggen")
    title.fill("")
    noor.sees("Deze tekst is leeg")
    noor.open("Publiceren")
    expect(noor.button("Publiceer")).to_be_disabled()
    noor.open("Stappen")
    expect(title).to_be_visible()
    title.press_sequentially("De lener is binnen")
    noor.all_well()
    expect(title).to_have_value("De lener is binnen")
    expect(title).to_be_focused()
    expect(noor.node("ingelogd")).to_contain_text("De lener is binnen")


def throw_away(noor):
    noor.press("Gooi mijn concept weg")
    expect(noor.editor.get_by_role("heading", name="Je concept weggooien?")).to_be_focused()
    noor.press("Ja, gooi mijn concept weg")


@pytest.mark.parametrize("label", ["Stap", "Gaat naar"])
def test_a_list_that_is_clicked_is_searched_by_what_is_typed_next(page, noor, label):
    noor.choose("mail-zoeken")
    field = noor.field(label).first
    field.click()  # in the middle of the title that stands there
    page.keyboard.type("eigen biblio")
    found = noor.editor.get_by_role("option").locator("visible=true")
    expect(found).to_have_text(["Dit hoort bij je eigen bibliotheek"])
    page.keyboard.press("Enter")
    expect(field).to_have_value("Dit hoort bij je eigen bibliotheek")


def test_script_in_a_field_never_runs(page, noor):
    noor.editor.get_by_label("Wat je tegen de lener zegt").fill(WORDS)
    noor.sees("In deze tekst staat HTML")
    noor.open("Publiceren")
    noor.sees("werkt weer")
    assert page.evaluate("window.hacked") is None
    throw_away(noor)
    noor.sees("Je concept is weg.")


def test_the_flowchart_shows_what_is_wrong_and_what_will_change(noor):
    editor = noor.editor
    editor.get_by_label("In beeld").select_option(label="Heel het handboek")
    expect(noor.node("eigen-site")).to_be_visible()
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
    noor.open("Publiceren")
    expect(arrow).to_have_class(re.compile("flag-changed"))
    expect(editor.locator(".legend").get_by_text("Veranderd")).to_be_visible()
    throw_away(noor)
    expect(editor.locator(".node:visible")).to_have_count(0)


def test_a_notice_is_put_up_by_the_labels_of_its_own_view(noor):
    noor.open("Mededelingen")
    noor.sees("Er zijn nu geen mededelingen.")
    noor.editor.get_by_label("Wat is er aan de hand?").fill("Storing bij de KB")
    noor.fill("Tot", "2099-07-01T17:00")
    noor.press("Plaats")
    noor.sees("De mededeling staat erop tot 1 juli 2099 17.00 uur.")
    noor.press("Haal weg: ‘Storing bij de KB’")
    expect(noor.button("Nee, laat staan")).to_be_focused()
    noor.press("Ja, haal weg")
    noor.sees("Er zijn nu geen mededelingen.")


def test_a_double_click_takes_away_one_thing_and_the_focus_stays_near(page, noor):
    noor.open("Gegevens")
    noor.editor.get_by_label("Soort", exact=True).first.select_option("glossary")
    things = noor.field("Welke").locator("option")
    expect(things.first).to_have_text("Lener")
    before = things.count()
    noor.editor.get_by_role("button", name="Haal dit weg").dblclick()
    expect(things).to_have_count(before - 1)
    noor.undo()
    expect(things).to_have_count(before)
    noor.open("Stappen")
    noor.choose("mail-zoeken")
    noor.editor.locator("button[data-id='answer/1/remove']").focus()
    page.keyboard.press("Enter")
    expect(noor.editor.locator("[data-id='answer/1/label'] input")).to_be_focused()
    noor.undo()
    noor.editor.locator("button[data-id='answer/1/up']").focus()
    page.keyboard.press("Enter")
    expect(noor.editor.locator("button[data-id='answer/0/down']")).to_be_focused()


def test_the_focus_stays_in_a_field_when_a_message_above_it_goes(page, noor):
    noor.fill("Titel", "")
    noor.open("Publiceren")
    noor.sees("Los eerst de fouten op.")
    reason = noor.field("Waarom deze verandering?")
    reason.focus()
    page.evaluate("document.querySelector('button[data-id=undo]').click()")
    expect(noor.editor.get_by_text("Los eerst de fouten op.")).to_be_hidden()
    expect(reason).to_be_focused()


def test_what_was_typed_last_goes_to_the_step_it_was_typed_in(noor):
    noor.choose("mail-zoeken")
    title = noor.field("Titel")
    noor.field("Stap").evaluate(TYPE_AND_CHOOSE, title.element_handle())
    expect(noor.editor.locator(".node.current")).to_have_attribute("data-step", "toegang")
    expect(title).to_have_value("De lener heeft toegang")
    noor.choose("mail-zoeken")
    expect(noor.editor.locator(".node.current")).to_contain_text("Zoek de mail")
    expect(title).to_have_value("Zoek de mail")


# ---- files


def take_in(noor, name, text):
    file = {"name": name, "mimeType": "application/yaml", "buffer": text.encode()}
    noor.editor.get_by_label("Bestand met een handboek").set_input_files(file)


def test_a_saved_handbook_comes_back_in_and_its_text_never_runs(page, noor):
    noor.open("Bestanden")
    with page.expect_download() as saving:
        noor.editor.get_by_role("button", name="YAML, om verder te bewerken").click()
    text = Path(saving.value.path()).read_text(encoding="utf-8")
    take_in(noor, "stuk.yaml", f"titel: [{SCRIPT}")
    noor.sees("Met stuk.yaml lukt het niet. Er is niets veranderd.")
    take_in(noor, f"{SCRIPT}.yaml", text.replace("title: De lener kan inloggen", f'title: "{SCRIPT}"'))
    noor.sees("… lukt het niet. Er is niets veranderd.")
    take_in(noor, "mijn.yaml", text.replace("title: De lener kan inloggen", "title: De lener is er in"))
    noor.sees("en wordt ‘De lener is er in’")
    assert_clean(page)
    noor.press("Zet in mijn concept")
    noor.sees("mijn.yaml staat in je concept.")
    assert page.evaluate("window.hacked") is None


def test_another_part_begins_at_its_top(page, noor):
    noor.choose("mail-zoeken")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    noor.open("Bestanden")
    expect(noor.editor.get_by_role("heading", name="Bestanden")).to_be_in_viewport(ratio=1)


def test_what_was_published_is_looked_at_in_its_flowchart(page, noor):
    noor.open("Versies")
    noor.press("Bekijk versie 1")
    noor.node("ingelogd").click()
    card = noor.editor.locator(".ehbi-card").filter(has_text="De lener kan inloggen")
    expect(card.first).to_be_visible()
    assert_clean(page)
