"""Rules about languages: real ones, whose translations say all that the Dutch says and keep its terms.

That one is missing, or that no speaker looked at it, is no problem: the Dutch is there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ..errors import Problem, Rule, Severity
from ..languages import DUTCH, PatronText, Translation, TranslationState, dutch, state
from ..model import Handbook
from ..step import Step
from ..text import bold, count_items
from ..translation import PatronWords
from .wording import EMPTY

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
_NO_TAG = Rule(
    "‘{name}’ is geen code van een taal", "Vul de code van de taal in, zoals ‘en’, ‘uk’ of ‘nl-x-a2’"
)
_OURS = Rule("Het handboek zelf is al Nederlands", "Kies een andere taal; eenvoudig Nederlands is ‘nl-x-a2’")
_OUTDATED = Rule(
    "Van stap ‘{step}’ is het Nederlands veranderd na de vertaling ({language})",
    "Vertaal opnieuw wat anders is; tot dan leest de lener Nederlands",
    Severity.WARNING,
)
_EMPTY = Rule(
    "In de vertaling van ‘{step}’ in het {language} is {what} leeg", "Vertaal ook die tekst", Severity.WARNING
)
_ANSWERS = Rule(
    "De vertaling van ‘{step}’ in het {language} heeft andere antwoorden dan de stap",
    "Vertaal elk antwoord, en haal weg wat er te veel is",
    Severity.WARNING,
)
_PICTURES = Rule(
    "In de vertaling van ‘{step}’ in het {language} past de tekst niet bij de plaatjes",
    "Vertaal bij elk plaatje de beschrijving en elke aanwijzing",
    Severity.WARNING,
)
_TERM = Rule(
    "De vertaling van ‘{step}’ in het {language} mist ‘{term}’",
    "Zet die woorden er vet bij in het Nederlands: zo staan ze op het scherm",
    Severity.WARNING,
)
_ITEMS = Rule(
    "De lijst van ‘{step}’ is in het {language} niet even lang als in het Nederlands ({count} en {most})",
    "Maak de lijst even lang",
    Severity.WARNING,
)


def unfit_language(handbook: Handbook) -> Iterator[Problem]:
    """Find languages without a real code, or with words that are empty."""
    for at, one in enumerate(handbook.languages):
        if one.id == DUTCH.id:
            yield _OURS.problem(("languages", at, "id"))
        elif not _TAG.fullmatch(one.id):
            yield _NO_TAG.problem(("languages", at, "id"), name=one.id)
        for name in PatronWords.model_fields:
            if not getattr(one.words, name).strip():
                yield EMPTY.problem(("languages", at, "words", name))


def unfit_translation(handbook: Handbook) -> Iterator[Problem]:
    """Find translations that are outdated, or that do not say all that the Dutch says."""
    names = tuple((one.id, one.name) for one in handbook.languages)
    for at, step in enumerate(handbook.steps):
        for problem in _unfit(step, names) if step.translations else ():
            yield replace(problem, path=("steps", at, *problem.path))


@lru_cache(maxsize=4096)
def _unfit(step: Step, names: tuple[tuple[str, str], ...]) -> tuple[Problem, ...]:
    """Return what is wrong with the translations of one step; a draft is checked at each keystroke."""
    ours, called = dutch(step), dict(names)
    found: list[Problem] = []
    outdated: dict[int, str] = {}
    for index, made in enumerate(step.translations):
        spoken = called.get(made.language, made.language)
        if state(step, made) is TranslationState.OUTDATED:
            outdated[index] = spoken
            continue
        for problem in _differences(ours, made):
            values = {"step": step.called, "language": spoken, **problem.values}
            found.append(replace(problem, path=("translations", index, *problem.path), values=values))
    if outdated:  # one for all languages: somebody changed one text
        path, named = ("translations", next(iter(outdated))), ", ".join(outdated.values())
        found.append(_OUTDATED.problem(path, step=step.called, language=named))
    return tuple(found)


def _differences(ours: PatronText, made: Translation) -> Iterator[Problem]:
    for name, what in (("text", "de tekst"), ("asks", "de vraag")):
        if getattr(ours, name).strip() and not getattr(made, name).strip():
            yield _EMPTY.problem((name,), what=what)
    if {one.id for one in made.answers if one.label.strip()} != {name for name, _ in ours.answers} or any(
        not one.label.strip() for one in made.answers
    ):
        yield _ANSWERS.problem(("answers",))
    if not _pictures_fit(ours, made):
        yield _PICTURES.problem(("pictures",))
    if made.text.strip():
        there = {*bold(made.text)}
        for term in dict.fromkeys(bold(ours.text)):
            if term not in there:
                yield _TERM.problem(("text",), term=term)
        count, most = count_items(made.text), count_items(ours.text)
        if count != most:
            yield _ITEMS.problem(("text",), count=count, most=most)


def _pictures_fit(ours: PatronText, made: Translation) -> bool:
    texts = {one.file: (one.alt, *one.marks) for one in made.pictures}
    wanted = {one.file: 1 + len(one.marks) for one in ours.pictures}
    return wanted.keys() <= texts.keys() and all(
        len(texts[file]) == count and all(map(str.strip, texts[file])) for file, count in wanted.items()
    )


RULES = (unfit_language, unfit_translation)
