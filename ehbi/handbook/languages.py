"""The languages in which a patron can read a step: what it says in each, and whether that is still right."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

from .model import Handbook
from .pictures import Audience
from .step import Step
from .text import to_html
from .translation import AnswerText, Language, PatronWords, PictureText, Translation
from .values import Labelled

__all__ = [
    "DUTCH",
    "AnswerText",
    "Language",
    "PatronText",
    "PatronWords",
    "PictureText",
    "Translation",
    "TranslationState",
    "digest",
    "dutch",
    "in_language",
    "language",
    "outdated",
    "patron_html",
    "state",
    "states",
    "translation",
]

DUTCH = Language(id="nl", name="Nederlands", own_name="Nederlands")
"""The language that the handbook is written in; it is none of its ``languages``."""


class TranslationState(Labelled):
    """How far the translation of a step is."""

    MISSING = "missing", "Nog niet vertaald"
    OUTDATED = "outdated", "Verouderd", "verouderd", "het Nederlands is daarna veranderd"
    MADE = "made", "Nog niet nagekeken", "nog niet nagekeken", "door iemand die de taal spreekt"
    REVIEWED = "reviewed", "Nagekeken"


@dataclass(frozen=True, slots=True)
class PatronText:
    """What a patron reads of one step, in one ``language``.

    ``answers`` are pairs of id and label, in the order of the step. ``state`` is that of the translation
    which was asked for; None for the Dutch itself. One that is missing or outdated is not shown: then the
    texts are Dutch, and so is the ``language``.
    """

    language: str
    text: str
    say: str
    asks: str
    answers: tuple[tuple[str, str], ...]
    pictures: tuple[PictureText, ...]
    state: TranslationState | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says."""
        of_pictures = (text for one in self.pictures for text in (one.alt, *one.marks))
        return (self.text, self.say, self.asks, *(label for _, label in self.answers), *of_pictures)


def dutch(step: Step) -> PatronText:
    """Return what a patron reads of a step in Dutch.

    Examples
    --------
    >>> import ehbi
    >>> dutch(ehbi.load().step("ander-adres")).text
    'Open de mailbox van je **andere e-mailadres**.'
    """
    return PatronText(
        DUTCH.id,
        step.patron or step.say,
        step.say if step.patron else "",
        step.asks if step.answers else "",
        tuple((answer.id, answer.label) for answer in step.answers),
        tuple(
            PictureText(file=one.file, alt=one.alt, marks=tuple(mark.text for mark in one.marks))
            for one in step.pictures
            if one.is_for(Audience.PATRON)
        ),
    )


def digest(step: Step) -> str:
    """Return what the Dutch texts of a step are known by: it differs whenever a patron reads something else.

    In which order answers and pictures stand is no text.
    """
    text = dutch(step)
    pictures = sorted((one.file, one.alt, one.marks) for one in text.pictures)
    read = (text.text, text.say, text.asks, sorted(text.answers), pictures)
    return hashlib.sha256(json.dumps(read).encode()).hexdigest()[:12]


def language(handbook: Handbook, tag: str) -> Language:
    """Return the language with this tag; Dutch where the handbook has no such language."""
    return next((one for one in handbook.languages if one.id == tag), DUTCH)


def translation(step: Step, tag: str) -> Translation | None:
    """Return the translation of a step in the language with this tag, or None."""
    return next((one for one in step.translations if one.language == tag), None)


def state(step: Step, made: Translation | None) -> TranslationState:
    """Return how far a translation of a step is; without its main text it is missing."""
    if made is None:
        return TranslationState.MISSING
    if made.of != digest(step):
        return TranslationState.OUTDATED
    if dutch(step).text.strip() and not made.text.strip():
        return TranslationState.MISSING
    return TranslationState.REVIEWED if made.reviewed_by.strip() else TranslationState.MADE


def states(handbook: Handbook, tag: str) -> dict[str, TranslationState]:
    """Return how far the translation is of each step of which a patron reads something, by its id.

    Examples
    --------
    >>> import ehbi
    >>> {str(one) for one in states(ehbi.load(), "en").values()}
    {'made'}
    """
    read = (step for step in handbook.steps if any(map(str.strip, dutch(step).texts)))
    return {step.id: state(step, translation(step, tag)) for step in read}


def in_language(handbook: Handbook, step: Step, tag: str) -> PatronText:
    """Return what a patron reads of a step in a language, or in Dutch where that is not there or outdated.

    Examples
    --------
    >>> import ehbi
    >>> handbook = ehbi.load()
    >>> in_language(handbook, handbook.step("toegang"), "tlh").language
    'nl'
    """
    ours = dutch(step)
    made = translation(step, tag)
    if tag not in {one.id for one in handbook.languages}:
        return ours
    reached = state(step, made)
    if made is None or reached in {TranslationState.MISSING, TranslationState.OUTDATED}:
        return replace(ours, state=reached)
    return PatronText(
        tag,
        made.text,
        made.say or ours.say,
        made.asks or ours.asks,
        tuple((name, made.answer(name) or label) for name, label in ours.answers),
        tuple(_picture(one, made.picture(one.file)) for one in ours.pictures),
        reached,
    )


def outdated(handbook: Handbook) -> tuple[Step, ...]:
    """Return the steps of which some translation is outdated."""
    return tuple(
        step
        for step in handbook.steps
        if any(state(step, made) is TranslationState.OUTDATED for made in step.translations)
    )


def _picture(ours: PictureText, made: PictureText | None) -> PictureText:
    if made is None:
        return ours
    fits = len(made.marks) == len(ours.marks)
    marks = tuple(map(lambda own, text: text or own, ours.marks, made.marks)) if fits else ours.marks
    return ours.model_copy(update={"alt": made.alt or ours.alt, "marks": marks})


def patron_html(step: Step, text: str) -> str:
    """Return the Markdown of a translation as HTML, with the terms of the Dutch screen marked as Dutch.

    A bold text that stands literally in the Dutch texts of the step is such a term.
    """
    whole = "\n".join(dutch(step).texts)
    return to_html(text, is_dutch=lambda bold: bold in whole)
