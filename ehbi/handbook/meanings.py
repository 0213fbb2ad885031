"""A handbook's synonyms, ready to put what words mean in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

from .model import Synonyms
from .terms import terms

CLOSE = 0.8
"""How alike two words must be to be one word with a typing error: one letter in five may differ."""
SHORTEST_MISTYPED = 7
"""Fewest letters of a synonym that may have a typing error: a short one would be taken for another word."""

Terms = tuple[str, ...]
Among = Callable[[str, Terms], bool]


class Meanings:
    """What the words of a handbook's synonyms mean.

    Parameters
    ----------
    synonyms
        As the handbook has them.

    Examples
    --------
    >>> meanings = Meanings([Synonyms(means="wachtwoord", words=("geheime code",))])
    >>> meanings.exact(terms("geheime code kwijt"))
    ('kwijt', 'wachtwoord')
    """

    def __init__(self, synonyms: Iterable[Synonyms]) -> None:
        pairs = ((terms(word), terms(one.means)) for one in synonyms for word in one.words)
        self._meant = [(words, means) for words, means in pairs if words]

    def exact(self, found: Terms) -> Terms:
        """Return the terms with each synonym replaced by what it means: for the handbook's own texts."""
        return self._replaced(found, _is_there)

    def forgiving(self, found: Terms) -> Terms:
        """Do the same for what somebody typed: a long synonym may have a typing error."""
        return self._replaced(found, _is_there_nearly)

    def _replaced(self, found: Terms, is_among: Among) -> Terms:
        meant = [
            (words, means) for words, means in self._meant if all(is_among(word, found) for word in words)
        ]
        gone = {word for words, _ in meant for word in words}
        kept = [term for term in found if term not in gone]
        return tuple(dict.fromkeys([*kept, *(term for _, means in meant for term in means)]))


def _is_there(word: str, found: Terms) -> bool:
    return word in found


def _is_there_nearly(word: str, found: Terms) -> bool:
    near = len(word) >= SHORTEST_MISTYPED
    return word in found or (near and any(OSA.normalized_similarity(word, other) > CLOSE for other in found))
