"""Keys that are unknown, missing or look like something else."""

from __future__ import annotations

import copy

import pytest

from .drafts import TEXT, Draft, built, examine
from .places import PATHS, name


@pytest.mark.parametrize("path", [path for path in PATHS if isinstance(path[-1], str)], ids=name)
def test_a_key_left_out_is_named_or_was_optional(path):
    draft = Draft()
    draft.drop(path)
    handbook, problems = built(draft.data)
    assert (handbook is None) is bool(problems)
    assert [problem.message for problem in problems] in ([], [f"Hier ontbreekt ‘{path[-1]}’"])
    assert [problem.path for problem in problems] in ([], [path])


@pytest.mark.parametrize("key", ["id", "kind", "title", "text", "party", "reviewed"])
def test_a_key_that_is_missing_gets_the_line_of_its_step(draft, key):
    path = draft.where("steps", "toegang")
    draft.drop((*path, key))
    assert draft.only((*path, key), near=path).remedy == f"Vul ‘{key}’ in"


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("titel", "Bedoel je ‘title’? Haal het anders weg"),
        ("Title", "Bedoel je ‘title’? Haal het anders weg"),
        ("answer", "Bedoel je ‘answer’? Haal het anders weg"),
        ("reviewd", "Bedoel je ‘reviewed’? Haal het anders weg"), ("kleur", "Haal het weg"),
        ("", "Haal het weg"), ("1", "Haal het weg"), ("a b", "Haal het weg"), ("é🙂", "Haal het weg"),
        ("{veld}", "Haal het weg"), ("__class__", "Haal het weg"), ("model_config", "Haal het weg"),
        ("_steps", "Bedoel je ‘steps’? Haal het anders weg"),
    ],
)  # fmt: skip
def test_an_unknown_key_is_reported_on_its_line_with_a_hint(draft, key, hint):
    path = draft.put((*draft.where("steps", "toegang"), key), "x")
    problem = draft.only(path)
    assert (problem.message, problem.remedy) == (f"‘{key}’ is hier onbekend", hint)


@pytest.mark.parametrize("key", ["1", "true", "~", "null", "2026-11-24", "1.5", "<<", "="])
def test_a_key_that_looks_like_another_type_is_a_name_too(key):
    handbook, (problem,) = examine(f"{TEXT}{key}: x\n")
    assert problem.message == f"‘{key}’ is hier onbekend"
    assert problem.line == TEXT.count("\n") + 1
    assert handbook is not None


def test_a_merge_key_merges_nothing():
    handbook, problems = examine(TEXT + "<<: {title: Anders}\n")
    assert handbook.title == "Eerste Hulp Bij Inloggen"
    assert [problem.message for problem in problems] == ["‘<<’ is hier onbekend"]


def test_a_very_long_unknown_key_is_quoted_shortly():
    _, (problem,) = examine(TEXT + "k" * 1000 + ": x\n")
    assert len(problem.at("f")) < 200


@pytest.mark.parametrize("path", [path for path in PATHS if isinstance(Draft().at(path), dict)], ids=name)
def test_an_unknown_key_is_found_and_left_out_in_every_part(path):
    draft = Draft()
    sound, _ = built(draft.data)
    unknown = draft.put((*path, "zomaar"), [{"diep": 1}])
    handbook, (problem,) = built(draft.data)
    assert (problem.path, problem.message) == (unknown, "‘zomaar’ is hier onbekend")
    assert handbook == sound


def test_an_unknown_key_and_a_wrong_type_are_both_reported(draft):
    draft.put(("zomaar",), 1)
    draft.put(("title",), 7)
    handbook, problems = examine(draft.text)
    assert handbook is None
    assert [problem.path for problem in problems] == [("title",), ("zomaar",)]


def test_reading_does_not_change_what_it_was_given():
    draft = Draft()
    draft.put(("zomaar",), 1)
    before = copy.deepcopy(draft.data)
    built(draft.data)
    assert draft.data == before
