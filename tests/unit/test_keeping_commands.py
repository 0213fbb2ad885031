"""The commands for what is kept how long: a copy, bringing it back, and what must go."""

from __future__ import annotations

import pytest

from ehbi.cli import main
from ehbi.store import Store, Walk, walks

WALK = Walk("2026-11-24T17", ("reset-mail", "mail-zoeken"))


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'folder' / 'ehbi.sqlite'}"


@pytest.fixture
def store(address):
    found = Store.open(address, publishes=True)
    yield found
    found.close()


@pytest.fixture
def run(address, capsys):
    """Run a command, and return its status and what it said on the screen and in complaint."""

    def running(*words, database=address):
        status = main([*map(str, words), "--database", database])
        return status, *capsys.readouterr()

    return running


@pytest.fixture
def answers(monkeypatch):
    """Answer the question that a command asks, and return what was asked."""
    asked = []

    def answering(answer):
        def reply(question):
            asked.append(question)
            if answer is None:
                raise EOFError
            return answer

        monkeypatch.setattr("builtins.input", reply)
        return asked

    return answering


def test_a_copy_is_made_and_brought_back_when_that_is_sure(run, store, tmp_path, answers):
    copy = tmp_path / "kopie.sqlite"
    walks.keep(store, [WALK])
    assert run("backup", copy)[0::2] == (0, "")
    walks.keep(store, [WALK] * 2)
    for answer in ("nee", "", None):
        asked = answers(answer)
        assert run("backup", copy, "--restore")[:2] == (1, "Er is niets veranderd.\n")
        assert "verdwijnt" in asked[-1]
    assert len(walks.kept(store)) == 3
    answers("Ja")
    assert run("backup", copy, "--restore")[0] == 0
    assert len(walks.kept(store)) == 1
    assert run("backup", copy, "--restore", "--yes")[0] == 0


def test_a_copy_does_not_overwrite_and_says_so_in_one_line(run, store, tmp_path):
    walks.keep(store, [WALK])
    copy = tmp_path / "kopie.sqlite"
    copy.touch()
    status, said, complaint = run("backup", copy)
    assert (status, said, len(complaint.splitlines())) == (1, "", 1)
    assert "is er al" in complaint


def test_for_a_server_the_command_to_use_is_told_without_a_password(run, tmp_path):
    address = "postgresql://jan:geheim@db.example/ehbi"
    for words in (["backup", tmp_path / "kopie"], ["backup", tmp_path / "kopie", "--restore", "--yes"]):
        status, said, complaint = run(*words, database=address)
        assert (status, said, len(complaint.splitlines())) == (1, "", 1)
        assert '"postgresql://jan@db.example/ehbi"' in complaint
        assert "geheim" not in complaint
