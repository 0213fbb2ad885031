"""Each problem leads to the field where it can be mended, and speaks of what the form calls its fields."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import ehbi
from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.apps.editor.problems import PHRASES, on_screen, spot_of
from ehbi.handbook import Problem, checks
from ehbi.handbook.checks import check
from ehbi.handbook.edits import change_handbook, change_part, change_step, remove_part, rename_step
from ehbi.handbook.model import Handbook
from ehbi.handbook.schema import fields, models
from ehbi.handbook.values import Kind, OutcomeKind
from ehbi.store import Store, drafts

from .acting import block, editor, fill, flat, opened, part, press_problem

HANDBOOK = ehbi.load()
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("path", "spot"),
    [
        (("contacts", 1, "channels", 0, "link"), ("gegevens", ("contacts", 1), "channels/0/link")),
        (("contacts", 0, "rules", 1), ("gegevens", ("contacts", 0), "rules/1")),
        (("contacts", 0, "rules", 1, "source", 2), ("gegevens", ("contacts", 0), "rules/1/source")),
        (("permissions", 1, "local", 0), ("gegevens", ("permissions", 1), "local/synchronisatie")),
        (("synonyms", 2, "words", 3), ("gegevens", ("synonyms", 2), "words")),
        (("examples", 3), ("gegevens", ("examples", 3), "heading")),
        (("examples", 3, "answers", 1, "answer"), ("gegevens", ("examples", 3), "answers/1")),
        (("facts", 4), ("gegevens", ("facts", 4), "heading")),
        (("title",), ("gegevens", ("handbook", 0), "title")),
        (("outside", "step"), ("gegevens", ("handbook", 0), "outside/step")),
        (("steps", 0), ("stappen", "inloggegevens-onjuist", "name")),
        (("steps", 0, "answers", 0, "label"), ("stappen", "inloggegevens-onjuist", "answer/ja/label")),
        (("steps",), ("stappen", "", "name")),
    ],
)
def test_a_problem_has_its_spot(path, spot):
    assert spot_of(HANDBOOK, Problem(path, "", "")) == spot


def test_pressing_a_problem_opens_the_thing_and_goes_to_the_field():
    noor, sent = editor(), []
    part(noor, "contacts", 1)
    fill(noor, "gegevens", "channels/0/link", "ftp://x")
    opened(noor, "stappen")
    noor.views["gegevens"].panel.send = sent.append
    press_problem(noor, 0)
    assert (noor.page.view, noor.page.part) == ("gegevens", ("contacts", 1))
    assert sent == [{"focus": "channels/0/link"}]


def emptied(handbook):
    """Return the handbook with much that is wrong."""
    draft = remove_part(remove_part(handbook, "parties", "balie"), "facts", "5.1")
    draft = change_part(draft, "examples", draft.examples[0].id, {"story": "", "answers": []})
    draft = change_part(draft, "permissions", "lener-wachtwoord", {"what": "", "source": [], "local": ["x"]})
    draft = change_part(draft, "glossary", "Lener", {"meaning": "<b>", "local": ["weg"]})
    draft = change_part(draft, "synonyms", "mail", {"words": [""]})
    draft = change_step(draft, "reset-mail", {"number": None, "local": ["weg"], "outcome": "resolved"})
    return change_handbook(rename_step(draft, "eigen-site", "weg"), {"title": "", "outside": {"label": ""}})


def assert_all_lead_somewhere(handbook):
    store = Store.open("sqlite://", publishes=True)
    work = WorkingCopy(store, "Noor")
    drafts.save(store, work.draft, handbook, "x")
    noor = Editor(WorkingCopy(store, work.author))
    for problem in check(handbook, TODAY):
        noor.page.lead(*spot_of(handbook, problem))
        names = {one["id"] for one in flat(noor.view.panel.blocks)}
        assert spot_of(handbook, problem)[2] in names, problem


def test_every_problem_leads_to_a_block_that_is_there():
    assert_all_lead_somewhere(emptied(HANDBOOK))


def test_a_problem_stands_at_its_field_in_words():
    noor = editor()
    part(noor, "permissions", 0)
    fill(noor, "gegevens", "what", "")
    assert block(opened(noor, "gegevens"), "what")["problems"] == (("bad", "Deze tekst is leeg"),)


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
