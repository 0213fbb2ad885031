"""What looks like personal data is refused, wherever and however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook import load
from ehbi.handbook.privacy import MAIL, NUMBER, POSTCODE, personal_data

from .strategies import many

around = st.text(max_size=60)
letters = st.text(st.characters(categories=["Ll", "Zs"]), max_size=80)
names = st.from_regex(r"\A[a-z0-9]{1,12}([._-][a-z0-9]{1,8}){0,2}\Z")
digits = st.lists(st.characters(categories=["Nd"]), min_size=6, max_size=16)
between = st.sampled_from(["", "", " ", "-", ".", " - ", "/", "\u00a0", "\u200b", "\n"])


@many
@given(around, names, names, around)
def test_an_e_mail_address_is_found_wherever_it_stands(before, name, host, after):
    assert personal_data(f"{before} {name}@{host}.nl {after}")


@many
@given(around, digits, between, around)
def test_six_digits_are_found_in_any_script_and_with_anything_between(before, number, sign, after):
    assert personal_data(before + sign.join(number) + after)


@many
@given(letters)
def test_words_alone_are_never_refused(text):
    assert personal_data(text) is None


@many
@given(st.text(max_size=2000))
def test_any_text_gets_an_answer(text):
    assert personal_data(text) in {None, MAIL, NUMBER, POSTCODE}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("bel 06-12345678", NUMBER),
        ("geboren 3-12-1970 dus", NUMBER),
        ("pas ２１００１２３４", NUMBER),
        ("jan @ example.org", MAIL),
        ("jan＠example.org", MAIL),
        ("woont op 1234 AB", POSTCODE),
        ("woont op 1234ab", POSTCODE),
    ],
)
def test_the_reason_says_what_it_is(text, reason):
    assert personal_data(text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Stap 3 klopt niet",
        "In 2026 is dit anders",
        "Zie stap 1, 2, 3, 4, 5 en 6",
        "16 of 17 jaar",
        "@ home",
    ],
)
def test_ordinary_remarks_are_fine(text):
    assert personal_data(text) is None


def test_the_handbooks_own_words_are_fine():
    for step in load().steps:
        assert personal_data(f"{step.title} {step.say}".replace("fbiam@kb.nl", "")) is None, step.id


def test_a_very_long_text_is_judged_at_once():
    assert personal_data("1 " * 4 + "a" * 100_000 + " 1.1.1" * 20_000 + "x") == NUMBER
