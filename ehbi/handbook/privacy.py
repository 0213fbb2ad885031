"""Personal data in a text that somebody wrote: it is found, however disguised, so that it is not kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of personal data: what stands in a text, and what to do about it."""

    seen: str
    remedy: str = "Haal het weg."

    def __str__(self) -> str:
        """Return both sentences."""
        return f"{self.seen} {self.remedy}"


MAIL = Kind("Hier staat een e-mailadres in.")
LINK = Kind("Hier staat een link met een code in.", "Haal die code weg.")
DATE = Kind(
    "Hier staat een datum in, zoals een geboortedatum.",
    "Haal die weg. Gaat de datum niet over een lener? Laat dan het jaar weg.",
)
POSTCODE = Kind("Hier staat een postcode in.", "Haal die weg.")
STREET = Kind("Hier staat een straat met een huisnummer in.", "Haal die weg.")
NUMBER = Kind("Hier staat een lang nummer in, zoals een pasnummer of telefoonnummer.")


def _pattern(*ways: str, capitals: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(ways), re.NOFLAG if capitals else re.IGNORECASE)


# A question or call that ends keeps the digits before and after it apart; no other sign does.
_APART = r"(?:(?![?!]\s)\W)*+"
_DIGITS = re.compile(rf"\d(?:{_APART}\d)*")
_HOUR, _MINUTES = r"(?:[01]?\d|2[0-4])", r"[0-5]\d"
_TIME = rf"{_HOUR}[.:]{_MINUTES}"
_HARMLESS = _pattern(
    rf"{_HOUR}:{_MINUTES}",
    rf"{_TIME}(?:\s?[-‐-―/,;&+]\s?{_TIME})+",  # opening hours
    r"202\d(?:\s?[-‐-―/,]\s?(?:20)?[23]\d)+",  # seasons
)

_AT_WORD = r"(?:at|apen?\s?staart(?:je)?)"
_HOST = r"[^\W\d][\w-]{0,62}"
_DOT = r"(?:\.|\W\.\W|\W\.\s\W|\W++(?:punt|dot)\W++)"
_PROVIDER = r"(?:gmail|hotmail|outlook|icloud|yahoo|ziggo|kpn(?:mail|planet)?|xs4all|hetnet|upcmail|msn)\b"
_AROUND_AT = r"[\s()\[\]{}<>\"'*/-]*+"
_PLACE = r"(?<=\s)(?:de|het|een|onze|jullie|balie)\b"

_MONTH = (
    r"(?<![^\W\d])(?:jan(?:uari|uary)?|feb(?:ruari|ruary|r)?|maart|mrt|march|mar|apr(?:il)?|mei|may|jun[ie]?"
    r"|jul[iy]?|aug(?:ustus|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d])"
)
_DAY = r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_NUMBERED_MONTH = r"(?<!\d)(?:0?[1-9]|1[0-2])(?!\d)"
_YEAR = r"(?<!\d)(?:1\s?[89]|2\s?0)\s?\d\s?\d(?!\d)"
_SHORT_YEAR = r"(?<!\d)\d\d(?!\d)"
# A month with one of these years is one of birth: what desks tell of is more recent.
_PAST_YEAR = r"(?<!\d)(?:1[89]\s?\d\d|20\s?[01]\d)(?!\d)"
_PAST_SHORT_YEAR = rf"(?<=['’‘`])(?!2){_SHORT_YEAR}"
_COUNTED = (
    r"(?:\s?[-.:,/]\s?\d|\W{0,2}(?:uur|u\b|keer|maal|x\b|min|jaar|dagen|weken|maanden|tekens|cijfers|velden"
    r"|leners|klanten|mensen|personen|meldingen|stuks|%))"
)
_FILLER = r"\W*+(?:(?:van|de|het|jaar|in|of|anno)\W++){0,3}"
_BETWEEN = r"(?:[^\w,]++|,)"  # a comma with a space makes a list
_VERSION = r"(?<!versie )(?<!android )(?<!ios )(?<!app )"
_BORN = (
    r"\b(?:geboren|geboorte\w*|geb(?:\W{0,2}dat\w*)?|jarig|verjaar\w*)\b\W{1,3}"
    r"(?:(?:op|in|is|was|van|de|het)\W{1,3}){0,3}"
)

