"""Rules about texts: there, short enough to read aloud, plain, looked at lately, and found by one search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from pydantic import BaseModel

from ..errors import Problem, Severity, Where
from ..model import Handbook
from ..schema import fields, models
from ..terms import terms
from ..text import is_safe, links

REVIEW_EVERY = timedelta(days=365)
LIMITS = {
    "title": 60,
    "label": 60,
    "prompt": 80,
    "say": 140,
    "why": 200,
    "text": 420,
    "request": 200,
    "done": 100,
    "patron": 300,
    "story": 300,
    "what": 80,
    "note": 140,
    "meaning": 160,
    "where": 140,
}
"""Longest texts, in characters: what can be read aloud at a desk, and fits a box of the flowchart."""

_TAG = re.compile(r"<[a-zA-Z/!?]")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
_OPTIONAL = frozenset(
    field.name for model in models(Handbook) for field in fields(model).values() if not field.is_required
)
_PARTS = (
    32_768  # of which is kept what was found: a draft is checked at each keystroke, and one part of it is new
)

Rule = Callable[[Where, str], Iterator[Problem]]
"""Finds what is wrong with one text, by its place and what it says."""


def texts(part: object, path: Where = ()) -> Iterator[tuple[Where, str]]:
    """Yield every piece of text in a handbook with its place."""
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from texts(getattr(part, name), (*path, name))
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from texts(item, (*path, index))
    elif isinstance(part, str):
        yield path, str(part)


def everywhere(rule: Rule, whole: BaseModel) -> Iterator[Problem]:
    """Yield what a rule finds in all texts; what it found in a part is not looked for again."""
    for name in type(whole).model_fields:
        part = getattr(whole, name)
        if isinstance(part, tuple):
            for index, item in enumerate(part):
                for problem in _found(rule, name, item):
                    yield replace(problem, path=(name, index, *problem.path[1:]))
        else:
            yield from _found(rule, name, part)


@lru_cache(maxsize=_PARTS)
def _found(rule: Rule, name: str, part: object) -> tuple[Problem, ...]:
    return tuple(problem for path, text in texts(part, (name,)) for problem in rule(path, text))


def missing_text(handbook: Handbook) -> Iterator[Problem]:
    """Find names and texts that are there but empty."""
    return everywhere(_missing, handbook)


def _missing(path: Where, text: str) -> Iterator[Problem]:
    if not text.strip() and path[-1] not in _OPTIONAL:
        yield Problem(path, "Deze tekst is leeg", "Vul de tekst in")


def over_long_text(handbook: Handbook) -> Iterator[Problem]:
    """Find texts that are too long for their place."""
    return everywhere(_over_long, handbook)


def _over_long(path: Where, text: str) -> Iterator[Problem]:
    limit = LIMITS.get(str(path[-1])) if path[0] != "facts" else None
    if limit is not None and len(text) > limit:
        message = f"Deze tekst is {len(text)} tekens lang; meer dan {limit} leest niet meer prettig"
        yield Problem(
            path, message, "Maak de tekst korter of verdeel hem over twee stappen", Severity.WARNING
        )


def markup(handbook: BaseModel) -> Iterator[Problem]:
    """Find HTML and characters that cannot be seen."""
    return everywhere(_markup, handbook)


def _markup(path: Where, text: str) -> Iterator[Problem]:
    if _TAG.search(text):
        message = "In deze tekst staat HTML"
        yield Problem(path, message, "Gebruik gewone tekst, **vet**, lijsten of [een link](https://…)")
    if not text.replace("\n", "").isprintable() and any(_is_unseen(char) for char in text):
        message = "In deze tekst staat een onzichtbaar teken"
        yield Problem(path, message, "Typ de tekst opnieuw in plaats van te plakken")


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN and char != "\n" and char not in _JOINERS


def unsafe_link(handbook: Handbook) -> Iterator[Problem]:
    """Find links that are neither https nor mailto."""
    for at, step in enumerate(handbook.steps):
        for name in ("text", "patron"):
            for link in links(getattr(step, name)):
                yield from link_problem(("steps", at, name), link)
    for at, contact in enumerate(handbook.contacts):
        for index, channel in enumerate(contact.channels):
            if channel.link is not None:
                yield from link_problem(("contacts", at, "channels", index, "link"), channel.link)


def link_problem(path: Where, link: str) -> Iterator[Problem]:
    """Find out whether a link leads somewhere safe."""
    if not is_safe(link):
        message = f"De link ‘{link[:60]}’ begint niet met https:// of mailto:"
        yield Problem(path, message, "Gebruik een https-adres of een e-mailadres")


def overdue_review(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Find steps that nobody has looked at for a year, or that claim a look in the future."""
    for at, step in enumerate(handbook.steps):
        path: Where = ("steps", at, "reviewed")
        if today - step.reviewed > REVIEW_EVERY:
            message = f"Stap ‘{step.id}’ is langer dan een jaar niet nagekeken"
            remedy = "Kijk of de stap nog klopt en zet de datum van vandaag bij reviewed"
            yield Problem(path, message, remedy, Severity.WARNING)
        if step.reviewed > today:
            message = f"Stap ‘{step.id}’ is nagekeken op een dag die nog moet komen"
            yield Problem(path, message, "Verbeter de datum", Severity.WARNING)


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


RULES = (missing_text, over_long_text, markup, unsafe_link, contested_words)
