"""The warm process ends with its server, without a word."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import pytest

from ehbi.warm import process


@pytest.fixture
def gone(monkeypatch):
    """The way to a server that has gone without reading what it was told last."""
    unchanged = SimpleNamespace(signal=lambda *_: None, SIGCHLD=None, SIG_IGN=None)
    monkeypatch.setattr(process, "signal", unchanged)
    ours, theirs = socket.socketpair()
    process.say(ours, {"outputs": []})
    theirs.close()
    yield ours
    ours.close()


def test_a_server_that_has_gone_asks_no_more(gone):
    assert process.forked(gone) is None


def test_a_server_that_has_gone_is_told_nothing(gone):
    process.say(gone, {"outputs": []})
