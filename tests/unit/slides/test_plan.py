"""A plan has all minutes and each case once, and is the same for who knows the same."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ehbi
from ehbi.slides import plan
from ehbi.slides.choosing import chosen, question, stories, untold
from ehbi.slides.plan import LONGEST, SHORTEST, USUAL, MinutesError
from ehbi.slides.planned import PLANNED, served_deck
from tests.unit.handbook.strategies import handbooks

HANDBOOK = ehbi.load()
STEPS = [step.id for step in HANDBOOK.steps]
MANUAL = Path(__file__).parents[3] / "docs" / "handleiding-workshop.md"
lengths = st.integers(SHORTEST, LONGEST)
hardness = st.dictionaries(st.sampled_from(STEPS), st.floats(0, 1))


@st.composite
def rooms(draw):
    """A handbook with some of its cases, and what is known to be hard in it."""
    some = draw(st.sets(st.sampled_from(HANDBOOK.examples), max_size=8))
    own = tuple(one for one in HANDBOOK.examples if one in some)
    return HANDBOOK.model_copy(update={"examples": own}), draw(hardness)


def assert_sound(handbook, known, minutes):
    made = plan(handbook, known, minutes)
    assert sum(part.minutes for part in made.parts) == minutes
    assert all(part.minutes >= 1 and part.slides for part in made.parts)
    shown = [slide for part in made.parts for slide in part.slides]
    assert len(shown) == len(set(shown))
    assert {one.id for one in made.cases} | {one.id for one in stories(handbook)} <= {
        one.id for one in handbook.examples
    }
    assert made == plan(handbook, dict(known), minutes)
    return shown


@settings(deadline=None, max_examples=25)
@given(rooms(), lengths)
def test_minutes_add_up_and_each_case_comes_once_whatever_is_known(room, minutes):
    handbook, known = room
    shown = assert_sound(handbook, known, minutes)
    there = {slide.id for slide in served_deck(handbook, known, phones=True)}
    assert set(shown) <= there


@settings(deadline=None, max_examples=15)
@given(handbooks(), lengths)
def test_no_handbook_has_an_empty_plan(handbook, minutes):
    assert len(assert_sound(handbook, {}, minutes)) >= 5


@settings(deadline=None, max_examples=25)
@given(rooms(), st.integers(0, 12))
def test_cases_are_no_story_no_question_and_come_from_short_to_long(room, many):
    handbook, known = room
    found = chosen(handbook, known, many)
    asked = question(handbook, known)
    left = [one.example for one in untold(handbook) if asked is None or one.example != asked.example]
    assert len(found) == len(set(found)) == min(many, len(left))
    assert set(found) <= set(left)
    assert all(len(one.answers) <= len(other.answers) for one, other in pairwise(found))


def test_where_nothing_is_known_there_is_some_of_each_situation():
    found = plan(HANDBOOK, {}, 45).cases
    assert len(found) == 5
    assert {one.situation for one in found} == {one.situation for one in HANDBOOK.examples}
    assert len({len(one.answers) for one in found}) > 2


@pytest.mark.parametrize("step", ["mail-zoeken", "ander-adres", "abonnement-opzoeken"])
def test_where_the_desk_goes_back_a_case_asks_it_and_so_does_the_question(step):
    steps = {given.step for one in untold(HANDBOOK) for given in one.example.answers}
    assert step in steps
    found = plan(HANDBOOK, {step: 0.6}, 30).cases
    assert any(given.step == step for one in found for given in one.answers)
    assert question(HANDBOOK, {step: 0.6}).choice.step.id == step


def test_what_is_harder_comes_before_what_is_less_hard():
    hard = {one.example.answers[-1].step for one in untold(HANDBOOK) if len(one.example.answers) > 2}
    first, second, *_ = sorted(hard)
    (found,) = chosen(HANDBOOK, {first: 0.9, second: 0.1}, 1)
    assert first in {given.step for given in found.answers}


def test_a_question_is_asked_only_where_a_case_is_left_to_practise():
    one = HANDBOOK.model_copy(update={"examples": (untold(HANDBOOK)[0].example,)})
    assert question(one, {}) is None
    assert question(HANDBOOK.model_copy(update={"examples": ()}), {}) is None


@pytest.mark.parametrize("minutes", [SHORTEST - 1, LONGEST + 1, 0, -45])
def test_a_length_that_no_workshop_has_is_refused(minutes):
    with pytest.raises(MinutesError, match=f"{minutes} minuten kan niet"):
        plan(HANDBOOK, {}, minutes)


def test_without_a_plan_the_deck_is_as_it_was():
    own = [slide for slide in served_deck(HANDBOOK, {}, phones=True) if slide.layout not in PLANNED]
    assert own == list(ehbi.slides.deck(HANDBOOK, served=True, phones=True))


def test_the_manual_has_these_plans():
    text = MANUAL.read_text("utf-8")
    made = [plan(HANDBOOK, {}, minutes) for minutes in USUAL]
    shares = [{part.name: str(part.minutes) for part in one.parts} for one in made]
    rows = [
        "| deel | " + " | ".join(f"{one.minutes} minuten" for one in made) + " |\n|---|---|---|---|",
        *(
            f"| {part.name} | " + " | ".join(one.get(part.name, "–") for one in shares) + " |"
            for part in made[-1].parts
        ),
        "| *oefencasussen* | " + " | ".join(str(len(one.cases)) for one in made) + " |",
    ]
    assert "\n".join(rows) in text
