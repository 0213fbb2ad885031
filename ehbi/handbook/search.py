"""Find the situation or step that somebody's words are about."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from . import graph
from .meanings import CLOSE, Meanings, Terms
from .model import Handbook, Step
from .terms import terms
from .text import to_plain
from .values import Kind

LONGEST = 200
"""Characters of a question that are looked at."""
ENOUGH = 1.0
"""Least score of a hit: below it the words say too little."""
SHORTEST_FUZZY, SHORTEST_PART = 4, 3
"""Fewest letters of a word that may have a typing error, or be part of another."""
NEAREST = 5
"""How many words that look alike are tried for one that the handbook does not know."""
PART = 0.75
"""Worth of a word that is only part of another: *pas* in *bibliotheekpas*."""
PHRASE = 1.5
"""Worth of each word of a phrase, or single word, that a step is searched by; on top of what it is worth."""
AROUND = 2.0
"""How much heavier the words of a step's situation count than its own: the situation decides."""
STEP = 0.7
"""Worth of the words of a step beside those of a situation."""
NAMED, ASKED, ANSWERED, TOLD = 3.0, 1.5, 1.0, 0.5
"""Worth of a word in a title or among the search words, in a question, in an answer, in the text."""

Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A step that was found: the number of its situation, and how well it fits."""

    step: str
    situation: int
    title: str
    score: float


def hits_report(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """Return hits as plain data, for JSON.

    Returns
    -------
    list of dict
        ``step`` (id), ``situation`` (number), ``title`` and ``score``.

    Examples
    --------
    >>> hits_report([Hit("reset-mail", 4, "Er komt geen mail", 12.34567)])
    [{'step': 'reset-mail', 'situation': 4, 'title': 'Er komt geen mail', 'score': 12.346}]
    """
    return [{**asdict(hit), "score": round(hit.score, 3)} for hit in hits]


class Index:
    """A handbook made ready for searching.

    A question's words are looked up as stems (Snowball), else as words that look alike (rapidfuzz), else as
    parts of a compound. Each is worth more the fewer situations know it. A step's score is what its own
    words are worth and what those of its situation are, so that the situation decides.

    Parameters
    ----------
    handbook
        What to search in.

    Examples
    --------
    >>> import ehbi
    >>> Index(ehbi.load()).find("er komt geen mailtje")[0].situation
    4
    """

    def __init__(self, handbook: Handbook) -> None:
        self._steps = {step.id: step for step in handbook.steps}
        self._home = _homes(handbook)
        self._numbers = {step.id: step.number or 0 for step in handbook.situations}
        self._meanings = Meanings(handbook.synonyms)
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)
        self._around: dict[str, dict[str, float]] = defaultdict(dict)
        self._phrases: list[tuple[frozenset[str], str]] = []
        for step in handbook.steps:
            self._add(step)
        self._vocabulary = list(self._weights)

    def _add(self, step: Step) -> None:
        for weight, text in _weighted(step):
            for term in self._terms(text):
                _raise(self._weights[term], step.id, weight)
                _raise(self._around[term], self._home[step.id], weight)
        phrases = (frozenset(self._terms(words)) for words in step.words)
        self._phrases += [(phrase, step.id) for phrase in phrases if phrase]

    def _terms(self, text: str) -> Terms:
        return self._meanings.exact(terms(text))

    def find(self, text: str, limit: int = 8) -> tuple[Hit, ...]:
        """Return the steps that a text is about.

        Parameters
        ----------
        text
            What somebody typed; of a long text the first :data:`LONGEST` characters.
        limit
            Most hits to return.

        Returns
        -------
        tuple of Hit
            Best first; none when the text says too little.
        """
        own: dict[str, float] = defaultdict(float)
        around: dict[str, float] = defaultdict(float)
        matches = [self._like(term) for term in self._meanings.forgiving(terms(text[:LONGEST]))]
        for found in matches:
            _sum(own, self._best(found, self._weights))
            _sum(around, self._best(found, self._around))
        for step, bonus in self._phrased({known for found in matches for known in found}).items():
            own[step] += bonus
            around[self._home[step]] += bonus
        scores = {step: score + AROUND * around[self._home[step]] for step, score in own.items()}
        return self._ranked(scores)[:limit]

    def _ranked(self, scores: Mapping[str, float]) -> tuple[Hit, ...]:
        """Return what scored enough, best first; of equals a situation first."""
        enough = [step for step, score in scores.items() if score >= ENOUGH]
        enough.sort(key=lambda step: (-scores[step], self._steps[step].kind is not Kind.SITUATION))
        return tuple(
            Hit(step, self._numbers[self._home[step]], self._steps[step].title, scores[step])
            for step in enough
        )

    def _phrased(self, found: set[str]) -> dict[str, float]:
        """Return what steps are worth that are searched by a whole phrase which is among these words."""
        best: dict[str, float] = {}
        for phrase, step in self._phrases:
            if phrase <= found:
                _raise(best, step, PHRASE * len(phrase))
        return best

    def _like(self, term: str) -> dict[str, float]:
        """Return the known words that this one may stand for, with how sure that is."""
        if term in self._weights:
            return {term: 1.0}
        found = {known: PART for known in self._vocabulary if _is_part(known, term) or _is_part(term, known)}
        if len(term) >= SHORTEST_FUZZY:
            near = process.extract(
                term, self._vocabulary, scorer=OSA.normalized_similarity, score_cutoff=CLOSE, limit=NEAREST
            )
            for known, alike, _ in near:
                _raise(found, known, alike)
        return found

    def _best(self, found: Mapping[str, float], weights: Weights) -> dict[str, float]:
        """Return what a word is worth for each step, or situation, by its best match."""
        best: dict[str, float] = {}
        for known, quality in found.items():
            for place, weight in weights[known].items():
                _raise(best, place, quality * weight * self._rarity(known))
        return best

    def _rarity(self, known: str) -> float:
        """Return how much a word says about the situation: most when one alone has it.

        A situation that has it in passing counts less than one whose title has it, so that *mail* is still
        about the mail that does not come when another situation mentions one.
        """
        weights = self._around[known].values()
        sharing = sum(weights) / max(weights)
        return math.log(1 + len(self._numbers) / sharing) ** 2


def _weighted(step: Step) -> Iterator[tuple[float, str]]:
    """Yield the texts of a step with what a word in them is worth."""
    share = 1.0 if step.kind is Kind.SITUATION else STEP
    yield NAMED * share, step.title
    yield ASKED * share, step.asks
    for text in (to_plain(step.text), step.say):
        yield TOLD * share, text
    for words in step.words:
        yield NAMED * share, words
    for answer in step.answers:
        yield ANSWERED * share, answer.label


def _homes(handbook: Handbook) -> dict[str, str]:
    """Return the situation that each step belongs to: itself, or the nearest one that leads there."""
    homes = graph.nearest(handbook, handbook.situations)
    return {step.id: homes.get(step.id, handbook.situations[0].id) for step in handbook.steps}


def _raise(values: dict[str, float], key: str, value: float) -> None:
    values[key] = max(values.get(key, 0.0), value)


def _sum(total: dict[str, float], more: Mapping[str, float]) -> None:
    for key, value in more.items():
        total[key] += value


def _is_part(part: str, whole: str) -> bool:
    return len(part) >= SHORTEST_PART and (whole.startswith(part) or whole.endswith(part))
