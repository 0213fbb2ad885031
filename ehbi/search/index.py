"""The search index of a handbook: the situation or step that somebody's words are about."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..handbook import graph
from ..handbook.model import Handbook
from ..handbook.step import Step
from ..handbook.terms import is_context_word, terms
from ..handbook.text import to_plain
from ..handbook.values import Kind
from .question import Spelling, Subjects, Terms, Thesaurus
from .results import Confidence, Found, Hit, judge

LONGEST = 200
"""Characters of a question that are looked at."""
ENOUGH = 1.0
"""Least score of a hit: below it the words say too little."""
SHORTEST_PART, SHORTEST_PART_TYPED = 3, 4
"""Fewest letters of a search word that may be part of a typed one, and of a typed one in any other."""
PART = 0.75
"""Worth of a word that is only part of another: *pas* in *bibliotheekpas*."""
PHRASE = 1.5
"""Worth of each word of a phrase, or single word, that a step is searched by; on top of what it is worth."""
AROUND = 2.0
"""How much heavier the words of a step's situation count than its own: the situation decides."""
STEP, OUTCOME = 0.7, 0.35
"""Worth of the words of a step beside those of a situation, and of an outcome, which nobody is led to."""
NAMED, ASKED, ANSWERED, TOLD = 3.0, 1.5, 1.0, 0.5
"""Worth of a word in a title or among the search words, in a question, in an answer, in the text."""

Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class _Scored:
    """What words are worth to each step and situation, and whether nobody knows one of them."""

    own: Mapping[str, float]
    around: Mapping[str, float]
    unknown: bool


