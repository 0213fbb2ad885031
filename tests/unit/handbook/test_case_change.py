"""Changing an earlier answer: what still fits is kept, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook import AnswerError, Case, Given, Handbook

from .strategies import cases, few, many


@st.composite
def changes(draw):
    """A case, the index of an answer (or one past the last) and an answer of the step it belongs to."""
    case = draw(cases().filter(lambda case: case.start is not None and (case.given or case.step.answers)))
    last = len(case.given) - (0 if case.step.answers else 1)
    index = draw(st.integers(0, last))
    return case, index, draw(st.sampled_from(case.trail[index].answers)).id


@many
@given(changes())
def test_the_answers_before_it_stay_and_the_new_one_is_given(change):
    case, index, answer = change
    after = case.change(index, answer)
    assert after.given[:index] == case.given[:index]
    assert after.given[index] == Given(case.trail[index].id, answer, assumed=False)


@many
@given(changes())
def test_only_answers_that_were_given_later_are_kept_and_as_they_were(change):
    case, index, answer = change
    kept = case.change(index, answer).given[index + 1 :]
    assert [later for later in case.given[index + 1 :] if later in kept] == list(kept)


@many
@given(changes())
def test_every_later_answer_to_a_step_that_is_reached_is_kept(change):
    case, index, answer = change
    after = case.change(index, answer)
    assert after.step.id not in {later.step for later in case.given[index + 1 :]}


@few
@given(changes())
def test_changing_an_answer_to_itself_only_confirms_it(change):
    case, index, _ = change
    if index < len(case.given):
        after = case.change(index, case.given[index].answer)
        assert after.taken == case.taken
        assert [given_.assumed for given_ in after.given] == [
            given_.assumed and at != index for at, given_ in enumerate(case.given)
        ]


def test_an_answer_is_not_moved_to_another_question_that_has_one_by_that_name(handbook):
    """'Nee' to 'is there a mail' is no 'nee' to 'can the patron open that mailbox'."""
    assert Case(handbook).open("reset-mail/ja/nee").change(0, "nee").link == "reset-mail/nee"


def test_an_answer_to_a_step_that_is_still_passed_is_kept(handbook):
    case = Case(handbook).open("inloggegevens-onjuist/nee/niet-gelukt/gelukt")
    assert case.change(0, "ja").link == "inloggegevens-onjuist/ja/gelukt"


def test_an_assumed_answer_that_is_kept_stays_assumed(handbook):
    case = Case(handbook).open("geen-rechten/~ja/~alleen-basis/~niet-gelukt")
    assert case.change(1, "verkeerd").link == "geen-rechten/~ja/verkeerd/~niet-gelukt"


def test_the_number_of_answers_means_the_current_step(handbook):
    case = Case(handbook).open("geen-rechten/ja")
    assert case.change(1, "klopt") == case.answer("klopt")


@pytest.mark.parametrize("index", [-1, -2, 3, 100])
def test_there_is_nothing_to_change_before_the_first_or_after_the_current_step(handbook, index):
    with pytest.raises(AnswerError):
        Case(handbook).open("geen-rechten/ja/alleen-basis").change(index, "ja")


@pytest.mark.parametrize(("index", "answer"), [(0, "misschien"), (1, "ja"), (2, "ja")])
def test_an_answer_that_the_step_does_not_have_is_refused(handbook, index, answer):
    with pytest.raises(AnswerError):
        Case(handbook).open("geen-rechten/ja/alleen-basis").change(index, answer)


def test_a_case_that_did_not_start_has_nothing_to_change(handbook):
    with pytest.raises(AnswerError):
        Case(handbook).change(0, "ja")


def test_a_change_to_a_case_that_went_round_in_a_circle_comes_to_an_end(handbook):
    """A draft may still have a circle, and its editor may try a case on it."""
    data = handbook.model_dump(mode="json")
    search = next(step for step in data["steps"] if step["id"] == "mail-zoeken")
    search["answers"].append({"id": "opnieuw", "label": "Nog een keer", "next": "mail-zoeken"})
    case = Case(Handbook.model_validate(data)).open("reset-mail/ja/opnieuw/opnieuw/nee")
    assert case.change(0, "ja").link == "reset-mail/ja/nee"


@many
@given(changes())
def test_changing_an_answer_back_brings_the_later_ones_back(change):
    case, index, answer = change
    remembered = {given_.step: given_ for given_ in case.given}
    if index < len(case.given):
        away = case.change(index, answer, remembered)
        back = away.change(index, case.given[index].answer, remembered)
        assert back.taken == case.taken


@many
@given(changes())
def test_what_is_answered_for_the_first_time_brings_nothing_back(change):
    case, _, _ = change
    remembered = {step.id: Given(step.id, step.answers[0].id) for step in case.handbook.steps if step.answers}
    for answer in case.step.answers:
        assert case.change(len(case.given), answer.id, remembered) == case.answer(answer.id)


@many
@given(cases())
def test_an_assumed_answer_is_confirmed_one_at_a_time(case):
    for at, given_ in enumerate(case.given):
        after = case.confirm(at)
        assert after.taken == case.taken
        assert [one.assumed for one in after.given] == [
            one.assumed and place != at for place, one in enumerate(case.given)
        ]
        assert case.is_assumed >= given_.assumed
