"""The commands `check` and `paths`, started as a person or a script starts them."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ehbi import load
from ehbi.cli import main, program
from ehbi.files.documents import PACKAGED
from ehbi.handbook.graph import path_rows

ROOT = Path(__file__).parents[2]
TEXT = PACKAGED.read_text(encoding="utf-8")
UNREVIEWED = (
    f"Nog niet nagekeken: {', '.join(f'{one.name} ({len(load().steps)})' for one in load().languages)}.\n"
)
DAY = ["--today", "2026-11-24"]
LINE = re.compile(r"^(?P<file>.+):(?P<line>[1-9][0-9]*): (?P<message>.+)\. (?P<remedy>.+)\.$")


def ehbi(*arguments, folder=None, output=subprocess.PIPE, **environment):
    """Run the command in a process of its own."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [sys.executable, "-m", "ehbi.cli", *arguments],
        cwd=folder,
        env={**known, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        stdout=output,
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
    )


@pytest.fixture
def broken(tmp_path):
    """A file with problems on three known lines, one of them a warning."""
    text = TEXT.replace("next: nieuw-wachtwoord}", "next: nergens}", 1)
    text = text.replace("    title: De lener heeft toegang\n", "    title: <b>De lener heeft toegang</b>\n")
    text = text.replace("title: Laat de lener opnieuw inloggen", f"title: {'x' * 80}")
    file = tmp_path / "kapot.yaml"
    file.write_text(text, encoding="utf-8")
    found = [
        number for number, line in enumerate(text.splitlines(), 1) if re.search("nergens}|<b>|x{80}", line)
    ]
    return file, found


def test_the_packaged_handbook_is_in_order(capsys):
    assert main(["check", *DAY]) == 0
    assert capsys.readouterr() == ("", UNREVIEWED)


def test_each_problem_is_a_line_with_file_line_message_and_remedy(broken, capsys):
    file, lines = broken
    assert main(["check", str(file), *DAY]) == 1
    printed, complaint = capsys.readouterr()
    found = [LINE.match(line) for line in printed.splitlines()]
    assert all(found)
    assert {match["file"] for match in found} == {str(file)}
    assert [int(match["line"]) for match in found if int(match["line"]) in lines] == lines
    assert complaint == UNREVIEWED


@pytest.mark.parametrize(("strict", "status"), [([], 0), (["--strict"], 1)])
def test_warnings_alone_are_told_and_count_when_asked_for(capsys, strict, status):
    assert main(["check", "--today", "2028-11-24", *strict]) == status
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == len(load().steps)
    assert all("langer dan een jaar niet nagekeken" in line for line in printed)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"", 1),
        (b"format: 1\ntitle: a: b\n", 2),
        (b"\xff\xfe\x00", 1),
        (b"a: &a [*a]\n", 1),
        (b"[" * 100_000, 1),
        (b"x" * 10_000_000, 1),
        (b"\x00", 1),
    ],
    ids=["empty", "no-yaml", "utf-16", "alias", "deep", "large", "nul"],
)
def test_a_file_that_is_no_handbook_is_one_line_and_status_1(tmp_path, monkeypatch, capsys, raw, line):
    (tmp_path / "boek.yaml").write_bytes(raw)
    monkeypatch.chdir(tmp_path)
    for command in (["check", "boek.yaml"], ["paths", "boek.yaml"], ["paths", "boek.yaml", "--json"]):
        assert main(command) == 1
        printed, complaint = capsys.readouterr()
        assert LINE.match((printed + complaint).rstrip("\n"))
        assert (printed + complaint).startswith(f"boek.yaml:{line}: ")
        assert (printed == "") is (command[0] == "paths")


