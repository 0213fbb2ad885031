"""Files of the wrong shape: unknown and missing keys, wrong types, odd ids, HTML; each in every place."""

from __future__ import annotations

import pytest

from ehbi.files.source import parse_source
from ehbi.handbook.checks import check

from .drafts import TODAY, Draft, built, examine
from .places import LEAVES, PATHS, name

OPTIONAL = {("steps", "number"), ("steps", "outcome"), ("steps", "contact"), ("channels", "link")}

NO_FREE_TEXT = {("steps", "kind"), ("channels", "kind"), ("steps", "reviewed"), ("steps", "outcome")}

WRONG = [None, True, 7, 1.5, "tekst", [], {}, ["tekst"], [7], {"sleutel": 1}, [[]], [{}]]


@pytest.mark.parametrize("path", PATHS, ids=name)
def test_a_value_of_another_type_is_a_problem_there_and_never_another_exception(path):
    draft = Draft()
    right = draft.at(path)
    field = tuple(part for part in path if isinstance(part, str))[-2:]
    for wrong in WRONG:
        draft.put(path, wrong)
        _, problems = built(draft.data)
        if wrong is None and field in OPTIONAL:
            assert problems == ()
        elif type(wrong) is not type(right) or (wrong == "tekst" and field in NO_FREE_TEXT):
            assert problems
            assert all(problem.path[: len(path)] == path for problem in problems)
        assert all(problem.message and problem.remedy for problem in problems)


@pytest.mark.parametrize("path", LEAVES[::4], ids=name)
def test_a_list_for_a_single_value_is_reported_on_its_line(path):
    draft = Draft()
    draft.put(path, ["x"])
    _, problems = examine(draft.text)
    line = draft.line(path)
    assert [(problem.path, problem.line) for problem in problems] == [(path, line)]


@pytest.mark.parametrize(
    ("path", "wrong", "message", "remedy"),
    [
        (("title",), 7, "‘title’ moet tekst zijn", "Zet de waarde tussen aanhalingstekens"),
        (("permissions", 0, "allowed"), "ja", "‘allowed’ moet true of false zijn", None),
        (
            ("steps", 0, "number"),
            "1",
            "‘number’ moet een heel getal zijn",
            "Schrijf een getal zonder aanhalingstekens",
        ),
        (("steps", 0, "words"), "inloggen", "‘words’ moet een lijst zijn", None),
        (("steps", 0), "tekst", "‘steps’ heeft niet de goede opbouw", None),
        (
            ("steps", 0, "kind"),
            "vraag",
            "‘kind’ kan niet ‘vraag’ zijn",
            "Kies uit: 'situation', 'question', 'action' of 'outcome'",
        ),
        (("steps", 0, "kind"), ["x"], "‘kind’ kan niet een lijst zijn", None),
        (("steps", 0, "kind"), {}, "‘kind’ kan niet een groep zijn", None),
        (("steps", 0, "kind"), None, "‘kind’ kan niet leeg zijn", None),
        (("steps", 0, "kind"), True, "‘kind’ kan niet ‘true’ zijn", None),
        (("steps", 0, "reviewed"), 20261124, "‘reviewed’ is geen datum: ‘20261124’", None),
        (("steps", 0, "id"), "x" * 61, "‘id’ is te lang", "Gebruik hoogstens 60 tekens"),
        (("steps", 0, "id"), "A" * 60, f"‘id’ heeft een vorm die niet mag: ‘{'A' * 60}’", None),
    ],
)
def test_the_message_says_what_is_wrong_in_dutch(draft, path, wrong, message, remedy):
    problem = draft.only(draft.put(path, wrong))
    assert problem.message == message
    assert remedy is None or problem.remedy == remedy


@pytest.mark.parametrize("path", [path for path in LEAVES if isinstance(Draft().at(path), str)], ids=name)
def test_html_is_a_problem_in_every_text(path):
    draft = Draft()
    draft.put(path, "<script>alert(1)</script>")
    handbook, problems = built(draft.data)
    found = problems if handbook is None else check(handbook, TODAY)
    assert path in {problem.path for problem in found}


def test_all_wrong_types_are_reported_at_once():
    draft = Draft()
    wrong = [path for path in LEAVES if path[0] == "steps"]
    for path in wrong:
        draft.put(path, [[]])
    assert {problem.path for problem in draft.problems()} == set(wrong)


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("true", True),
        ("false", False),
        ("0", 0),
        ("42", 42),
        ("~", None),
        ("null", None),
        ("", None),
        *(
            (text, text)
            for text in ["yes", "no", "on", "Ja", "nee", "True", "1.10", "1.0", "007", "0x1F", "0o7", "1_000"]
        ),
        *(
            (text, text)
            for text in ["+1", "-1", "1e3", ".inf", ".nan", "12:30:45", "2026-11-24", "=", "1234567890"]
        ),
    ],
)
def test_only_plain_numbers_booleans_and_nothing_are_more_than_text(scalar, value):
    data = parse_source(f"a: {scalar}\n", "x").data
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_every_form_of_place_is_tested():
    forms = {tuple(part for part in path if isinstance(part, str)) for path in PATHS}
    assert {
        ("steps", "answers", "next"),
        ("contacts", "channels", "link"),
        ("examples", "answers", "step"),
    } <= forms
    assert len(PATHS) > 60
