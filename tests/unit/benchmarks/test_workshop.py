"""A room of phones goes through a workshop, and what goes wrong in it is counted."""

import json
import os
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from benchmarks import usage
from benchmarks import workshop as workshops
from benchmarks.room import RoomPlan, Workshop, after
from benchmarks.sockets import VisitError
from benchmarks.workshop import AT_ONCE, TOO_LATE, Phone, Presenter, go_through, hold

from .refusing import answer, serving

FEW = RoomPlan(phones=6, questions=1, seconds=2, pause=0.5, think=0.5, again=0.5, late=0.5)
NOWHERE = "http://127.0.0.1:9/"
FIRST, SECOND = Workshop(NOWHERE, FEW).ballots
THIRD = list(Workshop(NOWHERE, RoomPlan()).ballots)[2]


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """Have phones look often, and call a server quiet at once."""
    monkeypatch.setattr(workshops, "PHONE_LOOKS", 0.2)
    monkeypatch.setattr(usage, "CALM", 0)


@pytest.fixture
def workshop():
    """The slides are at the first question."""
    found = Workshop(NOWHERE, FEW)
    found.place = FIRST
    return found


@pytest.fixture
def ballot(workshop):
    return workshop.ballots[FIRST]


def at(workshop, kind, does, body=None, status=200):
    """Do something at a server that always says the same."""
    with serving(lambda _: answer(status, json.dumps(body or {}).encode())) as workshop.host:
        return does(kind(workshop))


def looked(workshop, body):
    return at(workshop, Phone, Phone.look, body)


def looked_at(workshop, standings):
    """Have the presenter look at standings of phones, in a room that shows no hands."""
    told = {place: {"times": times, "hands": ""} for place, times in standings.items()}
    at(workshop, Presenter, Presenter.look, told)


def gone_on(workshop, place):
    with workshop.moving(place):
        pass


@pytest.fixture
def empty_room(monkeypatch):
    """Have a workshop without a server and without phones; takes how many votes are kept, at each look."""
    gate = SimpleNamespace(url=NOWHERE, token="", server=SimpleNamespace(pid=os.getpid()))
    monkeypatch.setattr(workshops, "stage", lambda **_: nullcontext(gate))
    monkeypatch.setattr(workshops, "go_through", lambda _: None)

    def keeps(*votes):
        looks = iter(votes)
        monkeypatch.setattr(workshops, "votes_kept", lambda _: next(looks))

    return keeps


@pytest.mark.slow
def test_a_room_meets_no_error_and_everybody_votes_at_once_when_told():
    found = hold(FEW)
    assert not found.errors
    assert found.counts["phones"] == FEW.phones == found.times(AT_ONCE)
    assert found.counts["votes too late"] >= found.times(TOO_LATE) > 0
    assert found.counts["votes that count"] > FEW.phones


def test_a_room_in_which_nobody_votes_is_no_error(empty_room):
    empty_room(0, 0)
    assert not hold(FEW).errors


def test_votes_that_a_server_leaves_behind_are_an_error(empty_room):
    empty_room(0, 3)
    assert set(hold(FEW).errors) == {"store: votes left when the workshop is over"}


def test_votes_that_are_not_in_the_database_are_an_error(empty_room, monkeypatch):
    empty_room(0, 0)
    monkeypatch.setattr(Workshop, "taken", 999)
    assert set(hold(FEW).errors) == {"store: other votes than were taken"}


def test_a_server_that_is_not_there_is_counted():
    found = Workshop(NOWHERE, FEW)
    go_through(found)
    assert dict(found.errors) == {"presenter: slides: ConnectionRefusedError": 1}


def test_a_phone_is_asked_what_the_handbook_asks(workshop, ballot):
    told = ballot.told()
    assert looked(workshop, told) is ballot
    with pytest.raises(VisitError, match="something else than in the handbook"):
        looked(workshop, {**told, "options": told["options"][1:]})


def test_a_phone_is_asked_what_the_slide_asks(workshop, ballot):
    for other in ({}, workshop.ballots[SECOND].told()):
        with pytest.raises(VisitError, match="not what the slide asks"):
            looked(workshop, other)
    gone_on(workshop, after(FIRST))
    assert looked(workshop, {}) is None
    with pytest.raises(VisitError, match="not what the slide asks"):
        looked(workshop, ballot.told())


def test_while_the_slides_move_a_phone_may_be_asked_either(workshop):
    with workshop.moving(SECOND):
        for ballot in workshop.ballots.values():
            assert looked(workshop, ballot.told()) is ballot


@pytest.mark.parametrize(
    ("slides", "status", "counts"),
    [
        ("there", 200, True),
        ("there", 409, "status 409 in time"),
        ("gone", 409, False),
        ("gone", 200, "status 200 too late"),
        ("move", 200, True),
        ("move", 409, False),
        ("move", 503, "status 503"),
    ],
)
def test_a_vote_counts_in_time_not_when_too_late_and_as_the_server_says_in_between(
    workshop, ballot, slides, status, counts
):
    option = ballot.poll.choice.options[0].id
    if slides == "gone":
        gone_on(workshop, SECOND)
    wrong = pytest.raises(VisitError, match=counts) if isinstance(counts, str) else nullcontext()
    with workshop.moving(SECOND) if slides == "move" else nullcontext(), wrong:
        at(workshop, Phone, lambda phone: phone.vote(ballot, option, "voting"), status=status)
    assert [*ballot.chosen.values()] == ([option] if counts is True else [])


def test_standings_must_be_what_the_phones_chose_once_nothing_changes_any_more(workshop, ballot):
    one, other, *_ = (option.id for option in ballot.poll.choice.options)
    ballot.chosen |= {"a": one, "b": other}
    doubled = {FIRST: {**ballot.standing(), other: 2}}
    looked_at(workshop, doubled)
    gone_on(workshop, after(FIRST))
    looked_at(workshop, {FIRST: ballot.standing()})
    with ballot.sending():
        looked_at(workshop, doubled)
    for wrong in (doubled, {}):
        with pytest.raises(VisitError, match="not what the phones chose"):
            looked_at(workshop, wrong)


def test_standings_of_what_was_not_asked_are_an_error(workshop):
    with pytest.raises(VisitError, match="of what was not asked"):
        looked_at(workshop, {THIRD: {}})
