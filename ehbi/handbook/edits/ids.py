"""Names for new things, made of their Dutch titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count

LONGEST = 60
"""Characters that an id can have."""
NAMELESS = "nieuw"
"""Id of what has a title without a letter or digit in it."""

_APART = re.compile(r"[^a-z0-9]+")
_INSIDE = re.compile(r"(?<=\w)['’](?=\w)")


def fresh_id(taken: Collection[str], words: str) -> str:
    """Return an id that says what a thing is about and that nothing else has.

    Capitals and accents are folded and signs left out. An id that would be too long stops after a
    word; one that is taken gets a number.

    Parameters
    ----------
    taken
        The ids that are in use.
    words
        A title, label or other id.

    Examples
    --------
    >>> fresh_id([], "Vraag de mail nog eens aan")
    'vraag-de-mail-nog-eens-aan'
    >>> fresh_id(["een-foto"], "Eén foto!")
    'een-foto-2'
    """
    base = _cut(_folded(words), LONGEST) or NAMELESS
    if base not in taken:
        return base
    numbered = (_cut(base, LONGEST - len(f"-{number}")) + f"-{number}" for number in count(2))
    return next(name for name in numbered if name not in taken)


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).casefold()
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return _APART.sub("-", _INSIDE.sub("", letters)).strip("-")


def _cut(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    whole_words, hyphen, _ = name[: longest + 1].rpartition("-")
    return whole_words if hyphen else name[:longest]
