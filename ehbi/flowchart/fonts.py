"""The font of everything that is no web page; it comes with matplotlib, so paper is the same everywhere."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

FONT = "DejaVu Sans"
INSTEAD = "\N{REPLACEMENT CHARACTER}"
"""Stands where letters were that the font does not have: whoever reads it sees that something is missing."""
_DECORATION = frozenset(("So", "Sk", "Cf", "Mn", "Me"))
"""Kinds of characters, by Unicode, that a text can do without: emoji, and what only changes another one."""
_JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}")
"""Make one emoji of several; the font has them, but nothing to join."""
_FILES = MappingProxyType({"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"})


def font_file(weight: str) -> Path:
    """Return the TrueType file of :data:`FONT`.

    Parameters
    ----------
    weight
        ``normal`` or ``bold``.

    Examples
    --------
    >>> font_file("bold").name
    'DejaVuSans-Bold.ttf'
    """
    import matplotlib as mpl  # noqa: PLC0415  # loaded when something is first put on paper

    return Path(mpl.get_data_path(), "fonts", "ttf", _FILES[weight])


def legible(text: str, weight: str = "normal") -> str:
    """Return a text without the characters that :data:`FONT` lacks: each would be an empty box on paper.

    Parameters
    ----------
    text
        What somebody wrote.
    weight
        ``normal`` or ``bold``.

    Returns
    -------
    str
        Emoji are left out; other characters have :data:`INSTEAD` in their place, one for all in a row, and so
        has a text of which nothing else would be left.

    Examples
    --------
    >>> legible("Gelukt 🎉 met 漢字!")
    'Gelukt met �!'
    """
    missing = {one for one in text if _is_missing(one, weight)}
    if not missing:
        return text
    shown = "".join(_in_place_of(one) if one in missing else one for one in text)
    return re.sub(" {2,}", " ", re.sub(f"{INSTEAD}+", INSTEAD, shown)).strip(" ") or INSTEAD


def _is_missing(character: str, weight: str) -> bool:
    if character in _JOINERS:
        return True
    return ord(character) not in _known(weight) and unicodedata.category(character) != "Cc"


def _in_place_of(character: str) -> str:
    return "" if unicodedata.category(character) in _DECORATION else INSTEAD


@lru_cache(maxsize=len(_FILES))
def _known(weight: str) -> frozenset[int]:
    """Return the code points that the font has."""
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415  # loaded when something is first put on paper

    return frozenset(FT2Font(str(font_file(weight))).get_charmap())
