"""The deck of a server: all slides, and those that only a workshop with a plan has."""

from __future__ import annotations

from collections.abc import Iterator

from ..handbook import Handbook
from .choosing import AFTER, BEFORE, Known, Question, question
from .deck import Frame, Layout, Slide, deck

PLANNED = frozenset({Layout.GOALS, Layout.QUESTION, Layout.BRAINSTORM, Layout.RECAP})
"""How slides are dressed that only a plan has."""
BRAINSTORM = "brainstorm"
"""The slide on which a room says what goes wrong."""
_GOALS = (
    "Vertel kort wat jullie gaan doen. Beloof dat niemand iets uit het hoofd hoeft te leren, en dat een fout"
    " hier juist helpt: daar leert de zaal van."
)
_BEFORE = (
    "Lees voor, en laat iedereen kiezen. Zeg nog niet wat goed is: aan het eind vraag je precies hetzelfde."
    " Dan zien jullie wat er is veranderd."
)
_AFTER = "Dezelfde vraag als aan het begin. Laat iedereen nog eens kiezen, zonder te overleggen."
_COMPARED = "Goed is: {right}. Vergelijk samen: wie koos eerst iets anders, en waardoor is dat veranderd?"
_BRAINSTORM = (
    "Vraag: wat gaat er bij jullie aan de balie mis met inloggen? Een paar woorden is genoeg, zonder namen."
    " Lees er een paar voor. Wat er niet hoort, klik je weg. Niets hiervan wordt bewaard."
)
_RECAP = (
    "Dit koos de zaal het vaakst anders dan het handboek. Vraag bij elk punt: wat doe je morgen als dit aan"
    " de balie gebeurt?"
)


def served_deck(handbook: Handbook, known: Known, *, phones: bool = False) -> tuple[Slide, ...]:
    """Return all slides that a server has, with those for plans where they belong.

    Which of them a room gets, and in which order, is told by a :func:`~.plan.plan`.
    """
    return tuple(_in_place(handbook, known, phones=phones))


def _in_place(handbook: Handbook, known: Known, *, phones: bool) -> Iterator[Slide]:
    asked = question(handbook, known)
    for slide in deck(handbook, served=True, phones=phones):
        if slide.layout is Layout.REASONS:
            yield Slide("doelen", Layout.GOALS, "Wat gaan we doen?", (Frame(_GOALS),))
            yield from [_before(asked)] if asked else []
            if phones:
                yield Slide(
                    BRAINSTORM, Layout.BRAINSTORM, "Wat gaat er mis aan de balie?", (Frame(_BRAINSTORM),)
                )
        if slide.layout is Layout.CLOSING:
            yield from [_after(asked)] if asked else []
            yield Slide("terugblik", Layout.RECAP, "Onthoud dit", (Frame(_RECAP),))
        yield slide


def _before(asked: Question) -> Slide:
    frame = Frame(_BEFORE, asked.case, asked.choice, wide=True, told=asked.told)
    return Slide(f"vooraf-{asked.example.id}", Layout.QUESTION, BEFORE, (frame,))


def _after(asked: Question) -> Slide:
    again = Frame(_AFTER, asked.case, asked.choice, wide=True, told=asked.told)
    notes = _COMPARED.format(right=asked.choice.right.label)
    compared = Frame(notes, asked.case, asked.choice, revealed=True, wide=True, told=asked.told)
    return Slide(f"achteraf-{asked.example.id}", Layout.QUESTION, AFTER, (again, compared))
