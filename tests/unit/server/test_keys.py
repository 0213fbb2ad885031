"""The managers' server has a lock whatever its owner does, and tells them when theirs is none."""

from __future__ import annotations

import stat
import sys

import pytest
from jupyter_server.auth.security import passwd_check

from ehbi.server.login.keys import LockError, find_key, keep_password


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
