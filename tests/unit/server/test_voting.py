"""A room is asked one thing at a time, and what it says is forgotten with the workshop."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

import ehbi
from ehbi.server.leading import SILENT, Lead
from ehbi.server.rounds import Stage, Standing
from ehbi.server.voting import ClosedError, NoOptionError, Workshop
from ehbi.slides import deck, polls
from ehbi.store import tables
from tests.votes import votes_kept
from tests.waiting import PATIENCE

POLLS = polls(deck(ehbi.load()))
FIRST, SECOND = list(POLLS)[:2]
PHONES = [f"{number:032x}" for number in range(3)]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def workshop(database):
    return Workshop(POLLS, database, lambda: NOW)


def signs(database):
    """Where each workshop that is kept has its slides."""
    return [row.place for row in database.store().rows(tables.workshops.select())]


async def until(is_true):
    async with asyncio.timeout(PATIENCE):
        while not is_true():
            await asyncio.sleep(0)


def voted(workshop, place):
    """How many phones voted on a poll, in the round that it is in."""
    return sum(workshop.standings().get(place, Standing(Stage.ASKED, {}, {})).now.values())


def option(place, number=0):
    return POLLS[place].choice.options[number].id


def test_what_is_chosen_is_counted_with_what_nobody_chose(workshop):
    workshop.ask(FIRST)
    for phone, number in zip(PHONES, (0, 1, 0), strict=True):
        workshop.vote(FIRST, phone, option(FIRST, number))
    standing = workshop.standings()[FIRST]
    assert list(standing.first.values()) == [2, 1, *[0] * (len(POLLS[FIRST].choice.options) - 2)]


def test_there_is_something_to_take_home_after_the_exercises(workshop):
    told = []
    for place in ("", FIRST, "uitslag.1", "einde.1", SECOND):
        workshop.ask(place)
        told.append(workshop.after)
    assert told == [False, False, True, True, False]


def test_nothing_is_asked_where_the_deck_asks_nothing(workshop):
    assert workshop.ask("waarom.1") is None
    with pytest.raises(ClosedError):
        workshop.vote("waarom.1", PHONES[0], "ja")


def test_a_vote_that_comes_too_late_is_refused(workshop):
    workshop.ask(FIRST)
    workshop.ask(SECOND)
    with pytest.raises(ClosedError):
        workshop.vote(FIRST, PHONES[0], option(FIRST))
    assert voted(workshop, FIRST) == 0


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
    assert (standing.first[option(FIRST)], standing.first[option(FIRST, 1)]) == (1, 0)
    assert (standing.hands, workshop.results()[0].answered) == (option(FIRST), 2)


def test_hands_can_be_shown_without_any_phone_and_be_taken_back(workshop):
    workshop.show_hands(FIRST, option(FIRST))
    assert workshop.standings()[FIRST].hands == option(FIRST)
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
    assert (voted(workshop, FIRST), voted(other, FIRST)) == (1, 0)


def test_a_workshop_that_is_over_is_forgotten(workshop, database):
    workshop.ask(FIRST)
    workshop.vote(FIRST, PHONES[0], option(FIRST))
    workshop.end()
    assert (workshop.asked, workshop.standings(), votes_kept(database.address)) == (None, {}, 0)


def killed(database, *, port=8870, handbook="een", ago=timedelta()):
    """A workshop with a vote and hands, whose server was killed after its last sign."""
    one = Workshop(POLLS, database, lambda: NOW - ago)
    one.go_on(*one.take_up(port, handbook))
    one.ask(SECOND)
    one.vote(SECOND, PHONES[0], option(SECOND))
    one.show_hands(SECOND, option(SECOND, 1))
    one.signs.give()
    return one


def again(workshop, port=8870, handbook="een"):
    workshop.go_on(*workshop.take_up(port, handbook))
    return workshop


def test_a_workshop_whose_server_was_killed_goes_on_with_votes_hands_and_place(workshop, database):
    before = killed(database).standings()
    again(workshop)
    assert (workshop.place, workshop.asked, workshop.standings()) == (SECOND, POLLS[SECOND], before)
    workshop.vote(SECOND, PHONES[0], option(SECOND, 1))
    assert voted(workshop, SECOND) == 1


def test_a_workshop_goes_by_what_was_known_when_it_began(workshop, database):
    begun = Workshop(POLLS, database, lambda: NOW)
    begun.go_on(*begun.take_up(8870, "een", {"weg": 0.5}))
    begun.ask(SECOND)
    begun.signs.give()
    sign, _ = workshop.take_up(8870, "een", {"ander-adres": 1.0})
    assert sign.known == {"weg": 0.5}


@pytest.mark.parametrize(
    ("was", "starts"),
    [
        ({"port": 8871}, {}),
        ({"handbook": "een ander"}, {}),
        ({"ago": timedelta(minutes=31)}, {}),
        ({}, {"port": 0}),
    ],
    ids=["another port", "another handbook", "long ago", "any port"],
)
def test_what_was_left_and_is_not_this_workshop_is_forgotten_at_the_start(workshop, database, was, starts):
    killed(database, **was)
    again(workshop, **starts)
    assert (workshop.place, workshop.standings(), votes_kept(database.address)) == ("", {}, 0)


def test_where_the_slides_are_is_kept_when_they_move(workshop, database):
    async def moves():
        keeping = asyncio.create_task(workshop.signs.keep())
        workshop.ask(FIRST)
        await until(lambda: signs(database) == [FIRST])
        workshop.ask(SECOND)
        await until(lambda: signs(database) == [SECOND])
        keeping.cancel()

    asyncio.run(moves())


def test_a_workshop_that_is_over_gives_no_sign_any_more(workshop, database):
    workshop.ask(FIRST)
    workshop.end()
    workshop.signs.give()
    assert signs(database) == []


def test_the_first_window_leads_and_a_second_follows_until_it_takes_the_lead(workshop):
    assert workshop.follow("een", FIRST, takes=False)
    assert not workshop.follow("twee", SECOND, takes=False)
    assert workshop.place == FIRST
    assert workshop.follow("twee", SECOND, takes=True)
    assert not workshop.follow("een", FIRST, takes=False)
    assert workshop.place == SECOND


def test_a_window_that_was_closed_or_is_silent_leaves_the_lead_to_one_that_comes():
    now = [NOW]
    lead = Lead(lambda: now[0])
    assert lead.hear("een")
    lead.leave("een")
    assert lead.hear("twee")
    assert not lead.hear("drie")
    now[0] += SILENT
    assert lead.hear("drie")


def test_every_exercise_of_the_deck_can_be_voted_on():
    asked = {place.rpartition(".")[0] for place in POLLS}
    assert asked == {slide.id for slide in deck(ehbi.load()) if slide.layout == "exercise"}
