"""Two managers change one handbook at once, and neither loses anything."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook import EhbiError, Handbook
from ehbi.handbook.compare.diff import ChangeKind, diff
from ehbi.handbook.compare.merge import Conflict, Side, merge, resolve
from ehbi.handbook.errors import UnresolvedError
from ehbi.handbook.tree import to_tree

from .drafts import Draft
from .edits import clashing_drafts, sound_names, two_drafts
from .strategies import many


def value(handbook, place):
    return reduce(lambda tree, key: tree.get(key) if tree else None, place, to_tree(handbook))


def within(place, other):
    return place[: len(other)] == other


@many
@given(two_drafts())
def test_who_changes_nothing_gets_what_the_other_made(drafts):
    base, mine, theirs = drafts
    assert (merge(base, mine, base).handbook, merge(base, mine, base).conflicts) == (mine, ())
    assert (merge(base, base, theirs).handbook, merge(base, base, theirs).conflicts) == (theirs, ())


@many
@given(two_drafts())
def test_who_did_the_same_agree(drafts):
    base, mine, _ = drafts
    merged = merge(base, mine, mine)
    assert (merged.handbook, merged.conflicts) == (mine, ())


@many
@given(two_drafts())
def test_it_does_not_matter_who_is_who(drafts):
    base, mine, theirs = drafts
    merged, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert {(one.place, one.is_order): (one.base, one.mine, one.theirs) for one in merged.conflicts} == {
        (one.place, one.is_order): (one.base, one.theirs, one.mine) for one in other.conflicts
    }
    if not merged.conflicts:
        assert merged.handbook == other.handbook


@many
@given(sound_names(), st.sampled_from(Side))
def test_whatever_one_changed_is_there_unless_it_is_in_conflict(drafts, side):
    base, mine, theirs = drafts
    merged = merge(base, mine, theirs)
    for change in diff(base, mine if side is Side.MINE else theirs):
        if change.kind is not ChangeKind.MOVED and not _disputed(change, merged):
            now = value(merged.handbook, change.place)
            assert now == change.after or (change.kind is ChangeKind.ADDED and now is not None)


def _disputed(change, merged):
    return any(
        within(change.place, one.place) or within(one.place, change.place)
        for one in merged.conflicts
        if not one.is_order
    )


@many
@given(sound_names())
def test_nothing_is_there_that_neither_made(drafts):
    base, mine, theirs = drafts
    handbook = merge(base, mine, theirs).handbook
    both = {change.place for change in (*diff(base, mine), *diff(base, theirs))}
    assert {change.place for change in diff(base, handbook)} <= both


@many
@given(two_drafts())
def test_a_conflict_has_a_place_of_its_own_and_three_values(drafts):
    base, mine, theirs = drafts
    merged = merge(base, mine, theirs)
    places = [one.place for one in merged.conflicts]
    assert len(places) == len(set(places))
    for one in merged.conflicts:
        assert one.mine != one.theirs
        assert one.base not in (one.mine, one.theirs) or one.is_order
        if not one.is_order:
            versions = [value(handbook, one.place) for handbook in (base, mine, theirs)]
            assert versions == [one.base, one.mine, one.theirs]


@many
@given(two_drafts())
def test_theirs_everywhere_is_what_stands_until_somebody_chooses(drafts):
    merged = merge(*drafts)
    assert resolve(merged, dict.fromkeys(_places(merged), Side.THEIRS)) == merged.handbook


@many
@given(two_drafts())
def test_mine_everywhere_is_what_the_other_would_have_seen(drafts):
    base, mine, theirs = drafts
    merged = merge(base, mine, theirs)
    choices = dict.fromkeys(_places(merged), Side.MINE)
    assert resolve(merged, choices) == merge(base, theirs, mine).handbook


@many
@given(clashing_drafts(), st.data())
def test_each_conflict_goes_as_chosen(drafts, data):
    base, mine, theirs = drafts
    merged = merge(base, mine, theirs)
    choices = {place: data.draw(st.sampled_from(Side)) for place in _places(merged)}
    handbook = resolve(merged, choices)
    for one in merged.conflicts:
        chosen = one.mine if choices[one.place] is Side.MINE else one.theirs
        found = value(handbook, one.place)
        assert chosen == ([name for name in found if name in one.mine] if one.is_order else found)


@many
@given(clashing_drafts(), st.data())
def test_a_conflict_that_nobody_chose_about_is_named(drafts, data):
    merged = merge(*drafts)
    forgotten = data.draw(st.sets(st.sampled_from(_places(merged)), min_size=1))
    choices = {place: Side.MINE for place in _places(merged) if place not in forgotten}
    with pytest.raises(UnresolvedError) as raised:
        resolve(merged, choices)
    assert set(raised.value.places) == forgotten


def _places(merged):
    return [conflict.place for conflict in merged.conflicts]


@many
@given(sound_names())
def test_where_one_side_kept_the_order_the_things_stand_as_the_other_has_them(drafts):
    base, mine, theirs = drafts
    merged = merge(base, mine, theirs)
    moved = {change.place for change in diff(base, theirs) if change.kind is ChangeKind.MOVED}
    for change in diff(base, mine):
        if change.kind is ChangeKind.MOVED and change.place not in moved:
            now = value(merged.handbook, change.place)
            assert now is None or [name for name in change.after if name in now] == [
                name for name in now if name in change.after
            ]


class Two:
    """Two drafts of the packaged handbook."""

    def __init__(self, handbook, mine, theirs):
        self.base, self.mine, self.theirs = handbook, mine, theirs

    def merged(self):
        return merge(self.base, *(Handbook.model_validate(one.data) for one in (self.mine, self.theirs)))

    def only(self):
        [conflict] = self.merged().conflicts
        return conflict


@pytest.fixture
def two(handbook):
    return Two(handbook, Draft(), Draft())


def names(draft_or_handbook, step):
    return [answer.id for answer in draft_or_handbook.step(step).answers]


def test_two_fields_of_one_step_are_both_kept(two):
    two.mine.step("reset-mail")["title"] = "Mijn titel"
    two.theirs.step("reset-mail")["text"] = "Hun tekst"
    merged = two.merged()
    step = merged.handbook.step("reset-mail")
    assert (step.title, step.text, merged.conflicts) == ("Mijn titel", "Hun tekst", ())


def test_one_field_that_both_changed_has_theirs_for_now(two):
    two.mine.step("reset-mail")["title"] = "Mijn titel"
    two.theirs.step("reset-mail")["title"] = "Hun titel"
    was = two.base.step("reset-mail").title
    assert two.only() == Conflict(("steps", "reset-mail", "title"), was, "Mijn titel", "Hun titel")
    assert two.merged().handbook.step("reset-mail").title == "Hun titel"


def test_a_step_that_one_removed_and_the_other_changed_is_a_conflict_of_the_step(two):
    two.mine.drop(two.mine.where("steps", "mail-zoeken"))
    two.theirs.step("mail-zoeken")["answers"].reverse()
    conflict = two.only()
    assert (conflict.place, conflict.mine) == (("steps", "mail-zoeken"), None)
    assert list(conflict.theirs["answers"]) == list(conflict.base["answers"])[::-1]


def test_a_removed_step_that_is_kept_after_all_stands_where_it_stood(two):
    two.mine.step("mail-zoeken")["title"] = "Zoek goed"
    two.theirs.drop(two.theirs.where("steps", "mail-zoeken"))
    merged = two.merged()
    assert "mail-zoeken" not in merged.handbook
    kept = resolve(merged, {("steps", "mail-zoeken"): Side.MINE})
    assert [step.id for step in kept.steps] == [step.id for step in two.base.steps]


def test_two_steps_by_one_name_are_a_conflict_of_the_whole_step(two):
    for draft, title in ((two.mine, "Mijn stap"), (two.theirs, "Hun stap")):
        draft.add_step("nieuw", title=title)
    conflict = two.only()
    assert (conflict.place, conflict.base) == (("steps", "nieuw"), None)
    assert (conflict.mine["title"], conflict.theirs["title"]) == ("Mijn stap", "Hun stap")


def test_new_things_follow_what_they_followed_and_stand_by_name_at_the_same_spot(two):
    first, *rest = [answer["id"] for answer in two.mine.step("reset-mail")["answers"]]
    for draft, added in ((two.mine, ["b-1", "b-2"]), (two.theirs, ["a-1", "c-1"])):
        for at, name in enumerate(added, start=1):
            draft.step("reset-mail")["answers"].insert(at, {"id": name, "label": name, "next": "ingelogd"})
    merged = two.merged()
    assert names(merged.handbook, "reset-mail") == [first, "a-1", "c-1", "b-1", "b-2", *rest]
    assert merged.conflicts == ()


def test_what_is_added_before_all_others_stands_there(two):
    old = names(two.base, "reset-mail")
    for draft, added in ((two.mine, "b"), (two.theirs, "a")):
        draft.step("reset-mail")["answers"].insert(0, {"id": added, "label": added, "next": "ingelogd"})
    merged = two.merged()
    assert (names(merged.handbook, "reset-mail"), merged.conflicts) == (["a", "b", *old], ())


def test_a_new_thing_whose_forerunner_went_follows_the_one_before_that(two):
    ids = [step["id"] for step in two.mine.data["steps"]]
    two.mine.add_step("nieuw", answers=[])
    two.mine.data["steps"].insert(3, two.mine.data["steps"].pop())
    two.theirs.data["steps"].pop(2)
    assert [step.id for step in two.merged().handbook.steps][:4] == [*ids[:2], "nieuw", ids[3]]


def test_a_second_thing_by_one_name_stays_when_the_first_goes(two):
    two.mine.add("glossary", term="Lener", meaning="Wie komt lenen")
    two.theirs.drop(two.theirs.where("glossary", "Lener"))
    merged = two.merged()
    assert [one.meaning for one in merged.handbook.glossary if one.term == "Lener"] == ["Wie komt lenen"]
    assert merged.conflicts == ()


def test_one_puts_things_in_another_order_while_the_other_adds_one(two):
    two.mine.step("reset-mail")["answers"].reverse()
    two.theirs.add_answer("reset-mail", "nieuw", "ingelogd")
    before = names(two.base, "reset-mail")
    merged = two.merged()
    at = before[::-1].index(before[-1]) + 1
    expected = before[::-1]
    expected.insert(at, "nieuw")
    assert (names(merged.handbook, "reset-mail"), merged.conflicts) == (expected, ())


def test_one_puts_things_in_another_order_while_the_other_removes_one(two):
    two.mine.data["parties"].reverse()
    two.theirs.data["parties"].pop(1)
    merged = two.merged()
    first, _, *rest = [party.id for party in two.base.parties]
    assert [party.id for party in merged.handbook.parties] == [*rest[::-1], first]
    assert merged.conflicts == ()


def test_both_put_a_list_in_another_order(two):
    two.mine.data["parties"].reverse()
    two.theirs.data["parties"].append(two.theirs.data["parties"].pop(0))
    conflict = two.only()
    ids = [party.id for party in two.base.parties]
    orders = (ids, ids[::-1], [*ids[1:], ids[0]])
    assert (conflict.place, conflict.is_order) == (("parties",), True)
    assert (conflict.base, conflict.mine, conflict.theirs) == orders
    mine = resolve(two.merged(), {("parties",): Side.MINE})
    assert [party.id for party in mine.parties] == ids[::-1]


def test_who_forgets_to_choose_reads_what_it_is_about(two):
    two.mine.step("reset-mail")["title"] = "Mijn titel"
    two.theirs.step("reset-mail")["title"] = "Hun titel"
    with pytest.raises(EhbiError) as raised:
        resolve(two.merged(), {})
    assert str(raised.value) == "Kies nog wat blijft, van jou of van de ander: stap ‘Hun titel’: de titel."


def test_a_choice_that_is_neither_is_no_choice(two):
    two.mine.data["title"], two.theirs.data["title"] = "Mijn", "Hun"
    with pytest.raises(UnresolvedError):
        resolve(two.merged(), {("title",): "allebei"})
    assert resolve(two.merged(), {("title",): "mine", ("steps",): "theirs"}).title == "Mijn"


def test_a_third_who_merges_later_loses_nothing_either(two):
    """The first publishes; the second merges and publishes; the third began when nothing was there yet."""
    two.mine.step("reset-mail")["title"] = "Eerste"
    two.theirs.step("reset-mail")["text"] = "Tweede"
    third = Two(two.base, two.mine, two.theirs)
    latest = third.merged().handbook
    last = two.base.model_copy(update={"title": "Derde"})
    merged = merge(two.base, last, latest).handbook
    step = merged.step("reset-mail")
    assert (merged.title, step.title, step.text) == ("Derde", "Eerste", "Tweede")
