"""The slides of a workshop, made from the handbook: the story, then the exercises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..handbook import Case, Handbook
from ..handbook.examples import Choice, Exercise, exercises
from ..handbook.model import Example
from ..handbook.summary import situation_name
from ..handbook.text import to_plain
from ..handbook.values import Kind
from . import notes

_LIVE = "Stap voor stap, samen"
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

    Its notes are for the presenter alone. It may have a case as it stands, and a choice that the room is
    asked; ``revealed`` is whether the room may know what is right.
    """

    notes: str
    case: Case | None = None
    choice: Choice | None = None
    revealed: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: an id for its address, one frame at least, and the case that it tells or asks."""

    id: str
    layout: Layout
    title: str
    frames: tuple[Frame, ...]
    example: Example | None = None


def deck(handbook: Handbook, *, served: bool = False, phones: bool = False) -> tuple[Slide, ...]:
    """Return the slides for a handbook.

    Why logging in goes wrong; each situation as one of its cases, step by step; who can change what; how to
    hand over; then all other cases as exercises. Where they are ``served``, the guide runs on one of them and
    what the room chose is counted; with ``phones`` the room chooses on those.

    Examples
    --------
    >>> import ehbi
    >>> slides = deck(ehbi.load())
    >>> [slide.title for slide in slides][:3]
    ['Eerste Hulp Bij Inloggen', 'Waarom inloggen misgaat', "Situatie 1: Melding 'Inloggegevens onjuist'"]
    """
    stories = tuple(story_examples(handbook))
    asked = tuple(_exercise(handbook, one) for one in exercises(handbook) if one.example not in stories)
    return (
        Slide("begin", Layout.OPENING, handbook.title, (Frame(notes.OPENING),)),
        *([Slide("meedoen", Layout.JOIN, "Doe mee", (Frame(notes.JOIN),))] if phones else []),
        Slide("waarom", Layout.REASONS, "Waarom inloggen misgaat", tuple(_reasons(handbook))),
        *(_story(handbook, example) for example in stories),
        Slide("wie-kan-wat", Layout.PERMISSIONS, "Wie kan wat", (Frame(notes.PERMISSIONS),)),
        Slide("doorgeven", Layout.HANDOVER, "Zo geef je een casus door", tuple(_contacts(handbook))),
        *([Slide("stap-voor-stap", Layout.LIVE, _LIVE, (Frame(notes.LIVE),))] if served else []),
        *([Slide("oefeningen", Layout.ORDER, "Oefeningen", (Frame(notes.ORDER),))] if asked else []),
        *asked,
        *([Slide("uitslag", Layout.RESULTS, RESULTS, (Frame(notes.RESULTS),))] if served and asked else []),
        Slide("einde", Layout.CLOSING, "Wat neem je mee?", (Frame(notes.CLOSING),)),
    )


def _reasons(handbook: Handbook) -> Iterator[Frame]:
    yield Frame(notes.REASONS)
    for situation in handbook.situations:
        yield Frame(to_plain(situation.text))


def _contacts(handbook: Handbook) -> Iterator[Frame]:
    for contact in handbook.contacts:
        yield Frame(notes.contact(contact))


def _story(handbook: Handbook, example: Example) -> Slide:
    title = situation_name(handbook.step(example.situation))
    begin = Frame(notes.story(example), Case(handbook))
    steps = (Frame(notes.step(case), case) for case in _stages(handbook, example))
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
        yield Frame(notes.right(choice), case, choice, revealed=True)
        case = case.answer(choice.answer) if case.step else case.begin(choice.answer)
    yield Frame(notes.step(case), case)


def story_examples(handbook: Handbook) -> Iterator[Example]:
    """Yield for each situation the case that shows most of it: the one with the most steps that stays in it.

    Examples
    --------
    >>> import ehbi
    >>> [len(example.answers) for example in story_examples(ehbi.load())]
    [3, 3, 3, 3]
    """
    for situation in handbook.situations:
        own = [example for example in handbook.examples if example.situation == situation.id]
        if own:
            yield max(own, key=lambda example: (_stays(handbook, example), len(example.answers)))


def _stays(handbook: Handbook, example: Example) -> bool:
    """Return whether a case comes to no other situation, whose chart is another one."""
    return all(handbook.step(given.step).kind is not Kind.SITUATION for given in example.answers[1:])


def _stages(handbook: Handbook, example: Example) -> Iterator[Case]:
    case = Case(handbook).begin(example.situation)
    yield case
    for given in example.answers:
        case = case.answer(given.answer)
        yield case
