"""Problems and errors: what can be wrong, where it is, and the errors that carry problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

Where = tuple[str | int, ...]
"""Keys and indexes from the top of the data: ``("steps", 3, "title")``."""
MAX_DEPTH = 12
"""How deep data can be nested."""
SHOWN = 60
"""Characters that a message quotes."""


class EhbiError(Exception):
    """Base of every error that EHBI raises on purpose; its text is meant for a person."""


def printable(text: str) -> str:
    r"""Return a text on one line, with codes that a terminal obeys spelled out.

    Examples
    --------
    >>> printable("rood: \x1b[31m")
    'rood: \\x1b[31m'
    """
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def clip(text: str) -> str:
    """Return a text short enough to quote in a message."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


class Severity(StrEnum):
    """How much a problem matters: an error stops publishing, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a handbook, and how to mend it.

    ``message`` and ``remedy`` are Dutch sentences without their full stop. ``line`` is that in the file,
    counted from 1; 0 when the handbook did not come from a file.
    """

    path: Where
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    line: int = field(default=0, compare=False)

    def at(self, file: str) -> str:
        """Return the problem as one line, ``FILE:LINE: message. Remedy.``, for a terminal.

        What it quotes from the file may hold line ends or codes that a terminal obeys: these are spelled out.
        """
        return printable(f"{file}:{self.line}: {self.message}. {self.remedy}.")


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: plain data, and the line of every key and item in it, counted from 1.

    Plain data are dicts, lists, text, whole numbers, booleans and None.
    """

    file: str
    data: object
    lines: dict[Where, int]

    def line(self, path: Where) -> int:
        """Return the line of a place, or of the nearest place around it that the file has."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems with their lines, in the order of the file."""
        found = (replace(problem, line=self.line(problem.path)) for problem in problems)
        return tuple(sorted(found, key=lambda problem: problem.line))


class HandbookError(EhbiError):
    """A handbook cannot be used; every problem found, at least one, is in ``problems``."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__("\n".join(problem.at(file) for problem in problems))


class UnknownStepError(EhbiError):
    """A step was asked for that the handbook does not have."""

    def __init__(self, step: str) -> None:
        self.step = step
        super().__init__(f"Stap ‘{step}’ staat niet in dit handboek. Kies een andere stap.")


class AnswerError(EhbiError):
    """An answer does not fit the step it was given to."""

    def __init__(self, step: str, answer: str) -> None:
        self.step = step
        self.answer = answer
        super().__init__(f"Antwoord ‘{answer}’ hoort niet bij stap ‘{step}’. Kies een ander antwoord.")


class EditError(EhbiError):
    """A change to a handbook is refused; every reason is in ``problems``, each at the place it would have.

    Examples
    --------
    >>> problem = Problem(("steps", 3, "title"), "Bij de titel is nog niets ingevuld", "Vul dit in")
    >>> print(EditError(problem))
    Bij de titel is nog niets ingevuld. Vul dit in.
    """

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(printable(f"{one.message}. {one.remedy}.") for one in problems))


class UnresolvedError(EhbiError):
    """Two people changed the same, and nobody chose yet what stays; ``spots`` are places in Dutch words."""

    def __init__(self, places: tuple[tuple[str, ...], ...], spots: tuple[str, ...]) -> None:
        self.places = places
        super().__init__(f"Kies nog wat blijft, van jou of van de ander: {'; '.join(spots)}.")
