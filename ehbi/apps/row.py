"""One step of the guide: the step as HTML, and a dropdown with its answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets
from ipywidgets.widgets.widget_description import DescriptionStyle
from ipywidgets.widgets.widget_string import HTMLStyle

Option = tuple[str, str]
NOTHING = ""


class Dress:
    """What all rows share: each widget with a layout and style of its own would be three in the page."""

    def __init__(self) -> None:
        self.layout = widgets.Layout()
        self.html = HTMLStyle()
        self.dropdown = DescriptionStyle(description_width="initial")


class Row:
    """A place for a step; it is made once and shows one step after another.

    Making a widget in the page takes longer than changing one, so the guide keeps its rows.

    Parameters
    ----------
    on_choice
        Called with the id that the person chose, or :data:`NOTHING` for the invitation to choose.
    dress
        Shared by all rows.
    """

    def __init__(self, on_choice: Callable[[str], None], dress: Dress) -> None:
        self._on_choice = on_choice
        self._filling = False
        self.card = widgets.HTML(layout=dress.layout, style=dress.html)
        self.dropdown = widgets.Dropdown(layout=dress.layout, style=dress.dropdown)
        self.dropdown.observe(self._choose, names=["value"])
        self.box = widgets.VBox([self.card, self.dropdown], layout=dress.layout)
        self.hide()

    def hide(self) -> None:
        """Show nothing."""
        self._fill("", "", (), NOTHING)
        self._dress("ehbi-row-off")

    def show(
        self, card: str, asks: str, options: Sequence[Option], chosen: str = NOTHING, *, now: bool
    ) -> None:
        """Show a step.

        Parameters
        ----------
        card
            The step as HTML; empty for a step that has been answered.
        asks
            The question, as the dropdown's label.
        options
            Pairs of label and id, the invitation to choose first; none for an outcome.
        chosen
            Id of the answer given.
        now
            Whether the case is at this step.
        """
        self._fill(card, asks, options, chosen)
        self._dress("ehbi-row-now" if now else "ehbi-row-past", *([] if options else ["ehbi-row-end"]))

    def _fill(self, card: str, asks: str, options: Sequence[Option], chosen: str) -> None:
        self._filling = True
        with self.dropdown.hold_sync():
            self.dropdown.description = asks
            if tuple(self.dropdown.options) != tuple(options):
                self.dropdown.options = options
            self.dropdown.value = chosen if options else None
        self.card.value = card
        self._filling = False

    def _dress(self, *classes: str) -> None:
        self.box._dom_classes = ("ehbi-row", *classes)  # one message, where add_class sends two

    def _choose(self, change: dict[str, str]) -> None:
        if not self._filling:
            self._on_choice(change["new"] or NOTHING)
