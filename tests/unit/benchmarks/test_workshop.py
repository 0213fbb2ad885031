"""A room of phones goes through a workshop, and what goes wrong in it is counted."""

import json
import os
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from benchmarks import usage
from benchmarks import workshop as workshops
from benchmarks.room import Moment, RoomPlan, Workshop
from benchmarks.sockets import VisitError
from benchmarks.workshop import AT_ONCE, TOO_LATE, Phone, Presenter, go_through, hold
from ehbi.server import phones
from ehbi.server.rounds import Stage, question

from .refusing import answer, serving

FEW = RoomPlan(phones=6, questions=1, seconds=2, pause=0.5, think=0.5, again=0.5, late=0.5)
NOWHERE = "http://127.0.0.1:9/"
POLL, OTHER = Workshop(NOWHERE, FEW).polls.values()
OPEN, SHOWN, AGAIN, SHOWN_AGAIN = (Moment(POLL.place, stage) for stage in Stage)
TOLD, NEXT = Moment(POLL.told_at, Stage.SHOWN), Moment(OTHER.place)
ONE, TWO, *_ = (option.id for option in POLL.choice.options)


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """Have phones look often, and call a server quiet at once."""
    monkeypatch.setattr(workshops, "PHONE_LOOKS", 0.2)
    monkeypatch.setattr(usage, "CALM", 0)


@pytest.fixture
def workshop():
    """The slides are at the first question, which is open."""
    found = Workshop(NOWHERE, FEW)
    come_to(found, OPEN)
    return found


@pytest.fixture
def ballot(workshop):
    return workshop.ballots[POLL.place]


@pytest.fixture
def second(workshop):
    """What is chosen when the first question is asked again."""
    return workshop.ballots[question(POLL.place, Stage.ASKED_AGAIN)]


def at(workshop, kind, does, body=None, status=200):
    """Do something at a server that always says the same."""
    with serving(lambda _: answer(status, json.dumps(body or {}).encode())) as workshop.host:
        return does(kind(workshop))


def looked(workshop, body):
    return at(workshop, Phone, Phone.look, body)


def looked_at(workshop, told):
    """Have the presenter look at how the first question stands."""
    at(workshop, Presenter, Presenter.look, {POLL.place: told})


def times(*each):
    """How often each option of the first question was chosen; nothing where that is not told."""
    options = [option.id for option in POLL.choice.options]
    return {**dict.fromkeys(options, 0), **dict(zip(options, each, strict=False))} if each else {}


def standing(stage, voted, now=(), before=(), **more):
    """How the first question stands by the server's word."""
    told = {"stage": stage, "hands": "", "voted": voted, "split": False}
    return {**told, "times": times(*now), "before": times(*before), **more}


def come_to(workshop, *moments):
    for moment in moments:
        with workshop.moving(moment):
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
def test_a_room_meets_no_error_votes_again_where_it_is_split_and_all_at_once_when_told():
    found = hold(FEW)
    assert not found.errors
    assert found.counts["phones"] == FEW.phones == found.times(AT_ONCE)
    assert found.counts["votes too late"] >= found.times(TOO_LATE) > 0
    assert found.counts["votes that count"] > FEW.phones
    assert found.times("presenter: votes shown") == found.times("presenter: second vote") + len(found.polls)


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
    told = phones.asked(POLL, Stage.ASKED)
    assert looked(workshop, told) is ballot
    for other in ({}, {**told, "options": told["options"][1:]}, phones.asked(OTHER, Stage.ASKED)):
        with pytest.raises(VisitError, match="not what the slides show"):
            looked(workshop, other)


@pytest.mark.parametrize(
    ("moment", "told", "opens"),
    [
        (SHOWN, phones.asked(POLL, Stage.SHOWN), False),
        (AGAIN, phones.asked(POLL, Stage.ASKED_AGAIN), True),
        (SHOWN_AGAIN, phones.asked(POLL, Stage.SHOWN_AGAIN), False),
        (TOLD, phones.answered(POLL, Stage.SHOWN), False),
        (Moment("einde.1"), {"home": False}, False),
    ],
)
def test_a_phone_is_told_how_far_the_question_is(workshop, second, moment, told, opens):
    come_to(workshop, moment)
    assert looked(workshop, told) is (second if opens else None)
    with pytest.raises(VisitError, match="not what the slides show"):
        looked(workshop, phones.asked(POLL, Stage.ASKED))


