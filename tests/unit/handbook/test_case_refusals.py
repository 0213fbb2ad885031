"""What makes no case, and that no case changes in place."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook import AnswerError, Case, EhbiError, Given, UnknownStepError, to_networkx

from .strategies import cases, few


@pytest.mark.parametrize("start", ["", "nergens", "Reset-mail", "reset-mail "])
def test_a_case_does_not_start_at_an_unknown_step(handbook, start):
    with pytest.raises(UnknownStepError) as caught:
        Case(handbook).begin(start)
    assert caught.value.step == start
    assert "Kies een andere stap" in str(caught.value)


@pytest.mark.parametrize("start", ["nieuw-wachtwoord", "mail-zoeken", "toegang"])
def test_a_case_does_not_start_in_the_middle(handbook, start):
    with pytest.raises(AnswerError) as caught:
        Case(handbook).begin(start)
    assert caught.value.step == start
    assert "reset-mail" in caught.value.fitting
    assert "begint geen casus. Kies uit: " in str(caught.value)


@pytest.mark.parametrize("answer", ["", "misschien", "Ja", "ja "])
def test_an_answer_of_another_step_is_refused(handbook, answer):
    with pytest.raises(AnswerError) as caught:
        Case(handbook).begin("reset-mail").answer(answer)
    assert (caught.value.step, caught.value.answer) == ("reset-mail", answer)
    fitting = tuple(one.id for one in handbook.step("reset-mail").answers)
    assert caught.value.fitting == fitting
    assert str(caught.value).endswith(f"Kies uit: {', '.join(fitting)}.")


def test_an_answer_that_comes_at_another_step_says_where_the_case_is(handbook):
    with pytest.raises(
        AnswerError, match=r"hoort bij stap ‘geen-rechten’, en de casus is bij ‘reset-mail’"
    ) as caught:
        Case(handbook, "reset-mail", (Given("geen-rechten", "ja"),))
    assert (caught.value.step, caught.value.at) == ("geen-rechten", "reset-mail")
    assert caught.value.fitting == tuple(one.id for one in handbook.step("reset-mail").answers)


def test_an_ended_case_takes_no_answer(handbook):
    with pytest.raises(AnswerError, match="Daar eindigt de casus"):
        Case(handbook).open("geen-rechten/nee").answer("ja")


def test_a_case_that_did_not_start_takes_no_answer(handbook):
    with pytest.raises(AnswerError, match=r"niet begonnen. Begin met case.begin\(stap\)"):
        Case(handbook).answer("ja")


@pytest.mark.parametrize("text", ["tekst", None, 5, {}])
def test_what_is_no_handbook_makes_no_case_and_no_graph(text):
    for made in (Case, to_networkx):
        with pytest.raises(TypeError, match=r"hier hoort een handboek, geen .*ehbi.load\(\)"):
            made(text)


@pytest.mark.parametrize(
    ("start", "given"),
    [
        (None, [("reset-mail", "ja")]),
        ("reset-mail", [("geen-rechten", "ja")]),
        ("reset-mail", [("reset-mail", "ja"), ("reset-mail", "ja")]),
        ("reset-mail", [("reset-mail", "ja"), ("ander-adres", "ja")]),
        ("reset-mail", [("nergens", "ja")]),
    ],
)
def test_answers_that_do_not_follow_on_each_other_make_no_case(handbook, start, given):
    with pytest.raises(EhbiError):
        Case(handbook, start, tuple(Given(step, answer) for step, answer in given))


@pytest.mark.parametrize("field", ["handbook", "start", "given", "step", "anders"])
def test_a_case_cannot_be_changed_in_place(handbook, field):
    case = Case(handbook).begin("reset-mail")
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError, TypeError)):
        setattr(case, field, None)


def test_a_given_answer_cannot_be_changed_in_place(handbook):
    (given_,) = Case(handbook).open("reset-mail/ja").given
    with pytest.raises(dataclasses.FrozenInstanceError):
        given_.answer = "nee"


@few
@given(cases(), st.integers(0, 20), st.text(max_size=5))
def test_no_move_changes_the_case_it_starts_from(case, number, text):
    before = (case.handbook, case.start, case.given, case.link)
    for move in (
        lambda: case.answer(text),
        case.back,
        lambda: case.change(number, "ja"),
        lambda: case.open(text),
    ):
        try:
            move()
        except EhbiError:
            continue
    for step in case.handbook.steps:
        case.jump(step.id)
    assert (case.handbook, case.start, case.given, case.link) == before
