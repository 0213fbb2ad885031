"""The lock of a server whatever its owner does, and who is logged in for how long."""

from __future__ import annotations

import stat
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.auth.security import passwd_check

from ehbi.server.login.identity import IDLE, LONGEST, MOST, REMEMBERED, KeyIdentity, Sessions
from ehbi.server.login.keys import LockError, find_key, keep_password


def test_who_was_wrong_is_remembered_of_no_more_names_than_there_is_room_for():
    wrong = KeyIdentity().wrong
    for number in range(REMEMBERED + 50):
        wrong.take(str(number))
    assert len(wrong._each) == REMEMBERED


def test_a_new_token_is_long_and_never_the_same(tmp_path):
    keys = [find_key(tmp_path / "geen", {}) for _ in range(2)]
    assert all(key.is_new and len(key.token) == 48 and not key.hashed for key in keys)
    assert keys[0].token != keys[1].token
    assert keys[0].token not in repr(keys[0])


def test_a_token_may_come_from_a_file(tmp_path):
    (tmp_path / "token").write_text("geheim\n", encoding="utf-8")
    key = find_key(tmp_path / "geen", {"JUPYTER_TOKEN_FILE": str(tmp_path / "token")})
    assert (key.token, key.is_new) == ("geheim", False)


@pytest.mark.parametrize("variables", [{"JUPYTER_TOKEN": ""}, {"JUPYTER_TOKEN": " \n"}])
def test_an_empty_token_is_no_lock(tmp_path, variables):
    keep_password("een goed wachtwoord", tmp_path / "wachtwoord")
    with pytest.raises(LockError, match="haal de variabele weg"):
        find_key(tmp_path / "wachtwoord", variables)


@pytest.mark.parametrize("content", [None, "", "\n"])
def test_a_file_without_a_token_is_no_lock(tmp_path, content):
    if content is not None:
        (tmp_path / "token").write_text(content, encoding="utf-8")
    with pytest.raises(LockError, match="JUPYTER_TOKEN_FILE"):
        find_key(tmp_path / "geen", {"JUPYTER_TOKEN_FILE": str(tmp_path / "token")})


def test_a_password_takes_the_place_of_a_token_and_only_its_hash_is_kept(tmp_path):
    file = tmp_path / "map" / "wachtwoord"
    keep_password("oud wachtwoord", file)
    keep_password(" een goed wachtwoord ", file)
    key = find_key(file, {})
    assert (key.token, key.is_new) == ("", False)
    assert passwd_check(key.hashed, "een goed wachtwoord")
    assert "goed" not in file.read_text(encoding="utf-8")
    assert [one.name for one in file.parent.iterdir()] == ["wachtwoord"]
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_password_can_be_too_short(tmp_path):
    with pytest.raises(LockError, match="12 tekens"):
        keep_password("  kort1234567  ", tmp_path / "wachtwoord")
    assert not (tmp_path / "wachtwoord").exists()


def test_a_password_that_cannot_be_kept_says_why(tmp_path):
    (tmp_path / "map").write_text("", encoding="utf-8")
    with pytest.raises(LockError, match="mag schrijven"):
        keep_password("een goed wachtwoord", tmp_path / "map" / "wachtwoord")


@pytest.mark.parametrize("content", ["", "argon2:onzin", "sha1:0:0", "leesbaar"])
def test_a_broken_password_is_no_lock(tmp_path, content):
    (tmp_path / "wachtwoord").write_text(content, encoding="utf-8")
    with pytest.raises(LockError, match="--password"):
        find_key(tmp_path / "wachtwoord", {})


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
