"""What a room found hard follows from what it chose, and from nothing else."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ehbi
from ehbi.handbook.privacy import personal_data
from ehbi.handbook.values import LONGEST_REMARK
from ehbi.slides import Layout, deck, polls
from ehbi.slides.polls import Other, Result, chose, meter, remark, results
from tests.hostile import hostile

from .rooms import votes, wrong

HANDBOOK = ehbi.load()
SLIDES = deck(HANDBOOK)
POLLS = polls(SLIDES)


def chosen(place):
    """What some of ten people chose there."""
    options = [option.id for option in POLLS[place].choice.options]
    return st.dictionaries(st.sampled_from("abcdefghij"), st.sampled_from(options))


rooms = st.lists(st.sampled_from(list(POLLS)), unique=True, max_size=12).flatmap(
    lambda places: st.fixed_dictionaries({place: chosen(place) for place in places})
)


def test_a_room_is_asked_once_and_not_when_the_answer_is_on_show():
    frames = [frame for slide in SLIDES for frame in slide.frames if frame.choice]
    assert len(POLLS) == sum(not frame.revealed for frame in frames) < len(frames)


def test_a_poll_tells_what_was_told_until_then_and_nothing_of_what_turns_out():
    for slide in SLIDES:
        if slide.layout is Layout.EXERCISE:
            *parts, ending = slide.example.parts
            stories = [POLLS[place].story for place in POLLS if place.startswith(f"{slide.id}.")]
            assert stories == parts
            assert ending not in stories


def check(place):
    """The check that a place asks for: its step, and whether that is how a case begins."""
    choice = POLLS[place].choice
    return (choice.step or choice.right.leads).id, choice.step is None


@given(rooms)
def test_who_answers_at_a_check_counts_once_and_is_wrong_who_ever_was(room):
    for one in results(POLLS, room):
        chosen = [
            (voter, next(each for each in POLLS[place].choice.options if each.id == option))
            for place, options in room.items()
            if check(place) == (one.step.id, one.begins)
            for voter, option in options.items()
        ]
        assert one.answered == len({voter for voter, _ in chosen})
        assert one.wrong == len({voter for voter, option in chosen if not option.right})
        mistakes = [(voter, option.label) for voter, option in chosen if not option.right]
        for other in one.others:
            assert other.people == len({voter for voter, label in mistakes if label == other.label})


def test_five_phones_in_five_cases_are_five_people():
    places = [place for place in POLLS if check(place) == ("reset-mail", False)][:5]
    room = {place: dict.fromkeys("abcde", wrong(place).id) for place in places}
    (found,) = results(POLLS, room)
    assert len(places) == 5
    assert chose(found) == "5 van 5 kozen iets anders dan het handboek"


@given(rooms, st.randoms(use_true_random=False))
def test_in_which_order_it_was_asked_changes_nothing(times, chance):
    shuffled = list(times.items())
    chance.shuffle(shuffled)
    assert results(POLLS, dict(shuffled)) == results(POLLS, times)


@given(rooms)
def test_each_check_is_there_once_and_the_hardest_is_first(times):
    found = results(POLLS, times)
    assert len({(one.step.id, one.begins) for one in found}) == len(found)
    shares = [one.share for one in found]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)


@given(rooms)
def test_the_dots_say_about_the_same_as_the_numbers(times):
    for one in results(POLLS, times):
        full = meter(one).count("●")
        assert abs(Fraction(full, 5) - one.share) <= Fraction(1, 5)
        assert (full == 0) == (one.wrong == 0)


@given(rooms)
def test_a_remark_can_always_be_kept(times):
    for one in results(POLLS, times):
        assert not personal_data(remark(one))
        assert len(remark(one)) <= LONGEST_REMARK
        assert f"{one.wrong} van {one.answered}" in remark(one)


def test_where_nothing_was_asked_nothing_was_hard():
    assert results(POLLS, {}) == ()
    assert results(POLLS, {place: {} for place in POLLS}) == ()


def test_a_wrong_situation_counts_for_the_one_that_was_right():
    place = next(place for place, poll in POLLS.items() if poll.choice.step is None)
    choice = POLLS[place].choice
    other = next(option for option in choice.options if not option.right)
    (found,) = results(POLLS, votes(place, 1, 3))
    assert (found.step.id, found.begins, found.asks) == (choice.answer, True, choice.asks)
    assert found.others == (Other(other.label, 3),)


def test_of_two_right_ones_neither_is_a_mistake():
    poll = next(iter(POLLS.values()))
    both = tuple(replace(one, right=at < 2) for at, one in enumerate(poll.choice.options))
    poll = replace(poll, choice=replace(poll.choice, options=both))
    (found,) = results({poll.place: poll}, {poll.place: {one.id: one.id for one in both[:2]}})
    assert (found.answered, found.wrong) == (2, 0)


def test_one_check_in_several_cases_is_counted_together():
    places = {}
    for place, poll in POLLS.items():
        if poll.choice.step:
            places.setdefault(poll.choice.step.id, []).append(place)
    first, second = next(found for found in places.values() if len(found) > 1)[:2]
    (found,) = results(POLLS, {at: {at: POLLS[at].choice.answer} for at in (first, second)})
    assert found.answered == 2


@pytest.mark.parametrize(
    ("answered", "wrong", "hard"),
    [(2, 2, False), (3, 1, True), (3, 0, False), (10, 3, False), (60, 20, True)],
)
def test_hard_is_a_third_wrong_of_three_answers_at_least(answered, wrong, hard):
    step = HANDBOOK.step("reset-mail")
    assert Result(step, False, answered, wrong, (Other("Nee", wrong),)).hard == hard


@pytest.mark.parametrize("label", ["Mail naar fbiam@kb.nl", "Bel 0800-1234567", "x" * 300])
def test_an_answer_that_no_remark_may_hold_is_left_out_of_it(label):
    said = remark(Result(HANDBOOK.step("reset-mail"), False, 4, 2, (Other(label, 2),)))
    assert said == "In een workshop koos 2 van 4 iets anders dan het handboek."


def test_any_handbook_has_results():
    asked = polls(deck(hostile(HANDBOOK)))
    times = {place: {option.id: option.id for option in poll.choice.options} for place, poll in asked.items()}
    assert all(len(remark(one)) <= LONGEST_REMARK for one in results(asked, times))
