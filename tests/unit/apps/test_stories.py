"""A story of the handbook, tried on a guide before a room."""

from html import unescape

import pytest

from ehbi.apps.guide import Guide
from ehbi.apps.stories import Stories
from ehbi.handbook import Case
from tests.hostile import hostile
from tests.unit.handbook.strategies import PACKAGED

HANDBOOK = PACKAGED
EXAMPLE = next(one for one in HANDBOOK.examples if len(one.answers) > 1)


@pytest.fixture
def stories():
    return Stories(Guide(HANDBOOK, in_page=False))


def tell(stories, example):
    stories.choice.value = example.id


def told(stories):
    return unescape(stories.told.value)


def take(stories, example):
    """Answer as the handbook does, until there is an outcome."""
    stories.guide.go(Case(HANDBOOK).begin(example.situation))
    for given in example.answers:
        stories.guide.go(stories.guide.case.answer(given.answer))


def test_every_example_can_be_told_and_one_of_the_room_is_the_first_choice(stories):
    labels, ids = zip(*stories.choice.options, strict=True)
    assert ids == ("", *(one.id for one in HANDBOOK.examples))
    assert labels[0] == "Een eigen verhaal uit de zaal"
    assert stories.told.value == ""


def test_a_story_begins_a_case_in_which_the_room_says_which_situation_it_is(stories):
    stories.guide.go(Case(HANDBOOK).begin("geen-rechten"))
    tell(stories, EXAMPLE)
    assert stories.guide.case == Case(HANDBOOK)
    assert [part in told(stories) for part in EXAMPLE.parts] == [True, *(False for _ in EXAMPLE.parts[1:])]
    assert "handboek" not in stories.told.value


def test_each_part_of_a_story_is_told_when_the_room_comes_there(stories):
    tell(stories, EXAMPLE)
    case = Case(HANDBOOK).begin(EXAMPLE.situation)
    for known, given in enumerate(EXAMPLE.answers, start=2):
        stories.guide.go(case)
        assert [part in told(stories) for part in EXAMPLE.parts] == [
            at < known for at in range(len(EXAMPLE.parts))
        ]
        case = case.answer(given.answer)
    stories.guide.go(case)
    assert all(part in told(stories) for part in EXAMPLE.parts)


@pytest.mark.parametrize("example", HANDBOOK.examples, ids=lambda one: one.id)
def test_who_answers_as_the_handbook_hears_so_at_the_end(stories, example):
    tell(stories, example)
    take(stories, example)
    assert "✓ Zo loopt dit verhaal ook af" in stories.told.value


def test_who_comes_to_another_end_hears_where_the_handbook_ends(stories):
    other = next(one for one in HANDBOOK.examples if one.outcome != EXAMPLE.outcome)
    tell(stories, EXAMPLE)
    take(stories, other)
    assert "anders af" in stories.told.value
    assert HANDBOOK.step(EXAMPLE.outcome).title in stories.told.value


def test_a_story_of_the_room_is_not_judged(stories):
    tell(stories, EXAMPLE)
    stories.choice.value = ""
    take(stories, EXAMPLE)
    assert stories.told.value == ""


def test_what_people_wrote_is_text():
    handbook = hostile(HANDBOOK)
    stories = Stories(Guide(handbook, in_page=False))
    for example in handbook.examples:
        tell(stories, example)
        assert "<script" not in stories.told.value
        assert "<img" not in stories.told.value
