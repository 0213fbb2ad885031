"""Measuring and wrapping text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.flowchart.text import width, wrap
from ehbi.handbook.text import clean


@given(st.text(max_size=120), st.integers(40, 300))
def test_wrapped_text_is_complete_and_narrow_enough(text, limit):
    lines = wrap(text, 13, limit)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    assert all(width(line, 13) <= limit for line in lines)


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=8), max_size=20))
def test_words_that_fit_stay_whole(words):
    assert " ".join(wrap(" ".join(words), 13, 150)).split() == words


def test_lines_are_about_equally_long():
    assert wrap("een twee drie vier vijf", 13, 120) == ("een twee", "drie vier vijf")


def test_a_word_longer_than_a_line_is_broken():
    lines = wrap("x" * 100, 13, 100)
    assert len(lines) > 1
    assert "".join(lines) == "x" * 100


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00"])
def test_no_text_is_no_lines(text):
    assert wrap(text, 13, 100) == ()


@pytest.mark.parametrize(("accented", "plain"), [("é", "e"), ("Ü", "U"), ("ñ", "n")])
def test_an_accent_takes_no_width(accented, plain):
    assert width(accented, 12) == width(plain, 12)


def test_a_combining_mark_takes_no_width_and_a_pictogram_much():
    assert width("e\u0301", 12) == width("e", 12)
    assert width("🎉", 10) > width("M", 10)
