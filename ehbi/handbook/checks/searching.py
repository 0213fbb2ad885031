"""The rule about words to search by: none leads both into the handbook and out of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..errors import Problem, Severity
from ..model import Handbook
from ..terms import terms


def contested_words(handbook: Handbook) -> Iterator[Problem]:
    """Find words of another subject that are search words of a step, synonyms, or another subject's too."""
    taken = {phrase: f"van stap ‘{step.id}’" for step in handbook.steps for phrase in _phrases(step.words)}
    for one in handbook.synonyms:
        taken |= dict.fromkeys(_phrases((one.means, *one.words)), f"voor ‘{one.means}’")
    for at, subject in enumerate(handbook.elsewhere):
        for index, phrase in enumerate(_phrases(subject.words)):
            if phrase and phrase in taken:
                message = f"‘{subject.words[index]}’ is ook een zoekwoord {taken[phrase]}"
                remedy = "Kies waar het woord bij hoort en haal het bij de ander weg"
                yield Problem(("elsewhere", at, "words", index), message, remedy, Severity.WARNING)
        taken |= dict.fromkeys(_phrases(subject.words), f"van ‘{subject.title}’")


@lru_cache(maxsize=4096)
def _phrases(words: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(terms(word)) for word in words)


RULES = (contested_words,)
