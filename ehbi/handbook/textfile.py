"""From a file to the text in it; a file that holds no text is refused."""

from __future__ import annotations

import re
from pathlib import Path

from .refusals import refusal, unreadable

MAX_BYTES = 5_000_000

FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow, and the line ends of Unicode: editors do not count lines by those."""
_LINE_END = re.compile(r"\r\n?|\n")


def read_text(file: str | Path) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark.

    Raises
    ------
    HandbookError
        The file cannot be read, is too large or is not UTF-8.
    """
    try:
        with Path(file).open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise unreadable(str(file), error) from None
    return decoded(raw, str(file))


def decoded(raw: bytes, file: str) -> str:
    """Return the text that the bytes of a file are; ``file`` is the name to use in messages.

    Raises
    ------
    HandbookError
        They are too many, or not UTF-8.
    """
    if len(raw) > MAX_BYTES:
        message = f"Het bestand is groter dan {MAX_BYTES // 1_000_000} MB"
        raise refusal(file, 1, message, "Kies het goede bestand: een handboek of profiel is tekst")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = line_at(raw[: error.start].decode())
        raise refusal(file, line, "Het bestand is geen UTF-8", "Bewaar het bestand als UTF-8") from None


def refuse_characters(text: str, file: str) -> None:
    """Refuse text with a character that no handbook can hold.

    Raises
    ------
    HandbookError
        The text has a control character, or half of a character.
    """
    found = FORBIDDEN.search(text)
    if found:
        raise refusal(
            file,
            line_at(text[: found.start()]),
            f"Hier staat een onzichtbaar teken (U+{ord(found[0]):04X})",
            "Haal het teken weg, en bewaar het bestand als UTF-8",
        )


def line_at(before: str) -> int:
    """Return the line on which a text stops, counted from 1."""
    return len(_LINE_END.findall(before)) + 1
