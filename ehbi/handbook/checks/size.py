"""Rules about size: far more than anybody reads, and all that is made of a handbook is made in seconds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial

from pydantic import BaseModel

from ..errors import Problem, Rule, Where
from ..graph import routes
from ..model import Handbook
from ..values import Kind
from .wording import everywhere

STEPS = 2000
ANSWERS = 100
"""Answers of one step: what a menu can show."""
ARROWS = 10_000
"""Answers of all steps together."""
PATHS = 1_000_000
"""Ways from a situation to an outcome: each fork that comes together again doubles them."""
PARTS = 1000
"""Things in any other list: contacts, words, examples, facts of a step."""
PICTURES = 4
"""Pictures of one step: more do not help whoever stands at a desk."""
ALL_PICTURES = 100
"""Pictures of all steps together: a page that is one file holds them all."""
MARKS = 9
"""Marks on one picture: each has a number of one digit."""
LINE = 500
"""Characters of a text that stands on a line or in a box: a title, a label, a question, a word."""
TEXT = 10_000
"""Characters of any other text."""
ALL_TEXT = 5_000_000
"""Characters of all of it, written down."""

_LINES = frozenset(
    {
        "title",
        "label",
        "done",
        "prompt",
        "alt",
        "asks",
        "own_name",
        "what",
        "name",
        "term",
        "means",
        "where",
        "link",
        "words",
        "kind",
    }
)
_SPLIT = "Verdeel het over twee handboeken, of haal weg wat niet nodig is"
_STEPS = Rule("Het handboek heeft {count} stappen; er kunnen er {most} zijn", _SPLIT)
_ANSWERS = Rule(
    "Stap ‘{step}’ heeft {count} antwoorden; er kunnen er {most} zijn",
    "Vraag eerst iets dat de keuze kleiner maakt",
)
_ARROWS = Rule("De stappen hebben samen {count} antwoorden; er kunnen er {most} zijn", _SPLIT)
_PARTS = Rule("‘{part}’ heeft {count} onderdelen; er kunnen er {most} zijn", "Haal weg wat niet nodig is")
_PICTURES = Rule(
    "Stap ‘{step}’ heeft {count} plaatjes; er kunnen er {most} zijn",
    "Haal weg wat niet nodig is, of verdeel het over meer stappen",
)
_ALL_PICTURES = Rule(
    "De stappen hebben samen {count} plaatjes; er kunnen er {most} zijn", "Haal weg wat niet nodig is"
)
_MARKS = Rule(
    "Dit plaatje heeft {count} aanwijzingen; er kunnen er {most} zijn", "Haal weg wat niet nodig is"
)
_TEXT = Rule(
    "Deze tekst is {count} tekens lang; er kunnen er {most} in",
    "Maak de tekst korter of verdeel hem over meer stappen",
)
_ALL_TEXT = Rule("Het hele handboek is {count} tekens lang; er kunnen er {most} in", _SPLIT)
_PATHS = Rule(
    "Vanaf situatie ‘{step}’ zijn er meer dan {most} wegen naar een uitkomst",
    "Laat minder antwoorden naar dezelfde stap leiden, of maak er twee situaties van",
)


def too_many_steps(handbook: Handbook) -> Iterator[Problem]:
    """Find the first step that is one too many."""
    if len(handbook.steps) > STEPS:
        yield _STEPS.problem(("steps", STEPS), count=len(handbook.steps), most=STEPS)


def too_many_answers(handbook: Handbook) -> Iterator[Problem]:
    """Find steps with more answers than a menu can show, and a handbook with too many in all."""
    for at, step in enumerate(handbook.steps):
        if len(step.answers) > ANSWERS:
            path = ("steps", at, "answers", ANSWERS)
            yield _ANSWERS.problem(path, step=step.called, count=len(step.answers), most=ANSWERS)
    total = sum(len(step.answers) for step in handbook.steps)
    if total > ARROWS:
        yield _ARROWS.problem(("steps",), count=total, most=ARROWS)


def too_many_pictures(handbook: Handbook) -> Iterator[Problem]:
    """Find steps with more pictures than anybody looks at, pictures with too many marks, and too many."""
    for at, step in enumerate(handbook.steps):
        path, count = ("steps", at, "pictures"), len(step.pictures)
        if count > PICTURES:
            yield _PICTURES.problem((*path, PICTURES), step=step.called, count=count, most=PICTURES)
        for index, picture in enumerate(step.pictures):
            if len(picture.marks) > MARKS:
                yield _MARKS.problem((*path, index, "marks", MARKS), count=len(picture.marks), most=MARKS)
    total = sum(len(step.pictures) for step in handbook.steps)
    if total > ALL_PICTURES:
        yield _ALL_PICTURES.problem(("steps",), count=total, most=ALL_PICTURES)


def too_many_parts(handbook: Handbook) -> Iterator[Problem]:
    """Find other lists that are too long, wherever they are."""
    for name in type(handbook).model_fields:
        part = getattr(handbook, name)
        if isinstance(part, tuple):
            if name != "steps":
                yield from _too_long((name,), part, PARTS)
            for at, item in enumerate(part):
                for problem in _in_part(name, item):
                    yield replace(problem, path=(name, at, *problem.path))


@lru_cache(maxsize=16_384)
def _in_part(name: str, part: BaseModel) -> tuple[Problem, ...]:
    """Return the lists that are too long in one thing; a draft is checked at each keystroke."""
    found: list[Problem] = []
    for field in type(part).model_fields:
        inner = getattr(part, field)
        if isinstance(inner, tuple) and (name, field) != ("steps", "answers"):
            found += _too_long((field,), inner, STEPS if field == "answers" else PARTS)
    return tuple(found)


def _too_long(path: Where, part: tuple[object, ...], most: int) -> Iterator[Problem]:
    if len(part) > most:
        yield _PARTS.problem((*path, most), part=path[-1], count=len(part), most=most)


def too_long_text(path: Where, text: str) -> Iterator[Problem]:
    """Find texts that no box or page can hold."""
    field = next((part for part in reversed(path) if isinstance(part, str)), "")
    most = LINE if field in _LINES else TEXT
    if len(text) > most:
        yield _TEXT.problem(path, count=len(text), most=most)


def too_much_text(handbook: Handbook) -> Iterator[Problem]:
    """Find a handbook with too much text in all."""
    fields = (getattr(handbook, name) for name in type(handbook).model_fields)
    total = sum(
        sum(map(_written, field)) if isinstance(field, tuple) else _written(field) for field in fields
    )
    if total > ALL_TEXT:
        yield _ALL_TEXT.problem(("steps",), count=total, most=ALL_TEXT)


@lru_cache(maxsize=16_384)
def _written(part: object) -> int:
    """Return how long a thing is, written down."""
    # Not as pydantic writes JSON: that stumbles over half a character, of which another rule tells.
    plain = part.model_dump(mode="json") if isinstance(part, BaseModel) else str(part)
    return len(json.dumps(plain, ensure_ascii=False))


def too_many_paths(handbook: Handbook) -> Iterator[Problem]:
    """Find situations from which there are more ways to an outcome than can be written down."""
    counts = routes(handbook).counts
    for at, step in enumerate(handbook.steps):
        if step.kind is Kind.SITUATION and counts.get(step.id, 0) > PATHS:
            yield _PATHS.problem(("steps", at), step=step.called, most=PATHS)


RULES: tuple[Callable[[Handbook], Iterator[Problem]], ...] = (
    too_many_steps,
    too_many_answers,
    too_many_pictures,
    too_many_parts,
    partial(everywhere, too_long_text),
    too_much_text,
    too_many_paths,
)
