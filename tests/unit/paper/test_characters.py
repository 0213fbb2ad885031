"""No text comes out as empty boxes: what the font lacks is left out, or shows that something is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.ft2font import FT2Font

import ehbi
from ehbi.flowchart import to_pdf
from ehbi.flowchart.text import INSTEAD, font_file, legible
from ehbi.paper import to_card, to_poster

from ..flowchart.wordings import put
from .reading import pages, words

KNOWN = {chr(code) for code in FT2Font(str(font_file("bold"))).get_charmap()}
PAPERS = {"card": to_card, "poster": to_poster, "flowchart": to_pdf}
TITLE = "Mail 🎉👩‍🚒🏳️‍🌈🇳🇱 op het 漢字-scherm"


@pytest.mark.parametrize("paper", PAPERS)
def test_no_character_on_paper_is_one_that_the_font_lacks(paper):
    file = PAPERS[paper](put("reset-mail", title=TITLE))
    assert not {*"".join(page.extract_text() for page in pages(file))} - KNOWN - {*"\n\r"}
    assert f"Mailophet{INSTEAD}-scherm" in words(file)


@pytest.mark.filterwarnings("error:Glyph")
@pytest.mark.parametrize("paper", PAPERS)
def test_the_handbook_itself_is_printed_whole(paper):
    assert INSTEAD not in words(PAPERS[paper](ehbi.load()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Klaar 🎉", "Klaar"),
        ("🎉 Klaar 🎉 nu", "Klaar nu"),
        ("👍", INSTEAD),
        ("漢字", INSTEAD),
        ("漢 字", f"{INSTEAD} {INSTEAD}"),
        ("één ümläut ñ ✓ → € “ja”", "één ümläut ñ ✓ → € “ja”"),
        ("twee  spaties ", "twee  spaties "),
        ("regel\nregel", "regel\nregel"),
        ("", ""),
    ],
)
def test_emoji_go_letters_leave_a_sign_and_all_else_stays_as_it_is(text, shown):
    assert legible(text) == shown


@given(st.text())
def test_whatever_is_printed_is_in_the_font_and_something_stays_of_every_text(text):
    shown = legible(text, "bold")
    assert not {one for one in shown if one.isprintable()} - KNOWN
    assert bool(shown) == bool(text)
    assert legible(shown, "bold") == shown
