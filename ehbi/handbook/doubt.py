"""How sure a search is: what it understood, and whether something else is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import isclose

from .meanings import Meanings, Terms
from .model import Handbook, Subject
from .terms import terms

CLEAR = 3.5
"""What a question must be worth to a situation when all its words are known: one clear word."""
CLEARER = 7.9
"""What it must be worth when a word of it is one that nobody knows: that may be what it is about."""
FOREIGN = 9.3
"""What a word of another subject is worth: as much as a word by which only one situation is searched."""

Words = frozenset[str]


class Verdict(Enum):
    """What a search makes of a question."""

    SURE = auto()
    IN_DOUBT = auto()
    ELSEWHERE = auto()


def judge(worths: Collection[float], claimed: int, *, strange: bool) -> Verdict:
    """Return how sure it is that a question is about the situation that fits it best.

    A question is about something else when the words of another subject are worth more than all others are to
    the situation. It is in doubt when they are worth more than half of that. It is also in doubt when the
    situation has too little to show: one clear word, or more when there are words that nobody knows. How many
    those are makes no difference, as people tell stories. And it is in doubt when two situations fit
    equally well.

    Parameters
    ----------
    worths
        What the question is worth to each situation, without the words of another subject.
    claimed
        How many of its words are another subject's.
    strange
        Whether it has words that neither the handbook nor another subject knows.

    Examples
    --------
    >>> judge([6.6, 1.2], claimed=0, strange=False)
    <Verdict.SURE: 1>
    >>> judge([6.6, 1.2], claimed=0, strange=True)
    <Verdict.IN_DOUBT: 2>
    >>> judge([6.6, 1.2], claimed=1, strange=False)
    <Verdict.ELSEWHERE: 3>
    """
    worth, rival = (*sorted(worths, reverse=True), 0.0, 0.0)[:2]
    other = FOREIGN * claimed
    if worth < other:
        return Verdict.ELSEWHERE
    enough = max(2 * other, CLEARER if strange else CLEAR)
    return Verdict.SURE if worth >= enough and not isclose(worth, rival) else Verdict.IN_DOUBT


@dataclass(frozen=True, slots=True)
class Claim:
    """A subject that a question names, and the words of the question that are about it."""

    subject: Subject
    words: Words


class Subjects:
    """What a handbook is not about, ready to be recognised in a question.

    That is what it lists, and the choice at the start for what belongs outside. A subject is named by a
    word of it, or by the words of a phrase where they stand together, whatever their order.

    Parameters
    ----------
    handbook
        The handbook.
    meanings
        Its synonyms.
    """

    def __init__(self, handbook: Handbook, meanings: Meanings) -> None:
        self._meanings = meanings
        self._listed = (*handbook.elsewhere, *_outside(handbook))
        phrases = ((terms(words), subject) for subject in self._listed for words in subject.words)
        self._by_word: dict[str, list[tuple[Terms, Subject]]] = {}
        for phrase, subject in phrases:
            for word in meanings.of(phrase[0]) if len(phrase) > 1 else phrase:
                self._by_word.setdefault(word, []).append((phrase, subject))

    def claim(self, said: Sequence[str]) -> Claim | None:
        """Return the subject that most of these words are about; None when they name none."""
        claimed: dict[str, tuple[Subject, set[str]]] = {}
        heard = dict.fromkeys(form for word in said for form in (word, *sorted(self._meanings.of(word))))
        for phrase, subject in (one for word in heard for one in self._by_word.get(word, ())):
            places = [self._place(word, said, alone=len(phrase) == 1) for word in phrase]
            found = [place for place in places if place is not None]
            if len(found) == len(phrase) and max(found) - min(found) < len(phrase):
                claimed.setdefault(subject.title, (subject, set()))[1].update(said[place] for place in found)
        if not claimed:
            return None
        subject, words = max(claimed.values(), key=lambda one: len(one[1]))
        return Claim(subject, frozenset(words))

    def _place(self, word: str, said: Sequence[str], *, alone: bool) -> int | None:
        """Return where a word is said; in a phrase also where something is that means the same."""
        if alone or word in said:
            return said.index(word) if word in said else None
        meant = self._meanings.of(word)
        return next((place for place, other in enumerate(said) if meant & self._meanings.of(other)), None)

    @property
    def words(self) -> Iterator[str]:
        """All words and phrases by which they are known."""
        return (words for subject in self._listed for words in subject.words)


def _outside(handbook: Handbook) -> tuple[Subject, ...]:
    outside = handbook.outside
    if outside.step not in handbook:
        return ()
    step = handbook.step(outside.step)
    return (Subject(title=outside.label, words=step.words, where=step.title),)
