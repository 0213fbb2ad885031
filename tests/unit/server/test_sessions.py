"""Who is logged in, and for how long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.server.login.identity import IDLE, LONGEST, MOST, Sessions


@pytest.fixture
def now():
    return [0.0]


@pytest.fixture
def sessions(now):
    return Sessions(lambda: now[0])


def test_whoever_does_nothing_for_a_working_day_is_not_logged_in_any_more(sessions, now):
    secret = sessions.begin("Noor")
    now[0] = IDLE - 1
    assert sessions.find(secret)
    now[0] += IDLE
    assert sessions.find(secret) is None
    assert len(sessions) == 0


def test_whoever_goes_on_for_a_whole_day_must_log_in_again(sessions, now):
    secret = sessions.begin("Noor")
    while now[0] + IDLE / 2 < LONGEST:
        now[0] += IDLE / 2
        assert sessions.find(secret)
    now[0] = LONGEST
    assert sessions.find(secret) is None


def test_what_is_open_closes_with_the_session_and_only_once(sessions):
    secret, closed = sessions.begin("Noor"), []
    session = sessions.find(secret)
    session.hold(lambda: closed.append("een"))
    gone = lambda: closed.append("twee")  # noqa: E731
    session.hold(gone)
    session.release(gone)
    sessions.end(secret)
    session.end()
    assert closed == ["een"]
    assert not session.hear()


def test_what_opens_while_the_session_ends_closes_at_once(sessions):
    secret, closed = sessions.begin("Noor"), []
    session = sessions.find(secret)
    sessions.end(secret)
    session.hold(lambda: closed.append(1))
    assert closed == [1]


def test_what_is_open_closes_when_it_is_used_after_the_session_is_over(sessions, now):
    session, closed = sessions.find(sessions.begin("Noor")), []
    session.hold(lambda: closed.append(1))
    now[0] = IDLE
    assert not session.hear()
    assert closed == [1]


def test_what_is_heard_of_a_page_keeps_the_session(sessions, now):
    secret = sessions.begin("Noor")
    session = sessions.find(secret)
    now[0] = IDLE - 1
    assert session.hear()
    now[0] += IDLE - 1
    assert sessions.find(secret)


def test_one_too_many_ends_the_one_that_was_not_used_for_longest(sessions, now):
    secrets = [sessions.begin(number) for number in range(MOST)]
    now[0] = 1.0
    assert sessions.find(secrets[0])
    sessions.begin("nog een")
    assert len(sessions) == MOST
    assert sessions.find(secrets[0])
    assert sessions.find(secrets[1]) is None


def test_what_is_over_is_not_kept(sessions, now):
    for _ in range(5):
        sessions.begin("Noor")
    now[0] = IDLE
    sessions.begin("Sam")
    assert len(sessions) == 1


@given(st.text())
def test_no_text_but_the_secret_opens_anything(text):
    sessions = Sessions()
    secret = sessions.begin("Noor")
    assert (sessions.find(text) is not None) == (text == secret)
    sessions.end(text)
    assert (sessions.find(secret) is None) == (text == secret)


def test_secrets_are_long_and_never_the_same(sessions):
    secrets = {sessions.begin("Noor") for _ in range(50)}
    assert len(secrets) == 50
    assert min(map(len, secrets)) >= 43