class Index:
    """A handbook made ready for searching.

    A question's words are read with typing errors mended, and looked up as stems, else as parts of a
    compound. Each is worth more the fewer situations know it, and the words of a step's situation decide.

    Examples
    --------
    >>> import ehbi
    >>> Index(ehbi.load()).ask("er komt geen mailtje").hits[0].situation
    4

    """

    def __init__(self, handbook: Handbook) -> None:
        self._steps = {step.id: step for step in handbook.steps}
        self._home = _homes(handbook)
        self._before = _before(handbook, self._home)
        self._numbers = {step.id: step.number or 0 for step in handbook.situations}
        self._thesaurus = Thesaurus(handbook.synonyms)
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)
        self._around: dict[str, dict[str, float]] = defaultdict(dict)
        self._phrases: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        self._rarities: dict[str, float] = {}
        for step in handbook.steps:
            if step.id != handbook.outside.step:
                self._add(step)
        self._vocabulary = list(self._weights)
        self._alone = {
            word for word, known in self._phrases.items() if any(len(one) == 1 for one, _ in known)
        }
        self._alone |= {term for one in handbook.synonyms for term in terms(one.means)} & self._weights.keys()
        self._subjects = Subjects(handbook, self._thesaurus)
        self._spelling = Spelling(_texts(handbook, self._subjects))

    def _add(self, step: Step) -> None:
        for weight, text in _weighted(step):
            for term in self._terms(text):
                _raise(self._weights[term], step.id, weight)
                _raise(self._around[term], self._home[step.id], weight)
        for phrase in filter(None, map(self._terms, step.words)):
            self._phrases[phrase[0]].append((frozenset(phrase), step.id))

    def _terms(self, text: str) -> Terms:
        return self._thesaurus.replaced(terms(text))

    def ask(self, text: str, limit: int = 8) -> Found:
        """Return the steps that a text is about, or what it is about instead."""
        said = self._spelling.read(text[:LONGEST])
        scored = self._scored(said)
        claim = self._subjects.claim(said)
        rest = self._scored(word for word in said if word not in claim.words) if claim else scored
        confidence = judge(rest.around.values(), len(claim.words) if claim else 0, unknown=rest.unknown)
        if claim and confidence is Confidence.ELSEWHERE:
            return Found((), claim.subject)
        return Found(self._ranked(scored, confidence is Confidence.SURE)[:limit])

    def _scored(self, said: Iterable[str]) -> _Scored:
        matches = [(term, self._like(term)) for term in self._thesaurus.replaced(tuple(said))]
        own: dict[str, float] = defaultdict(float)
        around: dict[str, float] = defaultdict(float)
        for _, found in matches:
            _sum(own, self._best(found, self._weights))
            _sum(around, self._best(found, self._around))
        for step, bonus in self._phrased({known for _, found in matches for known in found}).items():
            own[step] += bonus
            around[self._home[step]] += bonus
        return _Scored(own, around, any(not found and _is_riddle(term) for term, found in matches))

    def _ranked(self, scored: _Scored, sure: bool) -> tuple[Hit, ...]:
        """Return what scored enough, best first; of equals the first of the handbook."""
        scores: dict[str, float] = {}
        for step, score in scored.own.items():
            _raise(scores, self._opened(step, scored.own), score + AROUND * scored.around[self._home[step]])
        enough = [step for step, score in scores.items() if score >= ENOUGH]
        enough.sort(key=scores.__getitem__, reverse=True)
        first = self._home[enough[0]] if enough else ""
        return tuple(
            Hit(
                step,
                self._numbers[self._home[step]],
                self._steps[step].title,
                scores[step],
                sure and self._home[step] == first,
            )
            for step in enough
        )

    def _opened(self, step: str, own: Mapping[str, float]) -> str:
        """Return the step that is opened for a found one: for an outcome the best that leads to it."""
        return max(self._before.get(step, (step,)), key=lambda before: own.get(before, 0.0))

    def _phrased(self, found: set[str]) -> dict[str, float]:
        """Return what steps are worth that are searched by a whole phrase which is among these words."""
        best: dict[str, float] = {}
        for word in found & self._phrases.keys():
            for phrase, step in self._phrases[word]:
                if phrase <= found:
                    _raise(best, step, PHRASE * len(phrase))
        return best

    def _like(self, term: str) -> dict[str, float]:
        """Return the known words that this one may stand for, with how sure that is."""
        if term in self._weights:
            return {term: 1.0}
        parts = (known for known in self._alone if _is_part(known, term, SHORTEST_PART))
        wholes = (known for known in self._vocabulary if _is_part(term, known, SHORTEST_PART_TYPED))
        return dict.fromkeys((*parts, *wholes), PART)

    def _best(self, found: Mapping[str, float], weights: Weights) -> dict[str, float]:
        """Return what a word is worth for each step, or situation, by its best match."""
        best: dict[str, float] = {}
        for known, quality in found.items():
            for place, weight in weights[known].items():
                _raise(best, place, quality * weight * self._rarity(known))
        return best

    def _rarity(self, known: str) -> float:
        """Return how much a word says about a situation: most when one alone has it, less in passing."""
        if known not in self._rarities:
            weights = self._around[known].values()
            sharing = sum(weights) / max(weights)
            self._rarities[known] = math.log(1 + len(self._numbers) / sharing) ** 2
        return self._rarities[known]


def _texts(handbook: Handbook, subjects: Subjects) -> Iterator[str]:
    """Yield all texts that have words which people may type."""
    for step in handbook.steps:
        yield from (text for _, text in _weighted(step))
    for one in handbook.synonyms:
        yield from (one.means, *one.words)
    yield from subjects.words


def _weighted(step: Step) -> Iterator[tuple[float, str]]:
    """Yield the texts of a step with what a word in them is worth."""
    share = {Kind.SITUATION: 1.0, Kind.OUTCOME: OUTCOME}.get(step.kind, STEP)
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


def _before(handbook: Handbook, home: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the steps of the same situation that lead to each outcome, else the situation itself."""
    leading: dict[str, list[str]] = {step.id: [] for step in handbook.steps if step.kind is Kind.OUTCOME}
    for step in handbook.steps:
        for answer in step.answers:
            if answer.next in leading and home[step.id] == home[answer.next]:
                leading[answer.next].append(step.id)
    return {outcome: tuple(steps) or (home[outcome],) for outcome, steps in leading.items()}


def _raise(values: dict[str, float], key: str, value: float) -> None:
    values[key] = max(values.get(key, 0.0), value)


def _sum(total: dict[str, float], more: Mapping[str, float]) -> None:
    for key, value in more.items():
        total[key] += value


def _is_riddle(term: str) -> bool:
    return len(term) >= SHORTEST_PART and not is_context_word(term)


def _is_part(part: str, whole: str, shortest: int) -> bool:
    return len(part) >= shortest and (whole.startswith(part) or whole.endswith(part))
