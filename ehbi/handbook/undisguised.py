"""A text in plain signs: what looks like a digit is one, and what cannot be seen is gone."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans({"_": "-", "Ⓐ": "@", "ⓐ": "@"})
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_WORDS = re.compile(r"([^\W\d_]+)")
_LIKE_DIGITS = re.compile(r"\b[\dOolI]+\b")
_DIGITS = str.maketrans("OolI", "0011")
_ORDINAL = re.compile(r"(?<!\w)(\d{1,2})(?:e|de|ste)\b", re.IGNORECASE)

_UNITS = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    *("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_CENTURY = re.compile(r"(negentien|tweeduizend)(?:honderd)?(?:en)?(.*)")
_CENTURIES = {"negentien": "19", "tweeduizend": "20"}


def _figures() -> dict[str, str]:
    """Return the number words below a hundred, and what they count or rank as."""
    found = {word: str(number) for number, word in enumerate(_UNITS)}
    for ten, word in enumerate(_TENS, start=2):
        found[word] = f"{ten}0"
        found |= {f"{unit}en{word}": f"{ten}{number}" for number, unit in enumerate(_UNITS[1:10], start=1)}
    ranks = {f"{word}{end}": figures for word, figures in found.items() for end in ("de", "ste")}
    return found | ranks | {"eerste": "1", "derde": "3"}


_FIGURES = _figures()


def undisguised(text: str) -> str:
    """Return a text in plain signs, number words as figures.

    Digits of any script, in circles or on keys are the digits 0 to 9, and so are letters that look like
    them in a number. Accents and signs without width are gone. A capital stays one.

    Parameters
    ----------
    text
        What somebody wrote.

    Examples
    --------
    >>> undisguised("nul-zes één twee, O6 ③④ jan＠example.nl")
    '0-6 1 2, 06 34 jan@example.nl'
    """
    seen = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    shown = (char for char in seen if unicodedata.category(char) not in _UNSEEN)
    plain = seen if seen.isascii() else "".join(map(_digit, shown))
    return _ORDINAL.sub(r"\1", _LIKE_DIGITS.sub(_in_number, _in_figures(plain).translate(_SIGNS)))


def _digit(char: str) -> str:
    return str(unicodedata.digit(char, char))


def _in_number(word: re.Match[str]) -> str:
    return word[0].translate(_DIGITS) if any(char.isdigit() for char in word[0]) else word[0]


def _in_figures(text: str) -> str:
    """Return a text with figures for number words, but not for an article: *een* counts beside a number."""
    parts = _WORDS.split(text)
    found = [_figure(word) for word in parts[1::2]]
    for place, (word, before, after) in enumerate(
        zip(parts[1::2], [None, *found], [*found[1:], None], strict=False)
    ):
        counts = word.lower() != "een" or before or after
        parts[2 * place + 1] = (counts and found[place]) or word
    return "".join(parts)


def _figure(word: str) -> str | None:
    """Return the figures of a number word, or None when it is none."""
    lower = word.lower()
    century = _CENTURY.fullmatch(lower)
    if lower in _FIGURES or not century:
        return _FIGURES.get(lower)
    rest = _FIGURES.get(century[2], "")
    return _CENTURIES[century[1]] + (rest and rest.zfill(2))
