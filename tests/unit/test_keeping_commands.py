"""The commands for what is kept how long: a copy, bringing it back, and what must go."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

import ehbi
from ehbi.cli import main
from ehbi.cli.command import is_sure
from ehbi.handbook import clock
from ehbi.handbook.pictures import digest_of
from ehbi.handbook.values import Doubt
from ehbi.store import LoggedCase, Remark, Store, case_log, remarks, retention, revisions
from ehbi.store.case_log import hour
from tests.unit.handbook.pictures import CONTENT, picture, with_pictures

WALK = LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken"))


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


@pytest.mark.parametrize(
    ("answer", "sure"),
    [("ja", True), (" J ", True), ("jawel", False), ("nee", False), ("", False), (None, False)],
)
def test_what_cannot_be_undone_is_done_on_a_yes_alone(answers, answer, sure):
    asked = answers(answer)
    assert is_sure("Alles weg?", yes=False) is sure
    assert asked == ["Alles weg? Typ ja of nee: "]
    assert is_sure("Alles weg?", yes=True)


def test_a_copy_is_made_and_brought_back_when_that_is_sure(run, store, tmp_path, answers):
    copy = tmp_path / "kopie.sqlite"
    case_log.keep(store, [WALK])
    assert run("backup", copy)[0::2] == (0, "")
    case_log.keep(store, [WALK] * 2)
    for answer in ("nee", "", None):
        asked = answers(answer)
        assert run("backup", copy, "--restore")[:2] == (1, "Er is niets veranderd.\n")
        assert "verdwijnt" in asked[-1]
    assert len(case_log.kept(store)) == 3
    answers("Ja")
    assert run("backup", copy, "--restore")[0] == 0
    assert len(case_log.kept(store)) == 1
    assert run("backup", copy, "--restore", "--yes")[0] == 0


def test_a_copy_does_not_overwrite_and_says_so_in_one_line(run, store, tmp_path):
    case_log.keep(store, [WALK])
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


NOW = clock.now()
REMARK = Remark(NOW, "0" * 12, "reset-mail", Doubt.WRONG, "Truus zegt dat het niet klopt")


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (["--remark", 1], "Melding 1 verdwijnt"),
        (["--remarks", 24], "meldingen die ouder zijn dan 24 maanden"),
        (["--text", "truus"], "Dat kan niet terug"),
    ],
)
def test_nothing_is_forgotten_without_a_yes(run, store, answers, words, question):
    remarks.keep(store, replace(REMARK, at=NOW - timedelta(days=900)))
    asked = answers("nee")
    status, said, _ = run("forget", *words)
    assert (status, said.splitlines()[-1]) == (1, "Er is niets veranderd.")
    assert question in asked[-1]
    assert remarks.kept(store)[0].text == REMARK.text
    answers("ja")
    assert run("forget", *words)[0] == 0
    assert "Truus" not in "".join(one.text for one in remarks.kept(store))


def test_remarks_and_cases_of_so_many_months_ago_are_forgotten(run, store):
    for days in (0, 100, 800):
        remarks.keep(store, replace(REMARK, at=NOW - timedelta(days=days)))
        case_log.keep(store, [LoggedCase(hour(NOW - timedelta(days=days)), ("reset-mail",))])
    assert run("forget", "--remarks", 12, "--yes")[1].splitlines()[0] == "Verwijderd: 1 meldingen."
    assert run("forget", "--cases", 1, "--yes")[1].splitlines()[0] == "Verwijderd: 2 casussen."
    assert (len(remarks.kept(store)), len(case_log.kept(store))) == (2, 1)


def test_a_picture_is_taken_away_by_the_name_of_its_file(run, store, answers):
    shown = with_pictures("mail-zoeken", picture()).with_pictures({digest_of(CONTENT): CONTENT})
    revisions.publish(store, 1, shown, "Noor", "")
    name = f"https://balie.example/pictures/{digest_of(CONTENT)}.webp"
    answers("nee")
    assert run("forget", "--picture", name)[:2] == (1, "versie 2: 1 keer\nEr is niets veranderd.\n")
    status, said, complaint = run("forget", "--picture", name, "--yes", "--author", "Sem")
    assert (status, complaint) == (0, "")
    assert said.startswith("versie 2: 1 keer\nHet plaatje is weg.")
    assert revisions.newest_of(store).author == "Sem"
    assert revisions.content(store, 2).step("mail-zoeken").pictures == ()
    assert "is nergens" in run("forget", "--picture", name, "--yes")[1]


def test_a_text_is_made_black_and_the_command_says_where_it_was_and_still_may_be(run, store, answers):
    published = revisions.publish(
        store, 1, ehbi.load().model_copy(update={"title": "Hulp van Truus"}), "Noor", ""
    )
    remarks.keep(store, replace(REMARK, revision=published.digest))
    copy = store.file.with_name("ehbi.before-0006.sqlite")
    copy.touch()
    answers("truus")
    status, said, complaint = run("forget", "--text", "-", "--yes", "--author", "Sem")
    assert (status, complaint) == (0, "")
    assert said.splitlines()[:3] == [
        "versie 2: 1 keer",
        "melding 1: 1 keer",
        "De tekst is 2 keer zwart gemaakt.",
    ]
    assert "De balie krijgt dit vanzelf" in said
    assert str(copy) in said
    assert "truus" not in said.lower()
    assert revisions.newest_of(store).author == "Sem"


def test_what_cannot_be_forgotten_is_one_clear_line(run, store):
    assert store.file
    for words, why in ((["--remark", 7], "Melding 7 is er niet"), (["--text", "ab"], "te kort")):
        status, said, complaint = run("forget", *words, "--yes")
        assert (status, said, len(complaint.splitlines())) == (1, "", 1)
        assert why in complaint
    assert "staat nergens" in run("forget", "--text", "Nergens geschreven", "--yes")[1]


@pytest.mark.parametrize(
    "words", [[], ["--remarks", "0"], ["--cases", "x"], ["--remark", "1", "--cases", "2"]]
)
def test_a_wrong_command_line_leaves_with_status_2(words, capsys):
    with pytest.raises(SystemExit) as left:
        main(["forget", *words])
    assert left.value.code == 2
    assert "gebruik: ehbi" in capsys.readouterr().err


def test_months_are_told_as_counts_and_single_cases_as_before(run, store):
    case_log.keep(store, [LoggedCase("2024-01-24T17", ("reset-mail", "mail-zoeken"), ("mail-zoeken",))] * 2)
    case_log.keep(store, [LoggedCase(hour(NOW), ("eigen-site",), (), "eigen-site", "a" * 12)])
    retention.apply(store, NOW)
    single = json.loads(run("cases", "--json")[1])
    assert single == [
        {
            "hour": hour(NOW),
            "steps": ["eigen-site"],
            "back": [],
            "outcome": "eigen-site",
            "revision": "a" * 12,
        }
    ]
    assert run("cases")[1].splitlines()[-1] == (
        "Van 2 oudere casussen zijn er alleen tellingen: ehbi cases --months"
    )
    assert json.loads(run("cases", "--months", "--json")[1])[0] == {
        "month": "2024-01",
        "steps": ["reset-mail", "mail-zoeken"],
        "outcome": None,
        "cases": 2,
        "back": {"mail-zoeken": 2},
        "revision": None,
    }
    assert run("cases", "--months")[1].splitlines()[0] == "2024-01: 2 keer reset-mail → mail-zoeken"
