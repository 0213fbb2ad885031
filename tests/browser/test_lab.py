"""The notebooks to look at in JupyterLab, where functional managers have them."""

from __future__ import annotations

from playwright.sync_api import expect

from .axe import WIDE, assert_clean
from .lab import assert_follows_theme, assert_whole, run_cell, run_first_cell
from .manager import PROOF, Manager

CHART = "figure.ehbi-chart:not([hidden])"


def test_the_guide_runs_in_jupyterlab(page, lab):
    page.set_viewport_size(WIDE)
    run_first_cell(page, f"{lab}/tree/handboek.ipynb")
    guide = page.locator(".ehbi-guide")
    situations = guide.get_by_role("combobox", name="Wat ziet de lener?")
    expect(situations).to_be_visible(timeout=60_000)
    situations.select_option(index=2)
    expect(guide.locator(".ehbi-card[data-step=geen-rechten]")).to_be_visible()
    expect(guide.locator(".node.current:visible")).to_have_attribute("data-step", "geen-rechten")
    assert_whole(guide.locator(CHART))
    guide.locator(".node[data-step=geen-toegang]:visible").click()
    expect(guide.locator(".ehbi-card[data-step=geen-toegang]")).to_be_visible()
    expect(guide.get_by_text("Wie kan wat")).to_be_visible()
    assert "#geen" not in page.url
    assert_follows_theme(page, ".ehbi-guide")


def test_the_editor_runs_in_jupyterlab(page, lab):
    page.set_viewport_size(WIDE)
    run_first_cell(page, f"{lab}/tree/beheer.ipynb")
    editor = page.locator(".ehbi-editor")
    title = editor.get_by_label("Titel", exact=True)
    expect(title).to_be_visible(timeout=60_000)
    editor.locator(".node[data-step=ingelogd]").click()
    expect(title).to_have_value("De lener kan inloggen")
    title.fill("")
    title.press_sequentially("De lener is binnen")
    expect(title).to_be_focused()
    expect(editor.locator(".node[data-step=ingelogd]")).to_contain_text("De lener is binnen")
    editor.get_by_text("Meer over deze stap", exact=True).click()
    expect(editor.get_by_label("Soort stap")).to_be_visible()
    assert_whole(editor.locator(CHART))
    assert_clean(page, ".ehbi-editor")
    assert_follows_theme(page, ".ehbi-editor")


def test_a_revision_is_published_and_taken_back_in_jupyterlab(page, lab):
    run_first_cell(page, f"{lab}/tree/beheer.ipynb")
    noor = Manager(page)
    expect(noor.field("Titel")).to_be_visible(timeout=60_000)
    noor.choose("mail-zoeken")
    before = noor.field("Titel").input_value()
    noor.fill("Titel", "Zoek samen de mail")
    expect(noor.node("mail-zoeken").first).to_contain_text("Zoek samen de mail")
    noor.publishes("Samen gaat het beter.")
    noor.open("Versies")
    noor.press("Ga terug naar versie 1")
    noor.press("Ja, publiceer versie 1 opnieuw")
    noor.sees("zegt weer wat versie 1 zei.", within=PROOF)
    noor.open("Stappen")
    noor.choose("mail-zoeken")
    expect(noor.field("Titel")).to_have_value(before)


def test_the_explorer_runs_in_jupyterlab_and_shows_what_it_would_with_a_year_of_cases(page, lab):
    run_first_cell(page, f"{lab}/tree/verkennen.ipynb")
    explorer = page.locator(".ehbi-explorer")
    expect(explorer.get_by_text("Bekijk intussen de voorbeeldcijfers")).to_be_visible(timeout=60_000)
    explorer.get_by_role("combobox", name="Cijfers").select_option(label="Voorbeeldcijfers")
    expect(explorer.get_by_role("img", name="Voorbeeldcijfers")).to_have_count(4, timeout=60_000)
    explorer.get_by_role("combobox", name="Situatie").select_option(index=4)
    explorer.get_by_role("combobox", name="Wie").select_option(label="Lener")
    expect(explorer.locator(".node:not(.faded)")).to_have_count(5)
    explorer.locator(".node[data-step=mail-zoeken]").click()
    expect(explorer.get_by_text("keer op de weg van een casus")).to_be_visible()
    expect(explorer.locator(".node.current")).to_have_attribute("data-step", "mail-zoeken")
    assert_clean(page, ".ehbi-explorer")
    assert_follows_theme(page, ".ehbi-explorer")
    graph = run_cell(page, 1)
    expect(graph.locator(".jp-OutputArea-output")).to_contain_text("'synchronisatie-pasnummer'")


def test_the_questions_run_in_jupyterlab_from_the_first_cell_to_the_last(page, lab):
    page.set_viewport_size(WIDE)
    first = run_first_cell(page, f"{lab}/tree/vragen.ipynb")
    expect(first.get_by_role("img")).to_be_visible(timeout=60_000)
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    last = page.locator(".jp-CodeCell").filter(has_text="KEEP")
    expect(last.locator(".jp-InputPrompt")).to_have_text("[11]:", timeout=60_000)
    expect(page.get_by_text("Er is niets mis met dit handboek.")).to_be_attached()
    expect(page.locator("[data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)


def test_the_workshop_runs_in_jupyterlab_with_its_slides_in_the_notebook(page, lab):
    run_first_cell(page, f"{lab}/tree/workshop.ipynb")
    stories = page.locator(".ehbi-stories")
    stories.get_by_role("combobox", name="Welk verhaal?").select_option(index=1)
    expect(stories.locator(".case")).to_be_visible()
    stories.get_by_role("combobox", name="Wat ziet de lener?").select_option(index=2)
    expect(stories.locator(".node.current:visible")).to_have_attribute("data-step", "geen-rechten")
    assert_follows_theme(page, ".ehbi-stories")
    slides = run_cell(page, 1).frame_locator("iframe")
    expect(slides.locator(".slide.now")).to_have_count(1)
    slides.get_by_role("button", name="Verder", exact=True).click()
    expect(slides.get_by_role("heading", name="Waarom inloggen misgaat")).to_be_visible()
    slides.get_by_label("Ga naar dia").select_option(label="Wie kan wat")
    expect(slides.get_by_role("heading", name="Wie kan wat")).to_be_visible()
