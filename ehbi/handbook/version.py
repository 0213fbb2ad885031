"""What people call a published state of the handbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from . import clock

UNPUBLISHED = "niet gepubliceerd"
"""What is said of a handbook that is no published state: a draft, or a file that nobody took in."""


@dataclass(frozen=True, slots=True)
class Version:
    """The number that managers see, and the day of its publishing.

    Examples
    --------
    >>> print(Version(3, date(2026, 11, 24)))
    versie 3, 24 november 2026
    """

    number: int
    day: date

    def __str__(self) -> str:
        return f"versie {self.number}, {clock.day(self.day)}"
