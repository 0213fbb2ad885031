"""The view in which a draft is tried: a preview of the guide as the desk would have it, from any step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import ipywidgets as widgets

from ...handbook import Case, Handbook
from ...handbook.graph import reachable
from ..panel import Block, Button, Field, Heading, Text, Tone
from .page import PREVIEW, STEPS, Page
from .view import View

LATER = "Er zitten nog fouten in je concept. Los die eerst op, dan kun je het proberen."


MakeGuide = Callable[[Handbook], Any]
"""Makes a widget that runs cases on this handbook, as :class:`ehbi.apps.guide.Guide` does."""


class Preview(View):
    """Step through a case on the draft, with a new guide for each state of the draft."""

    key, label = PREVIEW, "Proberen"

    def __init__(self, page: Page, make_guide: MakeGuide) -> None:
        super().__init__(page)
        self._make_guide = make_guide
        self._tried: Handbook | None = None
        self.room = widgets.VBox()
        page.test = self.begin

    def body(self) -> list[widgets.Widget]:
        """Return the panel, and the guide under it."""
        return [self.panel, self.room]

    def blocks(self) -> Iterator[Block]:
        """Yield where the preview begins."""
        yield Heading("name", self.label)
        if self.work.errors:
            yield Text("later", LATER, Tone.WARNING)
            yield Button("mend", "Naar de fouten")
            return
        yield Text("what", "Zo ziet de balie je concept. Er wordt niets bewaard of gepubliceerd.", Tone.SOFT)
        yield Field("at", "Test vanaf", self.page.at, "search", STEPS)
        if self.page.at not in reachable(self.work.handbook):
            loose = "Nog geen antwoord leidt naar deze stap. Begin bij een situatie."
            yield Text("loose", loose, Tone.WARNING)
        yield Button("again", "Begin hier opnieuw")

    def show(self) -> None:
        """Have a guide on the draft as it is now, at the step at hand."""
        super().show()
        handbook = self.work.handbook
        if self.work.errors:
            self.room.children, self._tried = (), None
        elif handbook != self._tried:
            self._tried = handbook
            self.room.children = (self._make_guide(handbook),)
            self._begin()

    def fill(self, field: str, value: Any) -> None:
        """Begin at another step."""
        if field == "at" and value in self.work.handbook:
            self.page.at = value
            self.page.refresh()
            self._begin()

    def press(self, button: str) -> None:
        """Begin again, or go and mend the draft."""
        if button == "again":
            self._begin()
        else:
            self.page.open(STEPS)

    def begin(self) -> None:
        """Open this view with a case that has come to the step at hand."""
        self._tried = None
        self.page.open(self.key)

    def _begin(self) -> None:
        for guide in self.room.children:
            guide.go(Case(guide.case.handbook).open(self.page.at))
