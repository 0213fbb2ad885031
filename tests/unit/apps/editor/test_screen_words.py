"""A problem on the screen speaks of what the form calls its fields, and not of the keys of a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ehbi
from ehbi.apps.editor.problems import PHRASES, on_screen
from ehbi.handbook import checks
from ehbi.handbook.model import Handbook
from ehbi.handbook.schema import fields, models
from ehbi.handbook.values import Kind, OutcomeKind

SOURCES = [file.read_text(encoding="utf-8") for file in Path(checks.__file__).parent.glob("*.py")]
DUTCH_TOO = {"contact", "format", "link", "term", "label"}
FIELDS = {name for model in models(Handbook) for name in fields(model)}
KEYS = {*FIELDS, *Kind, *OutcomeKind, "true", "false"} - DUTCH_TOO


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_is_one_that_the_checks_say(phrase):
    assert any(phrase in source for source in SOURCES)


def spoken():
    """Return every piece of text that a check can say: Dutch between quotes."""
    for source in SOURCES:
        without_docstrings = re.sub('""".*?"""', "", source, flags=re.DOTALL)
        yield from re.findall(r'f?"([A-Z‘][^"]* [^"]*)"', without_docstrings)


def test_no_check_speaks_of_keys_on_the_screen():
    said = [re.sub(r"\{[^}]*\}|‘[^’]*’", "", on_screen(text)) for text in spoken()]
    assert len(said) > 40
    left = {(word, text) for text in said for word in re.findall(r"\w+", text) if word in KEYS}
    assert {one for one in left if "library" not in one[1]} == set()


def test_what_is_no_such_phrase_stays_as_it_is():
    for example in ehbi.load().examples:
        assert on_screen(example.story) == example.story
