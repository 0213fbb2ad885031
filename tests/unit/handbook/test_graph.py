"""The decision graph in networkx, held against brute force."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook import Handbook, UnknownStepError
from ehbi.handbook.graph import (
    follows,
    leads_to,
    longest_path,
    nearest,
    path_rows,
    paths,
    reachable,
    shortest,
    starts,
    to_networkx,
)

from .strategies import PACKAGED, distance, every_path, few, handbooks, many

any_handbook = st.one_of(st.just(PACKAGED), handbooks())


@many
@given(any_handbook)
def test_the_paths_of_each_start_are_all_ways_there_are(handbook):
    for start in starts(handbook):
        found = list(paths(handbook, start.id))
        assert len(found) == len(set(found))
        assert sorted(found) == sorted(every_path(handbook, start.id))


def test_paths_as_data_have_what_scripts_rely_on():
    listed = [(start.number, path) for start in PACKAGED.situations for path in paths(PACKAGED, start.id)]
    for row, (number, path) in zip(path_rows(PACKAGED), listed, strict=True):
        end = PACKAGED.step(row["steps"][-1])
        assert row == {
            "situation": number,
            "answers": [{"step": step, "answer": answer} for step, answer in path],
            "steps": [*(step for step, _ in path), end.id],
            "outcome": {"step": end.id, "kind": end.outcome, "contact": end.contact},
        }


@few
@given(any_handbook)
def test_what_follows_and_what_leads_to_a_step_are_each_others_mirror(handbook):
    ids = [step.id for step in handbook.steps]
    for one in ids:
        after = {other for other in ids if other != one and distance(handbook, one, other) is not None}
        assert follows(handbook, one) == after
        assert all(one in leads_to(handbook, other) for other in after)
        assert all(
            other in follows(handbook, earlier) for other in [one] for earlier in leads_to(handbook, one)
        )


@few
@given(any_handbook)
def test_every_step_of_a_sound_handbook_is_reachable(handbook):
    assert reachable(handbook) == {step.id for step in handbook.steps}


def test_a_step_that_nothing_leads_to_is_not_reachable(handbook):
    data = handbook.model_dump(mode="json")
    data["steps"].append({**data["steps"][-1], "id": "eiland"})
    assert "eiland" not in reachable(Handbook.model_validate(data))


@many
@given(any_handbook, st.data())
def test_a_shortest_way_is_one_and_as_short_as_any(handbook, data):
    ids = st.sampled_from([step.id for step in handbook.steps])
    source, target = data.draw(ids), data.draw(ids)
    answers = shortest(to_networkx(handbook), source, target)
    wanted = distance(handbook, source, target)
    assert (answers is None) is (wanted is None)
    if answers is not None:
        here = handbook.step(source)
        for answer in answers:
            here = handbook.step(here.answer(answer).next)
        assert (here.id, len(answers)) == (target, wanted)


@few
@given(any_handbook, st.data())
def test_the_nearest_start_is_the_first_of_the_nearest(handbook, data):
    target = data.draw(st.sampled_from(handbook.steps)).id
    away = {start.id: distance(handbook, start.id, target) for start in starts(handbook)}
    least = min(found for found in away.values() if found is not None)
    start = nearest(handbook, starts(handbook))[target]
    assert start == next(name for name, found in away.items() if found == least)


@few
@given(any_handbook)
def test_the_longest_path_has_as_many_steps_as_the_longest_there_is(handbook):
    ways = [path for step in handbook.steps for path in every_path(handbook, step.id)]
    assert longest_path(handbook) == max(len(path) for path in ways) + 1


def test_starts_are_the_situations_by_number_and_then_what_is_outside(handbook):
    assert [start.number for start in starts(handbook)] == [1, 2, 3, 4, None]


def test_what_is_outside_has_one_path_without_answers(handbook):
    assert list(paths(handbook, "eigen-site")) == [()]


@pytest.mark.parametrize("ask", [follows, leads_to, lambda handbook, step: list(paths(handbook, step))])
def test_asking_about_an_unknown_step_is_refused(handbook, ask):
    with pytest.raises(UnknownStepError):
        ask(handbook, "nergens")
