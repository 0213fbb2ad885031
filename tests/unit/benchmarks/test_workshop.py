"""A room of phones goes through a workshop, and what goes wrong in it is counted."""

import asyncio
import json
import random
from contextlib import contextmanager
from dataclasses import replace

import pytest

import ehbi
from benchmarks.crowd import holding, phones
from benchmarks.crowd.ballots import Ballot, Floor
from benchmarks.crowd.holding import expect_votes, hold
from benchmarks.crowd.notes import Notes
from benchmarks.crowd.participants import AT_ONCE, TOO_LATE
from benchmarks.crowd.phones import Phone
from benchmarks.crowd.planning import Habits, RoomPlan
from benchmarks.crowd.presenter import Presenter
from benchmarks.crowd.servers import our_workshop
from benchmarks.crowd.trouble import VisitError
from benchmarks.crowd.workshop import Workshop, after
from ehbi.slides import deck, polls

from .refusing import answer, serving

POLLS = polls(deck(ehbi.load()))
FIRST, SECOND = list(POLLS)[:2]
OPTION, OTHER = (option.id for option in POLLS[FIRST].choice.options[:2])
FEW = RoomPlan(phones=6, questions=1, seconds=2, pause=0.5, habits=Habits(think=0.5, again=0.5, late=0.5))


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """Have phones look often."""
    monkeypatch.setattr(phones, "EVERY", 0.2)


@pytest.fixture
def floor():
    """The slides are at the first question."""
    return Floor({place: Ballot(POLLS[place]) for place in (FIRST, SECOND)}, FIRST)


def as_phone(body, floor, does, status=200):
    """Do something with a phone at a server that always says the same."""

    async def come():
        async with serving(lambda _: answer(status, json.dumps(body).encode())) as url:
            phone = Phone(url, floor, Notes(), random.Random(1))  # noqa: S311  # no secret
            try:
                return await does(phone)
            finally:
                phone.leave()

    return asyncio.run(come())


def looked(body, floor):
    return as_phone(body, floor, lambda phone: phone.look())


def voted(status, floor):
    """Vote for the first question, and return what counts then."""
    ballot = floor.ballots[FIRST]
    as_phone({}, floor, lambda phone: phone.vote(ballot, OPTION, "voting"), status)
    return list(ballot.chosen.values())


def looked_at(standings, floor):
    """Have the presenter look at standings of phones, in a room that shows no hands."""
    told = {place: {"times": times, "hands": ""} for place, times in standings.items()}

    async def come():
        async with serving(lambda _: answer(200, json.dumps(told).encode())) as url:
            presenter = Presenter(url, "", floor, Notes())
            try:
                await presenter.look()
            finally:
                presenter.leave()

    asyncio.run(come())


def test_a_room_meets_no_error_and_everybody_votes_at_once_when_told():
    notes = hold(FEW).notes
    assert not notes.errors
    assert notes.counts["phones"] == FEW.phones == len(notes.times[AT_ONCE])
    assert notes.counts["votes too late"] >= len(notes.times[TOO_LATE]) > 0
    assert notes.counts["votes that count"] > FEW.phones


def test_votes_that_a_server_leaves_behind_are_an_error(monkeypatch):
    @contextmanager
    def killed(database):
        with our_workshop(database) as server:
            yield server
            server.process.kill()

    monkeypatch.setattr(holding, "our_workshop", killed)
    assert set(hold(replace(FEW, seconds=1)).notes.errors) == {"store: votes left when the workshop is over"}


def test_votes_that_are_not_in_the_database_are_an_error(tmp_path):
    with pytest.raises(VisitError, match="store: other"):
        expect_votes(f"sqlite:///{tmp_path}/ehbi.sqlite", 1, "other")


def test_a_server_that_is_not_there_is_counted():
    notes = Notes()
    asyncio.run(Workshop("http://127.0.0.1:9/?token=a", POLLS, FEW, notes).hold())
    assert dict(notes.errors) == {"slides: ConnectionRefusedError": 1}


def test_a_phone_is_asked_what_the_handbook_asks(floor):
    told = floor.ballots[FIRST].told()
    assert looked(told, floor) is floor.ballots[FIRST]
    with pytest.raises(VisitError, match="something else than in the handbook"):
        looked({**told, "options": told["options"][1:]}, floor)


@pytest.mark.parametrize("other", [None, SECOND])
def test_a_phone_is_asked_what_the_slide_asks(floor, other):
    told = floor.ballots[other].told() if other else {}
    with pytest.raises(VisitError, match="not what the slide asks"):
        looked(told, floor)


def test_while_the_slides_move_a_phone_may_be_asked_either(floor):
    with floor.moving(SECOND):
        for place in (FIRST, SECOND):
            assert looked(floor.ballots[place].told(), floor) is floor.ballots[place]


def test_where_the_slides_ask_nothing_a_phone_is_asked_nothing(floor):
    with floor.moving(after(FIRST)):
        pass
    assert looked({}, floor) is None
    with pytest.raises(VisitError, match="not what the slide asks"):
        looked(floor.ballots[FIRST].told(), floor)


def test_a_vote_in_time_must_be_taken(floor):
    assert voted(200, floor) == [OPTION]
    with pytest.raises(VisitError, match="vote: status 409 in time"):
        voted(409, floor)


def test_a_vote_that_is_too_late_must_be_refused(floor):
    with floor.moving(SECOND):
        pass
    assert voted(409, floor) == []
    with pytest.raises(VisitError, match="vote: status 200 too late"):
        voted(200, floor)


@pytest.mark.parametrize(("status", "counts"), [(200, [OPTION]), (409, [])])
def test_while_the_slides_move_a_vote_counts_if_the_server_says_so(floor, status, counts):
    with floor.moving(SECOND):
        assert voted(status, floor) == counts


def test_a_vote_that_fails_is_an_error_at_any_time(floor):
    with floor.moving(SECOND), pytest.raises(VisitError, match="vote: status 503"):
        voted(503, floor)


def test_standings_must_be_what_the_phones_chose_once_nothing_changes_any_more(floor):
    ballot = floor.ballots[FIRST]
    ballot.chosen |= {"a": OPTION, "b": OTHER}
    right = {FIRST: ballot.standing()}
    doubled = {FIRST: {**ballot.standing(), OTHER: 2}}
    looked_at(doubled, floor)
    with floor.moving(after(FIRST)):
        pass
    looked_at(right, floor)
    with ballot.sending():
        looked_at(doubled, floor)
    for wrong in (doubled, {}):
        with pytest.raises(VisitError, match="standings: not what the phones chose"):
            looked_at(wrong, floor)


def test_standings_of_what_was_not_asked_are_an_error(floor):
    with pytest.raises(VisitError, match="standings: of what was not asked"):
        looked_at({list(POLLS)[2]: {}}, floor)