def test_a_script_gets_the_status_and_the_lines(broken, tmp_path):
    done = ehbi("check", broken[0].name, folder=tmp_path)
    assert (done.returncode, done.stderr) == (1, UNREVIEWED.encode())
    assert all(LINE.match(line) for line in done.stdout.decode().splitlines())
    done = ehbi("paths", "--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)


@pytest.mark.parametrize("name", ["weg.yaml", ".", "map/weg.yaml"])
def test_a_file_that_cannot_be_read_is_one_line_and_status_1(tmp_path, monkeypatch, capsys, name):
    monkeypatch.chdir(tmp_path)
    assert main(["check", name]) == 1
    assert LINE.match(capsys.readouterr().out.rstrip("\n"))["file"] == name


@pytest.mark.parametrize("command", ["check", "paths"])
def test_a_quoted_line_end_or_terminal_code_stays_on_its_line(tmp_path, capsys, command):
    file = tmp_path / "boek.yaml"
    odd = r'- id: "a\n\e[31mb"'
    file.write_text(TEXT.replace("- id: oude-gebruikersnaam", odd), encoding="utf-8")
    assert main([command, str(file)]) == 1
    printed = "".join(capsys.readouterr())
    assert len(printed.splitlines()) == 1
    assert "\x1b" not in printed


def test_paths_as_json_is_the_report(capsys):
    assert main(["paths", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows == json.loads(json.dumps(list(path_rows(load()))))
    assert set(rows[0]) == {"situation", "answers", "steps", "outcome"}


def test_paths_of_a_file_of_ones_own(tmp_path, capsys):
    file = tmp_path / "boek.yaml"
    file.write_text(TEXT.replace("number: 4", "number: 7"), encoding="utf-8")
    assert main(["paths", str(file), "--json"]) == 0
    assert {row["situation"] for row in json.loads(capsys.readouterr().out)} == {1, 2, 3, 7}


def test_paths_for_a_person_are_a_line_each(capsys):
    assert main(["paths"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == len(list(path_rows(load())))
    assert printed[0].startswith("1: inloggegevens-onjuist → ")


@pytest.mark.parametrize("charset", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_with_another_character_set_is_no_error(charset, monkeypatch):
    for command, status in (
        (["paths"], 0),
        (["check", "weg.yaml"], 1),
        (["check", "--today", "2028-11-24"], 0),
    ):
        for name in ("stdout", "stderr"):
            monkeypatch.setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding=charset))
        assert main(command) == status
        printed = sys.stdout.buffer.getvalue().decode(charset)
        assert ("\\u2192" in printed) == (command == ["paths"] and charset != "utf-8")
        assert sys.stderr.buffer.getvalue() == b""


def test_a_process_with_another_character_set_is_no_error():
    done = ehbi("paths", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"1: inloggegevens-onjuist \\u2192 ")


def test_whoever_stops_reading_hears_no_complaint(tmp_path):
    for command in (["paths", "--json"], ["search", "inloggen"]):  # much, and little
        reading, writing = os.pipe()
        os.close(reading)
        done = ehbi(*command, folder=tmp_path, output=writing)
        os.close(writing)
        assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    "arguments", [["onzin"], ["check", "a", "b"], ["check", "--today", "gisteren"], ["paths", "--xml"]]
)
def test_a_wrong_command_line_leaves_with_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "gebruik: ehbi" in capsys.readouterr().err


def test_a_day_that_is_none_is_explained(capsys):
    with pytest.raises(SystemExit):
        main(["check", "--today", "gisteren"])
    assert "'gisteren' is geen dag. Schrijf de dag als 2026-11-24." in capsys.readouterr().err


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in ("serve", "check", "paths", "export"))


def test_search_as_json_has_the_situation_best_first(capsys):
    assert main(["search", "er komt geen mailtje", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["situation"] == 4
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)


def test_search_without_a_find_says_what_to_do(capsys):
    assert main(["search", "xyzzy"]) == 0
    assert "Niets gevonden" in capsys.readouterr().out
    assert main(["search", "xyzzy", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_command_alone_has_the_help_that_it_has_among_all(capsys):
    def helped(parser, name):
        with pytest.raises(SystemExit):
            parser.parse_args([name, "--help"])
        return capsys.readouterr().out

    for name in program.COMMANDS:
        assert helped(program.parser([name]), name) == helped(program.parser(), name)


def test_a_command_without_a_database_does_not_wait_for_its_library():
    known = (
        "import sys; from ehbi.cli import main; main(['check', 'x.yaml']); print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", known], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "False"
