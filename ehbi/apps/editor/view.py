"""A view of the manager's page: a panel with blocks, made anew from the draft after each edit."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import ipywidgets as widgets

from ...handbook import EhbiError
from ...handbook.errors import EditError
from ...handbook.text import cleaned
from ...publishing.proof import Progress, Tell
from ...store import StoreError
from ...store.drafts import NoDraftError, StaleDraftError
from ..panel import Block, Button, Field, Group, GroupedOption, Option, Panel, Point, Text, Tone
from .page import Page
from .step_form import answer_block

AGAIN = "again/"
"""Begins the id of the button that tries to keep what is in a field once more."""
UNKEPT = (StoreError, StaleDraftError, NoDraftError)
"""Why something that is right could not be kept."""
TYPED = ("line", "name", "text")
"""Forms of a field of which the text is cleaned; what is typed in the text of a file is not."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A flowchart beside a view, as :func:`ehbi.flowchart.to_markup` returns it.

    The key says of what it is, one of the ``charts`` to choose from if there are any: a picture with the same
    key takes the place of the one before, as closely looked at. ``current`` is the id of the step to mark, if
    any.
    """

    key: str
    svg: str
    current: str = ""
    charts: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """What was typed in a field and refused: it stays there, with the reason, as long as ``kept`` holds.

    What could not be kept (:attr:`is_unkept`) stays whatever the draft has there now, and can be tried again.
    """

    kept: str | bool
    typed: str | bool
    error: EhbiError

    @property
    def is_unkept(self) -> bool:
        """Whether nothing is wrong with it: another window was earlier, or the database was not there."""
        return isinstance(self.error, UNKEPT)


class View:
    """One part of the manager's page; only the one on show is kept up to date."""

    key: ClassVar[str]
    """What the view is known by."""
    label: ClassVar[str]
    """What it is called on the screen."""
    has_checks: ClassVar[bool] = False
    """Whether the list of problems stands beside it."""

    def __init__(self, page: Page) -> None:
        self.page, self.work = page, page.work
        self.panel = Panel(
            self.label, page.guarded(self._fill), page.guarded(self._press), page.guarded(self.point)
        )
        self._held: dict[str, Field] = {}
        self._buttons: frozenset[str] = frozenset()
        self._rejected: dict[str, Rejected] = {}
        self._shown: Hashable = None
        self._judged: object = None  # the draft for which it was seen what it refuses

    @property
    def tab(self) -> str:
        """What the button that leads to it says."""
        return self.label

    def body(self) -> list[widgets.Widget]:
        """Return the widgets that it is made of, top to bottom."""
        return [self.panel]

    @property
    def thing(self) -> Hashable:
        """What is in the form; what was refused in its fields goes when another thing comes."""
        return None

    @property
    def place(self) -> tuple[str, ...]:
        """What the address holds of what it shows, behind its own key."""
        return ()

    def go(self, place: tuple[str, ...]) -> None:
        """Show what an address held; what is not there any more is left at that."""

    def forget_refused(self) -> None:
        """Let go of what was refused: the thing that it was about goes."""
        self._rejected = {}

    def go_on_as(self, thing: Hashable) -> None:
        """Have the thing in the form go by another name: what was refused in its fields stays."""
        self._shown = thing

    def lists(self) -> Mapping[str, Sequence[Option | GroupedOption]]:
        """Return the options that several of its fields offer, by name."""
        return {}

    def images(self) -> Mapping[str, bytes]:
        """Return the pictures that its blocks show, by digest."""
        return {}

    def blocks(self) -> Iterator[Block]:
        """Yield what the view shows now."""
        raise NotImplementedError

    def picture(self) -> Picture | None:
        """Return the flowchart beside it; None for none."""

    def look(self, chart: str) -> None:
        """Choose a flowchart, by its key."""

    def fill(self, field: str, value: Any) -> None:
        """Take what was filled in."""

    def refused(self, field: str, _value: Any) -> EhbiError | None:
        """Return why the draft as it is now cannot take something in a field; None if it can."""
        return self._rejected[field].error

    def press(self, button: str) -> None:
        """Do what was pressed."""

    def point(self, picture: str, point: Point) -> None:
        """Take where a person pointed on a picture."""

    def select(self, step: str) -> None:
        """Do what choosing a step in the flowchart does: open it in its form."""
        self.open_form(step)

    def select_answer(self, step: str, answer: str) -> None:
        """Do what choosing an arrow in the flowchart does: open its answer in the form of its step."""
        self.open_form(step, answer_block(self.work.handbook.step(step), answer))

    def open_form(self, step: str, block: str = "") -> None:
        """Open a step in its form, at a block of that."""
        self.page.choose(step, block)

    def show(self) -> None:
        """Show what the view is now, with what was refused still in its fields."""
        if self.thing != self._shown:
            self._shown, self._rejected = self.thing, {}
        ready = self._judge_anew()
        blocks = [*self.blocks()]
        self._held = {one.id: one for one in flatten(blocks) if isinstance(one, Field)}
        shown = [*with_rejected(blocks, self._rejected)]
        self._buttons = frozenset(
            one.id for one in flatten(shown) if isinstance(one, Button) and not one.disabled
        )
        self.panel.have(self.images())
        self.panel.show(shown)
        for field, value in ready.items():
            self.page.guarded(self._fill)(field, value)

    def _judge_anew(self) -> dict[str, str | bool]:
        """Have each refusal be about the draft as it is now; return what an edit made possible, by field.

        What an undo made possible is let go: to take it would leave nothing to do again.
        """
        if self._judged is self.work.handbook or not self._rejected:
            return {}
        self._judged = self.work.handbook
        there = {one.id: one.value for one in flatten(self.blocks()) if isinstance(one, Field)}
        ready = {}
        for field, one in [*self._rejected.items()]:
            if one.is_unkept:
                continue
            if there.get(field) != one.kept:
                del self._rejected[field]  # the field has gone, or is of another thing
                continue
            if error := self.refused(field, one.typed):
                self._rejected[field] = replace(one, error=error)
            else:
                ready[field] = self._rejected.pop(field).typed
        return {} if self.work.draft.undone else ready

    def progress_callback(self) -> Tell:
        """Return what shows below the view how far a proof is, until the view is shown anew."""
        blocks = [*with_rejected([*self.blocks()], self._rejected)]

        def tell(progress: Progress) -> None:
            self.panel.show([*blocks, Text("proof", str(progress), Tone.SOFT, live=True)])

        return tell

    def _fill(self, field: str, value: Any) -> None:
        """Take what was filled in; what is refused stays in its field. A field that is gone takes nothing."""
        if field not in self._held:
            return
        self._rejected.pop(field, None)
        held = self._held[field]
        if isinstance(value, str) and held.form in TYPED:
            value = cleaned(value) if held.form == "text" else cleaned(value).replace("\n", " ")
        try:
            self.fill(field, value)
        except (EditError, *UNKEPT) as error:
            self._rejected[field] = Rejected(held.value, value, error)
            raise

    def _press(self, button: str) -> None:
        if button not in self._buttons:
            return
        field = button.removeprefix(AGAIN)
        if field != button:
            self._fill(field, self._rejected[field].typed)
        else:
            self.press(button)


def flatten(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield all blocks, and those in groups."""
    for block in blocks:
        yield block
        if isinstance(block, Group):
            yield from flatten(block.blocks)


def with_rejected(blocks: Iterable[Block], rejected: Mapping[str, Rejected]) -> Iterator[Block]:
    """Yield blocks with what was refused in its fields; not where the field has got another value since."""
    for block in blocks:
        if isinstance(block, Group):
            yield replace(block, blocks=tuple(with_rejected(block.blocks, rejected)))
        elif isinstance(block, Field) and (one := rejected.get(block.id)) and _stays(one, block):
            told = tuple((Tone.BAD, f"Nog niet bewaard: {line}") for line in str(one.error).splitlines())
            yield replace(block, value=one.typed, problems=told)
            if one.is_unkept:
                yield Button(
                    f"{AGAIN}{block.id}", "Bewaar dit alsnog", spoken=f"Bewaar alsnog: {block.label}"
                )
        else:
            yield block


def _stays(one: Rejected, block: Field) -> bool:
    return one.kept == block.value or (one.is_unkept and one.typed != block.value)
