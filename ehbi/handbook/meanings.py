"""A handbook's synonyms, ready to put what words mean in their place."""

from __future__ import annotations

from collections.abc import Iterable

from .model import Synonyms
from .terms import terms

Terms = tuple[str, ...]


class Meanings:
    """What the words of a handbook's synonyms mean.

    Parameters
    ----------
    synonyms
        As the handbook has them.

    Examples
    --------
    >>> meanings = Meanings([Synonyms(means="wachtwoord", words=("geheime code",))])
    >>> meanings.meant(terms("geheime code kwijt"))
    ('kwij', 'wachtwor')
    """

    def __init__(self, synonyms: Iterable[Synonyms]) -> None:
        pairs = ((terms(word), terms(one.means)) for one in synonyms for word in one.words)
        known = [(words, means) for words, means in pairs if words]
        self._by_word: dict[str, list[tuple[Terms, Terms]]] = {}
        for words, means in known:
            self._by_word.setdefault(words[0], []).append((words, means))
        self._alone = {
            words[0]: frozenset({words[0], *means}) for words, means in known if len(words) == len(means) == 1
        }

    def of(self, word: str) -> frozenset[str]:
        """Return a word with what it means by itself."""
        return self._alone.get(word, frozenset({word}))

    def meant(self, found: Terms) -> Terms:
        """Return the terms with each synonym replaced by what it means."""
        there = dict.fromkeys(found)
        near = (one for term in there for one in self._by_word.get(term, ()))
        meant = [(words, means) for words, means in near if all(word in there for word in words)]
        gone = {word for words, _ in meant for word in words}
        kept = [term for term in found if term not in gone]
        return tuple(dict.fromkeys([*kept, *(term for _, means in meant for term in means)]))
