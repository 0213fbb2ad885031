"""Sorts of paper, and what is said when something does not go on it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from ..handbook import EhbiError
from ..handbook.errors import printable

PX = 96 / 25.4
"""CSS px in a millimetre."""
POINT = 72 / 96
"""Points in a CSS px."""
_LONG = 80


@dataclass(frozen=True, slots=True)
class Paper:
    """A sort of paper, held upright, in millimetres."""

    name: str
    width: int
    height: int


PAPERS = MappingProxyType({"a3": Paper("A3", 297, 420), "a4": Paper("A4", 210, 297)})
"""What can be printed on, by the names that commands use."""


class TooMuchError(EhbiError):
    """The handbook does not go on paper with letters that can still be read.

    Parameters
    ----------
    thing
        What is made, as the subject of a sentence.
    paper
        Name of the paper.
    culprit
        The part that takes the most room.
    remedy
        What to do about it: a Dutch sentence.
    """

    def __init__(self, thing: str, paper: str, culprit: str, remedy: str) -> None:
        self.thing, self.paper, self.culprit = thing, paper, culprit
        short = printable(culprit if len(culprit) <= _LONG else f"{culprit[:_LONG]}…")
        super().__init__(f"{thing} past niet leesbaar op {paper}. De meeste plaats neemt ‘{short}’. {remedy}")
