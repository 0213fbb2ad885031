"""What is written is read back to an equal value, whatever the texts are."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ehbi.files.documents import to_data, to_json, to_yaml
from ehbi.files.source import parse_source
from ehbi.handbook.model import Handbook

from .drafts import TEXT, built, examine
from .strategies import difficult_texts, few, handbooks, many

WRITERS = [to_yaml, to_json]


def read_back(text):
    handbook, problems = built(parse_source(text, "copy.yaml").data)
    assert problems == ()
    return handbook


@pytest.mark.parametrize("write", WRITERS)
def test_the_packaged_handbook_comes_back_equal_and_without_a_problem(handbook, write):
    copy, problems = examine(write(handbook))
    assert problems == ()
    assert (copy, copy.revision) == (handbook, handbook.revision)


@few
@given(st.sampled_from(WRITERS), handbooks(texts=difficult_texts))
def test_any_handbook_comes_back_equal(write, handbook):
    assert read_back(write(handbook)) == handbook


@many
@given(st.sampled_from(WRITERS), difficult_texts)
def test_any_text_comes_back_equal_in_every_place(handbook_of, write, text):
    handbook = handbook_of(text)
    assert read_back(write(handbook)) == handbook


@pytest.fixture(scope="session")
def handbook_of(handbook):
    """A small handbook with one text in all its places."""
    data = handbook.model_dump(mode="json")
    data |= {
        "steps": data["steps"][:1],
        "facts": data["facts"][:1],
        "contacts": [],
        "permissions": [],
        "examples": [],
    }

    def of(text):
        data.update(title=text, glossary=[{"term": text, "meaning": f"{text}\n{text}"}])
        data["facts"][0]["text"] = f" {text}"
        data["steps"][0].update(text=f"{text}\n\n  {text}\n", words=[text, f"- {text}", f"# {text}"])
        return Handbook.model_validate(data)

    return of


@pytest.mark.parametrize(
    "text",
    [
        "'Basis'", '"Basis"', "a: b", "a:b", ": a", "- a", "# a", "a # b", " a", "a ", "\na", "a\n",
        "a\n\n\nb\n\n", "  a\n b\n", "true", "null", "~", "", "1", "1.10", "2026-11-24", "no", "@a", "`a`",
        "%a", "*a", "&a", "!a", "|", ">", "[a]", "{a}", "G!DS", "één € 🙂", "a\tb", "\t", "a\r\nb", "\x00",
        "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\u200b", "x y " * 80, "\\n", "a\\", "---", "...",
        "--- a", "<<", "=", "? a", "https://example.org/#a", "x" * 300, "- [ ] a\n- b\n  - c",
    ],
)  # fmt: skip
@pytest.mark.parametrize("write", WRITERS)
def test_text_that_looks_like_something_else_stays_text(handbook_of, write, text):
    handbook = handbook_of(text)
    assert read_back(write(handbook)) == handbook


def test_yaml_starts_with_the_explanation_of_the_packaged_file(handbook):
    explanation = TEXT[: TEXT.index("format: 1")]
    assert to_yaml(handbook).startswith(explanation + "format: 1\ntitle: ")
    assert explanation.count("\n") > 5


def test_yaml_is_in_the_order_of_the_model_and_keeps_texts_of_several_lines_readable(handbook):
    text = to_yaml(handbook)
    assert [line.rstrip(":") for line in text.splitlines() if line[:1].isalpha() and line.endswith(":")] == [
        *(
            "outside",
            "facts",
            "parties",
            "contacts",
            "permissions",
            "glossary",
            "synonyms",
            "elsewhere",
            "steps",
            "examples",
        )
    ]
    assert "  text: |-\n    De lener ziet de melding 'Inloggegevens onjuist'." in text


def test_yaml_has_no_alias_and_no_tag(handbook):
    for event in yaml.parse(to_yaml(handbook)):
        assert not isinstance(event, yaml.AliasEvent)
        assert getattr(event, "anchor", None) is None
        assert getattr(event, "tag", None) is None


def test_json_is_json(handbook):
    assert json.loads(to_json(handbook)) == to_data(handbook)
    assert "één" in to_json(handbook)


def test_what_is_at_its_default_is_left_out(handbook):
    end = next(step for step in to_data(handbook)["steps"] if step["id"] == "beheer-pasnummer")
    assert {"number", "prompt", "words", "inferred", "own", "answers"}.isdisjoint(end)


def test_writing_again_what_was_read_gives_the_same_text(handbook):
    for write in WRITERS:
        assert write(read_back(write(handbook))) == write(handbook)
