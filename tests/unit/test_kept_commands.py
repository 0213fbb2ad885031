"""The commands for what is kept: what they show, and one clear line when that cannot be."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

import ehbi
from ehbi.cli import main
from ehbi.handbook import clock
from ehbi.handbook.values import Doubt
from ehbi.store import LoggedCase, Remark, Store, case_log, remarks
from ehbi.store.remarks import State

EVENING = datetime(2024, 11, 24, 17, 5, tzinfo=UTC)
LATER = ["--end", "2100-01-01 12:00"]
EMPTY = {
    "feedback": "De balie heeft nog niets gemeld.\n",
    "cases": "Er zijn nog geen casussen bewaard.\n",
    "notice list": "Er zijn geen mededelingen.\n",
}


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'ehbi.sqlite'}"


@pytest.fixture
def store(address):
    found = Store.open(address)
    yield found
    found.close()


@pytest.fixture
def managers(address):
    """The same database as ``store``, with the rights of a manager."""
    found = Store.open(address, publishes=True)
    yield found
    found.close()


@pytest.fixture
def run(address, capsys):
    """Run a command, and return its status and what it said on the screen and in complaint."""

    def running(*words, database=address):
        status = main([*words, "--database", database])
        return status, *capsys.readouterr()

    return running


def data(done):
    status, printed, complaint = done
    assert (status, complaint) == (0, "")
    return json.loads(printed)


def assert_refused(done, *words):
    """A person's mistake, or that of a disk, is status 1 and one line that says what to do."""
    status, printed, complaint = done
    assert (status, printed) == (1, "")
    assert len(complaint.splitlines()) == 1
    assert "\x1b" not in complaint
    for word in words:
        assert word in complaint


@pytest.mark.parametrize("command", EMPTY)
def test_nothing_kept_is_said_and_is_an_empty_list_for_a_script(run, command):
    assert run(*command.split()) == (0, EMPTY[command], "")
    assert data(run(*command.split(), "--json")) == []


def test_remarks_are_a_line_each_newest_first_in_dutch_time(run, store, managers):
    revision = ehbi.load().revision
    remarks.keep(store, Remark(EVENING, revision, "reset-mail", Doubt.UNCLEAR))
    said = remarks.keep(store, Remark(EVENING, revision, "mail-zoeken", Doubt.WRONG, "De knop is weg"))
    remarks.change(managers, said, State.TAKEN_UP, "Ik vraag het na", "Noor")
    status, printed, _ = run("feedback")
    assert status == 0
    assert printed.splitlines() == [
        f"2024-11-24 18:05 mail-zoeken: {Doubt.WRONG}. De knop is weg [opgepakt door Noor: Ik vraag het na]",
        f"2024-11-24 18:05 reset-mail: {Doubt.UNCLEAR} [open]",
    ]
    newest, oldest = data(run("feedback", "--json"))
    assert (newest["state"], newest["note"], newest["changed_by"]) == ("opgepakt", "Ik vraag het na", "Noor")
    assert datetime.fromisoformat(newest["changed_at"]) > EVENING
    assert oldest == {
        "at": "2024-11-24T17:05:00+00:00",
        "revision": revision,
        "step": "reset-mail",
        "doubt": "onduidelijk",
        "text": "",
        "number": 1,
        "state": "open",
        "note": "",
        "changed_by": "",
        "changed_at": None,
    }


@pytest.mark.parametrize("command", ["feedback", "notice list"])
def test_codes_that_a_terminal_obeys_are_spelled_out(run, store, command):
    text = "rood: \x1b[31m\rweg\ntwee \u202eom \x9b31m"
    if command == "feedback":
        remarks.keep(store, Remark(EVENING, "0" * 12, "reset-mail", Doubt.OTHER, text))
    else:
        assert run("notice", "add", text, *LATER)[0] == 0
    _, printed, _ = run(*command.split())
    assert len(printed.splitlines()) == 1
    assert printed.rstrip("\n").isprintable()
    assert data(run(*command.split(), "--json"))[0]["text"] == text


def test_cases_are_a_line_each_oldest_first(run, store):
    one = LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken"), ("mail-zoeken",))
    case_log.keep(
        store, [one, LoggedCase("2026-11-24T18", ("geen-rechten", "geen-toegang"), (), "geen-toegang")]
    )
    assert run("cases")[1].splitlines() == [
        "2026-11-24T17: reset-mail → mail-zoeken",
        "2026-11-24T18: geen-rechten → geen-toegang",
    ]
    assert data(run("cases", "--json"))[0] == {
        "hour": "2026-11-24T17",
        "steps": ["reset-mail", "mail-zoeken"],
        "back": ["mail-zoeken"],
        "outcome": None,
        "revision": None,
    }


