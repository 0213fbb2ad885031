"""A handbook in a file that somebody chose, read as ``ehbi check`` reads it; nothing of it is kept yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...handbook import Handbook, HandbookError, Problem, Severity
from ...handbook.errors import printable
from ...handbook.reader import examine
from ...handbook.refusals import clip, refusal
from ...handbook.source import parse_source
from ...handbook.textfile import decoded
from ..panel import Block, File, Text
from .problems import TONES, told_by_line

SHOWN = 30
"""Most problems in the list."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file says.

    Parameters
    ----------
    name
        What the file is called.
    handbook
        The handbook in it; None when it has errors.
    problems
        What is wrong with it, by line.
    """

    name: str
    handbook: Handbook | None
    problems: tuple[Problem, ...]


def imported(file: File, today: date) -> Imported:
    r"""Return what a file says, and what is wrong with it.

    Examples
    --------
    >>> found = imported(File("x.yaml", b"format: 1\n"), date(2026, 11, 24))
    >>> found.handbook is None, found.problems[0].message
    (True, 'Hier ontbreekt ‘title’')
    """
    name = clip(printable(file.name))
    try:
        handbook, problems = examine(parse_source(_text(file), name), today)
    except HandbookError as error:
        return Imported(name, None, error.problems)
    is_sound = all(one.severity is not Severity.ERROR for one in problems)
    return Imported(name, handbook if is_sound else None, problems)


def _text(file: File) -> str:
    if file.content is None:
        raise refusal(file.name, 1, "Het bestand is groter dan 2 MB", "Kies het goede bestand")
    return decoded(file.content, file.name)


def problem_texts(problems: tuple[Problem, ...]) -> Iterator[Block]:
    """Yield what is wrong with a file, each with its line."""
    for number, one in enumerate(problems[:SHOWN]):
        yield Text(f"problem-{number}", told_by_line(one), TONES[one.severity])
    if len(problems) > SHOWN:
        yield Text("problems", f"En nog {len(problems) - SHOWN}.")
