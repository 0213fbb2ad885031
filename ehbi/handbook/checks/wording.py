"""Rules about texts: there, short enough to read aloud, plain, looked at lately, and found by one search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache, partial

from pydantic import BaseModel

from ..errors import Problem, Rule, Severity, Where
from ..model import Handbook
from ..placeholders import is_placeholder
from ..schema import field_at, fields, models
from ..terms import terms
from ..text import is_safe, links

REVIEW_EVERY = timedelta(days=365)

EMPTY = Rule("Deze tekst is leeg", "Vul de tekst in")
_UNDESCRIBED = Rule(
    "Bij dit plaatje staat niet wat erop te zien is",
    "Beschrijf het in een zin, voor wie het niet kan zien",
)
_UNWRITTEN = Rule("‘{text}’ is nog geen eigen tekst", "Vul in wat hier moet staan")
_LONG = Rule(
    "Deze tekst is {length} tekens lang; meer dan {longest} leest niet meer prettig",
    "Maak de tekst korter of verdeel hem over twee stappen",
    Severity.WARNING,
)
_HTML = Rule("In deze tekst staat HTML", "Gebruik gewone tekst, **vet**, lijsten of [een link](https://…)")
_INVISIBLE = Rule(
    "In deze tekst staat een onzichtbaar teken", "Typ de tekst opnieuw in plaats van te plakken"
)
_UNSAFE = Rule(
    "De link ‘{link}’ begint niet met https:// of mailto:", "Gebruik een https-adres of een e-mailadres"
)
_OVERDUE = Rule(
    "Stap ‘{step}’ is langer dan een jaar niet nagekeken",
    "Kijk of de stap nog klopt en zet de datum van vandaag bij reviewed",
    Severity.WARNING,
    form_remedy="Kijk of de stap nog klopt en vul bij ‘Laatst nagekeken op’ vandaag in",
)
_TOO_SOON = Rule(
    "Stap ‘{step}’ is nagekeken op een dag die nog moet komen", "Verbeter de datum", Severity.WARNING
)
_CONTESTED = Rule(
    "‘{word}’ is ook een zoekwoord {whose}",
    "Kies waar het woord bij hoort en haal het bij de ander weg",
    Severity.WARNING,
)

_TAG = re.compile(r"<[a-zA-Z/!?]")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
_OPTIONAL = frozenset(
    field.name for model in models(Handbook) for field in fields(model).values() if not field.is_required
)
_NAMING = ("title", "label")
_MARKDOWN = {("steps", "text"), ("steps", "patron"), ("steps", "translations", "text"), ("synchronisation",)}
_PARTS = (
    32_768  # of which is kept what was found: a draft is checked at each keystroke, and one part of it is new
)

Finder = Callable[[Where, str], Iterator[Problem]]
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


def everywhere(find: Finder, whole: BaseModel) -> Iterator[Problem]:
    """Yield what is found in all texts; what was found in a part is not looked for again."""
    for name in type(whole).model_fields:
        part = getattr(whole, name)
        if isinstance(part, tuple):
            for index, item in enumerate(part):
                for problem in _found(find, (name, 0), item):
                    yield replace(problem, path=(name, index, *problem.path[2:]))
        else:
            yield from _found(find, (name,), part)


@lru_cache(maxsize=_PARTS)
def _found(find: Finder, path: Where, part: object) -> tuple[Problem, ...]:
    return tuple(problem for path, text in texts(part, path) for problem in find(path, text))


def missing_text(path: Where, text: str) -> Iterator[Problem]:
    """Find names and texts that are there but empty; of translations another rule tells."""
    if "translations" not in path and not text.strip() and path[-1] not in _OPTIONAL:
        yield (_UNDESCRIBED if path[-1] == "alt" else EMPTY).problem(path)


def unwritten_text(path: Where, text: str) -> Iterator[Problem]:
    """Find titles and labels that still say what a new one says."""
    if path[-1] in _NAMING and text.strip() and is_placeholder(text):
        yield _UNWRITTEN.problem(path, text=text.strip())


def over_long_text(path: Where, text: str) -> Iterator[Problem]:
    """Find texts that are too long for their place."""
    field = field_at(path)
    if field and 0 < field.spec.longest < len(text):
        yield _LONG.problem(path, length=len(text), longest=field.spec.longest)


def markup(path: Where, text: str) -> Iterator[Problem]:
    """Find HTML and characters that cannot be seen."""
    if _TAG.search(text):
        yield _HTML.problem(path)
    if not text.replace("\n", "").isprintable() and any(_is_unseen(char) for char in text):
        yield _INVISIBLE.problem(path)


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN and char != "\n" and char not in _JOINERS


def unsafe_link(path: Where, text: str) -> Iterator[Problem]:
    """Find links that are neither https nor mailto."""
    is_link = path[-1] == "link"
    is_markdown = tuple(part for part in path if isinstance(part, str)) in _MARKDOWN
    for link in [text] if is_link else links(text) if is_markdown else ():
        if not is_safe(link):
            yield _UNSAFE.problem(path, link=link[:60])


def overdue_review(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Find steps that nobody has looked at for a year, or that claim a look in the future."""
    for at, step in enumerate(handbook.steps):
        path = ("steps", at, "reviewed")
        if today - step.reviewed > REVIEW_EVERY:
            yield _OVERDUE.problem(path, step=step.called)
        if step.reviewed > today:
            yield _TOO_SOON.problem(path, step=step.called)


def contested_words(handbook: Handbook) -> Iterator[Problem]:
    """Find words of another subject that are search words of a step, synonyms, or another subject's too."""
    taken = {
        phrase: f"van stap ‘{step.called}’" for step in handbook.steps for phrase in _phrases(step.words)
    }
    for one in handbook.synonyms:
        taken |= dict.fromkeys(_phrases((one.means, *one.words)), f"voor ‘{one.means}’")
    for at, subject in enumerate(handbook.elsewhere):
        for index, phrase in enumerate(_phrases(subject.words)):
            if phrase and phrase in taken:
                path = ("elsewhere", at, "words", index)
                yield _CONTESTED.problem(path, word=subject.words[index], whose=taken[phrase])
        taken |= dict.fromkeys(_phrases(subject.words), f"van ‘{subject.title}’")


@lru_cache(maxsize=4096)
def _phrases(words: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(terms(word)) for word in words)


RULES: tuple[Callable[[Handbook], Iterator[Problem]], ...] = (
    *(
        partial(everywhere, find)
        for find in (missing_text, unwritten_text, over_long_text, markup, unsafe_link)
    ),
    contested_words,
)
