"""Texts that stand where somebody still has to write: a draft can have them, a published handbook cannot."""

from __future__ import annotations

import re

from .text import folded
from .values import Kind

NEW_STEP, NEW_ANSWER, ONWARD = "Nieuwe stap", "Nieuw antwoord", "Verder"
UNDECIDED, UNDECIDED_NAME = "nog-kiezen", "Nog kiezen"
"""Who acts in a step of which nobody said that, and what it is called; no handbook has a party like it."""
TITLES = {
    Kind.SITUATION: "Nieuwe situatie",
    Kind.QUESTION: "Nieuwe vraag",
    Kind.ACTION: "Nieuwe handeling",
    Kind.OUTCOME: "Nieuwe uitkomst",
}
"""Titles of a new step of each kind."""

_ALL = "|".join(map(re.escape, (NEW_STEP, NEW_ANSWER, ONWARD, *TITLES.values())))
_UNWRITTEN = re.compile(rf"(({_ALL})( \d+)?)?")


def is_placeholder(text: str) -> bool:
    """Return whether nobody wrote this yet: it is empty, or one of the texts here, with or without a number.

    Examples
    --------
    >>> is_placeholder("Nieuwe stap"), is_placeholder(" "), is_placeholder("Nieuwe stap in de app")
    (True, True, False)
    """
    return _UNWRITTEN.fullmatch(folded(text)) is not None