def test_while_the_slides_move_a_phone_may_be_asked_either(workshop):
    with workshop.moving(NEXT):
        for poll in (POLL, OTHER):
            told = phones.asked(poll, Stage.ASKED)
            assert looked(workshop, told) is workshop.ballots[poll.place]
        with pytest.raises(VisitError, match="not what the slides show"):
            looked(workshop, phones.asked(POLL, Stage.SHOWN))


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
    if slides == "gone":
        come_to(workshop, SHOWN)
    wrong = pytest.raises(VisitError, match=counts) if isinstance(counts, str) else nullcontext()
    with workshop.moving(SHOWN) if slides == "move" else nullcontext(), wrong:
        at(workshop, Phone, lambda phone: phone.vote(ballot, ONE, "voting"), status=status)
    assert [*ballot.chosen.values()] == ([ONE] if counts is True else [])


def test_a_second_vote_comes_beside_the_first(workshop, ballot, second):
    ballot.chosen["a"] = ONE
    come_to(workshop, SHOWN, AGAIN)
    at(workshop, Phone, lambda phone: phone.vote(second, TWO, "voting"))
    assert (ballot.standing()[ONE], second.standing()[TWO], workshop.taken) == (1, 1, 2)
    assert ballot.is_settled
    assert not second.over.is_set()


def test_of_votes_that_are_not_shown_the_presenter_hears_how_many_there_are(workshop, ballot):
    ballot.chosen |= {"a": ONE, "b": TWO}
    looked_at(workshop, standing(Stage.ASKED, 2, present=3))
    with ballot.sending():
        looked_at(workshop, standing(Stage.ASKED, 3, present=3))
    for wrong, why in (
        (standing(Stage.ASKED, 2, (1, 1)), "not shown yet"),
        (standing(Stage.ASKED, 1), "not as many as voted"),
        (standing(Stage.ASKED, 3), "not as many as voted"),
        (standing(Stage.ASKED, 2, present=1), "not as many as are there"),
        (standing(Stage.ASKED, 2, present=FEW.phones + 1), "not as many as are there"),
        (standing(Stage.SHOWN, 2, (1, 1), split=True), "not as far"),
    ):
        with pytest.raises(VisitError, match=why):
            looked_at(workshop, wrong)


def test_votes_that_are_shown_must_be_what_the_phones_chose_once_nothing_changes_any_more(workshop, ballot):
    ballot.chosen |= {"a": ONE, "b": TWO}
    come_to(workshop, SHOWN)
    right = standing(Stage.SHOWN, 2, (1, 1), split=True)
    looked_at(workshop, right)
    doubled = standing(Stage.SHOWN, 3, (1, 2), split=True)
    with ballot.sending():
        looked_at(workshop, doubled)
    for wrong in (doubled, right | {"split": False}, right | {"voted": 3}):
        with pytest.raises(VisitError, match="not what the phones chose"):
            looked_at(workshop, wrong)


def test_of_a_second_vote_both_are_shown(workshop, ballot, second):
    ballot.chosen |= {"a": ONE, "b": TWO}
    second.chosen |= {"a": TWO, "b": TWO}
    come_to(workshop, SHOWN, AGAIN)
    looked_at(workshop, standing(Stage.ASKED_AGAIN, 2))
    come_to(workshop, SHOWN_AGAIN)
    looked_at(workshop, standing(Stage.SHOWN_AGAIN, 2, (0, 2), (1, 1)))
    for wrong in ((0, 2), (2, 0)), ((1, 1), (1, 1)):
        with pytest.raises(VisitError, match="not what the phones chose"):
            looked_at(workshop, standing(Stage.SHOWN_AGAIN, 2, *wrong))


def test_standings_of_what_was_not_asked_or_without_votes_that_were_taken_are_an_error(workshop, ballot):
    ballot.chosen["a"] = ONE
    for told, why in (({"einde.1": {}}, "of what was not asked"), ({}, "votes that are gone")):
        with pytest.raises(VisitError, match=why):
            at(workshop, Presenter, Presenter.look, told)
