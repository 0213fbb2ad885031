"""The manager's page: a bar, one view at a time, and the flowchart beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import ipywidgets as widgets

from ...book import CARD_CSS
from ...flowchart import FlowchartWidget
from ...store import StoreError
from ..panel import Block, Field, Panel
from .files import Files
from .history import History
from .inbox import Inbox
from .notices import Notices
from .overview import Checks, bar, saying
from .page import Page
from .parts import Parts
from .profile import OwnProfile
from .publishing import Publishing
from .steps import Steps, steps_of
from .trial import MakeGuide, Trial
from .view import View
from .work import Work

_LAYOUT = Path(__file__).with_name("editor.css").read_text(encoding="utf-8")
_COLUMNS, _WIDE, _OFF = "ehbi-editor-columns", "ehbi-editor-wide", "ehbi-editor-off"
_UNPICTURED = "ehbi-editor-unpictured"
BEFORE_TRIAL: tuple[type[View], ...] = (Steps, Parts, OwnProfile, Inbox, Notices)
AFTER_TRIAL: tuple[type[View], ...] = (Publishing, History, Files)
"""The views, in the order in which they are offered."""


class Editor(widgets.VBox):
    """Where a functional manager changes, checks and publishes the handbook.

    Parameters
    ----------
    work
        The manager's draft.
    make_guide
        Makes the guide with which a draft is tried; None for an editor without.

    Attributes
    ----------
    page : Page
        What its views share.
    views : dict of str to View
        The views, by their key.
    """

    def __init__(self, work: Work, make_guide: MakeGuide | None = None) -> None:
        self.page = page = Page(work)
        page.show, page.focus = self.show, self._focus
        trial = [Trial(page, make_guide)] if make_guide else []
        views = [*(view(page) for view in BEFORE_TRIAL), *trial, *(view(page) for view in AFTER_TRIAL)]
        self.views = {view.key: view for view in views}
        self._bar: list[Block] = []
        self.bar = Panel("Concept", _nothing, page.told(self._press))
        self.sight = Panel("Stroomschema", page.told(self._look), _nothing)
        self.chart = FlowchartWidget(svgs={}, arrows=True)
        self.chart.add_class("ehbi-editor-chart")
        self.chart.on_choose(page.told(self._select))
        self.chart.on_choose_arrow(page.told(self._select_answer))
        self.checks = Checks(page)
        self.bodies = {key: _box("ehbi-editor-view", view.body()) for key, view in self.views.items()}
        self.listed = _box("ehbi-editor-checks", self.checks.body())
        self.looking = _box("ehbi-editor-sight", [self.sight])
        self.beside = _box("ehbi-editor-beside", [self.looking, self.chart, self.listed])
        self.columns = _box(_COLUMNS, [*self.bodies.values(), self.beside])
        super().__init__([widgets.HTML(f"<style>{CARD_CSS}{_LAYOUT}</style>"), self.bar, self.columns])
        self._dom_classes = ("ehbi", "ehbi-editor")
        self._show()

    @property
    def view(self) -> View:
        """The view on show."""
        return self.views[self.page.view]

    def show(self) -> None:
        """Show the draft as it is now; without a database what is on show stays, and the bar says why."""
        try:
            self._show()
        except StoreError as error:
            self.bar.show([*saying(str(error), self._bar)])

    def _show(self) -> None:
        page, view = self.page, self.view
        page.settle()
        view.panel.offer({**_lists(page.work), **view.lists()})
        self._bar = [*bar(page, [*self.views.values()])]
        self.bar.show(self._bar)
        view.show()
        self._draw(view)
        for key, body in self.bodies.items():
            _turn(body, on=key == view.key)
        _turn(self.listed, on=view.has_checks)
        self.checks.show()

    def _draw(self, view: View) -> None:
        picture = view.picture()
        _turn(self.beside, on=picture is not None or view.has_checks)
        self.columns._dom_classes = _columns(view, picture is not None)
        charts = view.charts() if picture else ()
        _turn(self.looking, on=bool(charts))
        if picture:
            self.sight.show([Field("chart", "In beeld", picture.key, "choice", charts)] if charts else [])
            with self.chart.hold_sync():
                self.chart.svgs = {picture.key: picture.svg}
                self.chart.shown = picture.key
                self.chart.current = picture.current

    def _focus(self, block: str) -> None:
        self.view.panel.focus(block)

    def _select(self, step: str) -> None:
        self.view.select(step)

    def _select_answer(self, step: str, answer: str) -> None:
        self.view.select_answer(step, answer)

    def _look(self, _field: str, chart: str) -> None:
        self.view.look(chart)
        self.show()

    def _press(self, button: str) -> None:
        match button.split("/"):
            case ["undo"]:
                self.page.work.undo()
            case ["redo"]:
                self.page.work.redo()
            case ["checks"]:
                self.page.choose(self.page.at)
                self.checks.panel.focus("name")
            case ["view", key] if key in self.views:
                self.page.view = key
        self.page.hush()


def _columns(view: View, is_pictured: bool) -> tuple[str, ...]:
    """Return the classes of the columns: without a picture the list of problems has that place, if any."""
    if is_pictured:
        return (_COLUMNS,)
    return (_COLUMNS, _UNPICTURED if view.has_checks else _WIDE)


def _lists(work: Work) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the options that many fields offer: they are sent once."""
    return {Steps.key: steps_of(work.handbook)}


def _box(name: str, children: Iterable[widgets.Widget]) -> widgets.VBox:
    box = widgets.VBox([*children])
    box._dom_classes = (name,)
    return box


def _turn(widget: widgets.DOMWidget, *, on: bool) -> None:
    """Show a widget, or not."""
    classes = [name for name in widget._dom_classes if name != _OFF]
    widget._dom_classes = tuple(classes if on else [*classes, _OFF])


def _nothing(*_: object) -> None:
    """Take no fields."""
