"""A library that filled in its profile sees its own details; one that did not sees the general texts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.files.documents import to_json
from ehbi.handbook.handover import handover
from tests.serving import running_server
from tests.unit.handbook.profiles import NOORD

from .axe import assert_clean_in_every_dress
from .desk import Desk

LOCAL = ehbi.load().at(NOORD)
TO_BEHEER = "geen-rechten/ja/alleen-basis/niet-gelukt"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A server of a library with a profile."""
    file = tmp_path_factory.mktemp("profile") / "profiel.yaml"
    file.write_text(NOORD.model_dump_json(), encoding="utf-8")
    with running_server("--profile", str(file)) as server:
        yield server


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_what_this_library_said_stands_at_the_step_that_asks_for_it(page, library, mode):
    desk = Desk(page, library.url).show(mode, "nieuw-pasnummer/nee")
    card = desk.card("synchronisatie-pasnummer")
    expect(card).to_contain_text("Bibliotheek Noord & Zuid: Zo synchroniseer je in Ledenpakket")
    expect(card.get_by_role("listitem").filter(has_text="Zoek de lener op")).to_be_visible()
    expect(page.locator(".library")).to_have_text("Bibliotheek Noord & Zuid")
    # A handover is ready for its own functional management.
    page.evaluate("link => { location.hash = link }", TO_BEHEER)
    card = desk.card("beheer-abonnement")
    wanted = handover(ehbi.Case(LOCAL).open(TO_BEHEER))
    expect(card.locator("pre")).to_have_text(wanted.text)
    expect(card.get_by_role("link", name="Mail deze tekst")).to_have_attribute("href", wanted.mailto)
    expect(card.locator(".ehbi-contact")).to_contain_text("Team Applicaties")


def test_the_panels_have_it_too_and_a_remark_is_about_the_national_revision(page, library):
    Desk(page, library.url).show("book")
    for panel, part in [
        ("Wie kan wat", "synchronisatie"),
        ("Contact", "functioneel-beheer"),
        ("Woorden", "ledensysteem"),
    ]:
        page.get_by_role("button", name=panel, exact=True).click()
        expect(page.get_by_role("region", name=panel).locator(f"[data-local={part}]")).to_be_visible()
        page.keyboard.press("Escape")
    assert to_json(LOCAL) == to_json(ehbi.load())
    assert page.get_attribute("body", "data-revision") == ehbi.load().revision


def test_without_a_profile_nothing_is_missing(page, server):
    card = Desk(page, server.url).show("book", TO_BEHEER).card("beheer-abonnement")
    expect(card.locator("pre")).to_contain_text("Vul in jullie eigen meldsysteem aan")
    expect(page.locator(".ehbi-local, .library")).to_have_count(0)


def test_axe_finds_nothing(page, library):
    Desk(page, library.url).show("book", TO_BEHEER)
    assert_clean_in_every_dress(page)
    page.get_by_role("button", name="Woorden", exact=True).click()
    assert_clean_in_every_dress(page)
