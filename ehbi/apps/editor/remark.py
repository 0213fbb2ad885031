"""One remark of the desk, as the inbox shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...book.parts import DOUBT_NAMES
from ...handbook import Handbook, clock
from ...store import Remark
from ...store.remarks import State
from ..panel import Block, Button, Field, Group, Text, Tone
from .since import Since

STATES = {State.OPEN: "Open", State.TAKEN_UP: "Opgepakt", State.DONE: "Klaar"}
"""What the states are called on the screen."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a manager filled in for a remark and has not kept yet.

    Parameters
    ----------
    seen
        The remark as it was then.
    state, note
        What was filled in.
    trouble
        Why it could not be kept.
    """

    seen: Remark
    state: State
    note: str
    trouble: str = ""


def shown(
    one: Remark, typed: Typed | None, handbook: Handbook, since: Since, *, leaving: bool = False
) -> Group:
    """Return a remark as a block.

    Parameters
    ----------
    one
        The remark.
    typed
        What a manager filled in and has not kept yet; None for nothing.
    handbook
        The draft.
    since
        Knows what became of its step.
    leaving
        Whether somebody is asked if it must go.
    """
    about = title(one, handbook, since)
    asking = (really(one.number, "Ja, verwijder"),) if leaving else ()
    blocks = (*_said(one, about, handbook, since), *_handling(one, typed, about), *asking)
    return Group(f"remark/{one.number}", f"Melding over ‘{about}’", blocks, framed=True)


def really(number: int, yes: str) -> Group:
    """Return the question whether to delete: no undo brings it back."""
    ways = (
        Button(f"keep/{number}", "Nee, laat staan"),
        Button(f"forget-it/{number}", yes, Tone.BAD),
    )
    warning = Text(
        f"sure/{number}", "Wat je verwijdert, komt niet terug. Weet je het zeker?", Tone.BAD, live=True
    )
    return Group(
        f"sureness/{number}",
        "Verwijderen of niet",
        (warning, Group(f"ways/{number}", "", ways, across=True)),
    )


def title(one: Remark, handbook: Handbook, since: Since) -> str:
    """Return the title of the step that a remark is about, also when the draft no longer has it."""
    step = handbook.step(one.step) if one.step in handbook else since.step(one)
    return step.title if step and step.title else one.step


def _said(one: Remark, about: str, handbook: Handbook, since: Since) -> Iterator[Block]:
    number = one.number
    if one.step in handbook:
        opening = Button(f"open/{number}", about, spoken=f"Open de stap ‘{about}’")
        yield Group(f"about/{number}", "", (opening,), across=True)
    else:
        yield Text(f"gone/{number}", f"{about} (deze stap staat niet meer in je concept)")
    words = f": {one.text}" if one.text else "."
    yield Text(f"words/{number}", f"{DOUBT_NAMES[one.doubt]}{words}")
    revision = since.revision_of(one)
    where = f"versie {revision.number}" if revision else "een versie die hier niet bekend is"
    yield Text(f"when/{number}", f"{clock.moment(one.at)}, over {where}", Tone.SOFT)
    if changes := since.changes(one):
        versions = " en ".join(f"versie {change}" for change in changes)
        yield Text(f"since/{number}", f"De stap is sindsdien veranderd in {versions}.", Tone.WARNING)


def _handling(one: Remark, typed: Typed | None, about: str) -> Iterator[Block]:
    number, filled = one.number, typed or one
    trouble = ((Tone.BAD, typed.trouble),) if typed and typed.trouble else ()
    states = tuple((state.value, name) for state, name in STATES.items())
    fields = (
        Field(f"state/{number}", "Hoe ver ben je hiermee?", filled.state.value, "choice", states),
        Field(f"note/{number}", "Notitie", filled.note, "text", problems=trouble),
    )
    save = Button(
        f"save/{number}",
        "Bewaar",
        Tone.STRONG if typed else Tone.PLAIN,
        disabled=typed is None,
        spoken=f"Bewaar wat je invulde bij de melding over ‘{about}’",
    )
    gone = Button(f"forget/{number}", "Verwijder", Tone.BAD, spoken=f"Verwijder de melding over ‘{about}’")
    yield Group(f"handling/{number}", "Wat je ermee doet", fields, across=True)
    yield Group(f"saving/{number}", "", (save, gone, *_last(one)), across=True)


def _last(one: Remark) -> Iterator[Block]:
    if one.changed_at:
        told = f"Laatst veranderd door {one.changed_by}, {clock.moment(one.changed_at)}"
        yield Text(f"by/{one.number}", told, Tone.SOFT)
