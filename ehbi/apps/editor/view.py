"""What a view of the manager's page is: a panel with blocks, made anew from the draft after each edit."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import ipywidgets as widgets

from ...handbook.errors import EditError
from ...publishing.proof import Progress, Tell
from ...store import StoreError
from ..panel import Block, Button, Field, Option, Panel, Text, Tone
from .page import Page
from .refused import Refused, over, within
from .work import Work


@dataclass(frozen=True, slots=True)
class Picture:
    """A flowchart beside a view.

    Parameters
    ----------
    key
        What it is of, one of the view's charts: a picture with the same key takes the place of the one
        before, as closely looked at.
    svg
        As :func:`ehbi.flowchart.to_markup` returns it.
    current
        Id of the step to mark; empty for none.
    """

    key: str
    svg: str
    current: str = ""


class View:
    """One part of the manager's page; only the one on show is kept up to date.

    Parameters
    ----------
    page
        What the views share.
    """

    key: ClassVar[str]
    """What the view is known by."""
    label: ClassVar[str]
    """What it is called on the screen."""
    has_checks: ClassVar[bool] = False
    """Whether the list of problems stands beside it."""
    is_broad: ClassVar[bool] = False
    """Whether it needs as much room as the flowchart beside it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = Panel(self.label, page.told(self._fill), page.told(self._press))
        self._held: dict[str, str | bool] = {}
        self._buttons: frozenset[str] = frozenset()
        self._refused: dict[str, Refused] = {}
        self._shown: Hashable = None

    @property
    def work(self) -> Work:
        """The manager's draft."""
        return self.page.work

    @property
    def way(self) -> str:
        """What the button that leads to it says."""
        return self.label

    def body(self) -> list[widgets.Widget]:
        """Return the widgets that it is made of, top to bottom."""
        return [self.panel]

    @property
    def thing(self) -> Hashable:
        """What is in the form; what was refused in its fields goes when another thing comes."""
        return None

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return the options that several of its fields offer, by name."""
        return {}

    def blocks(self) -> Iterator[Block]:
        """Yield what the view shows now."""
        raise NotImplementedError

    def picture(self) -> Picture | None:
        """Return the flowchart beside it; None for none."""

    def charts(self) -> tuple[Option, ...]:
        """Return the flowcharts to choose from, by the key of their picture; none for no choice."""
        return ()

    def look(self, chart: str) -> None:
        """Choose a flowchart, by its key."""

    def fill(self, field: str, value: Any) -> None:
        """Take what was filled in."""

    def press(self, button: str) -> None:
        """Do what was pressed."""

    def select(self, step: str) -> None:
        """Do what choosing a step in the flowchart does: open it in its form."""
        self.page.choose(step)

    def select_answer(self, step: str, answer: str) -> None:
        """Do what choosing an arrow in the flowchart does: open its answer in the form of its step."""
        self.page.choose(step, f"answer/{answer}/label")

    def show(self) -> None:
        """Show what the view is now, with what was refused still in its fields."""
        if self.thing != self._shown:
            self._shown, self._refused = self.thing, {}
        blocks = [*self.blocks()]
        inside = [*within(blocks)]
        self._held = {one.id: one.value for one in inside if isinstance(one, Field)}
        self._buttons = frozenset(one.id for one in inside if isinstance(one, Button) and not one.disabled)
        self.panel.show([*over(blocks, self._refused)])

    def telling(self) -> Tell:
        """Return what shows below the view how far a proof is, until the view is shown anew."""
        blocks = [*over([*self.blocks()], self._refused)]

        def tell(progress: Progress) -> None:
            self.panel.show([*blocks, Text("proof", str(progress), Tone.SOFT, live=True)])

        return tell

    def _fill(self, field: str, value: Any) -> None:
        """Take what was filled in; what is refused stays in its field. A field that is gone takes nothing."""
        if field not in self._held:
            return
        self._refused.pop(field, None)
        try:
            self.fill(field, value)
        except (EditError, StoreError) as error:
            self._refused[field] = Refused(self._held[field], value, error)
            raise

    def _press(self, button: str) -> None:
        if button in self._buttons:
            self.press(button)
