"""A handbook as a tree: the same handbook, with everything in it found by name."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.files.documents import to_data
from ehbi.handbook import Handbook
from ehbi.handbook.parts import Contact, Term
from ehbi.handbook.step import Step
from ehbi.handbook.tree import LISTS, is_list, things, to_handbook, to_tree, within
from ehbi.handbook.values import Value

from .edits import NAMED_BY, edited, full_handbooks, lists_of
from .strategies import difficult_texts, few, handbooks, many

drafts = full_handbooks().flatmap(edited)


@many
@given(drafts)
def test_any_draft_comes_back_from_its_tree_as_it_was(draft):
    assert to_handbook(to_tree(draft)) == draft


@few
@given(handbooks(texts=difficult_texts))
def test_any_text_comes_back_as_it_was(handbook):
    assert to_handbook(to_tree(handbook)) == handbook


@few
@given(st.lists(st.sampled_from(["x", "x#1", "x#2", "x#2#1", ""]), max_size=6))
def test_words_that_are_there_twice_or_look_numbered_stay_apart(handbook, terms):
    glossary = tuple(Term(term=term, meaning="Iets") for term in terms)
    tree = to_tree(handbook.model_copy(update={"glossary": glossary}))
    assert [thing["term"] for thing in tree["glossary"].values()] == terms


def test_the_second_of_a_name_is_numbered(draft):
    draft.add("facts", id="1.1", text="Nog een")
    assert to_tree(Handbook.model_validate(draft.data))["facts"]["1.1#2"]["text"] == "Nog een"


@few
@given(drafts)
def test_every_named_thing_is_found_at_a_place_of_its_own(draft):
    found = list(things(to_tree(draft)))
    assert len({place for place, _ in found}) == len(found)
    names = [item[NAMED_BY.get(part, "id")] for part, items in lists_of(draft.model_dump()) for item in items]
    assert sorted(thing[NAMED_BY.get(place[-2], "id")] for place, thing in found) == sorted(names)


@few
@given(drafts, st.data())
def test_two_trees_are_equal_when_the_handbooks_are(draft, data):
    other = data.draw(edited(draft))
    assert (to_tree(draft) == to_tree(other)) is (draft == other)


def test_a_value_that_is_left_out_equals_the_one_it_then_has(handbook):
    data = to_data(handbook)
    step = next(step for step in data["steps"] if "request" not in step)
    step["request"] = ""
    assert to_tree(Handbook.model_validate(data)) == to_tree(handbook)


def test_a_tree_is_plain_data(handbook):
    tree = to_tree(handbook)
    assert json.loads(json.dumps(tree)) == tree


@pytest.mark.parametrize(("name", "model"), [("", Handbook), ("contacts", Contact), ("steps", Step)])
def test_every_list_of_things_in_the_model_is_known(name, model):
    lists = [field for field, info in model.model_fields.items() if _holds_things(info.annotation)]
    assert tuple(lists) == LISTS[name]


def _holds_things(annotation):
    return any(isinstance(arg, type) and issubclass(arg, Value) for arg in get_args(annotation))


@pytest.mark.parametrize(
    ("place", "list_name", "expected"),
    [
        (("title",), "", False),
        (("steps",), "", True),
        (("steps", "steps"), "steps", False),
        (("steps", "a", "answers"), "steps", True),
        (("steps", "a", "words"), "steps", False),
        (("examples", "a", "answers"), "examples", False),
        (("contacts", "a", "rules", "b", "text"), "rules", False),
        (("outside", "step"), "outside", False),
    ],
)
def test_a_place_says_what_is_there(place, list_name, expected):
    assert is_list(place) is expected
    assert within(place) == list_name or len(place) % 2 == 0
