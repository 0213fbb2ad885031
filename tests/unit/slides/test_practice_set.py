"""What a room takes home: exercises that ask for what it found hard, in a page that needs nothing else."""

from __future__ import annotations

import re

from ehbi.handbook.examples import exercises
from ehbi.slides import practice_set
from ehbi.slides.polls import results
from ehbi.slides.practice_set import MOST, exercises_for
from tests.hostile import hostile

from .rooms import EASY, FOUND, HANDBOOK, HARD, POLLS, START, votes


def steps_asked(exercise):
    return [choice.step for choice in exercise.choices]


def test_it_asks_for_what_was_hard_the_hardest_first_and_nothing_twice():
    chosen = exercises_for(HANDBOOK, FOUND)
    hard, begins, easy = (POLLS[place].choice for place in (HARD, START, EASY))
    assert hard.step in steps_asked(chosen[0])
    assert chosen[1].choices[0].right.leads == begins.right.leads
    assert any(easy.step in steps_asked(one) for one in chosen[:3])
    assert len({one.example.id for one in chosen}) == len(chosen) == MOST


def test_where_nobody_was_wrong_there_is_something_of_each_situation():
    for found in ((), results(POLLS, votes(HARD, 3, 0))):
        chosen = exercises_for(HANDBOOK, found)
        assert {one.example.situation for one in chosen} == {one.situation for one in HANDBOOK.examples}
        assert len(chosen) == MOST


def test_a_check_that_no_exercise_asks_for_any_more_leaves_something_of_each_situation():
    few = HANDBOOK.model_copy(update={"examples": HANDBOOK.examples[-2:]})
    found = results(POLLS, votes(HARD, 0, 3))
    assert [one.example for one in exercises_for(few, found)] == list(few.examples)


def test_the_page_has_what_it_takes_in_itself_and_nothing_of_how_many_chose_what():
    html = practice_set(HANDBOOK, FOUND)
    assert html.count("data-case=") == MOST
    assert not re.search(r'(?:src|href)="(?!#|data:|https://|mailto:|tel:)', html)
    assert '<link rel="manifest"' not in html
    for said in ("van 12", "van 8", "anders kozen", "uitslag"):
        assert said not in html
    for exercise in exercises_for(HANDBOOK, FOUND):
        for choice in exercise.choices:
            assert all(f'id="{option.leads.id}"' in html for option in choice.options)


def test_it_is_small():
    every = len(practice_set(HANDBOOK, ()))
    assert every < 200_000


def test_whatever_people_wrote_is_text():
    handbook = hostile(HANDBOOK)
    html = practice_set(handbook, ())
    assert html.count("data-case=") == min(MOST, len(exercises(handbook)))
    assert "<script>alert" not in html
    assert "<b onmouseover" not in html
