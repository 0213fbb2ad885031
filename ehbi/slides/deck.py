"""The slides of a workshop, made from the handbook: story and exercises, with the presenter's notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate
from typing import Any

from ..handbook import Case, Handbook
from ..handbook.examples import Choice, Exercise
from ..handbook.step import Example
from ..handbook.summary import situation_name
from ..handbook.text import to_plain
from .choosing import stories, untold
from .fitting import Page
from .words import contact_pages, is_wide, permission_pages, reason_pages

RESULTS = "Wat vond de zaal lastig?"
"""What the slide and the paper with the results are called."""


class Layout(StrEnum):
    """How a slide is dressed."""

    OPENING = "opening"
    JOIN = "join"
    REASONS = "reasons"
    STORY = "story"
    PERMISSIONS = "permissions"
    HANDOVER = "handover"
    LIVE = "live"
    ORDER = "order"
    EXERCISE = "exercise"
    RESULTS = "results"
    CLOSING = "closing"
    GOALS = "goals"
    QUESTION = "question"
    BRAINSTORM = "brainstorm"
    RECAP = "recap"


_NOTES = {
    Layout.OPENING: (
        "Welkom. Vraag wie deze week een lener had die niet kon inloggen, en hoe dat ging. Vertel dat"
        " het handboek altijd één vraag tegelijk stelt: niemand hoeft iets uit het hoofd te kennen."
    ),
    Layout.JOIN: (
        "Laat iedereen de code scannen of het adres overtypen. Niemand hoeft een naam te geven; na de"
        " workshop worden alle stemmen gewist. Wie geen telefoon heeft, steekt straks een hand op. Wil je"
        " tafels tegen elkaar laten spelen? Kies dan op deze dia hoeveel."
    ),
    Layout.REASONS: (
        "Laat de zaal eerst zelf noemen wat er mis kan gaan. Toon daarna één voor één de situaties."
    ),
    Layout.PERMISSIONS: (
        "Loop langs wie wat kan wijzigen. Vraag bij elke regel: bij wie zou jij nu aankloppen? Zo weet"
        " je ook wie je niet hoeft te bellen."
    ),
    Layout.LIVE: (
        "Vraag de zaal om een casus van deze week, of kies een verhaal. Laat de zaal hardop antwoorden,"
        " en kies wat zij zegt. Klik ook eens op een stap in het stroomschema. Met de klikker ga je"
        " verder met de dia's."
    ),
    Layout.ORDER: (
        "Kies samen met de zaal wat jullie oefenen. Per situatie is het makkelijkst; gehusseld lijkt"
        " het meest op de balie."
    ),
    Layout.RESULTS: (
        "Laat de zaal eerst raden wat lastig was. Klik op een stap om die op het schema te zien. Vraag"
        " waarom: was de vraag onduidelijk, of de stap? Wat je naar functioneel beheer stuurt, zegt niet"
        " wie er was."
    ),
    Layout.CLOSING: (
        "Laat iedereen één ding noemen dat morgen anders gaat. Wijs op Oefenen op de pagina van het"
        " handboek, en op de poster en de kaart voor achter de balie."
    ),
}
"""What the presenter reads, where that is not from the handbook."""
_NUMBERED = "Oefening 1 van 1"
"""What heads an exercise, about: its number comes when it is known which are wished for."""
_ASK = "Laat de zaal kiezen, met de hand omhoog of op de telefoon. Wacht met het goede antwoord."


@dataclass(frozen=True, slots=True)
class Frame:
    """What one press of the clicker brings to a slide.

    Its notes are for the presenter alone. It may have a case as it stands, and a choice that the room is
    asked; ``revealed`` is whether the room may know what is right. ``told`` is the part of the
    story that the room reads. One that is ``wide`` has no room for a chart.
    """

    notes: str
    case: Case | None = None
    choice: Choice | None = None
    revealed: bool = False
    wide: bool = False
    told: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: an id for its address, one frame at least, and the case that it tells or asks.

    A slide with a list has ``pages``: what of that is in sight together.
    """

    id: str
    layout: Layout
    title: str
    frames: tuple[Frame, ...]
    example: Example | None = None
    pages: tuple[Page[Any], ...] = ()


