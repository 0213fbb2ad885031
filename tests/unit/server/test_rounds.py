"""Votes are hidden until they are shown; then the question is closed, and a split room votes once more."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ehbi
from ehbi.server.rounds import LONGEST, SPLIT, Countdown, Stage, Standing, is_split, last_chosen
from ehbi.server.voting import ClosedError, NoOptionError, Workshop
from ehbi.slides import deck, polls

POLLS = polls(deck(ehbi.load()))
FIRST, SECOND = list(POLLS)[:2]
AGAIN = f"{FIRST}/2"
PHONES = [f"{number:032x}" for number in range(4)]
RIGHT = POLLS[FIRST].choice.answer
WRONG = next(one.id for one in POLLS[FIRST].choice.options if not one.right)


class Clock:
    """A clock that a test moves on."""

    def __init__(self):
        self.at = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def __call__(self):
        return self.at

    def goes_on(self, **time):
        self.at += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def workshop(database, clock):
    """A workshop that asks the first question."""
    made = Workshop(POLLS, database, clock)
    made.ask(FIRST)
    return made


def vote(workshop, *options, asked=FIRST):
    for phone, option in zip(PHONES, options, strict=False):
        workshop.vote(asked, phone, option)


def told(workshop, place=FIRST):
    """What the slides are told of a poll."""
    return workshop.standings()[place].told()


def chosen(told):
    return {option: times for option, times in told.items() if times}


times = st.dictionaries(st.text(), st.integers(0, 60), max_size=6)


@given(times)
def test_a_room_is_split_when_no_choice_has_more_than_seven_of_ten(times):
    voted = sum(times.values())
    assert is_split(times) == (voted > 0 and all(Fraction(one, voted) <= SPLIT for one in times.values()))


def test_votes_are_hidden_until_they_are_shown(workshop):
    vote(workshop, RIGHT, WRONG)
    hidden = {"times": {}, "before": {}, "split": False}
    assert told(workshop) == {"stage": Stage.ASKED, "hands": "", "voted": 2, **hidden}
    workshop.come_to(FIRST, Stage.SHOWN)
    assert chosen(told(workshop)["times"]) == {RIGHT: 1, WRONG: 1}


def test_a_question_that_was_shown_is_closed_and_going_back_does_not_open_it(workshop):
    vote(workshop, RIGHT)
    workshop.come_to(FIRST, Stage.SHOWN)
    for place in (FIRST, SECOND, FIRST):
        workshop.ask(place)
    with pytest.raises(ClosedError):
        workshop.vote(FIRST, PHONES[1], WRONG)
    assert workshop.told_phones()["closed"]
    assert chosen(told(workshop)["times"]) == {RIGHT: 1}


def test_where_the_room_is_told_what_is_right_the_question_is_closed(workshop):
    vote(workshop, WRONG)
    workshop.ask(POLLS[FIRST].told_at)
    assert chosen(told(workshop)["times"]) == {WRONG: 1}
    workshop.ask(FIRST)
    with pytest.raises(ClosedError):
        workshop.vote(FIRST, PHONES[0], RIGHT)


def test_a_question_that_nobody_answered_stays_open_for_who_pages_through_the_slides(workshop):
    workshop.show_hands(FIRST, RIGHT)
    workshop.come_to(FIRST, Stage.SHOWN)
    workshop.ask(POLLS[FIRST].told_at)
    workshop.ask(FIRST)
    assert workshop.stage(FIRST) is Stage.ASKED
    vote(workshop, RIGHT)


def test_a_second_vote_stands_beside_the_first_and_the_last_of_each_counts(workshop):
    vote(workshop, RIGHT, WRONG, WRONG)
    workshop.come_to(FIRST, Stage.SHOWN)
    assert told(workshop)["split"]
    workshop.come_to(FIRST, Stage.ASKED_AGAIN)
    assert workshop.told_phones() | {"place": AGAIN, "before": FIRST} == workshop.told_phones()
    with pytest.raises(ClosedError):
        workshop.vote(FIRST, PHONES[3], RIGHT)
    vote(workshop, RIGHT, RIGHT, asked=AGAIN)
    assert (told(workshop)["voted"], told(workshop)["times"]) == (2, {})
    workshop.come_to(FIRST, Stage.SHOWN_AGAIN)
    both = told(workshop)
    assert (chosen(both["before"]), chosen(both["times"])) == ({RIGHT: 1, WRONG: 2}, {RIGHT: 2})
    assert not both["split"]
    (found,) = workshop.results()
    assert (found.answered, found.wrong) == (3, 1)


def test_a_second_vote_that_nobody_takes_part_in_leaves_the_first(workshop):
    vote(workshop, RIGHT, WRONG)
    for stage in (Stage.SHOWN, Stage.ASKED_AGAIN):
        workshop.come_to(FIRST, stage)
    workshop.ask(POLLS[FIRST].told_at)
    assert (workshop.stage(FIRST), chosen(told(workshop)["times"])) == (Stage.SHOWN, {RIGHT: 1, WRONG: 1})


def test_what_is_told_again_or_comes_too_early_changes_nothing(workshop):
    vote(workshop, RIGHT)
    workshop.come_to(FIRST, Stage.ASKED_AGAIN)
    workshop.come_to(FIRST, Stage.SHOWN_AGAIN)
    assert workshop.stage(FIRST) is Stage.ASKED
    for _ in range(2):
        workshop.come_to(FIRST, Stage.SHOWN)
    assert workshop.stage(FIRST) is Stage.SHOWN
    workshop.ask(SECOND)
    workshop.come_to(FIRST, Stage.ASKED_AGAIN)
    assert workshop.stage(FIRST) is Stage.SHOWN
    with pytest.raises(NoOptionError):
        workshop.come_to("waarom.1", Stage.SHOWN)


def test_what_was_shown_stays_so_when_the_server_was_killed(workshop, database, clock):
    workshop.go_on(*workshop.take_up(8870, "een"))
    workshop.ask(FIRST)
    vote(workshop, RIGHT, WRONG)
    workshop.come_to(FIRST, Stage.SHOWN)
    workshop.come_to(FIRST, Stage.ASKED_AGAIN)
    vote(workshop, RIGHT, asked=AGAIN)
    workshop.signs.give()
    after = Workshop(POLLS, database, clock)
    after.go_on(*after.take_up(8870, "een"))
    assert after.standings() == workshop.standings()
    after.come_to(FIRST, Stage.SHOWN_AGAIN)
    assert chosen(told(after)["times"]) == {RIGHT: 1}


def test_when_the_time_is_up_the_question_closes_and_shows(workshop, clock):
    vote(workshop, RIGHT)
    assert workshop.left is None
    workshop.count_down(FIRST)
    clock.goes_on(seconds=20)
    workshop.settle()
    assert (workshop.left, workshop.told_phones()["left"]) == (10, 10)
    workshop.count_down(FIRST)
    clock.goes_on(seconds=39)
    workshop.settle()
    assert workshop.stage(FIRST) is Stage.ASKED
    clock.goes_on(seconds=1)
    workshop.settle()
    assert (workshop.stage(FIRST), workshop.left) == (Stage.SHOWN, None)


def test_time_runs_for_the_question_of_the_slide_alone(workshop, clock):
    vote(workshop, RIGHT)
    workshop.count_down(SECOND)
    assert workshop.left is None
    workshop.count_down(FIRST)
    workshop.ask(SECOND)
    assert workshop.left is None
    workshop.ask(FIRST)
    clock.goes_on(minutes=1)
    workshop.settle()
    assert workshop.stage(FIRST) is Stage.ASKED
    workshop.come_to(FIRST, Stage.SHOWN)
    workshop.count_down(FIRST)
    assert workshop.left is None


def test_time_that_is_up_with_no_vote_leaves_the_question_open(workshop, clock):
    workshop.count_down(FIRST)
    clock.goes_on(seconds=30)
    workshop.settle()
    assert (workshop.stage(FIRST), workshop.left) == (Stage.ASKED, None)


def test_nobody_can_be_given_time_without_end(clock):
    countdown = Countdown(clock)
    for _ in range(100):
        countdown.start(FIRST)
    assert countdown.left == LONGEST.total_seconds()


@given(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xy")),
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xy")),
)
def test_the_last_choice_of_each_is_the_second_where_there_is_one(first, second):
    cast = {AGAIN: second, FIRST: first}
    assert last_chosen(cast) == {FIRST: {**first, **second}}


def test_a_poll_has_nothing_to_tell_before_it_is_shown():
    hidden = Standing(Stage.ASKED_AGAIN, {"x": 2, "y": 3}, {"x": 5, "y": 0}, "x")
    assert (hidden.told()["times"], hidden.told()["before"]) == ({}, {})
    assert hidden._replace(stage=Stage.SHOWN_AGAIN).told()["before"] == {"x": 2, "y": 3}
