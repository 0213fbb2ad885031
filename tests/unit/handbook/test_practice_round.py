"""A round of practice: a replay of the choices, on which all else rests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook import AnswerError
from ehbi.handbook.practice import exercises
from ehbi.handbook.practice_round import Round

from .shortcut import EXAMPLE, shortcut
from .strategies import PACKAGED, few, handbooks, many


def only(handbook, *names):
    return Round(tuple(one for one in exercises(handbook) if one.example.id in names))


def choose(round_, *options):
    for option in options:
        round_ = round_.choose(option)
    return round_


@st.composite
def rounds(draw):
    """Any choices, to the end of a round."""
    handbook = draw(st.one_of(st.just(PACKAGED), handbooks()))
    situation = draw(st.sampled_from([None, handbook.situations[0].id]))
    round_ = Round(exercises(handbook, situation, draw(st.integers(0, 9))))
    most = sum(len(exercise.choices) for exercise in round_.exercises)
    for _ in range(most):
        if round_.now is None:
            break
        round_ = round_.choose(draw(st.sampled_from(round_.now.choice.options)).id)
    return round_


@many
@given(rounds())
def test_any_choices_end_a_round(round_):
    assert round_.now is None
    assert 0 <= round_.right <= len(round_.made) == len(round_.chosen)
    assert round_.right + len(round_.mistakes) == len(round_.made)


@many
@given(rounds())
def test_again_has_exactly_the_exercises_with_a_mistake(round_):
    wrong = {made.place.exercise.example.id for made in round_.made if not made.right}
    assert [one.example.id for one in round_.again().exercises] == [
        one.example.id for one in round_.exercises if one.example.id in wrong
    ]
    assert round_.again().made == ()


@few
@given(rounds())
def test_every_exercise_of_a_round_was_done_in_order(round_):
    done = list(dict.fromkeys(made.place.at for made in round_.made))
    assert done == list(range(len(round_.exercises)))


def test_after_a_mistake_the_exercise_goes_on_along_its_right_path(handbook):
    round_ = choose(only(handbook, "oud-adres"), "geen-rechten")
    assert round_.now.choice.step.id == "reset-mail"
    round_ = choose(round_, "ja", "nee")
    assert round_.now is None
    assert [(made.option.id, made.right) for made in round_.made] == [
        ("geen-rechten", False),
        ("ja", False),
        ("nee", True),
    ]


def test_an_exercise_ends_at_once_at_what_the_handbook_is_not_about(handbook):
    round_ = choose(only(handbook, "reset-eigen-site"), "eigen-site")
    assert (round_.now, round_.right) == (None, 1)


def test_a_wrong_choice_that_leads_to_an_outcome_does_not_end_the_exercise(handbook):
    round_ = choose(only(handbook, "oud-adres"), "eigen-site")
    assert (round_.now.choice.step.id, round_.right) == ("reset-mail", 0)


def test_an_exercise_goes_on_after_a_wrong_choice_that_leads_to_its_own_outcome(handbook):
    round_ = choose(only(shortcut(handbook), EXAMPLE), "reset-mail", "ja")
    assert round_.made[-1].option.leads.id == round_.exercises[0].example.outcome
    assert round_.now.choice.step.id == "ander-adres"


def test_a_round_without_mistakes_has_nothing_to_do_again(handbook):
    round_ = choose(only(handbook, "oud-adres"), "reset-mail", "nee", "nee")
    assert round_.again() == Round(())
    assert round_.again().now is None


@pytest.mark.parametrize("chosen", [("misschien",), ("reset-mail", "nee", "nee", "ja")])
def test_what_cannot_be_chosen_is_refused(handbook, chosen):
    with pytest.raises(AnswerError):
        choose(only(handbook, "oud-adres"), *chosen)
