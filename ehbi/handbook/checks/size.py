"""Rules about size: everything that is made of a handbook must be made in seconds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pydantic import BaseModel

from .. import limits
from ..errors import Problem
from ..model import Handbook
from ..routes import routes
from ..source import Where
from ..values import Kind
from .wording import everywhere

_LINES = frozenset(
    {"title", "label", "done", "prompt", "what", "name", "term", "means", "where", "link", "words", "kind"}
)
_SPLIT = "Verdeel het over twee handboeken, of haal weg wat niet nodig is"


def too_many_steps(handbook: Handbook) -> Iterator[Problem]:
    """Find the first step that is one too many."""
    if len(handbook.steps) > limits.STEPS:
        message = f"Het handboek heeft {len(handbook.steps)} stappen; er kunnen er {limits.STEPS} zijn"
        yield Problem(("steps", limits.STEPS), message, _SPLIT)


def too_many_answers(handbook: Handbook) -> Iterator[Problem]:
    """Find steps with more answers than a menu can show, and a handbook with too many in all."""
    for at, step in enumerate(handbook.steps):
        if len(step.answers) > limits.ANSWERS:
            message = (
                f"Stap ‘{step.id}’ heeft {len(step.answers)} antwoorden; er kunnen er {limits.ANSWERS} zijn"
            )
            yield Problem(
                ("steps", at, "answers", limits.ANSWERS),
                message,
                "Vraag eerst iets dat de keuze kleiner maakt",
            )
    total = sum(len(step.answers) for step in handbook.steps)
    if total > limits.ARROWS:
        message = f"De stappen hebben samen {total} antwoorden; er kunnen er {limits.ARROWS} zijn"
        yield Problem(("steps",), message, _SPLIT)


def too_many_parts(handbook: Handbook) -> Iterator[Problem]:
    """Find other lists that are too long, wherever they are."""
    for name in type(handbook).model_fields:
        part = getattr(handbook, name)
        if isinstance(part, tuple):
            if name != "steps":
                yield from _too_long((name,), part, limits.PARTS)
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
            found += _too_long((field,), inner, limits.WALKED if field == "answers" else limits.PARTS)
    return tuple(found)


def _too_long(path: Where, part: tuple[object, ...], most: int) -> Iterator[Problem]:
    if len(part) > most:
        message = f"‘{path[-1]}’ heeft {len(part)} onderdelen; er kunnen er {most} zijn"
        yield Problem((*path, most), message, "Haal weg wat niet nodig is")


def too_long_text(handbook: Handbook) -> Iterator[Problem]:
    """Find texts that no box or page can hold."""
    return everywhere(_too_long_text, handbook)


def _too_long_text(path: Where, text: str) -> Iterator[Problem]:
    most = limits.LINE if _field(path) in _LINES else limits.TEXT
    if len(text) > most:
        message = f"Deze tekst is {len(text)} tekens lang; er kunnen er {most} in"
        yield Problem(path, message, "Maak de tekst korter of verdeel hem over meer stappen")


def too_much_text(handbook: Handbook) -> Iterator[Problem]:
    """Find a handbook with too much text in all."""
    # Not as pydantic writes JSON: that stumbles over half a character, of which another rule tells.
    total = len(json.dumps(handbook.model_dump(mode="json"), ensure_ascii=False))
    if total > limits.ALL_TEXT:
        message = f"Het hele handboek is {total} tekens lang; er kunnen er {limits.ALL_TEXT} in"
        yield Problem(("steps",), message, _SPLIT)


def _field(path: Where) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def too_many_paths(handbook: Handbook) -> Iterator[Problem]:
    """Find situations from which there are more ways to an outcome than can be written down."""
    counts = routes(handbook).counts
    for at, step in enumerate(handbook.steps):
        if step.kind is Kind.SITUATION and counts.get(step.id, 0) > limits.PATHS:
            message = f"Vanaf situatie ‘{step.id}’ zijn er meer dan {limits.PATHS} wegen naar een uitkomst"
            yield Problem(
                ("steps", at),
                message,
                "Laat minder antwoorden naar dezelfde stap leiden, of maak er twee situaties van",
            )


RULES = (too_many_steps, too_many_answers, too_many_parts, too_long_text, too_much_text, too_many_paths)
