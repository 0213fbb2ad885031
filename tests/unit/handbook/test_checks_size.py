"""What is larger than the limits is refused with the reason, and everything works up to them."""

from __future__ import annotations

import pytest

from ehbi.files.documents import examine, to_yaml
from ehbi.files.source import parse_source
from ehbi.handbook import Case, Handbook
from ehbi.handbook.checks import check
from ehbi.handbook.checks import size as limits
from ehbi.handbook.compare.impact import outcomes_changed
from ehbi.handbook.examples import replayed
from ehbi.handbook.graph import path_rows

from . import large
from .drafts import TODAY
from .strategies import PACKAGED


def changed(handbook, at, **fields):
    steps = list(handbook.steps)
    steps[at] = steps[at].model_copy(update=fields)
    return handbook.model_copy(update={"steps": tuple(steps)})


def problems_of(handbook):
    return [
        problem
        for problem in check(handbook, TODAY)
        if "kunnen er" in problem.message or "wegen" in problem.message
    ]


def test_two_thousand_steps_in_a_row_pass_every_check_and_are_read_back_as_they_were():
    handbook = large.chain(limits.STEPS)
    assert examine(parse_source(to_yaml(handbook), "x.yaml"), TODAY) == (handbook, ())


def test_two_thousand_steps_beside_each_other_pass_every_check():
    handbook = large.tree(19, 99)
    assert len(handbook.steps) <= limits.STEPS
    assert problems_of(handbook) == []


def test_one_step_more_is_refused_and_the_problem_is_at_that_step():
    (problem,) = problems_of(large.chain(limits.STEPS + 1))
    assert problem.path == ("steps", limits.STEPS)
    assert str(limits.STEPS) in problem.message


def test_a_step_with_too_many_answers_is_named():
    (problem,) = problems_of(large.fan(limits.ANSWERS))
    assert problem.path[:3] == ("steps", 0, "answers")
    assert "‘Stap begin’" in problem.message
    assert problems_of(large.fan(limits.ANSWERS - 1)) == []


@pytest.mark.parametrize(("field", "most"), [("title", limits.LINE), ("text", limits.TEXT)])
def test_a_text_that_no_box_can_hold_is_refused(field, most):
    (problem,) = problems_of(changed(PACKAGED, 3, **{field: "x" * (most + 1)}))
    assert problem.path == ("steps", 3, field)
    assert problems_of(changed(PACKAGED, 3, **{field: "x" * most})) == []


def test_search_words_are_texts_on_a_line():
    (problem,) = problems_of(changed(PACKAGED, 3, words=("kort", "x" * (limits.LINE + 1))))
    assert problem.path == ("steps", 3, "words", 1)


def test_lists_anywhere_have_a_limit():
    words = tuple(f"woord {at}" for at in range(limits.PARTS + 1))
    contacts = PACKAGED.contacts * limits.PARTS
    found = [problem.path for problem in problems_of(changed(PACKAGED, 3, words=words))]
    assert found == [("steps", 3, "words", limits.PARTS)]
    (problem,) = problems_of(PACKAGED.model_copy(update={"contacts": contacts}))
    assert problem.path == ("contacts", limits.PARTS)


def test_all_text_together_has_a_limit():
    text = "x" * limits.TEXT
    many = large.chain(limits.ALL_TEXT // limits.TEXT + 2)
    steps = tuple(step.model_copy(update={"text": text}) for step in many.steps)
    (problem,) = problems_of(many.model_copy(update={"steps": steps}))
    assert "hele handboek" in problem.message
    shorter = tuple(step.model_copy(update={"text": "x"}) for step in steps[:40])
    assert problems_of(many.model_copy(update={"steps": (*shorter, *steps[40:])})) == []


def test_more_paths_than_can_be_written_down_are_refused_without_walking_them():
    (problem,) = problems_of(large.diamonds(60))
    assert "wegen" in problem.message
    assert problem.path == ("steps", 0)
    assert problems_of(large.diamonds(15)) == []


def test_paths_come_one_by_one_however_many_there_are():
    rows = path_rows(large.diamonds(60))
    assert [next(rows)["situation"] for _ in range(3)] == [1, 1, 1]


def test_a_case_goes_all_the_way_back_and_forth_through_two_thousand_steps():
    handbook = large.chain(limits.STEPS)
    case = replayed(handbook, handbook.examples[0])
    assert len(case.trail) == limits.STEPS - 1
    assert Case(handbook).open(case.link) == case
    assert case.change(0, "keus-0") == case
    assert case.change(1, "keus-1").outcome == handbook.step("eind")
    assert len(Case(handbook).jump("s1990").trail) == 1991


def test_what_changes_in_a_chain_of_two_thousand_steps_is_counted():
    handbook = large.chain(limits.STEPS)
    (change,) = outcomes_changed(
        handbook, changed(handbook, 0, number=1, answers=handbook.steps[0].answers[1:])
    )
    assert (change.gone, change.new) == (limits.STEPS - 2, 0)


def test_a_draft_with_a_circle_of_two_thousand_steps_is_checked_with_a_message_that_can_be_read():
    handbook = large.chain(limits.STEPS)
    answers = (handbook.steps[-3].answers[0].model_copy(update={"next": "s0"}),)
    draft = changed(handbook, len(handbook.steps) - 3, answers=answers)
    circles = [problem for problem in check(draft, TODAY) if "kring" in problem.message]
    assert len(circles) == 1
    assert len(circles[0].message) < 1000


def test_the_packaged_handbook_is_far_within_the_limits():
    assert isinstance(PACKAGED, Handbook)
    assert problems_of(PACKAGED) == []
