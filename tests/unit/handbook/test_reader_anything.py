"""Whatever is read, the answer is problems with a line that exists, and never another exception."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ehbi.files.source import parse_source
from ehbi.handbook import HandbookError
from ehbi.handbook.checks import check

from .drafts import TEXT, TODAY, Draft, built, examine
from .strategies import few, many

_words = st.sampled_from(
    [
        "steps", "id", "format", ":", ": ", "\n", "\n  ", "\n- ", "- ", "[", "]", "{", "}", ", ", "'", '"',
        "|", ">", "&a", "*a", "!", "!!str ", "#", " ", "\t", "1", "1.2", "true", "~", "%", "---", "...",
        "?", "<<", "é", "🙂", "\x00", "\r", "\u2028",
    ]
)  # fmt: skip
yaml_like = st.lists(_words, max_size=40).map("".join)


@few
@given(st.binary(max_size=200))
def test_any_bytes(raw):
    handbook, problems = examine(raw)
    assert handbook is None
    assert problems


@few
@given(st.text(max_size=200) | yaml_like)
def test_any_text(text):
    handbook, problems = examine(text.encode("utf-8", "surrogatepass"))
    assert handbook is None
    assert problems


@many
@given(st.text(st.characters(), max_size=100) | yaml_like)
def test_any_text_that_came_from_elsewhere(text):
    try:
        found = built(parse_source(text, "x.yaml").data)[1]
    except HandbookError as error:
        found = error.problems
    assert found
    assert all(problem.line <= text.count("\n") + text.count("\r") + 1 for problem in found)


@few
@given(st.integers(0, len(TEXT)), yaml_like, st.integers(0, 20))
def test_the_packaged_file_with_something_typed_into_it(at, typed, lost):
    examine(TEXT[:at] + typed + TEXT[at + lost :])


@few
@given(st.integers(0, len(TEXT)))
def test_the_packaged_file_cut_off_anywhere(at):
    handbook, problems = examine(TEXT[:at])
    assert handbook is not None or problems


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@many
@given(st.sampled_from(["format", "outside", "facts", "contacts", "steps", "examples"]), _json)
def test_any_value_in_any_part(part, value):
    draft = Draft()
    draft.data[part] = value
    handbook, problems = built(draft.data)
    assert handbook is not None or problems
    if handbook is not None:
        check(handbook, TODAY)
