"""Exercises: what is chosen and what is right."""

from __future__ import annotations

import pytest
from hypothesis import given

from ehbi.handbook.edits import change_answer
from ehbi.handbook.examples import exercises
from ehbi.handbook.values import OutcomeKind

from .strategies import few, handbooks

OUTSIDE = "eigen-site"


def named(handbook, name):
    return next(one for one in exercises(handbook) if one.example.id == name)


def ids(made):
    return [exercise.example.id for exercise in made]


def test_the_first_choice_is_the_situation_and_then_each_check_on_the_right_path(handbook):
    exercise = named(handbook, "mail-op-ander-adres")
    assert [choice.step and choice.step.id for choice in exercise.choices] == [
        None,
        "reset-mail",
        "ander-adres",
        "mail-zoeken",
    ]
    assert [choice.right.id for choice in exercise.choices] == ["reset-mail", "nee", "ja", "ja"]


def test_the_situations_and_what_the_handbook_is_not_about_can_be_chosen_first(handbook):
    first = exercises(handbook)[0].choices[0]
    assert [option.label for option in first.options] == [
        *(situation.title for situation in handbook.situations),
        handbook.outside.label,
    ]


def test_each_right_option_leads_to_the_next_question_and_the_last_to_the_outcome(handbook):
    for exercise in exercises(handbook):
        led = [choice.right.leads.id for choice in exercise.choices]
        assert led == [*(choice.step.id for choice in exercise.choices[1:]), exercise.example.outcome]


def test_what_to_do_next_is_asked_once_for_all_answers_that_lead_to_the_same(handbook):
    choice = named(handbook, "basis-abonnement").choices[2]
    assert choice.asks == "Wat doe je nu?"
    assert [(option.id, option.label) for option in choice.options] == [
        ("alleen-basis", "Synchroniseer het abonnement met de hand"),
        ("klopt", "Laat de KB Klantenservice verder kijken"),
        ("niet-bereikbaar", "Kom hier later op terug"),
    ]
    assert [option.id for option in choice.options if option.right] == ["alleen-basis"]
    assert named(handbook, "oud-abonnement").choices[2].right.id == "verkeerd"


def test_a_case_that_is_resolved_is_rounded_off_as_that_is_what_to_do_next(handbook):
    for exercise in exercises(handbook):
        for option in (option for choice in exercise.choices[1:] for option in choice.options):
            assert option.label.startswith("Rond af: ") == (option.leads.outcome is OutcomeKind.RESOLVED)


def test_where_all_answers_lead_to_one_step_the_answers_themselves_are_chosen(handbook):
    one_way = change_answer(handbook, "ander-adres", "nee", next_id="mail-zoeken")
    one_way = change_answer(one_way, "ander-adres", "hier-niet", next_id="mail-zoeken")
    choice = named(one_way, "mail-op-ander-adres").choices[2]
    assert choice.asks == "Lukt het om die mailbox te openen?"
    assert [option.id for option in choice.options] == ["ja", "hier-niet", "nee"]
    assert [option.id for option in choice.options if option.right] == ["ja"]


def test_the_story_is_told_by_the_choices_and_its_ending_is_none_of_them(handbook):
    for exercise in exercises(handbook):
        told = tuple(choice.told for choice in exercise.choices)
        assert (*told, exercise.example.ending) == exercise.example.parts


def test_what_the_handbook_is_not_about_is_right_at_once_where_the_example_ends_there(handbook):
    for exercise in exercises(handbook):
        outside = next(option for option in exercise.choices[0].options if option.id == OUTSIDE)
        assert outside.right == (exercise.example.outcome == OUTSIDE)


def test_every_example_of_the_handbook_is_an_exercise_in_its_order(handbook):
    assert ids(exercises(handbook)) == [example.id for example in handbook.examples]


@few
@given(handbooks())
def test_any_sound_handbook_gives_an_exercise_of_each_example(handbook):
    made = exercises(handbook)
    assert ids(made) == [example.id for example in handbook.examples]
    assert all(choice.right.right for exercise in made for choice in exercise.choices)


@pytest.mark.parametrize(
    "change",
    [{"answers": ()}, {"outcome": "toegang"}, {"situation": "bestaat-niet"}],
    ids=["no answers", "another outcome", "no situation"],
)
def test_an_example_that_does_not_end_where_it_says_is_left_out(handbook, change):
    broken = handbook.examples[0].model_copy(update=change)
    draft = handbook.model_copy(update={"examples": (broken, *handbook.examples[1:])})
    assert ids(exercises(draft)) == ids(exercises(handbook))[1:]
