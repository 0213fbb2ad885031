"""A question as a search understands it: spelling mended, synonyms replaced, other subjects recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..handbook.model import Handbook
from ..handbook.parts import Subject, Synonyms
from ..handbook.terms import STOP_WORDS, is_context_word, stem, terms, words

Terms = tuple[str, ...]

CLOSE = 0.79
"""How alike two words must be to be one word with a typing error: about one letter in five may differ.

A word of three letters would be taken for another one; by this it cannot have an error.
"""
SHORTEST_JOINED = 6
"""Fewest letters of a word that may be written as two."""


class Spelling:
    """The words of a handbook, to read with what somebody typed."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = {word for text in texts for word in words(text)}
        self._choices = sorted(self._words)
        self._stems = {stem(word) for word in self._words}

    def read(self, text: str) -> tuple[str, ...]:
        """Return the stems of what is typed in a text, without the words that say nothing."""
        return tuple(self._read(word) for word in self._joined(words(text)) if word not in STOP_WORDS)

    def _read(self, word: str) -> str:
        own = stem(word)
        if own in self._stems or is_context_word(own):
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
        return not any(word in STOP_WORDS and self._is_there(other) for word, other in pairs)

    def _is_there(self, word: str) -> bool:
        return word in STOP_WORDS or stem(word) in self._stems


class Thesaurus:
    """A handbook's synonyms, ready to put what words mean in their place.

    Examples
    --------
    >>> thesaurus = Thesaurus([Synonyms(means="wachtwoord", words=("geheime code",))])
    >>> thesaurus.replaced(terms("geheime code kwijt"))
    ('kwij', 'wachtwor')
    """

    def __init__(self, synonyms: Iterable[Synonyms]) -> None:
        pairs = ((terms(said), terms(one.means)) for one in synonyms for said in one.words)
        known = [(said, means) for said, means in pairs if said]
        self._by_word: dict[str, list[tuple[Terms, Terms]]] = {}
        for said, means in known:
            self._by_word.setdefault(said[0], []).append((said, means))
        self._alone = {
            said[0]: frozenset({said[0], *means}) for said, means in known if len(said) == len(means) == 1
        }

    def of(self, word: str) -> frozenset[str]:
        """Return a word with what it means by itself."""
        return self._alone.get(word, frozenset({word}))

    def replaced(self, found: Terms) -> Terms:
        """Return the terms with each synonym replaced by what it means."""
        there = dict.fromkeys(found)
        near = (one for term in there for one in self._by_word.get(term, ()))
        meant = [(said, means) for said, means in near if all(word in there for word in said)]
        gone = {word for said, _ in meant for word in said}
        kept = [term for term in found if term not in gone]
        return tuple(dict.fromkeys([*kept, *(term for _, means in meant for term in means)]))


@dataclass(frozen=True, slots=True)
class Claim:
    """A subject that a question names, and the words of the question that are about it."""

    subject: Subject
    words: frozenset[str]


class Subjects:
    """What a handbook is not about, recognised by a word, or by a phrase whose words stand together."""

    def __init__(self, handbook: Handbook, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus
        self._listed = (*handbook.elsewhere, *_outside(handbook))
        phrases = ((terms(phrase), subject) for subject in self._listed for phrase in subject.words)
        self._by_word: dict[str, list[tuple[Terms, Subject]]] = {}
        for phrase, subject in phrases:
            for word in thesaurus.of(phrase[0]) if len(phrase) > 1 else phrase:
                self._by_word.setdefault(word, []).append((phrase, subject))

    def claim(self, said: Sequence[str]) -> Claim | None:
        """Return the subject that most of these words are about; None when they name none."""
        claimed: dict[str, tuple[Subject, set[str]]] = {}
        heard = dict.fromkeys(form for word in said for form in (word, *sorted(self._thesaurus.of(word))))
        for phrase, subject in (one for word in heard for one in self._by_word.get(word, ())):
            places = [self._place(word, said, alone=len(phrase) == 1) for word in phrase]
            found = [place for place in places if place is not None]
            if len(found) == len(phrase) and max(found) - min(found) < len(phrase):
                claimed.setdefault(subject.title, (subject, set()))[1].update(said[place] for place in found)
        if not claimed:
            return None
        subject, about = max(claimed.values(), key=lambda one: len(one[1]))
        return Claim(subject, frozenset(about))

    def _place(self, word: str, said: Sequence[str], *, alone: bool) -> int | None:
        """Return where a word is said; in a phrase also where something is that means the same."""
        if alone or word in said:
            return said.index(word) if word in said else None
        meant = self._thesaurus.of(word)
        return next((place for place, other in enumerate(said) if meant & self._thesaurus.of(other)), None)

    @property
    def words(self) -> Iterator[str]:
        """All words and phrases by which they are known."""
        return (phrase for subject in self._listed for phrase in subject.words)


def _outside(handbook: Handbook) -> tuple[Subject, ...]:
    outside = handbook.outside
    if outside.step not in handbook:
        return ()
    step = handbook.step(outside.step)
    return (Subject(title=outside.label, words=step.words, where=step.title),)
