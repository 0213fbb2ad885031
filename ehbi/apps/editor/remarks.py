"""One remark of the desk as the inbox shows it, and what became of its step since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...book.parts import DOUBT_NAMES
from ...handbook import clock
from ...handbook.step import Step
from ...store import Remark, Revision, revisions
from ...store.remarks import State
from ..panel import Block, Button, Field, Group, Text, Tone
from .diff import title_of
from .working_copy import WorkingCopy

STATES = {State.OPEN: "Open", State.TAKEN_UP: "Opgepakt", State.DONE: "Klaar"}
"""What the states are called on the screen."""


@dataclass(frozen=True, slots=True)
class RemarkEdit:
    """What a manager filled in for a remark as it was seen, and has not kept yet; ``trouble`` says why."""

    seen: Remark
    state: State
    note: str
    trouble: str = ""


class StepHistory:
    """What became of the step of a remark since, in all revisions that are published by now."""

    def __init__(self, work: WorkingCopy) -> None:
        self.work = work
        self._line = revisions.history(work.store)

    def revision_of(self, remark: Remark) -> Revision | None:
        """Return the revision that a remark is about, of equal ones the newest of then; None if unknown."""
        equal = [one for one in self._line if one.digest == remark.revision]
        of_then = (one for one in equal if one.at <= remark.at)
        return next(of_then, equal[-1] if equal else None)

    def changes(self, remark: Remark) -> tuple[int, ...]:
        """Return the numbers of the later revisions in which the step is another than in the one before."""
        about = self.revision_of(remark)
        if about is None:
            return ()
        step, later = remark.step, range(about.number + 1, self._line[0].number + 1)
        return tuple(number for number in later if self._step(number, step) != self._step(number - 1, step))

    def title(self, remark: Remark) -> str:
        """Return what the step is called, also when the draft no longer has it."""
        handbook = self.work.handbook
        if remark.step not in handbook and (about := self.revision_of(remark)):
            handbook = self.work.content(about.number)
        return title_of(remark.step, handbook) or remark.step

    def _step(self, number: int, step: str) -> Step | None:
        handbook = self.work.content(number)
        return handbook.step(step) if step in handbook else None


def remark_block(
    one: Remark, typed: RemarkEdit | None, history: StepHistory, *, leaving: bool = False
) -> Group:
    """Return a remark as a block; ``leaving``: somebody is asked if it must go."""
    about = history.title(one)
    asking = (confirm_deletion(one.number, "Ja, verwijder"),) if leaving else ()
    blocks = (*_said(one, about, history), *_handling(one, typed, about), *asking)
    return Group(f"remark/{one.number}", f"Melding over ‘{about}’", blocks, framed=True)


def confirm_deletion(number: int, yes: str) -> Group:
    """Return the question whether to delete: no undo brings it back."""
    ways = (
        Button(f"keep/{number}", "Nee, laat staan"),
        Button(f"forget-it/{number}", yes, Tone.BAD),
    )
    told = "Wat je verwijdert, komt niet terug. Weet je het zeker?"
    warning = Text(f"sure/{number}", told, Tone.BAD, live=True)
    blocks = (warning, Group(f"ways/{number}", "", ways, across=True))
    return Group(f"sureness/{number}", "Verwijderen of niet", blocks)


def _said(one: Remark, about: str, history: StepHistory) -> Iterator[Block]:
    number = one.number
    if one.step in history.work.handbook:
        opening = Button(f"open/{number}", about, spoken=f"Open de stap ‘{about}’")
        yield Group(f"about/{number}", "", (opening,), across=True)
    else:
        yield Text(f"gone/{number}", f"{about} (deze stap staat niet meer in je concept)")
    words = f": {one.text}" if one.text else "."
    yield Text(f"words/{number}", f"{DOUBT_NAMES[one.doubt]}{words}")
    revision = history.revision_of(one)
    where = f"versie {revision.number}" if revision else "een versie die hier niet bekend is"
    yield Text(f"when/{number}", f"{clock.moment(one.at)}, over {where}", Tone.SOFT)
    if changes := history.changes(one):
        versions = " en ".join(f"versie {change}" for change in changes)
        yield Text(f"since/{number}", f"De stap is sindsdien veranderd in {versions}.", Tone.WARNING)


def _handling(one: Remark, typed: RemarkEdit | None, about: str) -> Iterator[Block]:
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
