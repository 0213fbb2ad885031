"""What is different between two handbooks is found, all of it and nothing else, in reading order."""

from __future__ import annotations

from datetime import date
from functools import reduce

import pytest
from hypothesis import given

from ehbi.handbook import Handbook
from ehbi.handbook.compare.diff import Change, ChangeKind, describe, diff
from ehbi.handbook.edits import change_part, change_step, insert_step
from ehbi.handbook.tree import to_tree

from .edits import full_handbooks, two_drafts
from .strategies import few, many


def changes(handbook, draft):
    return diff(handbook, Handbook.model_validate(draft.data))


def value(handbook, place):
    return reduce(lambda tree, key: tree.get(key) if tree else None, place, to_tree(handbook))


@few
@given(full_handbooks())
def test_a_handbook_does_not_differ_from_itself(handbook):
    assert diff(handbook, handbook.model_copy(deep=True)) == ()


@many
@given(two_drafts())
def test_two_handbooks_are_equal_when_nothing_differs(drafts):
    _, old, new = drafts
    assert (diff(old, new) == ()) is (old == new)


@many
@given(two_drafts())
def test_every_change_says_what_was_there_and_what_is_there_now(drafts):
    _, old, new = drafts
    for change in diff(old, new):
        if change.kind is not ChangeKind.MOVED:
            assert change.before == value(old, change.place)
            assert change.after == value(new, change.place)
            assert change.before != change.after


@many
@given(two_drafts())
def test_the_way_back_is_the_same_changes_the_other_way_round(drafts):
    _, old, new = drafts
    back = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    there = {
        (change.place, back.get(change.kind, change.kind)): (change.after, change.before)
        for change in diff(old, new)
    }
    assert {(change.place, change.kind): (change.before, change.after) for change in diff(new, old)} == there


@many
@given(two_drafts())
def test_changes_come_in_the_reading_order_of_the_new_handbook(drafts):
    _, old, new = drafts
    places = [change.place for change in diff(old, new) if value(new, change.place) is not None]
    assert places == sorted(places, key=lambda place: _position(to_tree(new), place))
    assert len(set(places)) == len(places)


def _position(tree, place):
    found = []
    for key in place:
        found.append(list(tree).index(key))
        tree = tree[key]
    return found


def test_a_changed_field_of_an_answer_is_found_at_its_place(handbook, draft):
    draft.step("reset-mail")["answers"][0]["label"] = "Jawel"
    before = handbook.step("reset-mail").answers[0]
    [change] = changes(handbook, draft)
    place = ("steps", "reset-mail", "answers", before.id, "label")
    assert change == Change(place, ChangeKind.CHANGED, before.label, "Jawel")


@pytest.mark.parametrize("path", [("title",), ("outside", "label")])
def test_a_field_of_the_handbook_itself_is_found_at_its_place(handbook, draft, path):
    draft.put(path, "Anders")
    [change] = changes(handbook, draft)
    assert change.place == path


def test_a_new_step_is_one_change_with_all_that_is_in_it(handbook, draft):
    draft.add_step("nieuw", answers=[])
    draft.add_answer("nieuw", "ja", "ingelogd")
    [change] = changes(handbook, draft)
    assert (change.place, change.kind, change.before) == (("steps", "nieuw"), ChangeKind.ADDED, None)
    assert change.after["answers"]["ja"]["next"] == "ingelogd"


def test_a_step_that_went_stands_after_the_one_it_followed(handbook, draft):
    draft.data["steps"][2]["title"] = draft.data["steps"][4]["title"] = "Anders"
    gone = draft.data["steps"].pop(3)["id"]
    assert [change.kind for change in changes(handbook, draft)] == ["changed", "removed", "changed"]
    assert changes(handbook, draft)[1].place == ("steps", gone)


def test_a_changed_order_is_one_change_of_the_list(handbook, draft):
    answers = draft.step("reset-mail")["answers"]
    answers.reverse()
    draft.add_answer("reset-mail", "nieuw", "ingelogd")
    moved, added = changes(handbook, draft)
    assert (moved.place, moved.kind) == (("steps", "reset-mail", "answers"), ChangeKind.MOVED)
    assert moved.after == moved.before[::-1] == tuple(answer["id"] for answer in answers[:-1])
    assert added.kind is ChangeKind.ADDED


def test_a_list_of_words_is_one_value(handbook, draft):
    words = draft.step("reset-mail")["words"]
    words.append("erbij")
    [change] = changes(handbook, draft)
    assert change.place == ("steps", "reset-mail", "words")
    assert change.after == [*change.before, "erbij"] == words


def test_what_a_new_step_says_can_be_read(handbook):
    draft, new = insert_step(handbook, "mail-zoeken", "nee", "Wacht even", date(2026, 11, 24))
    draft = change_step(draft, new, {"text": "Wacht een kwartier.", "say": "Even geduld."})
    told = next(one for one in describe(handbook, draft) if one.thing == "Stap ‘Wacht even’")
    assert told.sentences == (
        "Stap ‘Wacht even’ is nieuw",
        "Wat je doet: ‘Wacht een kwartier.’",
        "Wat je tegen de lener zegt: ‘Even geduld.’",
        "‘Verder’ gaat naar ‘Vraag de mail nog een keer aan’",
    )


def test_an_edited_rule_is_an_edit_and_another_rule_is_new(handbook):
    rules = [rule.model_dump() for rule in handbook.contact("fb-iam").rules]
    edited = [{**rules[0], "text": rules[0]["text"].replace(".", ", en bel niet.")}, *rules[1:]]
    draft = change_part(handbook, "contacts", "fb-iam", {"rules": edited})
    ((_, (sentence,)),) = [(one.thing, one.sentences) for one in describe(handbook, draft)]
    assert "is nieuw" not in sentence
    assert sentence.endswith(", en bel niet.’")
    other = [{**rules[0], "text": "Iets heel anders"}, *rules[1:]]
    draft = change_part(handbook, "contacts", "fb-iam", {"rules": other})
    (told,) = describe(handbook, draft)
    assert [one.rsplit(" ", 1)[1] for one in told.sentences] == ["vervalt", "nieuw"]
