"""A manager comes in by the managers' server, works under their own name, and goes again."""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi import places
from tests.unit.server.managing import lodge
from tests.unit.server.visiting import end_workers, wait_until, workers

from .axe import assert_clean
from .manager import PATIENCE, Manager

RESET, SEEK = (ehbi.load().step(step).title for step in ("reset-mail", "mail-zoeken"))
SMALL = "format: 1\nlibrary: Noord\n"


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """The file in which the library of these managers has its details."""
    file = tmp_path_factory.mktemp("profile") / "profiel.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def gate(profile):
    with lodge(**{places.PROFILE: str(profile)}) as found:
        yield found


def log_in(page, key):
    page.get_by_label("Token of wachtwoord").fill(key)
    page.keyboard.press("Enter")


def test_a_manager_logs_in_works_comes_back_and_logs_out(page, gate):
    page.goto(gate.url)
    expect(page.get_by_label("Token of wachtwoord")).to_be_focused()
    assert_clean(page)
    log_in(page, "fout")
    expect(page.get_by_role("alert")).to_have_text(
        "Dit token of wachtwoord klopt niet. Probeer het nog eens."
    )
    assert_clean(page)
    log_in(page, gate.token)

    name = page.get_by_label("Hoe heet je?")
    expect(name).to_be_visible(timeout=30_000)
    assert page.url == gate.url
    assert_clean(page)
    name.press("Enter")
    expect(page.get_by_text("Vul je naam in")).to_be_visible()
    name.fill("Noor")
    name.press("Enter")
    expect(page.get_by_text("Je werkt als Noor.")).to_be_visible()
    title = page.get_by_label("Titel", exact=True)
    title.fill("Dit klopt niet meer")
    expect(page.locator(".node.current")).to_contain_text("Dit klopt niet")

    page.reload()
    expect(title).to_have_value("Dit klopt niet meer", timeout=30_000)
    expect(page.get_by_text("Je werkt als Noor.")).to_be_visible()
    expect(page.get_by_text("Je concept wordt geopend")).to_be_hidden()
    assert_clean(page)
    page.get_by_role("button", name="Ik ben iemand anders").click()
    expect(name).to_be_focused()
    name.fill("Sam")
    name.press("Enter")
    expect(title).to_have_value("Melding 'Inloggegevens onjuist'")

    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_text("Je bent uitgelogd.")).to_be_visible()
    assert_clean(page)
    page.go_back()
    expect(page.get_by_label("Token of wachtwoord")).to_be_visible()


def test_a_connection_that_is_lost_is_told_and_nobody_types_into_nothing(page, gate):
    page.add_init_script("localStorage.setItem('ehbi:naam', 'Kim')")
    page.goto(f"{gate.url}?token={gate.token}")
    title = page.get_by_label("Titel", exact=True)
    expect(title).to_be_visible(timeout=30_000)
    title.focus()
    end_workers(gate.server.pid)
    expect(page.get_by_role("alert")).to_contain_text("Je concept is bewaard")
    expect(page.get_by_role("button", name="Laad de pagina opnieuw")).to_be_focused()
    assert page.evaluate("document.getElementById('page_guide').inert")
    assert_clean(page)
    page.get_by_role("button", name="Laad de pagina opnieuw").click()
    expect(title).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Verkennen").click()
    expect(page.get_by_label("Cijfers", exact=True)).to_be_visible(timeout=30_000)
    wait_until(lambda: len(workers(gate.server.pid)) == 2, "there is one for this page, and one to spare")


def test_a_profile_that_is_broken_is_mended_as_a_text_with_numbered_lines(page, gate, profile):
    profile.write_text("format: 1\nnaam: Noord\n", encoding="utf-8")
    manager = Manager(page, gate).come("Fenna")
    manager.open("Profiel")
    manager.sees("Regel 2: ‘naam’ is hier onbekend.")
    text = manager.field("Het bestand")
    expect(manager.editor.locator(".panel-lines:visible > div")).to_have_text(
        ["format: 1", "naam: Noord", ""]
    )
    expect(text).to_have_attribute("aria-invalid", "true")
    assert_clean(page)
    text.fill(SMALL)
    text.press("Tab")
    expect(text).not_to_be_focused()
    manager.press("Bewaar het bestand")
    manager.sees("Het profiel is bewaard.")
    expect(manager.field("Naam van de bibliotheek")).to_have_value("Noord")
    assert profile.read_text(encoding="utf-8") == SMALL


def test_the_address_leads_to_part_and_step_by_reload_back_and_link(page, gate):
    manager = Manager(page, gate).come("Ines")
    manager.choose("reset-mail")
    expect(page).to_have_url(re.compile("#stappen/reset-mail$"))
    manager.choose("toegang")
    manager.open("Versies")
    expect(page).to_have_url(re.compile("#versies$"))
    page.go_back()
    expect(manager.field("Titel")).to_have_value("De lener heeft toegang")
    page.go_back()
    expect(manager.field("Titel")).to_have_value(RESET)
    page.reload()
    expect(manager.field("Titel")).to_have_value(RESET, timeout=PATIENCE)
    page.goto(f"{gate.url}#stappen/mail-zoeken")
    expect(manager.field("Titel")).to_have_value(SEEK, timeout=PATIENCE)
    manager.press("Antwoord erbij")
    label = manager.editor.get_by_label("Antwoord", exact=True).locator("visible=true").last
    expect(label).to_be_focused()
    label.fill("Een antwoord dat veel langer is dan iemand aan de balie nog kan lezen")
    manager.sees("tekens te lang")
    assert_clean(page)
    page.set_viewport_size({"width": 1366, "height": 650})
    if folder := os.environ.get("EHBI_SHOTS"):
        page.screenshot(path=f"{folder}/new-answer.png")
