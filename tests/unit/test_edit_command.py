"""The command that starts the managers' server: its password, and when it does not start."""

from __future__ import annotations

import pytest

from ehbi import cli, places, server


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "data_folder", lambda: tmp_path)
    for name in ("JUPYTER_TOKEN", "JUPYTER_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def typed(monkeypatch):
    """What is typed when a password is asked."""
    words = []

    def asked(_):
        if not words:
            raise EOFError
        return words.pop(0)

    monkeypatch.setattr("getpass.getpass", asked)
    monkeypatch.setattr(server, "edit", lambda *_, **__: None)
    return words


def test_a_password_is_asked_twice_and_kept(typed, home, capsys):
    typed += ["een goed wachtwoord"] * 2
    assert cli.main(["edit", "--password"]) == 0
    assert str(home / "wachtwoord") in capsys.readouterr().out
    assert (home / "wachtwoord").read_text(encoding="utf-8").startswith("argon2:")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["een goed wachtwoord", "een ander wachtwoord"], "niet gelijk"),
        (["kort", "kort"], "te kort"),
        ([], "geen wachtwoord gekozen"),
    ],
)
def test_what_is_no_password_is_told_in_a_line(typed, home, capsys, words, told):
    typed += words
    assert cli.main(["edit", "--password"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
    assert not (home / "wachtwoord").exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_it_does_not_start_without_a_lock(monkeypatch, capsys, host):
    monkeypatch.setenv("JUPYTER_TOKEN", "")
    assert cli.main(["edit", "--host", host, "--port", "0"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "JUPYTER_TOKEN is leeg" in line
