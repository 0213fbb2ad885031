"""What somebody typed, read as words of the handbook: typing errors mended, split words joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .terms import is_scene, is_small, stem, words

CLOSE = 0.79
"""How alike two words must be to be one word with a typing error: about one letter in five may differ."""
SHORTEST_MISTYPED = 4
"""Fewest letters of a word that may have a typing error: a short one would be taken for another word."""
SHORTEST_JOINED = 6
"""Fewest letters of a word that may be written as two."""


class Spelling:
    """The words of a handbook, to read with what somebody typed.

    Parameters
    ----------
    texts
        All that the handbook says, and what people are known to type.

    Examples
    --------
    >>> spelling = Spelling(["Wachtwoord vergeten", "inloggen"])
    >>> spelling.read("wachtwrood vergeten") == spelling.read("Wacht woord vergeten")
    True
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = {word for text in texts for word in words(text)}
        self._choices = sorted(self._words)
        self._stems = {stem(word) for word in self._words}

    def read(self, text: str) -> tuple[str, ...]:
        """Return the stems of what is typed in a text, without the words that say nothing."""
        return tuple(self._read(word) for word in self._joined(words(text)) if not is_small(word))

    def _read(self, word: str) -> str:
        own = stem(word)
        if own in self._stems or is_scene(own) or len(word) < SHORTEST_MISTYPED:
            return own
        alike = process.extractOne(word, self._choices, scorer=OSA.normalized_similarity, score_cutoff=CLOSE)
        return stem(alike[0]) if alike else own

    def _joined(self, typed: tuple[str, ...]) -> Iterator[str]:
        """Yield the words, two that are one word of the handbook as that: *wacht woord*."""
        both = {at for at, pair in enumerate(pairwise(typed)) if self._is_one(*pair)}
        for at, word in enumerate(typed):
            if at in both:
                yield word + typed[at + 1]
            elif at - 1 not in both:
                yield word

    def _is_one(self, first: str, second: str) -> bool:
        """Return whether two words are one; with a small one only if the other is none: *in loggen*."""
        one = first + second
        if len(one) < SHORTEST_JOINED or one not in self._words:
            return False
        pairs = ((first, second), (second, first))
        return not any(is_small(word) and self._is_there(other) for word, other in pairs)

    def _is_there(self, word: str) -> bool:
        return is_small(word) or stem(word) in self._stems
