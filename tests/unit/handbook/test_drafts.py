"""The helpers of these tests: a draft that nobody changed is sound, and a random handbook is too."""

from __future__ import annotations

from hypothesis import given

from ehbi.handbook.checks import check

from .drafts import TODAY, examine
from .strategies import few, handbooks


def test_an_unchanged_draft_has_no_problem(draft):
    assert draft.problems() == ()


def test_a_draft_knows_the_line_of_a_value(draft):
    path = draft.where("steps", "toegang")
    assert (
        draft.text.splitlines()[draft.line((*path, "title")) - 1].strip()
        == '"title": "De lener heeft toegang",'
    )


def test_a_draft_has_the_problems_that_its_file_has(draft):
    draft.put(("steps", 0, "words"), [])
    draft.put(("steps", 1, "answers", 0), [[[]], [{}], {"a": [{"b": []}]}])
    draft.put(("steps", 2, "kind"), "vraag")
    draft.put(("steps", -1, "title"), "")
    draft.drop(("parties", 0, "name"))
    assert len(draft.problems()) == 3
    assert draft.problems() == examine(draft.text)[1]


@few
@given(handbooks())
def test_a_random_handbook_has_no_problem(handbook):
    assert check(handbook, TODAY) == ()
