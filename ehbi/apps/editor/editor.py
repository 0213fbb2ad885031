"""The manager's page: a bar, one view at a time, and the flowchart beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import ipywidgets as widgets

from ...book import CARD_CSS
from ...flowchart import FlowchartWidget
from ..panel import Panel
from .files import Files
from .history import History
from .overview import Checks, bar
from .page import Page
from .publishing import Publishing
from .steps import Steps, steps_of
from .text import AsText
from .view import View
from .work import Work

_LAYOUT = Path(__file__).with_name("editor.css").read_text(encoding="utf-8")
_ALONE, _BROAD = "ehbi-editor-wide", "ehbi-editor-broad"
VIEWS: tuple[type[View], ...] = (Steps, AsText, Publishing, History, Files)
"""The views, in the order in which they are offered."""


class Editor(widgets.VBox):
    """Where a functional manager changes, checks and publishes the handbook.

    Parameters
    ----------
    work
        The manager's draft.

    Attributes
    ----------
    page : Page
        What its views share.
    views : dict of str to View
        The views, by their key.
    """

    def __init__(self, work: Work) -> None:
        self.page = page = Page(work)
        page.show, page.focus = self.show, self._focus
        self.views = {view.key: view(page) for view in VIEWS}
        self.checks = Checks(page)
        self.bar = Panel("Concept", _nothing, page.told(self._press))
        self.chart = FlowchartWidget(svgs={})
        self.chart.on_choose(page.told(self._select))
        self.beside = _box("ehbi-editor-beside", [self.chart, self.checks.panel])
        panels = [view.panel for view in self.views.values()]
        self.columns = _box("ehbi-columns", [*panels, self.beside])
        super().__init__([widgets.HTML(f"<style>{CARD_CSS}{_LAYOUT}</style>"), self.bar, self.columns])
        self._dom_classes = ("ehbi", "ehbi-editor")
        self.show()

    @property
    def view(self) -> View:
        """The view on show."""
        return self.views[self.page.view]

    def show(self) -> None:
        """Show the draft as it is now."""
        page, view = self.page, self.view
        page.settle()
        view.panel.offer({Steps.key: steps_of(page.work.handbook), **view.lists()})
        self.bar.show([*bar(page, [*self.views.values()])])
        view.show()
        self._draw(view)
        for one in self.views.values():
            one.panel.shown = one is view
        self.checks.panel.shown = isinstance(view, Steps)
        if self.checks.panel.shown:
            self.checks.show()

    def _draw(self, view: View) -> None:
        picture = view.picture()
        room = (_BROAD if view.is_broad else "") if picture else _ALONE
        self.columns._dom_classes = ("ehbi-columns", room) if room else ("ehbi-columns",)
        if picture:
            with self.chart.hold_sync():
                self.chart.svgs = {picture.key: picture.svg}
                self.chart.shown = picture.key
                self.chart.current = picture.current

    def _focus(self, block: str) -> None:
        self.view.panel.focus(block)

    def _select(self, step: str) -> None:
        self.view.select(step)

    def _press(self, button: str) -> None:
        match button.split("/"):
            case ["undo"]:
                self.page.work.undo()
            case ["redo"]:
                self.page.work.redo()
            case ["view", key] if key in self.views:
                self.page.view = key
        self.page.hush()


def _box(name: str, children: Iterable[widgets.Widget]) -> widgets.VBox:
    box = widgets.VBox([*children])
    box._dom_classes = (name,)
    return box


def _nothing(*_: object) -> None:
    """Take no fields."""
