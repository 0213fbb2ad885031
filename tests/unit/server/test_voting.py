"""A room is asked one thing at a time, and what it says is forgotten with the workshop."""

from datetime import UTC, datetime, timedelta

import pytest

import ehbi
from ehbi.server.database import Database
from ehbi.server.voting import ClosedError, NoOptionError, Workshop
from ehbi.slides import deck, polls

POLLS = polls(deck(ehbi.load()))
FIRST, SECOND = list(POLLS)[:2]
PHONES = [f"{number:032x}" for number in range(3)]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    found = Database(f"sqlite:///{tmp_path}/ehbi.sqlite")
    yield found
    found.close()


@pytest.fixture
def workshop(database):
    return Workshop(POLLS, database, lambda: NOW)


def option(place, number=0):
    return POLLS[place].choice.options[number].id


def test_what_is_chosen_is_counted_with_what_nobody_chose(workshop):
    workshop.ask(FIRST)
    for phone, number in zip(PHONES, (0, 1, 0), strict=True):
        workshop.vote(FIRST, phone, option(FIRST, number))
    standing = workshop.standings()[FIRST]
    assert list(standing.times.values()) == [2, 1, *[0] * (len(POLLS[FIRST].choice.options) - 2)]


def test_nothing_is_asked_where_the_deck_asks_nothing(workshop):
    assert workshop.ask("waarom.1") is None
    with pytest.raises(ClosedError):
        workshop.vote("waarom.1", PHONES[0], "ja")


def test_a_vote_that_comes_too_late_is_refused(workshop):
    workshop.ask(FIRST)
    workshop.ask(SECOND)
    with pytest.raises(ClosedError):
        workshop.vote(FIRST, PHONES[0], option(FIRST))
    assert workshop.standings() == {}


@pytest.mark.parametrize("wrong", ["", "bestaat-niet", "x" * 100])
def test_what_cannot_be_chosen_is_refused(workshop, wrong):
    workshop.ask(FIRST)
    with pytest.raises(NoOptionError):
        workshop.vote(FIRST, PHONES[0], wrong)


@pytest.mark.parametrize("phone", ["", "jan@example.org", "0" * 31, "0" * 33, "Z" * 32])
def test_a_phone_is_known_by_what_we_gave_it_and_nothing_else(workshop, phone):
    workshop.ask(FIRST)
    with pytest.raises(NoOptionError):
        workshop.vote(FIRST, phone, option(FIRST))


def test_a_show_of_hands_is_one_vote_beside_those_of_the_phones(workshop):
    workshop.ask(FIRST)
    workshop.vote(FIRST, PHONES[0], option(FIRST))
    workshop.show_hands(FIRST, option(FIRST, 1))
    workshop.show_hands(FIRST, option(FIRST))
    standing = workshop.standings()[FIRST]
    assert (standing.times[option(FIRST)], standing.times[option(FIRST, 1)]) == (2, 0)
    assert (standing.phones[option(FIRST)], standing.hands) == (1, option(FIRST))


def test_hands_can_be_shown_without_any_phone_and_be_taken_back(workshop):
    workshop.show_hands(FIRST, option(FIRST))
    assert sum(workshop.standings()[FIRST].times.values()) == 1
    workshop.show_hands(FIRST, "")
    assert workshop.standings() == {}


@pytest.mark.parametrize(("place", "chosen"), [(FIRST, "bestaat-niet"), ("waarom.1", "ja"), ("waarom.1", "")])
def test_hands_cannot_be_shown_for_what_nobody_is_asked(workshop, place, chosen):
    with pytest.raises(NoOptionError):
        workshop.show_hands(place, chosen)
    assert workshop.standings() == {}


def test_two_workshops_do_not_count_each_others_votes(workshop, database):
    other = Workshop(POLLS, database, lambda: NOW)
    for one in (workshop, other):
        one.ask(FIRST)
    workshop.vote(FIRST, PHONES[0], option(FIRST))
    assert other.standings() == {}


def test_a_workshop_that_is_over_is_forgotten_and_takes_along_one_that_was_never_ended(workshop, database):
    old = Workshop(POLLS, database, lambda: NOW - timedelta(days=2))
    for one in (workshop, old):
        one.ask(FIRST)
        one.vote(FIRST, PHONES[0], option(FIRST))
    workshop.end()
    assert (workshop.asked, workshop.standings(), old.standings()) == (None, {}, {})


def test_every_exercise_of_the_deck_can_be_voted_on():
    asked = {place.rpartition(".")[0] for place in POLLS}
    assert asked == {slide.id for slide in deck(ehbi.load()) if slide.layout == "exercise"}
