"""Handbooks to break: a copy of the packaged data, and what inspecting it finds."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import date
from pathlib import Path

from ehbi.files import documents, inspect
from ehbi.files.documents import PACKAGED
from ehbi.files.pictures import FOLDER
from ehbi.files.source import Source, parse_source
from ehbi.handbook import Handbook, Problem
from ehbi.handbook.errors import Where
from ehbi.handbook.validation import shape

TODAY = date(2026, 11, 24)
_LANGUAGES = re.compile(r"^languages:\n(?: .*\n)+\n", re.MULTILINE)
_TRANSLATIONS = re.compile(r"^    translations:\n(?: {4}(?:- |  ).*\n)+", re.MULTILINE)
TEXT = _TRANSLATIONS.sub("", _LANGUAGES.sub("", PACKAGED.read_text(encoding="utf-8")))
"""The packaged handbook without its translations: in most tests a Dutch text that changes is only that."""
_DATA = json.dumps(parse_source(TEXT, "handboek.yaml").data)
_MARK = "here-is-the-place"


def examine(raw: str | bytes, today: date = TODAY) -> tuple[Handbook | None, tuple[Problem, ...]]:
    """Write a file and inspect it; every problem must have a line that the file has, and words."""
    data = raw.encode() if isinstance(raw, str) else raw
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "handboek.yaml")
        file.write_bytes(data)
        file.with_name(FOLDER).symlink_to(PACKAGED.with_name(FOLDER))
        handbook, problems = inspect(file, today)
    assert_told(problems, data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1)
    return handbook, problems


def assert_told(problems: tuple[Problem, ...], lines: int) -> None:
    """Every problem has words, and one of so many lines; they are in the order of the file."""
    assert all(1 <= problem.line <= lines for problem in problems)
    assert all(problem.message and problem.remedy for problem in problems)
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)


def refused(raw):
    """Return line and message of the one reason why a file is refused."""
    handbook, (problem,) = examine(raw)
    assert handbook is None
    assert problem.path == ()
    return problem.line, problem.message


def built(data: object) -> tuple[Handbook | None, tuple[Problem, ...]]:
    """Return what the reader makes of plain data, without a file."""
    return shape(Handbook, data)


def note_lines(value: object, found: dict[Where, int], path: Where = (), line: int = 1) -> int:
    """Note the line of each place in data as :attr:`Draft.text` writes it; return the line where it ends."""
    found[path] = line
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        line = note_lines(item, found, (*path, key), line + 1)
    return line + 1 if items and value else line


class Draft:
    """A copy of the packaged data that may be broken; written as JSON, which has one line a value."""

    def __init__(self):
        self.data = json.loads(_DATA)

    def where(self, part, name):
        """Path of the part with this id."""
        ids = [item.get("id", item.get("term")) for item in self.data[part]]
        return (part, ids.index(name))

    def at(self, path: Where):
        place = self.data
        for key in path:
            place = place[key]
        return place

    def put(self, path: Where, value):
        """Set, add or append (index one past the end) a value, and return the path."""
        place = self.at(path[:-1])
        if isinstance(place, list) and path[-1] == len(place):
            place.append(value)
        else:
            place[path[-1]] = value
        return path

    def drop(self, path: Where):
        del self.at(path[:-1])[path[-1]]

    def step(self, name):
        return self.at(self.where("steps", name))

    def add(self, part, **fields):
        """Append a part, and return its path."""
        self.data[part].append(fields)
        return (part, len(self.data[part]) - 1)

    def add_step(self, name, kind="question", **fields):
        sound = {
            "title": "Stap",
            "text": "Doe iets.",
            "party": "balie",
            "source": ["1.1"],
            "reviewed": "2026-11-24",
        }
        return self.add("steps", id=name, kind=kind, **{**sound, **fields})

    def add_answer(self, step, name, target):
        """Append an answer to a step, and return its path."""
        path = (*self.where("steps", step), "answers")
        answer = {"id": name, "label": f"Keus {name}", "next": target, "done": f"Gedaan {name}"}
        return self.put((*path, len(self.at(path))), answer)

    @property
    def text(self):
        return json.dumps(self.data, ensure_ascii=False, indent=1) + "\n"

    def line(self, path: Where):
        """Line on which a place starts, found by writing a mark there."""
        held = self.at(path)
        self.put(path, _MARK)
        lines = self.text.splitlines()
        self.put(path, held)
        return next(at for at, line in enumerate(lines, start=1) if _MARK in line)

    def problems(self, today: date = TODAY):
        """Return what is wrong, with its lines, as reading :attr:`text` from a file would."""
        lines: dict[Where, int] = {}
        last = note_lines(self.data, lines)
        problems = documents.examine(Source(self.data, lines), today)[1]
        assert_told(problems, last)
        return problems

    def only(self, path: Where, *, near: Where | None = None, today: date = TODAY):
        """Return the one problem there is, at this path; ``near`` is the place whose line it gets."""
        (problem,) = self.problems(today)
        assert problem.path == path
        assert problem.line == self.line(near if near is not None else path)
        return problem
