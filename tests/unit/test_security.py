"""What docs/security.md says: each requirement is there once, and each test that it names exists."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d", line)
]
TESTS = sorted({*re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)})
WORDS = {"yes", "partly", "no", "does not apply"}
LAST = """
1.1.7 1.2.4 1.4.5 1.5.4 1.6.4 1.7.2 1.8.2 1.9.2 1.10.1 1.11.2 1.12.2 1.14.6 2.1.12 2.2.3 2.3.3 2.4.6
2.5.7 2.6.3 2.7.6 2.8.7 2.9.3 2.10.4 3.1.1 3.2.4 3.3.4 3.4.5 3.5.3 3.7.1 4.1.5 4.2.2 4.3.3 5.1.5
5.2.8 5.3.10 5.4.3 5.5.4 6.1.3 6.2.6 6.3.2 6.4.2 7.1.4 7.2.2 7.3.4 7.4.3 8.1.4 8.2.3 8.3.8 9.1.3
9.2.4 10.2.2 10.3.3 11.1.8 12.1.3 12.2.1 12.3.6 12.4.2 12.5.2 12.6.1 13.1.5 13.2.6 13.3.2 13.4.2
14.1.4 14.2.6 14.3.3 14.4.7 14.5.4
"""
"""The last requirement of level 1 or 2 in each section of version 4.0.3."""
GONE = {"1.4.2", "1.4.3", "1.12.1", "4.1.4", "7.3.2", "13.1.2", "13.2.4", "14.3.1"}
"""Numbers that stand empty in that version."""


def numbers(cell):
    """Return the requirements that a row is about: one, several, or from one to another."""
    for part in cell.split(", "):
        first, _, last = part.partition(" to ")
        section, _, number = first.rpartition(".")
        for at in range(int(number), int((last or first).rpartition(".")[2]) + 1):
            yield f"{section}.{at}"


@cache
def functions(file):
    return {node.name for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.FunctionDef)}


def test_each_requirement_is_there_once():
    sections = [last.rpartition(".")[::2] for last in LAST.split()]
    asked = {f"{section}.{at}" for section, last in sections for at in range(1, int(last) + 1)} - GONE
    assert Counter(number for row in ROWS for number in numbers(row[0])) == Counter(asked)


def test_each_says_whether_it_is_met_and_how_or_why():
    assert {row[2] for row in ROWS} == WORDS
    assert all(len(row) == 4 and row[1] and row[3] for row in ROWS)


@pytest.mark.parametrize(("file", "name"), TESTS)
def test_each_test_that_is_named_is_there(file, name):
    assert name in functions(ROOT / "tests" / file)


def test_what_is_named_as_a_test_is_one():
    assert len(TESTS) > 50
    assert PAGE.count("::") == len(re.findall(r"`[\w/]+\.py::test_\w+`", PAGE))


@pytest.mark.parametrize("file", re.findall(r"\]\(([^)]+)\)", PAGE))
def test_each_page_it_points_to_is_there(file):
    assert (ROOT / "docs" / file).exists()