def deck(handbook: Handbook, *, served: bool = False, phones: bool = False) -> tuple[Slide, ...]:
    """Return the slides for a handbook.

    Why logging in goes wrong; each situation as one of its cases, step by step; who can change what; how to
    hand over; then all other cases as exercises. Where they are ``served``, the guide runs on one of them and
    what the room chose is counted; with ``phones`` the room chooses on those. A list that is too long for one
    frame has more of them; what is too long for any is a :class:`.TooLongError`.
    """
    asked = tuple(_exercise(handbook, one) for one in untold(handbook))
    return (
        _still("begin", Layout.OPENING, handbook.title),
        *([_still("meedoen", Layout.JOIN, "Doe mee")] if phones else []),
        _reasons(handbook),
        *(_story(handbook, example) for example in stories(handbook)),
        _permissions(handbook),
        _handover(handbook),
        *([_still("stap-voor-stap", Layout.LIVE, "Stap voor stap, samen")] if served else []),
        *([_still("oefeningen", Layout.ORDER, "Oefeningen")] if asked else []),
        *asked,
        *([_still("uitslag", Layout.RESULTS, RESULTS)] if served and asked else []),
        _still("einde", Layout.CLOSING, "Wat neem je mee?"),
    )


def _still(id_: str, layout: Layout, title: str, *more: Frame) -> Slide:
    """Return a slide that tells no case."""
    return Slide(id_, layout, title, (Frame(_NOTES[layout]), *more))


def _reasons(handbook: Handbook) -> Slide:
    reasons = (Frame(to_plain(situation.text)) for situation in handbook.situations)
    slide = _still("waarom", Layout.REASONS, "Waarom inloggen misgaat", *reasons)
    return replace(slide, pages=reason_pages(handbook, slide.title))


def _permissions(handbook: Handbook) -> Slide:
    slide = _still("wie-kan-wat", Layout.PERMISSIONS, "Wie kan wat")
    pages = permission_pages(handbook, slide.title)
    return replace(slide, pages=pages, frames=slide.frames * max(1, len(pages)))


def _handover(handbook: Handbook) -> Slide:
    title = "Zo geef je een casus door"
    frames = tuple(_contacts(handbook))
    return Slide("doorgeven", Layout.HANDOVER, title, frames, pages=contact_pages(handbook, title))


def _contacts(handbook: Handbook) -> Iterator[Frame]:
    for contact in handbook.contacts:
        rules = "\n".join(rule.text for rule in contact.rules)
        yield Frame(rules or f"Vertel wanneer je bij {contact.name} moet zijn.")


def _story(handbook: Handbook, example: Example) -> Slide:
    title = situation_name(handbook.step(example.situation))
    begins, *goes_on = example.parts
    read = f"Lees voor: {begins} Vraag wat de zaal als eerste zou doen."
    first = Case(handbook).begin(example.situation)
    cases = accumulate(example.answers, lambda case, given: case.answer(given.answer), initial=first)
    frames = (Frame(read, Case(handbook), told=begins), *map(_at, cases, goes_on))
    return _fitted(handbook, Slide(f"situatie-{example.situation}", Layout.STORY, title, frames, example))


def _at(case: Case, told: str = "") -> Frame:
    """Return the frame of a case at its step: what happens then, what to say to the patron, and why."""
    here = case.step
    if here is None:
        return Frame("", case)
    say = f"Zeg tegen de lener: ‘{here.say}’" if here.say else ""
    asks = here.asks if here.answers else ""
    read = f"Vertel: {told}" if told else ""
    return Frame("\n".join(filter(None, (say, here.why, read, asks))), case)


def _exercise(handbook: Handbook, exercise: Exercise) -> Slide:
    example = exercise.example
    frames = tuple(_asked(handbook, exercise))
    return _fitted(handbook, Slide(f"oefening-{example.id}", Layout.EXERCISE, example.title, frames, example))


def _fitted(handbook: Handbook, slide: Slide) -> Slide:
    """Return a slide of a case with the whole width for the words that have no room beside its chart."""
    title = slide.title if slide.layout is Layout.STORY else _NUMBERED
    frames = (
        replace(one, wide=is_wide(handbook, title, one.told, one.case, one.choice)) if one.case else one
        for one in slide.frames
    )
    return replace(slide, frames=tuple(frames))


def _asked(handbook: Handbook, exercise: Exercise) -> Iterator[Frame]:
    """Yield what is asked and then what is right, choice by choice, and how it ends."""
    case, told = Case(handbook), ""
    for choice in exercise.choices:
        told = choice.told or told
        right = choice.right
        read = f"Lees voor: {choice.told} {_ASK}" if choice.told else _ASK
        yield Frame(read, case, choice, told=told)
        leads = f" Verder met: {right.leads.title}." if right.leads.title not in right.label else ""
        yield Frame(f"Goed is: {right.label}.{leads}", case, choice, revealed=True, told=told)
        case = case.answer(choice.answer) if case.step else case.begin(choice.answer)
    ending = exercise.example.ending
    yield replace(_at(case, ending), told=ending)
