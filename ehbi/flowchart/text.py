"""Text without a browser: measured and wrapped, as Graphviz wraps nothing, and made legible in one font.

The font comes with matplotlib, so that paper is the same everywhere; it is loaded when it is first needed.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from ..handbook.text import clean

FONT = "DejaVu Sans"
INSTEAD = "\N{REPLACEMENT CHARACTER}"
"""Stands where letters were that the font does not have: whoever reads it sees that something is missing."""
# Advance widths of a bold sans serif, in thousandths of the font size. Bold is the safe choice: the
# regular weights of Segoe UI, Roboto, Helvetica and Arial are all narrower.
_WIDTHS = {
    278: " '!(),-./:;I[\\]`fijl|",
    389: '"*rt{}',
    584: "#$+0123456789<=>J^_aceksvxyz~",
    611: "?FLTZbdghnopqu",
    722: "&ABCDEHKNPRSUVXY",
    778: "GOQw●○",
    889: "%Mm",
    975: "@W",
}
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
NARROWER = {"normal": 0.9, "bold": 0.82}
"""How much smaller matplotlib sets text, by weight: its font is wider than those of the page."""

_OTHER, _WIDE, _PICTOGRAM = 900, 1050, 1400
_DECORATION = frozenset(("So", "Sk", "Cf", "Mn", "Me"))
"""Kinds of characters, by Unicode, that a text can do without: emoji, and what only changes another one."""
_JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}")
"""Make one emoji of several; the font has them, but nothing to join."""
_FILES = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}


@lru_cache(maxsize=4096)
def _advance(character: str) -> int:
    base = unicodedata.normalize("NFD", character)[0]
    if base in _WIDTH:
        return _WIDTH[base]
    if unicodedata.combining(base):
        return 0
    if unicodedata.category(base) in {"So", "Sk"}:
        return _PICTOGRAM
    return _WIDE if unicodedata.east_asian_width(base) in "WF" else _OTHER


def width(text: str, size: float) -> float:
    """Return how wide a line of text in a usual sans serif of this size is at most: an estimate, in px."""
    return sum(map(_advance, text)) * size / 1000


def _pieces(word: str, size: float, limit: float) -> list[str]:
    if width(word, size) <= limit:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size) > limit:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _fill(text: str, size: float, limit: float) -> list[str]:
    lines = [""]
    for word in text.split():
        first, *rest = _pieces(word, size, limit)
        longer = f"{lines[-1]} {first}".lstrip()
        if width(longer, size) <= limit:
            lines[-1] = longer
        else:
            lines.append(first)
        lines += rest
    return [line for line in lines if line]


@lru_cache(maxsize=8192)
def wrap(text: str, size: float, limit: float) -> tuple[str, ...]:
    """Return the text as lines of about equal length.

    They are as few as a greedy fill needs, and as narrow as that allows. A word longer than a line is broken.
    """
    text = clean(text)
    lines = _fill(text, size, limit)
    longest = max((width(word, size) for word in text.split()), default=0.0)
    for narrower in range(math.floor(limit), math.ceil(longest), -4):
        tighter = _fill(text, size, narrower)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return tuple(lines)


@lru_cache(maxsize=8192)
def lines(text: str, size: float, limit: float) -> int:
    """Return how many lines a text takes as a page fills it; each of its own lines begins one.

    Examples
    --------
    >>> lines("een twee drie", 10, 45)
    2
    """
    return sum(len(_fill(clean(paragraph), size, limit)) for paragraph in text.splitlines())


def font_file(weight: str) -> Path:
    """Return the TrueType file of :data:`FONT`, ``normal`` or ``bold``."""
    import matplotlib as mpl  # noqa: PLC0415  # loaded when something is first put on paper

    return Path(mpl.get_data_path(), "fonts", "ttf", _FILES[weight])


def legible(text: str, weight: str = "normal") -> str:
    """Return a text without the characters that :data:`FONT` lacks: each would be an empty box on paper.

    Emoji are left out; other characters have :data:`INSTEAD` in their place, one for all in a row, and so has
    a text of which nothing else would be left.
    """
    unknown = (one for one in set(text) if ord(one) not in _known(weight) or one in _JOINERS)
    kinds = {one: unicodedata.category(one) for one in unknown}
    instead = {one: "" if kind in _DECORATION else INSTEAD for one, kind in kinds.items() if kind != "Cc"}
    if not instead:
        return text
    shown = "".join(instead.get(one, one) for one in text)
    return re.sub(" {2,}", " ", re.sub(f"{INSTEAD}+", INSTEAD, shown)).strip(" ") or INSTEAD


@lru_cache(maxsize=len(_FILES))
def _known(weight: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415  # loaded when something is first put on paper

    return frozenset(FT2Font(str(font_file(weight))).get_charmap())
