"""Desks and patrons follow each other, and what one of them is not told or is told twice is counted."""

import json

import pytest

from benchmarks import screens, usage
from benchmarks.pages import read_part
from benchmarks.patrons import Desk, Phone, go_through, help_patrons
from benchmarks.screens import ALONE, BESIDE, LATE, PatronPlan, Patrons, Sent
from benchmarks.sockets import VisitError

from .refusing import answer, serving

FEW = PatronPlan(screens=4, opening=0.1, rounds=1, seconds=2, stays=(2, 3), readers=2, reads=0.1, says=1)
NOWHERE = "http://127.0.0.1:9/"
SAYS = '<button name="said" value="unclear" aria-pressed="false">'
PART = '<div id="patron_screen" lang="{language}" dir="ltr" data-known="{known}"{step}></div>' + SAYS


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """Have all look often, and call a server quiet at once."""
    monkeypatch.setattr(screens, "LOOKS", 0.2)
    monkeypatch.setattr(usage, "CALM", 0)


@pytest.fixture
def run():
    """One screen that its desk opened at the first step of a case."""
    found = Patrons(NOWHERE, PatronPlan(screens=1, says=1))
    (screen,) = found.screens
    screen.address = "/mee/x"
    screen.steps.send(screen.path[0].step)
    return found


def at(run, kind, does, status=200, body=""):
    """Do something at a server that always says the same."""
    with serving(lambda _: answer(status, body.encode())) as run.host:
        run.numbers.clear()
        one = kind(run)
        does(one)
        return one


def shown(run, step="", known="b", language=""):
    """What a phone is told."""
    (screen,) = run.screens
    step = f' data-step="{step or screen.path[0].step}"'
    return PART.format(language=language or screen.language, known=known, step=step)


def heard(run, step="", said="", language=""):
    """What a desk is told."""
    (screen,) = run.screens
    told = {"said": said, "step": step or screen.path[0].step, "language": language or screen.language}
    return json.dumps(told | {"here": True})


@pytest.mark.slow
def test_a_few_desks_and_patrons_meet_no_error_and_each_hears_all_of_the_other():
    found = help_patrons(FEW)
    assert not found.errors
    assert found.counts["screens"] == FEW.screens
    assert found.counts["a step arrived"] > FEW.screens
    assert found.counts["what a patron said arrived"] == found.times("phone: saying") > 0
    assert all(found.times(phase) for phase in (ALONE, BESIDE))
    assert "times as long" in found.book_table()


def test_what_is_sent_arrives_once_in_its_order():
    sent = Sent()
    for what in ("een", "twee", "drie"):
        sent.send(what)
    assert [bool(sent.see(what)) for what in ("een", "een", "twee")] == [True, False, True]
    for wrong in ("een", "vier"):
        with pytest.raises(VisitError, match="not what was sent next"):
            sent.see(wrong)
    assert (sent.missing, sent.has_arrived) == (1, False)


def test_what_is_no_screen_is_an_error():
    with pytest.raises(VisitError, match="not a screen"):
        read_part("<p>Geen verbinding</p>")


def test_a_phone_shows_the_step_of_its_desk_and_says_something_of_it(run):
    (screen,) = run.screens
    phone = at(run, Phone, Phone.look, body=shown(run))
    assert (screen.steps.arrived, phone.known, phone.says) == (1, "b", "unclear")
    assert not screen.sayings.has_arrived


@pytest.mark.parametrize(
    ("odd", "error"),
    [
        ({"step": "bestaat-niet"}, "not what was sent next"),
        ({"language": "tlh"}, "another language"),
        ({"known": "a"}, "nothing new"),
    ],
)
def test_a_phone_that_is_told_something_else_meets_an_error(run, odd, error):
    def look(phone):
        phone.known = "a"
        with pytest.raises(VisitError, match=error):
            phone.look()

    at(run, Phone, look, body=shown(run, **odd))


@pytest.mark.parametrize(
    ("status", "ends", "ended", "error"),
    [
        (404, False, False, "over too soon"),
        (304, True, True, "not over"),
        (304, True, False, ""),
        (404, True, False, ""),
        (404, True, True, ""),
        (503, False, False, "status 503"),
    ],
)
def test_a_screen_is_over_when_its_desk_ended_it_and_not_before(run, status, ends, ended, error):
    (screen,) = run.screens
    screen.ends, screen.ended = ends, ended

    def look(phone):
        if error:
            with pytest.raises(VisitError, match=error):
                phone.look()
        else:
            phone.look()
            assert phone.over == (status == 404)

    at(run, Phone, look, status)


def test_a_desk_hears_once_what_was_said_and_nothing_else(run):
    (screen,) = run.screens
    for _ in range(2):
        screen.sayings.send(f"{screen.steps.sent} done")
        at(run, Desk, lambda desk: [desk.hear(), desk.hear()], body=heard(run, said="done"))
        assert screen.sayings.has_arrived
        screen.steps.send(screen.path[0].step)  # where the case has begun anew
    for odd in ({"said": "failed"}, {"step": "bestaat-niet"}, {"language": "tlh"}):
        with pytest.raises(VisitError):
            at(run, Desk, Desk.hear, body=heard(run, **odd))


def test_a_desk_waits_for_what_it_sent_and_gives_up_in_the_end(run):
    def look(desk):
        desk.stays = 1
        for _ in range(LATE):
            assert not desk.late
            desk.look()

    desk = at(run, Desk, look, body=heard(run))
    assert (desk.late, desk.at) == (True, 0)
    run.check()
    assert run.errors == {"a step never arrived": 1}


def test_a_server_that_is_not_there_is_counted():
    found = Patrons(NOWHERE, FEW)
    go_through(found)
    assert found.errors["desk: a screen opens: ConnectionRefusedError"] == FEW.screens
