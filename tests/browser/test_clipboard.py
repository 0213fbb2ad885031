"""Steps by way of the clipboard: between windows and managers, cut, put in an arrow, and what is no step."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

import ehbi

from .manager import Manager

HANDBOOK = ehbi.load()


@pytest.fixture
def come(browser, gate, request):
    """Have somebody come, under a name that no other test uses; each has a browser window of their own."""
    contexts = []

    def come(name):
        context = browser.new_context()
        contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=gate.url.rstrip("/"))
        return Manager(context.new_page(), gate).come(f"{name} {request.node.name[:60]}")

    yield come
    for context in contexts:
        context.close()


def said(manager):
    return manager.editor.locator(".ehbi-canvas-said")


def press(manager, step, keys):
    """Press keys at a step of the chart."""
    manager.page.bring_to_front()
    manager.choose(step)
    manager.node(step).locator("visible=true").focus()
    manager.page.keyboard.press(keys)


def title(step):
    return HANDBOOK.step(step).title


@pytest.mark.parametrize("names", [("Dana", "Dana"), ("Eline", "Femke")], ids=["one", "two"])
def test_what_is_copied_in_one_window_is_pasted_in_another(come, names):
    here, there = map(come, names)
    press(here, "mail-opnieuw", "Control+c")
    expect(said(here)).to_have_text(f"‘{title('mail-opnieuw')}’ gekopieerd.")
    press(there, "geen-rechten", "Control+v")
    typing = there.page.locator(".ehbi-typing")
    expect(typing).to_be_focused()
    typing.press("Escape")
    expect(there.field("Titel")).to_have_value(title("mail-opnieuw"))
    there.page.keyboard.press("Control+z")
    expect(said(there)).to_contain_text("Ongedaan gemaakt: Geplakt")


def test_a_branch_is_cut_by_keyboard_and_put_under_another_step(come):
    here = come("Dana")
    press(here, "mail-zoeken", "Control+Shift+X")
    expect(here.page.get_by_role("menuitem", name="Haal die antwoorden ook weg")).to_be_visible()
    here.page.keyboard.press("End")
    here.page.keyboard.press("Enter")
    expect(said(here)).to_contain_text("met alles eronder weggehaald")
    expect(here.node("mail-opnieuw").locator("visible=true")).to_have_count(0)
    press(here, "geen-rechten", "Control+v")
    expect(here.page.locator(".ehbi-typing")).to_be_focused()
    here.page.keyboard.press("Escape")
    expect(here.node("mail-opnieuw").locator("visible=true")).to_have_count(1)
    here.page.keyboard.press("Control+z")
    expect(here.node("mail-opnieuw").locator("visible=true")).to_have_count(0)


def test_a_step_is_cut_and_put_in_an_arrow(come):
    here = come("Dana")
    page = here.page
    press(here, "mail-opnieuw", "Control+x")
    page.get_by_role("menuitem", name="Haal die antwoorden ook weg").click()
    expect(here.node("mail-opnieuw")).to_have_count(0)
    here.choose("geen-rechten")
    arrow = page.locator(".arrow[data-from=geen-rechten][data-answer=nee]")
    arrow.focus()
    page.keyboard.press("Control+v")
    expect(page.get_by_role("menu", name="Welk antwoord gaat verder naar")).to_be_visible()
    page.keyboard.press("Enter")
    expect(arrow).to_have_attribute("data-to", "mail-opnieuw")
    page.keyboard.press("Control+z")
    expect(arrow).to_have_attribute("data-to", HANDBOOK.step("geen-rechten").answer("nee").next)


@pytest.mark.parametrize("text", ["Zomaar een zin", json.dumps({"ehbi-stappen": [{"id": "x"}]})])
def test_text_from_elsewhere_is_refused_in_words_and_changes_nothing(come, text):
    here = come("Dana")
    here.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    press(here, "geen-rechten", "Control+v")
    expect(here.editor.locator("[data-id=said]")).not_to_be_empty()
    expect(here.page.locator(".ehbi-typing")).to_have_count(0)
    expect(here.editor.locator("button[data-id=undo]")).to_be_disabled()
