"""A case that begins, is answered and goes back: replay is exact, and nothing ever changes in place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook import Case, Given
from ehbi.handbook.graph import starts
from ehbi.handbook.values import Kind

from .strategies import PACKAGED, cases, few, handbooks, many


def walk(case, choices):
    """Answer until the end, by these choices and then always the first answer."""
    choices = [*choices, *([0] * len(case.handbook.steps))]
    while case.step.answers:
        answers = case.step.answers
        case = case.answer(answers[choices.pop(0) % len(answers)].id)
    return case


@many
@given(st.one_of(st.just(PACKAGED), handbooks()), st.data())
def test_no_path_gets_stuck(handbook, data):
    start = data.draw(st.sampled_from(starts(handbook)))
    case = walk(Case(handbook).begin(start.id), data.draw(st.lists(st.integers(0, 9), max_size=12)))
    assert case.outcome is case.step
    assert case.outcome.kind is Kind.OUTCOME
    assert len(case.trail) == len(case.given) + 1 <= len(handbook.steps)


@many
@given(cases())
def test_replaying_the_answers_gives_the_same_case(case):
    again = Case(case.handbook, case.start, case.given)
    assert again == case
    assert hash(again) == hash(case)
    assert (again.step, again.trail, again.link, again.summary()) == (
        case.step,
        case.trail,
        case.link,
        case.summary(),
    )


@many
@given(cases())
def test_answering_one_by_one_gives_the_same_place(case):
    if case.start is not None:
        again = Case(case.handbook).begin(case.start)
        for given_ in case.given:
            again = again.answer(given_.answer)
        assert (again.step, again.trail, again.taken) == (case.step, case.trail, case.taken)


@many
@given(cases(), st.integers(0, 20))
def test_going_back_undoes_an_answer(case, choice):
    if case.step is not None and case.step.answers:
        answer = case.step.answers[choice % len(case.step.answers)]
        after = case.answer(answer.id)
        assert after.back() == case
        assert after.step.id == answer.next
        assert after.given == (*case.given, Given(case.step.id, answer.id, assumed=False))


@few
@given(cases())
def test_going_back_far_enough_ends_before_the_start(case):
    for _ in range(len(case.given) + 1):
        case = case.back()
    assert case == Case(case.handbook)
    assert case.back() == case


@few
@given(cases(), st.integers(0, 12))
def test_keeping_some_answers_goes_back_to_that_step(case, count):
    kept = case.keep(count)
    assert kept.given == case.given[:count]
    assert kept.trail == case.trail[: count + 1]


@few
@given(cases())
def test_what_a_case_passed_are_its_steps_with_their_answers(case):
    assert [(passed.step.id, passed.answer.id, passed.assumed) for passed in case.passed] == [
        (given_.step, given_.answer, given_.assumed) for given_ in case.given
    ]
    assert [step.id for step in case.trail[1:]] == [passed.answer.next for passed in case.passed]


@few
@given(cases())
def test_the_situation_is_the_last_one_on_the_trail(case):
    on_trail = [step for step in case.trail if step.kind is Kind.SITUATION]
    assert case.situation == (on_trail[-1] if on_trail else None)


def test_before_it_starts_a_case_is_nowhere(handbook):
    case = Case(handbook)
    assert (case.step, case.outcome, case.situation, case.trail, case.passed, case.link) == (
        None,
        None,
        None,
        (),
        (),
        "",
    )
