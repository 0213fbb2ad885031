"""The slides of a workshop, made from the handbook: the story, then the exercises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..handbook import Case, Handbook
from ..handbook.examples import Choice, Exercise, exercises
from ..handbook.model import Example
from ..handbook.summary import situation_name
from . import notes, telling

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


@dataclass(frozen=True, slots=True)
class Frame:
    """What one press of the clicker brings to a slide.

    Parameters
    ----------
    notes
        What the presenter reads, and nobody else.
    case
        The case as it stands, for a slide that tells one; None before it is about any.
    choice
        What the room is asked.
    told
        Whether the room may know what is right.
    """

    notes: str
    case: Case | None = None
    choice: Choice | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Parameters
    ----------
    id
        What it is called in an address; each in a deck has its own.
    layout
        How it is dressed.
    title
        What stands above it.
    frames
        What it shows, one after the other; one at least.
    example
        The case that it tells or asks.
    """

    id: str
    layout: Layout
    title: str
    frames: tuple[Frame, ...]
    example: Example | None = None


def deck(handbook: Handbook, *, served: bool = False, phones: bool = False) -> tuple[Slide, ...]:
    """Return the slides for a handbook.

    Why logging in goes wrong; each situation as one of its cases, step by step; who can change what; how to
    hand over; the guide itself, where there is a server for it; then all other cases as exercises.

    Parameters
    ----------
    handbook
        What they are made of.
    served
        Whether a server has the slides, runs the guide on one of them and counts what the room chose.
    phones
        Whether the room can choose on its phones.

    Examples
    --------
    >>> import ehbi
    >>> slides = deck(ehbi.load())
    >>> [slide.title for slide in slides][:3]
    ['Eerste Hulp Bij Inloggen', 'Waarom inloggen misgaat', "Situatie 1: Melding 'Inloggegevens onjuist'"]
    """
    told = tuple(telling.told(handbook))
    asked = tuple(_exercise(handbook, one) for one in exercises(handbook) if one.example not in told)
    return (
        Slide("begin", Layout.OPENING, handbook.title, (Frame(notes.OPENING),)),
        *([Slide("meedoen", Layout.JOIN, "Doe mee", (Frame(notes.JOIN),))] if phones else []),
        Slide("waarom", Layout.REASONS, "Waarom inloggen misgaat", tuple(_reasons(handbook))),
        *(_story(handbook, example) for example in told),
        Slide("wie-kan-wat", Layout.PERMISSIONS, "Wie kan wat", (Frame(notes.PERMISSIONS),)),
        Slide("doorgeven", Layout.HANDOVER, "Zo geef je een casus door", tuple(_contacts(handbook))),
        *(
            [Slide("stap-voor-stap", Layout.LIVE, "Stap voor stap, samen", (Frame(notes.LIVE),))]
            if served
            else []
        ),
        *([Slide("oefeningen", Layout.ORDER, "Oefeningen", (Frame(notes.ORDER),))] if asked else []),
        *asked,
        *([Slide("uitslag", Layout.RESULTS, RESULTS, (Frame(notes.RESULTS),))] if served and asked else []),
        Slide("einde", Layout.CLOSING, "Wat neem je mee?", (Frame(notes.CLOSING),)),
    )


def _reasons(handbook: Handbook) -> Iterator[Frame]:
    """Yield a frame for the question, and one for each situation."""
    yield Frame(notes.REASONS)
    for situation in handbook.situations:
        yield Frame(notes.plain(situation.text))


def _contacts(handbook: Handbook) -> Iterator[Frame]:
    for contact in handbook.contacts:
        yield Frame(notes.contact(contact))


def _story(handbook: Handbook, example: Example) -> Slide:
    title = situation_name(handbook.step(example.situation))
    begin = Frame(notes.story(example), Case(handbook))
    steps = (Frame(notes.step(case), case) for case in telling.stages(handbook, example))
    return Slide(f"situatie-{example.situation}", Layout.STORY, title, (begin, *steps), example)


def _exercise(handbook: Handbook, exercise: Exercise) -> Slide:
    example = exercise.example
    frames = tuple(_asked(handbook, exercise))
    return Slide(f"oefening-{example.id}", Layout.EXERCISE, example.title, frames, example)


def _asked(handbook: Handbook, exercise: Exercise) -> Iterator[Frame]:
    """Yield what is asked and then what is right, choice by choice, and how it ends."""
    case = Case(handbook)
    for choice in exercise.choices:
        yield Frame(notes.ask(choice), case, choice)
        yield Frame(notes.right(choice), case, choice, told=True)
        case = case.answer(choice.answer) if case.step else case.begin(choice.answer)
    yield Frame(notes.step(case), case)
