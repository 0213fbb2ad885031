"""The rules about texts: missing, long, marked up, linking, and reviewed too long ago."""

from __future__ import annotations

import pytest

from ehbi.handbook import Severity
from ehbi.handbook.checks import check
from ehbi.handbook.schema import field_at

from .drafts import TODAY, built

PLACES = {
    "title": ("steps", 0, "title"),
    "label": ("steps", 0, "answers", 0, "label"),
    "prompt": ("steps", 0, "prompt"),
    "say": ("steps", 0, "say"),
    "why": ("steps", 0, "why"),
    "text": ("steps", 0, "text"),
    "request": ("steps", 0, "request"),
    "patron": ("steps", 0, "patron"),
    "done": ("steps", 0, "answers", 0, "done"),
    "story": ("examples", 0, "story"),
    "what": ("permissions", 0, "what"),
    "note": ("permissions", 0, "note"),
    "meaning": ("glossary", 0, "meaning"),
    "where": ("elsewhere", 0, "where"),
}
LONGEST = {field: field_at(path).spec.longest for field, path in PLACES.items()}


@pytest.mark.parametrize(
    "path",
    [
        ("title",), ("outside", "label"), ("facts", 0, "text"), ("parties", 0, "name"),
        ("contacts", 0, "name"), ("contacts", 0, "channels", 0, "label"),
        ("contacts", 0, "rules", 0, "text"), ("permissions", 0, "what"), ("glossary", 0, "term"),
        ("glossary", 0, "meaning"), ("steps", 0, "title"), ("steps", 0, "text"), ("steps", 0, "words", 0),
        ("steps", 0, "answers", 0, "label"), ("examples", 0, "title"), ("examples", 0, "story"),
    ],
)  # fmt: skip
def test_a_text_that_is_empty(draft, path):
    draft.put(path, "")
    problem = draft.only(path)
    assert (problem.message, problem.remedy) == ("Deze tekst is leeg", "Vul de tekst in")


@pytest.mark.parametrize("blank", [" ", "\n \n", "\u00a0"])
def test_a_text_of_blanks_is_empty(draft, blank):
    assert draft.only(draft.put(("title",), blank)).message == "Deze tekst is leeg"


@pytest.mark.parametrize("field", ["prompt", "say", "why", "request", "patron"])
def test_a_text_that_may_be_left_out_may_be_empty(draft, field):
    draft.put(("steps", 0, field), "")
    assert draft.problems() == ()


@pytest.mark.parametrize("field", PLACES)
def test_a_text_one_character_too_long_is_a_warning(draft, field):
    path = draft.put(PLACES[field], "x" * (LONGEST[field] + 1))
    problem = draft.only(path)
    assert problem.severity is Severity.WARNING
    assert problem.message == (
        f"Deze tekst is {LONGEST[field] + 1} tekens lang; meer dan {LONGEST[field]} leest niet meer prettig"
    )


@pytest.mark.parametrize("field", PLACES)
def test_a_text_of_just_the_longest_length_is_fine(draft, field):
    draft.put(PLACES[field], "x" * LONGEST[field])
    assert draft.problems() == ()


def test_a_long_fact_is_fine_because_it_is_not_read_aloud(draft):
    draft.put(("facts", 0, "text"), "x" * 1000)
    assert draft.problems() == ()


@pytest.mark.parametrize(
    "html",
    [
        "<b>vet</b>", "<script>alert(1)</script>", "</p>", "<!-- x -->", "<?php", "<img src=x onerror=y",
        "a<br/>b",
    ],
)  # fmt: skip
def test_html_in_a_text(draft, html):
    path = draft.put(("steps", 0, "why"), html)
    problem = draft.only(path)
    assert problem.message == "In deze tekst staat HTML"
    assert problem.remedy == "Gebruik gewone tekst, **vet**, lijsten of [een link](https://…)"


@pytest.mark.parametrize("plain", ["1 < 2", "a < b en c > d", "a <- b", "<3", "A & B", "&lt;b&gt;", "->"])
def test_a_sign_that_is_no_html_is_fine(draft, plain):
    draft.put(("steps", 0, "why"), plain)
    assert draft.problems() == ()


@pytest.mark.parametrize(
    "unseen",
    [
        "\x00", "\x07", "\t", "\r", "\x7f", "\x85", "\u00ad", "\u200b", "\u200e", "\u2028", "\u2029",
        "\u202e", "\u2066", "\ufeff", "\ud800", "\ue000",
    ],
)  # fmt: skip
def test_a_character_that_cannot_be_seen(draft, unseen):
    path = draft.put(("steps", 0, "title"), f"Lees{unseen}dit")
    (problem,) = check(built(draft.data)[0], TODAY)  # the reader of characters would refuse some of these
    assert problem.path == path
    assert problem.message == "In deze tekst staat een onzichtbaar teken"
    assert problem.remedy == "Typ de tekst opnieuw in plaats van te plakken"


@pytest.mark.parametrize(
    "plain",
    [
        "één",
        "naïef €",
        "a\u00a0b",
        "🙂",
        "👩\u200d💻",
        "می\u200cخواهم",
        "regel\nregel",
        "👩\u200d💻\nregel",
        "‘ja’ – “nee”…",
    ],
)
def test_a_character_that_can_be_seen_is_fine(draft, plain):
    draft.put(("steps", 0, "why"), plain)
    assert draft.problems() == ()


@pytest.mark.parametrize("text", ["Nieuwe stap", "Nieuw antwoord 2", "Verder", " Nieuwe  situatie "])
@pytest.mark.parametrize("path", [("steps", 0, "title"), ("steps", 0, "answers", 0, "label")])
def test_a_text_that_a_new_thing_has_is_nobodys_own(draft, path, text):
    problem = draft.only(draft.put(path, text))
    assert problem.severity is Severity.ERROR
    assert "is nog geen eigen tekst" in problem.message


@pytest.mark.parametrize("text", ["Verder met de code", "Nieuwe stap in de app", "verder"])
def test_a_text_with_more_in_it_is(draft, text):
    draft.put(("steps", 0, "title"), text)
    assert draft.problems() == ()
