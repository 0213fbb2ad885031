"""How sure a search is: what it understood, and whether something else is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from .meanings import Meanings
from .model import Handbook, Subject
from .terms import terms

CLEAR = 3.5
"""What a question must be worth to a situation when all its words are known: one clear word."""
STRANGE, MOST_STRANGE = 3.5, 3
"""What more it must be worth for each word that nobody knows, and how many of those count: people tell stories."""
FOREIGN = 9.3
"""What a word of another subject is worth: as much as a word by which only one situation is searched."""

Words = frozenset[str]


class Verdict(Enum):
    """What a search makes of a question."""

    SURE = auto()
    IN_DOUBT = auto()
    ELSEWHERE = auto()


def judge(worth: float, strange: int, claimed: int) -> Verdict:
    """Return how sure it is that a question is about the situation that fits it best.

    A question is about something else when the words of another subject are worth more than all others are to
    the situation. It is in doubt when they are worth more than half of that, or when the situation has too
    little to show for the words that nobody knows.

    Parameters
    ----------
    worth
        What the question is worth to the situation, without the words of another subject.
    strange
        How many of its words neither the handbook nor another subject knows.
    claimed
        How many of its words are another subject's.

    Examples
    --------
    >>> judge(worth=6.6, strange=0, claimed=0)
    <Verdict.SURE: 1>
    >>> judge(worth=6.6, strange=1, claimed=0)
    <Verdict.IN_DOUBT: 2>
    >>> judge(worth=6.6, strange=0, claimed=1)
    <Verdict.ELSEWHERE: 3>
    """
    other = FOREIGN * claimed
    if worth < other:
        return Verdict.ELSEWHERE
    enough = max(2 * other, CLEAR + STRANGE * min(strange, MOST_STRANGE))
    return Verdict.SURE if worth >= enough else Verdict.IN_DOUBT


@dataclass(frozen=True, slots=True)
class Claim:
    """A subject that a question names, and the words of the question that are about it."""

    subject: Subject
    words: Words


class Subjects:
    """What a handbook is not about, ready to be recognised in a question.

    That is what it lists, and the choice at the start for what belongs outside. A subject is named by a word of
    it, or by the words of a phrase where they stand together, whatever their order.

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
        self._phrases = [(phrase, subject) for phrase, subject in phrases if phrase]

    def claim(self, said: Sequence[str]) -> Claim | None:
        """Return the subject that most of these words are about; None when they name none."""
        claimed: dict[str, tuple[Subject, set[str]]] = {}
        for phrase, subject in self._phrases:
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
