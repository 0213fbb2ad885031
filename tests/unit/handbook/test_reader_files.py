"""Files that are no handbook: each is refused in Dutch, with a line, and without another exception."""

from __future__ import annotations

from pathlib import Path

import pytest

from ehbi.files import documents, inspect, load
from ehbi.files.source import MAX_BYTES
from ehbi.handbook import HandbookError

from .drafts import TEXT, examine, refused
from .strategies import PACKAGED as PLAIN


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"format: 1\ntitle: caf\xe9\n", 2),
        (b"format: 1\r\n\r\ntitle: \x80\n", 3),
        (b"a: 1\rb: \xff\r", 2),
        (b"\xff\xfe", 1),
        (b"title: \xed\xa0\x80\n", 1),
        (TEXT.encode("utf-16"), 1),
        (TEXT.encode("cp1252"), TEXT[: TEXT.index("…")].count("\n") + 1),
    ],
)
def test_a_file_that_is_not_utf_8(raw, line):
    assert refused(raw) == (line, "Het bestand is geen UTF-8")


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\x00", "0000"), ("\x07", "0007"), ("\x1b", "001B"), ("\x7f", "007F"), ("\x85", "0085"),
        ("\u2028", "2028"), ("\u2029", "2029"), ("\ufffe", "FFFE"), ("\x9b", "009B"), ("\x0c", "000C"),
    ],
)  # fmt: skip
def test_a_character_that_no_text_has(char, code):
    raw = "# één\n# twee\ntitle: a" + char + "b\nformat: [\n"
    assert refused(raw) == (3, f"Hier staat een onzichtbaar teken (U+{code})")


def test_utf_16_without_a_mark_has_characters_that_no_text_has():
    assert refused("title: x\n".encode("utf-16-le")) == (1, "Hier staat een onzichtbaar teken (U+0000)")


@pytest.mark.parametrize(
    "raw",
    [b"a: " + b"x" * 10_000_000, b"- a\n" * 2_500_000, b"\x00" * 10_000_000, b"#" * (MAX_BYTES + 1)],
    ids=["line", "lines", "zeros", "one-too-many"],
)
def test_a_file_of_ten_megabytes_is_refused_unread(raw, monkeypatch):
    monkeypatch.setattr("ehbi.files.source.parse_source", None)
    assert refused(raw) == (1, "Het bestand is groter dan 5 MB")


def test_a_file_just_small_enough_is_read():
    raw = TEXT + "#" * (MAX_BYTES - len(TEXT.encode()))
    assert examine(raw)[1] == ()


@pytest.mark.parametrize(
    "raw",
    [
        "\ufeff" + TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r"),
        TEXT.rstrip("\n"),
        "---\n" + TEXT + "...\n",
        "%YAML 1.1\n---\n" + TEXT,
        TEXT.replace("title: Eerste", "title:   Eerste", 1) + "\n\n# tot slot\t\n",
    ],
    ids=["mark", "windows", "old-mac", "no-last-end", "document", "version", "blanks"],
)
def test_other_ways_to_write_the_same_handbook_are_read(raw):
    handbook, problems = examine(raw)
    assert problems == ()
    assert handbook == PLAIN


def test_a_problem_has_its_line_with_windows_line_ends_too():
    at = TEXT.splitlines().index("  - id: toegang")
    raw = TEXT.replace("  - id: toegang\n", "  - id: toegang\n    zomaar: 1\n").replace("\n", "\r\n")
    assert [problem.line for problem in examine(raw)[1]] == [at + 2]


def test_a_very_long_line_is_read():
    _, problems = examine(TEXT.replace("title: Eerste Hulp", "title: Eerste " + "x" * 1_000_000, 1))
    assert {problem.message[:40] for problem in problems} == {
        "Deze tekst is 1000020 tekens lang; er ku",
        "Deze tekst is 1000020 tekens lang; meer ",
    }


def test_a_file_that_is_not_there(tmp_path):
    _, (problem,) = inspect(tmp_path / "weg.yaml")
    assert (problem.line, problem.message) == (1, "Het bestand is er niet")
    assert problem.remedy == "Controleer de naam en de map"


def test_a_folder_in_place_of_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "open", _raising(IsADirectoryError(21, "Is a directory")))
    _, (problem,) = inspect(tmp_path)
    assert problem.message == "Dit is een map en geen bestand"


def test_a_real_folder_is_refused(tmp_path):
    with pytest.raises(HandbookError):
        load(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "open", _raising(PermissionError(13, "Permission denied")))
    _, (problem,) = inspect(tmp_path / "dicht.yaml")
    assert problem.message == "Het bestand mag niet worden gelezen"


def test_a_disk_that_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "open", _raising(OSError(5, "Input/output error")))
    _, (problem,) = inspect(tmp_path / "stuk.yaml")
    assert problem.message == "Het bestand kan niet worden gelezen"


def _raising(error):
    def open_(*_, **__):
        raise error

    return open_


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000, "", "\udcff.yaml", "a\nb.yaml"])
def test_a_name_that_no_file_has(name):
    with pytest.raises(HandbookError) as caught:
        load(name)
    assert len(str(caught.value).splitlines()) == 1
    assert str(caught.value).encode()


def test_no_name_means_the_packaged_handbook():
    assert load().title == "Eerste Hulp Bij Inloggen"
    assert load(None) == load()


def test_the_packaged_file_is_named_shortly_when_it_is_broken(monkeypatch, tmp_path):
    broken = tmp_path / "handboek.yaml"
    broken.write_text("[]", encoding="utf-8")
    monkeypatch.setattr("ehbi.files.documents.PACKAGED", broken)
    monkeypatch.setattr("ehbi.files.documents._packaged", documents._packaged.__wrapped__)
    with pytest.raises(HandbookError, match=r"^handboek\.yaml:1: "):
        load()