def test_cases_are_tables_for_a_spreadsheet(run, store, tmp_path):
    case_log.keep(store, [LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken"))] * 2)
    status, printed, complaint = run("cases", "--csv", "maanden")
    assert (status, complaint) == (0, "")
    title = ehbi.load().step("reset-mail").title
    assert printed.startswith("\ufeffMaand;Situatie-id;Nummer;Situatie;Casussen\r\n")
    assert f"2026-11;reset-mail;4;{title};2\r\n" in printed
    file = tmp_path / "maanden.csv"
    assert run("cases", "--csv", "maanden", "--output", str(file)) == (0, "", "")
    assert file.read_bytes().decode() == printed


def test_a_table_that_cannot_be_made_is_told_in_a_line(run, tmp_path):
    assert_refused(run("cases", "--csv", "stappen", "--json"), "Laat die weg")
    assert_refused(run("cases", "--output", "x.csv"), "--output hoort bij --csv")
    assert_refused(run("cases", "--csv", "stappen", "--output", str(tmp_path)), "Kies een andere plek")


def test_a_notice_is_put_up_listed_and_taken_away(run):
    added = run("notice", "add", "Storing", "--start", "2099-07-01 08:30", *LATER, "--situation", "4")
    assert added == (0, "Mededeling 1 staat erop van 2099-07-01 08:30 tot 2100-01-01 12:00.\n", "")
    assert run("notice", "list")[1] == "1: 2099-07-01 08:30 – 2100-01-01 12:00 situatie 4: Storing\n"
    assert data(run("notice", "list", "--json")) == [
        {
            "number": 1,
            "text": "Storing",
            "start": "2099-07-01T06:30:00+00:00",
            "end": "2100-01-01T11:00:00+00:00",
            "situation": 4,
        }
    ]
    assert run("notice", "remove", "1") == (0, "Mededeling 1 is weg.\n", "")
    assert run("notice", "list")[1] == EMPTY["notice list"]


def test_a_notice_with_an_address_is_put_up_with_a_warning(run):
    status, said, complaint = run("notice", "add", "Mail info@example.org", *LATER)
    assert (status, said.startswith("Mededeling 1 staat erop")) == (0, True)
    assert complaint.startswith("Let op: Hier staat een e-mailadres in.")
    assert [one["text"] for one in data(run("notice", "list", "--json"))] == ["Mail info@example.org"]


def test_a_notice_starts_now_and_is_about_all_unless_told_otherwise(run):
    assert run("notice", "add", "Storing", *LATER)[0] == 0
    (one,) = data(run("notice", "list", "--json"))
    assert datetime.fromisoformat(one["start"]) == clock.now()
    assert one["situation"] is None


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([" ", *LATER], "leeg"),
        (["x" * 301, *LATER], "hoogstens 300 tekens"),
        (["half teken \udcff", *LATER], "teken"),
        (["Storing", "--end", "morgen"], "'morgen' is geen moment. Schrijf het als 2026-11-24 17:00."),
        (["Storing", "--end", "2026-02-30 12:00"], "geen moment"),
        (["Storing", "--end", "\x1b[31m"], "geen moment"),
        (["Storing", *LATER, "--start", "0001-01-01 00:00"], "geen moment"),
        (["Storing", *LATER, "--start", "gisteren"], "'gisteren' is geen moment"),
        (["Storing", *LATER, "--start", "2100-01-01 12:00"], "Kies een later einde"),
        (["Storing", "--start", "2020-01-01 12:00", "--end", "2020-01-02 12:00"], "Kies een later einde"),
        (["Storing", *LATER, "--situation", "9"], "Situatie 9 is er niet. Kies uit: 1, 2, 3, 4."),
        (["Storing", *LATER, "--situation", "0"], "Situatie 0 is er niet"),
    ],
)
def test_a_notice_that_makes_no_sense_is_refused_and_not_kept(run, words, complaint):
    assert_refused(run("notice", "add", *words), complaint)
    assert data(run("notice", "list", "--json")) == []


@pytest.mark.parametrize("number", ["7", "0", "-1", "99999999999999999999"])
def test_a_number_that_no_notice_has_is_refused(run, number):
    assert_refused(run("notice", "remove", number), f"Mededeling {number} is er niet", "ehbi notice list")


COMMANDS = [
    ["feedback"],
    ["feedback", "--json"],
    ["cases"],
    ["cases", "--json"],
    ["notice", "list"],
    ["notice", "list", "--json"],
    ["notice", "add", "Storing", *LATER],
    ["notice", "remove", "1"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_database_that_cannot_be_used_is_one_clear_line(run, tmp_path, command):
    letter = tmp_path / "brief.txt"
    letter.write_text("Beste collega, " * 500)
    for database in ("sqlite:////dev/null/map/ehbi.sqlite", f"sqlite:///{letter}", "geen adres", "", "x://y"):
        assert_refused(run(*command, database=database), "database", "EHBI_DATABASE")


@pytest.mark.usefixtures("store")
def test_a_notice_for_a_database_that_cannot_be_written_is_refused(run, address):
    reader = address.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true"
    assert_refused(run("notice", "add", "Storing", *LATER, database=reader), "readonly")
    assert run("notice", "list", database=reader) == (0, EMPTY["notice list"], "")


@pytest.mark.parametrize(
    "command", [["notice"], ["notice", "add", "Storing"], ["notice", "remove", "een"], ["cases", "--xml"]]
)
def test_a_wrong_command_line_leaves_with_status_2(command, capsys):
    with pytest.raises(SystemExit) as left:
        main(command)
    assert left.value.code == 2
    assert "gebruik: ehbi" in capsys.readouterr().err
