"""Results of a search: the steps that were found, and how sure that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from enum import Enum, auto
from math import isclose
from typing import Any

from ..handbook.parts import Subject

CLEAR = 3.5
"""What a question must be worth to a situation when all its words are known: one clear word."""
CLEARER = 7.9
"""What it must be worth when a word of it is one that nobody knows: that may be what it is about."""
FOREIGN = 9.3
"""What a word of another subject is worth: as much as a word by which only one situation is searched."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A step that was found, never an outcome: the number of its situation, how well it fits, how sure."""

    step: str
    situation: int
    title: str
    score: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: hits, best first, or the subject ``elsewhere`` that was asked for instead."""

    hits: tuple[Hit, ...]
    elsewhere: Subject | None = None


def hits_report(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """Return hits as plain data, for JSON."""
    return [{**asdict(hit), "score": round(hit.score, 3)} for hit in hits]


def found_report(found: Found) -> dict[str, Any]:
    """Return what a search found as plain data, for a page."""
    other = found.elsewhere
    return {
        "hits": hits_report(found.hits),
        "elsewhere": {"title": other.title, "where": other.where} if other else None,
    }


class Confidence(Enum):
    """How sure a search is of what it found; ``ELSEWHERE`` when another subject was asked for."""

    SURE = auto()
    IN_DOUBT = auto()
    ELSEWHERE = auto()


def judge(worths: Collection[float], claimed: int, *, unknown: bool) -> Confidence:
    """Return how sure it is that a question is about the situation that fits it best.

    It is about something else when the words of another subject are worth more than all others are to the
    situation. It is in doubt when they are worth more than half of that; when the situation has too little to
    show: one clear word, or more when there are words that nobody knows; and when two situations fit equally.
    """
    worth, rival = (*sorted(worths, reverse=True), 0.0, 0.0)[:2]
    other = FOREIGN * claimed
    if worth < other:
        return Confidence.ELSEWHERE
    enough = max(2 * other, CLEARER if unknown else CLEAR)
    return Confidence.SURE if worth >= enough and not isclose(worth, rival) else Confidence.IN_DOUBT
