"""What a view of the manager's page is: a panel with blocks, made anew from the draft after each edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import ipywidgets as widgets

from ..panel import Block, Option, Panel
from .page import Page
from .work import Work


@dataclass(frozen=True, slots=True)
class Picture:
    """A flowchart beside a view.

    Parameters
    ----------
    key
        What it is of: a picture with the same key takes the place of the one before, as closely looked at.
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
    is_broad: ClassVar[bool] = False
    """Whether it needs as much room as the flowchart beside it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = Panel(self.label, page.told(self.fill), page.told(self.press))

    @property
    def work(self) -> Work:
        """The manager's draft."""
        return self.page.work

    def body(self) -> list[widgets.Widget]:
        """Return the widgets that it is made of, top to bottom."""
        return [self.panel]

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return the options that several of its fields offer, by name."""
        return {}

    def blocks(self) -> Iterator[Block]:
        """Yield what the view shows now."""
        raise NotImplementedError

    def picture(self) -> Picture | None:
        """Return the flowchart beside it; None for none."""

    def fill(self, field: str, value: Any) -> None:
        """Take what was filled in."""

    def press(self, button: str) -> None:
        """Do what was pressed."""

    def select(self, step: str) -> None:
        """Do what choosing a step in the flowchart does: open it in its form."""
        self.page.choose(step)

    def show(self) -> None:
        """Show what the view is now."""
        self.panel.show([*self.blocks()])
