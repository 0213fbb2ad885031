"""One remark of the desk as the inbox shows it, and what became of its step since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...book.parts import DOUBT_NAMES
from ...handbook import Handbook, clock
from ...handbook.model import Step
from ...store import Remark, Revision, Store, revisions
from ...store.remarks import State
from ..panel import Block, Button, Field, Group, Text, Tone

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
    """Looks up what became of a step since a remark; each revision is read once, as it never changes.

    Examples
    --------
    >>> from ehbi.files import load
    >>> from ehbi.handbook import clock
    >>> from ehbi.handbook.values import Doubt
    >>> history = StepHistory(Store.open("sqlite://"))
    >>> remark = Remark(clock.now(), load().revision, "toegang", Doubt.WRONG)
    >>> history.revision_of(remark).number, history.changes(remark), history.step(remark).title
    (1, (), 'De lener heeft toegang')
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._line: tuple[Revision, ...] = ()
        self._steps: dict[int, dict[str, Step]] = {}

    def look(self) -> None:
        """Take what was published meanwhile."""
        newest = revisions.newest_of(self._store).number
        if not self._line or self._line[0].number != newest:
            self._line = revisions.history(self._store)

    def revision_of(self, remark: Remark) -> Revision | None:
        """Return the revision that a remark is about, of equal ones the newest of then; None if unknown."""
        if not self._line:
            self.look()
        equal = [one for one in self._line if one.digest == remark.revision]
        of_then = (one for one in equal if one.at <= remark.at)
        return next(of_then, equal[-1] if equal else None)

    def step(self, remark: Remark) -> Step | None:
        """Return the step as the remark is about it; None when that is unknown."""
        about = self.revision_of(remark)
        return self._step(about.number, remark.step) if about else None

    def changes(self, remark: Remark) -> tuple[int, ...]:
        """Return the numbers of the later revisions in which the step is another than in the one before."""
        about = self.revision_of(remark)
        if about is None:
            return ()
        step, later = remark.step, range(about.number + 1, self._line[0].number + 1)
        return tuple(number for number in later if self._step(number, step) != self._step(number - 1, step))

    def _step(self, number: int, step: str) -> Step | None:
        if number not in self._steps:
            steps = revisions.content(self._store, number).steps
            self._steps[number] = {one.id: one for one in steps}
        return self._steps[number].get(step)


def remark_block(
    one: Remark, typed: RemarkEdit | None, handbook: Handbook, history: StepHistory, *, leaving: bool = False
) -> Group:
    """Return a remark as a block; ``leaving``: somebody is asked if it must go."""
    about = step_title(one, handbook, history)
    asking = (confirm_deletion(one.number, "Ja, verwijder"),) if leaving else ()
    blocks = (*_said(one, about, handbook, history), *_handling(one, typed, about), *asking)
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


def step_title(one: Remark, handbook: Handbook, history: StepHistory) -> str:
    """Return the title of the step that a remark is about, also when the draft no longer has it."""
    step = handbook.step(one.step) if one.step in handbook else history.step(one)
    return step.title if step and step.title else one.step


def _said(one: Remark, about: str, handbook: Handbook, history: StepHistory) -> Iterator[Block]:
    number = one.number
    if one.step in handbook:
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
