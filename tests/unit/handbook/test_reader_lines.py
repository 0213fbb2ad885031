"""The line of each place, in a file as a person writes it."""

from __future__ import annotations

import pytest

from ehbi.files.source import parse_source

from .drafts import TEXT, examine

WRITTEN = """\
# uitleg
title: a

outside:
  step: b
steps:
  - id: c
    text: |-
      een
      twee
    answers:
      - {id: d,
         label: e}
  - kind: question
    id: f
"why":
  lang
  verhaal
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("title",), 2),
        (("outside",), 4),
        (("outside", "step"), 5),
        (("steps",), 6),
        (("steps", 0), 7),
        (("steps", 0, "text"), 8),
        (("steps", 0, "answers"), 11),
        (("steps", 0, "answers", 0), 12),
        (("steps", 0, "answers", 0, "label"), 13),
        (("steps", 1), 14),
        (("steps", 1, "id"), 15),
        (("why",), 16),
    ],
)
def test_a_place_is_on_the_line_of_its_key_or_where_its_item_starts(path, line):
    assert parse_source(WRITTEN, "x").line(path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("steps", 0, "title"), 7),
        (("steps", 0, "answers", 0, "next"), 12),
        (("steps", 9, "id"), 6),
        (("nergens", 0), 2),
    ],
)
def test_a_place_that_is_not_there_is_on_the_line_around_it(path, line):
    assert parse_source(WRITTEN, "x").line(path) == line


@pytest.mark.parametrize(
    ("old", "new", "here"),
    [
        ("    title: De lener heeft toegang\n", "    title: <b>x</b>\n", "<b>x"),
        ("    title: De lener heeft toegang\n", "    title:\n      <b>x</b>\n", "    title:\n      <b>"),
        ("    title: De lener heeft toegang\n", "    title: >-\n      <b>x</b>\n", "title: >-"),
        ("    title: De lener heeft toegang\n", "    title: ''\n", "title: ''"),
        ("    title: De lener heeft toegang\n", "", "  - id: toegang\n"),
        ("  - id: toegang\n", "  - id: TOEGANG\n", "TOEGANG"),
        ('source: ["2.4", "6.4"]\n', 'source:\n      - "2.4"\n      - "9.9"\n', '"9.9"'),
    ],
)
def test_a_problem_is_on_the_line_where_a_person_would_look(old, new, here):
    before, found, after = TEXT.partition(old)
    assert found
    text = before + new + after
    problem = examine(text)[1][0]
    assert problem.line == text[: text.index(here)].count("\n") + 1


@pytest.mark.parametrize("raw", ["---", "--- ", "[", "a: [", "a: |", "a:\n-", "'", "%", "--- |"])
def test_a_file_that_stops_without_a_line_end_has_no_line_after_its_last(raw):
    assert {problem.line for problem in examine(raw)[1]} <= set(range(1, raw.count("\n") + 2))
