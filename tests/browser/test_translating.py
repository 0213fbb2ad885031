"""The managers' page in the languages of patrons: each text in its own letters, from its own side."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ehbi.files import load
from ehbi.handbook.languages import translation

from .axe import assert_clean_in_every_dress
from .manager import Manager

FROM_THE_RIGHT = "one => [one.lang, getComputedStyle(one).direction]"


@pytest.fixture
def noor(page, gate, request):
    """Somebody whose draft is new: nobody else has the name of the test."""
    return Manager(page, gate).come(request.node.name[:80])


def assert_right(field):
    assert field.evaluate(FROM_THE_RIGHT) == ["ar", "rtl"]


def test_what_is_in_a_language_is_written_from_its_side_beside_the_dutch_and_axe_finds_nothing(noor):
    noor.open("Talen")
    noor.field("Taal").select_option("ar")
    noor.pick("Stap", "mail-zoeken")
    asked = noor.editor.get_by_role("group", name="De vraag aan de lener")
    text = asked.get_by_label("In het Arabisch")
    expect(text).to_have_value(translation(load().step("mail-zoeken"), "ar").asks)
    assert_right(text)
    assert_clean_in_every_dress(noor.page)
    beside = asked.get_by_text("Staat de mail in de inbox of in de spammap?").bounding_box()
    assert text.bounding_box()["x"] > beside["x"] + beside["width"]
    noor.field("Taal").select_option("en")
    expect(text).to_have_count(0)
    text = asked.get_by_label("In het Engels")
    text.fill("inbox?")
    assert text.evaluate(FROM_THE_RIGHT) == ["en", "ltr"]

    noor.open("Gegevens")
    chosen = noor.editor.get_by_role("group", name="Kies wat je verandert")
    chosen.get_by_label("Soort").select_option(label="Talen")
    chosen.get_by_label("Welke").select_option(label="Arabisch")
    expect(noor.field("Naam in de taal zelf")).to_have_value("العربية")
    for label in ("Naam in de taal zelf", "Gelukt", "Geen verbinding"):
        assert_right(noor.field(label))
    assert noor.field("Naam in het Nederlands").evaluate("one => one.lang") == ""
    assert_clean_in_every_dress(noor.page)
