"""Jumping to a step: the answers that lead there are assumed, along a shortest way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook import Case, Handbook, UnknownStepError
from ehbi.handbook.edits import add_answer
from ehbi.handbook.graph import starts

from .strategies import cases, distance, few, many


@st.composite
def jumps(draw):
    case = draw(cases())
    return case, draw(st.sampled_from(case.handbook.steps)).id


@many
@given(jumps())
def test_a_jump_ends_at_the_step(jump):
    case, target = jump
    assert case.jump(target).step.id == target


@many
@given(jumps())
def test_given_answers_are_kept_as_far_as_the_step_can_still_be_reached(jump):
    case, target = jump
    after = case.jump(target)
    able = [at for at, step in enumerate(case.trail) if distance(case.handbook, step.id, target) is not None]
    if able:
        assert after.start == case.start
        assert after.given[: able[-1]] == case.given[: able[-1]]
        assert len(after.given) == able[-1] + distance(case.handbook, case.trail[able[-1]].id, target)
        assert all(given_.assumed for given_ in after.given[able[-1] :])


@many
@given(jumps())
def test_otherwise_the_case_starts_again_at_the_nearest_start(jump):
    case, target = jump
    if all(distance(case.handbook, step.id, target) is None for step in case.trail):
        after = case.jump(target)
        away = [distance(case.handbook, start.id, target) for start in starts(case.handbook)]
        least = min(found for found in away if found is not None)
        assert (after.start, len(after.given)) == (starts(case.handbook)[away.index(least)].id, least)
        assert all(given_.assumed for given_ in after.given)


@few
@given(cases())
def test_a_jump_to_a_step_on_the_trail_only_goes_back(case):
    for at, step in enumerate(case.trail):
        assert case.jump(step.id) == case.keep(at)


@few
@given(jumps())
def test_jumping_twice_is_jumping_once(jump):
    case, target = jump
    assert case.jump(target).jump(target) == case.jump(target)


def test_of_equally_short_ways_the_first_in_the_handbook_is_taken(handbook):
    assert Case(handbook).jump("ingelogd").link == "inloggegevens-onjuist/~ja/~gelukt"
    assert Case(handbook).jump("synchronisatie-abonnement").link == "geen-rechten/~ja/~alleen-basis"


def test_a_jump_starts_where_the_case_already_is(handbook):
    case = Case(handbook).open("inloggegevens-onjuist/nee")
    assert case.jump("reset-mail").link == "inloggegevens-onjuist/nee/~niet-gelukt/~geen-mail"
    assert Case(handbook).jump("reset-mail").link == "reset-mail"


def test_a_jump_to_what_is_outside_keeps_the_case_that_can_get_there(handbook):
    assert Case(handbook).jump("eigen-site").link == "eigen-site"
    assert Case(handbook).begin("geen-rechten").jump("eigen-site").link == "eigen-site"
    draft, new = add_answer(handbook, "geen-rechten", "Eigen site", "eigen-site")
    assert Case(draft).begin("geen-rechten").jump("eigen-site").link == f"geen-rechten/~{new}"


@pytest.mark.parametrize("step", ["", "nergens", "Ingelogd", "../"])
def test_a_jump_to_an_unknown_step_is_refused(handbook, step):
    with pytest.raises(UnknownStepError):
        Case(handbook).jump(step)


def test_a_jump_to_a_step_that_no_case_can_reach_is_refused(handbook):
    data = handbook.model_dump(mode="json")
    data["steps"].append({**data["steps"][-1], "id": "eiland"})
    apart = Handbook.model_validate(data)
    with pytest.raises(UnknownStepError):
        Case(apart).jump("eiland")
    assert Case(apart).open("eiland") == Case(apart)
