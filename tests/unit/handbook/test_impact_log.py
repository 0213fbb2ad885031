"""What a change does to the ways that people took, judged one by one, is what all paths listed say."""

from __future__ import annotations

from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook import Handbook
from ehbi.handbook.compare.impact import (
    ChangedWay,
    Fate,
    SituationImpact,
    ended_elsewhere,
    impact_on_log,
    outcomes_changed,
)
from ehbi.handbook.edits import change_answer, remove_step, rename_step
from ehbi.handbook.graph import paths

from .edits import full_handbooks, sound_names, two_drafts
from .strategies import few, many

CHANGED = (Fate.ELSEWHERE, Fate.GONE)


def changed(draft):
    return Handbook.model_validate(draft.data)


def ends_of(handbook, number):
    """Where each path of a situation ends: its answers, and the outcome."""
    starts = [step.id for step in handbook.situations if step.number == number]
    return {
        path: handbook.step(path[-1][0]).answer(path[-1][1]).next
        for start in starts
        for path in paths(handbook, start)
    }


def ways_of(handbook, number):
    """The steps of each path of a situation, with its outcome."""
    return {(*(step for step, _ in path), end) for path, end in ends_of(handbook, number).items()}


def fates_of(old, new, number):
    """For each way of the old handbook, what becomes of every path that it can have been."""
    before, after = ends_of(old, number), ends_of(new, number)
    found = defaultdict(set)
    for path, end in before.items():
        ways = (*(step for step, _ in path), end)
        found[ways].add("gone" if path not in after else "kept" if after[path] == end else "elsewhere")
    return found


def judged(fates):
    if "kept" in fates:
        return Fate.UNSURE
    return Fate.ELSEWHERE if "elsewhere" in fates else Fate.GONE


@many
@given(sound_names(), st.data())
def test_each_way_has_the_fate_of_the_paths_that_it_can_have_been(drafts, data):
    old, new, _ = drafts
    expected = {number: fates_of(old, new, number) for number in {one.number for one in old.situations}}
    ways = [steps for fates in expected.values() for steps in fates]
    log = Counter({steps: data.draw(st.integers(1, 9)) for steps in ways})
    nonsense = data.draw(
        st.lists(st.lists(st.sampled_from([*new.steps, *old.steps]), max_size=4), max_size=3)
    )
    odd = [tuple(step.id for step in steps) for steps in nonsense]
    found = impact_on_log(old, new, {**dict.fromkeys(odd, 5), **log})
    assert [one.situation for one in found] == sorted(expected)
    for one in found:
        fates = expected[one.situation]
        assert one.cases == sum(log[steps] for steps in fates)
        touched = {steps: judged(fates[steps]) for steps in fates if fates[steps] != {"kept"}}
        assert {way.steps: (way.fate, way.times) for way in one.ways} == {
            steps: (fate, log[steps]) for steps, fate in touched.items()
        }


@many
@given(two_drafts())
def test_any_change_can_be_weighed_and_a_way_leaves_the_old_one_at_one_of_its_steps(drafts):
    old, new, _ = drafts
    log = {way: 1 for one in old.situations for way in ways_of(old, one.number)}
    for one in impact_on_log(old, new, log):
        times = [way.times for way in one.ways]
        assert times == sorted(times, reverse=True)
        for way in one.ways:
            assert (way.leaves in way.steps) == (way.fate in CHANGED)
            assert bool(way.ends) == (way.fate is Fate.ELSEWHERE)


@few
@given(full_handbooks())
def test_nothing_is_touched_when_nothing_changes(handbook):
    log = {steps: 1 for one in handbook.situations for steps in fates_of(handbook, handbook, one.number)}
    assert all(one.ways == () for one in impact_on_log(handbook, handbook, log))


WAY = ("reset-mail", "mail-zoeken", "ingelogd-met-mail")


def test_a_way_that_ends_elsewhere_says_where(handbook, draft):
    draft.step("mail-zoeken")["answers"][0]["next"] = "eigen-site"
    found = impact_on_log(handbook, changed(draft), {WAY: 3})[3]
    way = ChangedWay(WAY, 3, Fate.ELSEWHERE, "mail-zoeken", ("eigen-site",))
    assert found == SituationImpact(4, 3, (way,))
    assert found.times(*CHANGED) == 3


def test_a_way_that_is_gone_says_after_which_step(handbook, draft):
    step = draft.step("reset-mail")
    step["answers"] = [one for one in step["answers"] if one["next"] != "mail-zoeken"]
    found = impact_on_log(handbook, changed(draft), {WAY: 3, ("reset-mail",): 9, (): 1})[3]
    assert found == SituationImpact(4, 3, (ChangedWay(WAY, 3, Fate.GONE, "reset-mail"),))


def test_a_situation_that_is_gone_takes_its_ways_along(handbook, draft):
    draft.step("reset-mail")["kind"] = "question"
    found = impact_on_log(handbook, changed(draft), {WAY: 3})[3]
    assert found.ways == (ChangedWay(WAY, 3, Fate.GONE, "reset-mail"),)


def test_a_step_with_another_id_is_the_same_step(handbook, draft):
    renamed = rename_step(handbook, "mail-zoeken", "inbox", {"mail-zoeken"})
    way = tuple(renamed.known_as(step) for step in WAY)
    assert impact_on_log(handbook, renamed, {way: 3})[3] == SituationImpact(4, 3, ())
    assert (outcomes_changed(handbook, renamed), ended_elsewhere(handbook, renamed)) == ((), ())
    led = change_answer(renamed, "inbox", "ja", next_id="eigen-site")
    found = impact_on_log(handbook, led, {way: 3})[3]
    assert found.ways == (ChangedWay(way, 3, Fate.ELSEWHERE, "inbox", ("eigen-site",)),)
    draft.step("mail-zoeken")["answers"][0]["next"] = "eigen-site"
    assert outcomes_changed(handbook, led) == outcomes_changed(handbook, changed(draft))
    assert ended_elsewhere(handbook, led) == ended_elsewhere(handbook, changed(draft))


def test_a_step_that_took_the_place_of_two_is_one_of_them(handbook):
    lost = remove_step(handbook, "mail-opnieuw", None)
    both = {"former": ["mail-zoeken", "mail-opnieuw"], "id": "inbox"}
    steps = [one.model_dump(mode="json") | (both if one.id == "mail-zoeken" else {}) for one in lost.steps]
    one = Handbook.model_validate(lost.model_dump(mode="json") | {"steps": steps})
    assert impact_on_log(handbook, one, {})
    assert outcomes_changed(handbook, one)


def test_where_two_answers_lead_to_one_step_and_one_changes_it_is_not_sure(draft):
    draft.add_answer("mail-zoeken", "ook", "ingelogd-met-mail")
    old = changed(draft)
    draft.step("mail-zoeken")["answers"][-1]["next"] = "eigen-site"
    assert impact_on_log(old, changed(draft), {WAY: 3})[3].ways == (ChangedWay(WAY, 3, Fate.UNSURE),)
