"""What takes long is told on a terminal, and nowhere else."""

from __future__ import annotations

import io
from time import monotonic
from types import SimpleNamespace

import pytest

from ehbi.cli import command
from ehbi.cli.command import CLEAR, busy

from ..waiting import wait_until


class Terminal(io.StringIO):
    """A terminal that remembers all that came on it."""

    def isatty(self):
        return True


@pytest.fixture
def told(monkeypatch):
    """What was told until now, to a terminal whose clock is fast."""
    for name in ("SOON", "OFTEN"):
        monkeypatch.setattr(command, name, 0.001)
    terminal = Terminal()
    monkeypatch.setattr(command, "sys", SimpleNamespace(stderr=terminal))
    return terminal.getvalue


def test_what_takes_long_says_what_it_is_at_and_leaves_nothing_on_the_screen(told):
    with busy("Kopiëren") as say:
        wait_until(lambda: f"{CLEAR}Kopiëren (0 s)" in told(), "it is told")
        say("Proef: de \x1b[31mnaslag")
        wait_until(lambda: "Proef: de \\x1b[31mnaslag (" in told(), "it is told what it is at now")
    assert told().endswith(CLEAR)


def test_it_ends_with_an_error_too(told):
    def fails():
        with busy("Kopiëren"):
            wait_until(lambda: "Kopiëren" in told(), "it is told")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  # our own
        fails()
    assert told().endswith(CLEAR)


def test_what_is_quick_says_nothing(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with busy("Kopiëren"):
        begun = monotonic()
    if monotonic() < begun + command.SOON:
        assert capsys.readouterr().err == ""


def test_a_script_is_told_nothing(monkeypatch, capsys):
    monkeypatch.setattr(command, "SOON", 0.0)
    with busy("Kopiëren") as say:
        say("Proef")
    assert capsys.readouterr().err == ""
