"""One step in the column of the case: its question, and a dropdown with its answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ipywidgets as widgets
from ipywidgets.widgets.widget_description import DescriptionStyle

Option = tuple[str, str]
NOTHING = ""
HIDDEN = ("ehbi-row", "ehbi-row-off")


class Dress:
    """What all rows share: each widget with a layout and style of its own would be three in the page."""

    def __init__(self) -> None:
        self.layout = widgets.Layout()
        self.style = DescriptionStyle(description_width="initial")


class Row(widgets.Dropdown):
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
        super().__init__(layout=dress.layout, style=dress.style, _dom_classes=HIDDEN)
        self._on_choice = on_choice
        self._filling = False
        self._offered: Sequence[Option] = ()
        self.observe(self._choose, names=["value"])

    @property
    def is_shown(self) -> bool:
        """Whether there is a step in it."""
        return "ehbi-row-off" not in self._dom_classes

    def hide(self) -> None:
        """Show nothing; what it showed last stays in it, unseen."""
        self._dom_classes = HIDDEN

    def show(self, asks: str, options: Sequence[Option], chosen: str = NOTHING) -> None:
        """Show a step.

        Parameters
        ----------
        asks
            The question, as the dropdown's label.
        options
            Pairs of label and id, the invitation to choose first.
        chosen
            Id of the answer given; :data:`NOTHING` while the case is at this step.
        """
        self._filling = True
        with self.hold_sync():
            self.description = asks
            if self._offered != options:
                self._offered = self.options = options
            self.value = chosen
            # One message, where add_class sends two.
            self._dom_classes = ("ehbi-row", "ehbi-row-past" if chosen else "ehbi-row-now")
        self._filling = False

    def _choose(self, change: dict[str, str]) -> None:
        if not self._filling:
            self._on_choice(change["new"] or NOTHING)