_FOUR, _TWO = r"(?<!\d)\d{4}", r"[A-Za-z]{2}(?!\w)"
_SMALL_WORDS = (
    "is en of in op om te de er we ze je ik me na nu uw zo al af ga ja ok he ff ma di wo do vr za jl vs tm "
    "oa ea st nr kb mb gb px km kg cm mm ml tv pc id bv"
).replace(" ", "|")

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        MAIL,
        _pattern(
            rf"\w{_AROUND_AT}@{_AROUND_AT}(?!{_PLACE}(?!{_DOT}))\w",
            rf"\w\s*+[(\[{{<]\W?{_AT_WORD}\W?[)\]}}>]\s*+\w",
            rf"\w\s*+[(\[{{<]a[)\]}}>]\s*+{_HOST}{_DOT}[a-z]{{2,}}",
            rf"{_PROVIDER}\W++(?:punt|dot)\W++[a-z]{{2,}}",
            rf"\w\W++{_AT_WORD}\W++(?:{_PROVIDER}|{_HOST}{_DOT}[a-z]{{2,}})",
        ),
    ),
    (LINK, _pattern(r"[?&#;][\w-]{1,40}=\w", r"/(?=\w*\d)\w{16,}", r"/[\da-f-]{20,}")),
    (
        DATE,
        _pattern(
            rf"{_VERSION}(?<!\d\d[ .])(?:{_DAY}{_BETWEEN}{_NUMBERED_MONTH}|{_NUMBERED_MONTH}{_BETWEEN}{_DAY})"
            rf"{_BETWEEN}(?:{_YEAR}|{_SHORT_YEAR})(?![ .]\d\d)",
            rf"{_YEAR}{_BETWEEN}{_NUMBERED_MONTH}{_BETWEEN}{_DAY}",
            rf"{_DAY} van de {_NUMBERED_MONTH}\W++{_YEAR}",
            rf"{_DAY}{_FILLER}{_MONTH}{_FILLER}(?:{_YEAR}|{_SHORT_YEAR}(?!{_COUNTED}))",
            rf"{_MONTH}{_FILLER}{_DAY}\W++(?:{_YEAR}|{_PAST_SHORT_YEAR})",
            rf"{_YEAR}{_FILLER}{_MONTH}{_FILLER}{_DAY}",
            rf"{_MONTH}{_FILLER}(?:{_PAST_YEAR}|{_PAST_SHORT_YEAR})",
            rf"{_PAST_YEAR}{_FILLER}{_MONTH}",
            rf"{_DAY}\W++[^\W\d]{{3,10}}\W++19\d\d(?!\d)",  # a month that is spelled wrong
            rf"{_BORN}(?:{_YEAR}|['’‘`]?{_SHORT_YEAR}(?!{_COUNTED})|(?:{_DAY}\W*+)?{_MONTH}|{_DAY}\W++\d)",
            rf"{_MONTH}\W++(?:jarig|geboren)\b",
        ),
    ),
    (
        POSTCODE,
        _pattern(
            r"(?<!\d)\d(?:\s?\d){3}\s?[A-Z]\s?[A-Z](?!\w)",
            rf"{_FOUR}[^\w\s]?{_TWO}",
            rf"{_FOUR}\W++(?!(?i:{_SMALL_WORDS})\b){_TWO}",
            r"(?i:postcode)\W++(?:is\W++)?\d{4}(?!\d)",
            capitals=True,
        ),
    ),
    (STREET, _pattern(r"[^\W\d]{2}(?:straat|laan|plein|gracht|singel|dreef|steeg)\s++\d")),
    (NUMBER, _pattern(rf"(?:\d{_APART}){{5}}\d")),
)


_SIGNS = str.maketrans({"_": "-", "Ⓐ": "@", "ⓐ": "@"})
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_WORDS = re.compile(r"([^\W\d_]+)")
_LIKE_DIGITS = re.compile(r"\b[\dOolI]+\b")
_TO_DIGITS = str.maketrans("OolI", "0011")
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


def seen_in(text: str) -> Kind | None:
    """Return the kind of personal data that a text seems to hold, or None for none.

    Six digits are a long number, whatever stands between them, opening hours and seasons excepted. A day
    without a year says nothing, unless it is said to be one of birth. A name cannot be recognised; the
    person who writes is asked to leave it out.

    Examples
    --------
    >>> seen_in("jan apenstaartje example punt nl") is MAIL
    True
    >>> seen_in("Sinds 24 november, 09:00-17:00")
    """
    plain = _DIGITS.sub(_without_harmless, _normalised(text))
    return next((kind for kind, pattern in _PATTERNS if pattern.search(plain)), None)


def personal_data(text: str) -> str | None:
    """Return in Dutch why a text cannot be kept, or None when nothing in it looks like personal data."""
    kind = seen_in(text)
    return str(kind) if kind else None


def _without_harmless(digits: re.Match[str]) -> str:
    return "…" if _HARMLESS.fullmatch(digits[0]) else digits[0]


def _normalised(text: str) -> str:
    """Return a text in plain signs without accents, number words and digits of any script as figures."""
    seen = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    shown = (char for char in seen if unicodedata.category(char) not in _UNSEEN)
    plain = seen if seen.isascii() else "".join(map(_digit, shown))
    return _ORDINAL.sub(r"\1", _LIKE_DIGITS.sub(_in_number, _in_figures(plain).translate(_SIGNS)))


def _digit(char: str) -> str:
    return str(unicodedata.digit(char, char))


def _in_number(word: re.Match[str]) -> str:
    return word[0].translate(_TO_DIGITS) if any(char.isdigit() for char in word[0]) else word[0]


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
