"""A new thing is named after what it says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook.edits import fresh_id

from .editing_fields import TEXTS
from .strategies import many


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Vraag de mail nog eens aan", "vraag-de-mail-nog-eens-aan"),
        ("Eén privé-adres, vóór de coördinatie", "een-prive-adres-voor-de-coordinatie"),
        ("Melding 'Inloggegevens onjuist'", "melding-inloggegevens-onjuist"),
        ("Foto's en auto’s", "fotos-en-autos"),
        ("Mail naar fbiam@kb.nl", "mail-naar-fbiam-kb-nl"),
        ("STRASSE straße", "strasse-strasse"),
        ("  --  ", "nieuw"),
        ("", "nieuw"),
        ("🙂", "nieuw"),
    ],
)
def test_an_id_is_the_title_in_plain_letters(words, name):
    assert fresh_id([], words) == name


def test_an_id_that_is_taken_gets_the_first_number_that_is_not():
    assert fresh_id({"ja"}, "Ja") == "ja-2"
    assert fresh_id({"ja", "ja-2", "ja-4"}, "Ja") == "ja-3"


def test_a_long_title_stops_after_a_word():
    title = "De lener heeft gisteren al een nieuw wachtwoord aangevraagd en weet dat nog"
    assert fresh_id([], title) == "de-lener-heeft-gisteren-al-een-nieuw-wachtwoord-aangevraagd"
    assert fresh_id([], "a" * 70) == "a" * 60
    assert fresh_id([], f"{'a' * 60} b") == "a" * 60
    assert fresh_id([], f"{'a' * 30} {'b' * 29} c") == f"{'a' * 30}-{'b' * 29}"


def test_a_long_title_leaves_room_for_the_number():
    assert fresh_id(["a" * 60], "a" * 60) == "a" * 58 + "-2"


@many
@given(st.lists(st.one_of(TEXTS, st.text(), st.text("ab -", min_size=50)), max_size=12))
def test_ids_made_one_after_another_are_ids_and_all_different(titles):
    taken = []
    for title in titles:
        taken.append(fresh_id(taken, title))
    assert len(set(taken)) == len(taken)
    assert all(len(name) <= 60 and re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name) for name in taken)
