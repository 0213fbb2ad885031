"""Why a file is refused before anything is read from it, in words that a person can act on."""

from __future__ import annotations

import yaml

from .errors import HandbookError, Problem

SHOWN = 60

_NOT_YAML = ("Dit is geen YAML", "Controleer inspringen, dubbele punten en aanhalingstekens")
_YAML = (
    ("tab character", "Er staat een tab in het inspringen", "Gebruik spaties in plaats van tabs"),
    (
        "cannot start any token",
        "Een waarde begint met een teken dat daar niet kan",
        "Zet de tekst tussen aanhalingstekens, en gebruik geen tabs",
    ),
    (
        "mapping values are not allowed",
        "Hier staat een dubbele punt waar die niet kan",
        "Zet een tekst met een dubbele punt tussen aanhalingstekens, en controleer het inspringen",
    ),
    (
        "end of stream",
        "Een aanhalingsteken of haak wordt niet gesloten",
        "Zet het sluitende aanhalingsteken of de haak erbij",
    ),
    ("another document", "Het bestand heeft een tweede begin", "Haal regels met alleen streepjes weg"),
)
_UNREADABLE: tuple[tuple[type[Exception], str, str], ...] = (
    (FileNotFoundError, "Het bestand is er niet", "Controleer de naam en de map"),
    (IsADirectoryError, "Dit is een map en geen bestand", "Noem een bestand in die map"),
    (PermissionError, "Het bestand mag niet worden gelezen", "Vraag om leesrechten"),
)


def refusal(file: str, line: int, message: str, remedy: str) -> HandbookError:
    """Return the error for a file that cannot be a handbook."""
    return HandbookError(file, (Problem((), message, remedy, line=line),))


def unreadable(file: str, error: Exception) -> HandbookError:
    """Return the error for a file that the system does not hand over."""
    for kind, message, remedy in _UNREADABLE:
        if isinstance(error, kind):
            return refusal(file, 1, message, remedy)
    return refusal(file, 1, "Het bestand kan niet worden gelezen", "Controleer de naam van het bestand")


def not_yaml(file: str, error: yaml.YAMLError, last: int) -> HandbookError:
    """Return the error for text that the YAML reader gives up on; ``last`` is the text's last line.

    What is not closed is reported where it opens; its end is only where the text stops.
    """
    detail = str(getattr(error, "problem", None))
    wording = next((words for sign, *words in _YAML if sign in detail), _NOT_YAML)
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if "end of stream" in detail:
        marks.reverse()
    line = next((mark.line + 1 for mark in marks if mark), 1)
    return refusal(file, min(line, last), *wording)


def clip(text: str) -> str:
    """Return a text short enough to quote in a message."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
