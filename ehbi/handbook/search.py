"""Find the situation or step that somebody's words are about."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from . import graph
from .model import Handbook, Step
from .text import to_plain
from .values import Kind

LONGEST = 200
CLOSE = 0.8
"""How alike two words must be to be one word with a typing error: one letter in five may differ."""
SHORTEST_FUZZY, SHORTEST_PART, SHORTEST_SYNONYM = 4, 3, 7
"""Fewest letters of a word that may have a typing error, be part of another, or have one in a synonym."""
PHRASE = 3.0
"""Worth of each word of a whole phrase that a step is searched by, on top of what the words are worth."""
PART = 0.75
"""Worth of a word that is only part of another: *pas* in *bibliotheekpas*."""
ENOUGH = 1.0
_SMALL = """
aan al als bij de deze die dat dit door een en er had heb hebt heeft het hij ik in is ja je kan kun kunt maar
me met mij mijn na naar nee niet nog nu of om ook op over te toch tot u uit van voor wat we wel wij wil word
wordt ze zegt zich zij zijn zo hem haar hun hen dan doe doet doen steeds meer geeft staat komt krijgt werkt
lukt lener
"""
_STOP = frozenset(_SMALL.split())
"""Words that say nothing about which situation it is."""
_WORD = re.compile(r"[a-z0-9]+")
_MAIL = re.compile(r"\be[\s-]*mail")


@dataclass(frozen=True, slots=True)
class Hit:
    """A step that was found: the number of its situation, and how well it fits."""

    step: str
    situation: int
    title: str
    score: float


def hits_report(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """Return hits as plain data, for JSON."""
    return [{**asdict(hit), "score": round(hit.score, 3)} for hit in hits]


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return snowballstemmer.stemmer("dutch")


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def terms(text: str) -> tuple[str, ...]:
    """Return the stems of the words in a text, in order; small words that say nothing are left out.

    Examples
    --------
    >>> terms("De e-mails zijn er niet")
    ('email',)
    """
    plain = unicodedata.normalize("NFKD", text[: LONGEST * 20]).casefold()
    plain = _MAIL.sub("email", "".join(char for char in plain if not unicodedata.combining(char)))
    return tuple(_stem(word) for word in _WORD.findall(plain) if word not in _STOP)


class Index:
    """A handbook made ready for searching; make it with :func:`index`.

    A query's words are looked up as stems (Snowball), else as words that look alike (rapidfuzz), else as
    parts of a compound. Each is worth more the fewer situations know it. A step's score is what its own
    words are worth and what those of its situation are, so that the situation decides.

    Parameters
    ----------
    handbook
        What to search in.
    """

    def __init__(self, handbook: Handbook) -> None:
        self._steps = {step.id: step for step in handbook.steps}
        self._home = _homes(handbook)
        self._numbers = {step.id: step.number or 0 for step in handbook.situations}
        self._synonyms = [(terms(word), terms(one.means)) for one in handbook.synonyms for word in one.words]
        self._weights: dict[str, dict[str, float]] = defaultdict(dict)
        self._around: dict[str, dict[str, float]] = defaultdict(dict)
        for step in handbook.steps:
            for term, weight in _weighted(step):
                _raise(self._weights[term], step.id, weight)
                _raise(self._around[term], self._home[step.id], weight)
        self._phrases = [
            (words, step.id)
            for step in handbook.steps
            for words in map(_phrase, step.words)
            if len(words) > 1
        ]
        self._vocabulary = list(self._weights)

    def find(self, text: str, limit: int = 8) -> tuple[Hit, ...]:
        """Return the steps that a text is about, best first; none when it says too little."""
        own: dict[str, float] = defaultdict(float)
        around: dict[str, float] = defaultdict(float)
        matches = [self._like(term) for term in self._expanded(terms(text[:LONGEST]))]
        for found in matches:
            _add(own, self._best(found, self._weights))
            _add(around, self._best(found, self._around))
        for step, bonus in self._phrased({known for found in matches for known in found}):
            own[step] += bonus
            around[self._home[step]] += bonus
        scores = {step: score + 2 * around[self._home[step]] for step, score in own.items()}
        ranked = sorted(
            scores, key=lambda step: (-scores[step], self._steps[step].kind is not Kind.SITUATION)
        )
        hits = (self._hit(step, scores[step]) for step in ranked if scores[step] >= ENOUGH)
        return tuple(hits)[:limit]

    def _phrased(self, found: set[str]) -> Iterator[tuple[str, float]]:
        """Yield the steps that are searched by a whole phrase which is among these words."""
        best: dict[str, float] = {}
        for words, step in self._phrases:
            if words <= found:
                _raise(best, step, PHRASE * len(words))
        yield from best.items()

    def _hit(self, step: str, score: float) -> Hit:
        return Hit(step, self._numbers[self._home[step]], self._steps[step].title, score)

    def _expanded(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """Put what the handbook's synonyms mean in the place of these words."""
        meant = [(words, means) for words, means in self._synonyms if words and _within(words, found)]
        gone = {word for words, _ in meant for word in words}
        kept = [term for term in found if term not in gone]
        return tuple(dict.fromkeys([*kept, *(term for _, means in meant for term in means)]))

    def _like(self, term: str) -> dict[str, float]:
        """Return the known words that this one may stand for, with how sure that is."""
        if term in self._weights:
            return {term: 1.0}
        found = {known: PART for known in self._vocabulary if _is_part(known, term) or _is_part(term, known)}
        if len(term) >= SHORTEST_FUZZY:
            near = process.extract(
                term, self._vocabulary, scorer=OSA.normalized_similarity, score_cutoff=CLOSE, limit=5
            )
            for known, alike, _ in near:
                _raise(found, known, alike)
        return found

    def _best(
        self, found: Mapping[str, float], weights: Mapping[str, Mapping[str, float]]
    ) -> dict[str, float]:
        """Return what a word is worth for each step, or situation, by its best match."""
        best: dict[str, float] = {}
        for known, quality in found.items():
            rarity = math.log(1 + len(self._numbers) / len(self._around[known])) ** 2
            for place, weight in weights[known].items():
                _raise(best, place, quality * weight * rarity)
        return best


