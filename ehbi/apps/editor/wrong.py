"""What is wrong at a thing and in it, so that each problem can stand at its field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from ...handbook import Problem, Severity
from ...handbook.errors import Where
from ..panel import Tone
from .screen_words import on_screen

Said = tuple[Tone, str]
TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARNING}


@dataclass(frozen=True, slots=True)
class Wrong:
    """The problems of one thing.

    Parameters
    ----------
    found
        Each with its place in the thing.

    Examples
    --------
    >>> link = Problem(("contacts", 1, "channels", 0, "link"), "Geen link", "Typ een link")
    >>> wrong = Wrong.of([link], "contacts", 1)
    >>> wrong.at("channels")
    ((<Tone.BAD: 'bad'>, 'Geen link'),)
    >>> wrong.at("channels", 1), wrong.exactly("channels")
    ((), ())
    """

    found: tuple[tuple[Where, Said], ...] = ()

    @classmethod
    def of(cls, problems: Iterable[Problem], *path: str | int) -> Self:
        """Return the problems at a path, and below it."""
        return cls(
            tuple(
                (one.path[len(path) :], (TONES[one.severity], on_screen(one.message)))
                for one in problems
                if one.path[: len(path)] == path
            )
        )

    def at(self, *place: str | int) -> tuple[Said, ...]:
        """Return what is wrong at a place in the thing, and below it."""
        return tuple(said for path, said in self.found if path[: len(place)] == place)

    def exactly(self, *place: str | int) -> tuple[Said, ...]:
        """Return what is wrong at a place in the thing as a whole."""
        return tuple(said for path, said in self.found if path == place)


def told(problem: Problem) -> str:
    """Return a problem as sentences, in the words of a form."""
    return on_screen(f"{problem.message}. {problem.remedy}.")


def told_by_line(problem: Problem) -> str:
    """Return a problem of a text as sentences, with its line and in the words of a file."""
    return f"Regel {problem.line}: {problem.message}. {problem.remedy}."
