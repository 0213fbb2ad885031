"""A view of the manager's page: a panel with blocks, made anew from the draft after each edit."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import ipywidgets as widgets

from ...handbook import EhbiError
from ...handbook.errors import EditError
from ...publishing.proof import Progress, Tell
from ...store import StoreError
from ..panel import Block, Button, Field, Group, Option, Panel, Text, Tone
from .page import Page


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
    """What was typed in a field and refused: it stays there, with the reason, as long as ``kept`` holds."""

    kept: str | bool
    typed: str | bool
    error: EhbiError


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
        self.panel = Panel(self.label, page.guarded(self._fill), page.guarded(self._press))
        self._held: dict[str, str | bool] = {}
        self._buttons: frozenset[str] = frozenset()
        self._rejected: dict[str, Rejected] = {}
        self._shown: Hashable = None

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

    def go_on_as(self, thing: Hashable) -> None:
        """Have the thing in the form go by another name: what was refused in its fields stays."""
        self._shown = thing

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return the options that several of its fields offer, by name."""
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

    def press(self, button: str) -> None:
        """Do what was pressed."""

    def select(self, step: str) -> None:
        """Do what choosing a step in the flowchart does: open it in its form."""
        self.open_form(step)

    def select_answer(self, step: str, answer: str) -> None:
        """Do what choosing an arrow in the flowchart does: open its answer in the form of its step."""
        self.open_form(step, f"answer/{answer}/label")

    def open_form(self, step: str, block: str = "") -> None:
        """Open a step in its form, at a block of that."""
        self.page.choose(step, block)

    def show(self) -> None:
        """Show what the view is now, with what was refused still in its fields."""
        if self.thing != self._shown:
            self._shown, self._rejected = self.thing, {}
        blocks = [*self.blocks()]
        inside = [*flatten(blocks)]
        self._held = {one.id: one.value for one in inside if isinstance(one, Field)}
        self._buttons = frozenset(one.id for one in inside if isinstance(one, Button) and not one.disabled)
        self.panel.show([*with_rejected(blocks, self._rejected)])

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
        try:
            self.fill(field, value)
        except (EditError, StoreError) as error:
            self._rejected[field] = Rejected(self._held[field], value, error)
            raise

    def _press(self, button: str) -> None:
        if button in self._buttons:
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
        elif isinstance(block, Field) and (one := rejected.get(block.id)) and one.kept == block.value:
            told = tuple((Tone.BAD, f"Nog niet bewaard: {line}") for line in str(one.error).splitlines())
            yield replace(block, value=one.typed, problems=told)
        else:
            yield block