def index(handbook: Handbook) -> Index:
    """Return a handbook made ready for searching.

    Examples
    --------
    >>> import ehbi
    >>> index(ehbi.load()).find("er komt geen mailtje")[0].situation
    4
    """
    return Index(handbook)


def _phrase(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def _alike(word: str, found: tuple[str, ...]) -> bool:
    return any(OSA.normalized_similarity(word, other) > CLOSE for other in found)


def _weighted(step: Step) -> Iterator[tuple[str, float]]:
    """Yield the terms of a step with what they are worth by where they stand."""
    first = 1.0 if step.kind is Kind.SITUATION else 0.7
    places = [(3.0, step.title), (1.5, step.asks), (0.5, to_plain(step.text)), (0.5, step.say)]
    places += [(3.0, words) for words in step.words]
    places += [(1.0, answer.label) for answer in step.answers]
    for weight, text in places:
        for term in terms(text):
            yield term, weight * first


def _homes(handbook: Handbook) -> dict[str, str]:
    """Return the situation that each step belongs to: itself, or the nearest one that leads there."""
    net = graph.to_networkx(handbook)
    homes: dict[str, tuple[int, str]] = {}
    for situation in handbook.situations:
        for step, steps in graph.distances(net, situation.id).items():
            if step not in homes or steps < homes[step][0]:
                homes[step] = (steps, situation.id)
    first = handbook.situations[0].id
    return {step.id: homes.get(step.id, (0, first))[1] for step in handbook.steps}


def _raise(values: dict[str, float], key: str, value: float) -> None:
    values[key] = max(values.get(key, 0.0), value)


def _add(total: dict[str, float], more: Mapping[str, float]) -> None:
    for key, value in more.items():
        total[key] += value


def _is_part(part: str, whole: str) -> bool:
    return len(part) >= SHORTEST_PART and (whole.startswith(part) or whole.endswith(part))


def _within(words: tuple[str, ...], found: tuple[str, ...]) -> bool:
    return all(word in found or (len(word) >= SHORTEST_SYNONYM and _alike(word, found)) for word in words)
