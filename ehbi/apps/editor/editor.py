"""The manager's page: a toolbar, one view at a time, and beside it the flowchart and the list of problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import ipywidgets as widgets

from ...book import CARD_CSS
from ...flowchart import CanvasWidget
from ...store import StoreError
from ..controls import box
from ..panel import Block, Button, Field, Group, Heading, Panel, Text, Tone
from .address import Address, Place
from .canvas import Canvas
from .checks import Checks, counts
from .files import Files
from .form import steps_by_situation
from .history import History
from .inbox import Inbox
from .languages import Languages
from .notices import Notices
from .page import PUBLISHING, STEPS, Page, nothing
from .parts import Parts
from .preview import MakeGuide, Preview
from .profile import OwnProfile
from .publishing import Publishing
from .steps import Steps
from .view import Picture, View
from .working_copy import WorkingCopy

_LAYOUT = Path(__file__).with_name("editor.css").read_text(encoding="utf-8")
_COLUMNS, _WIDE, _OFF = "ehbi-editor-columns", "ehbi-editor-wide", "ehbi-editor-off"
_BUILDING, _UNPICTURED = "ehbi-editor-building", "ehbi-editor-unpictured"
COUNTS = "counts"


class Editor(widgets.VBox):
    """Where a functional manager changes, checks and publishes the handbook.

    ``make_guide`` makes the guide with which a draft is tried; an editor without cannot try one.
    """

    def __init__(self, work: WorkingCopy, make_guide: MakeGuide | None = None) -> None:
        self.page = page = Page(work)
        page.show, page.focus = self.show, self._focus
        self.views = {view.key: view for view in _views(page, make_guide)}
        self._bar: list[Block] = []
        self.bar = Panel("Concept", nothing, page.guarded(self._press))
        self.chart = CanvasWidget(svgs={}, arrows=True)
        self.canvas = Canvas(page, self.chart)
        self.sight = Panel("Stroomschema", page.guarded(self._look), page.guarded(self._begin))
        self.chart.add_class("ehbi-editor-chart")
        self.chart.on_choose(page.guarded(self._select))
        self.chart.on_choose_arrow(page.guarded(self._select_answer))
        self.chart.on_edit(page.guarded(self.canvas.hear))
        self.checks = Checks(page)
        self.address = Address(page.guarded(self._go), page.guarded(self._look_up))
        self.bodies = {key: box("ehbi-editor-view", *view.body()) for key, view in self.views.items()}
        self.listed = box("ehbi-editor-checks", self.checks.panel)
        self.looking = box("ehbi-editor-sight", self.sight)
        self.beside = box("ehbi-editor-beside", self.looking, self.chart, self.listed)
        self.columns = box(_COLUMNS, *self.bodies.values(), self.beside)
        super().__init__(
            [widgets.HTML(f"<style>{CARD_CSS}{_LAYOUT}</style>"), self.bar, self.columns, self.address]
        )
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
            self.bar.show([*_with_message(str(error), self._bar)])

    def _show(self) -> None:
        page, view = self.page, self.view
        page.settle()
        view.panel.offer({Steps.key: steps_by_situation(page.work.handbook), **view.lists()})
        self._bar = [*_toolbar(page, [*self.views.values()])]
        self.bar.show(self._bar)
        view.show()
        self._draw(view)
        for key, body in self.bodies.items():
            _turn(body, on=key == view.key)
        _turn(self.listed, on=view.has_checks)
        self.checks.show()
        self.address.be_at((view.key, *view.place), is_another=not page.has_renamed)
        page.has_renamed = False

    def _go(self, place: Place) -> None:
        """Show what an address held."""
        key, *rest = place or ("",)
        if key in self.views:
            self.page.view = key
            self.views[key].go(tuple(rest))
            self.page.refresh()

    def _look_up(self) -> None:
        """Tell what others published meanwhile."""
        if self.page.has_news():
            self.show()

    def _draw(self, view: View) -> None:
        picture = view.picture()
        _turn(self.beside, on=picture is not None or view.has_checks)
        self.columns._dom_classes = _columns(view, picture is not None)
        is_editable = view.key == Steps.key
        above = [*_above(picture, self.page.counts, is_editable=is_editable)]
        self.sight.show(above)
        _turn(self.looking, on=bool(above))
        with self.chart.hold_sync():
            self.chart.editable = is_editable
            if picture:
                self.chart.svgs = {picture.key: picture.svg}
                self.chart.shown = picture.key
                self.chart.current = picture.current

    def _focus(self, block: str) -> None:
        self.view.panel.focus(block)

    def _select(self, step: str) -> None:
        self.view.select(step)

    def _select_answer(self, step: str, answer: str) -> None:
        self.view.select_answer(step, answer)

    def _look(self, field: str, value: str | bool) -> None:
        if field == COUNTS:
            self.page.counts = bool(value)
        else:
            self.view.look(str(value))
        self.show()

    def _begin(self, _button: str) -> None:
        self.canvas.offer_situation()

    def _press(self, button: str) -> None:
        match button.split("/"):
            case ["undo"]:
                self.page.work.undo()
            case ["redo"]:
                self.page.work.redo()
            case ["checks"]:
                self.page.choose(self.page.at)
                self.checks.panel.focus("name")
            case ["next"]:
                self.checks.lead_on()
                return
            case ["chart"]:
                self.sight.focus("chart")
                return
            case ["view", key] if key in self.views:
                self.page.view = key
        self.page.refresh()


def _views(page: Page, make_guide: MakeGuide | None) -> Iterator[View]:
    """Yield the views, in the order in which they are offered."""
    yield from (view(page) for view in (Steps, Parts, Languages, OwnProfile, Inbox, Notices))
    if make_guide:
        yield Preview(page, make_guide)
    yield from (view(page) for view in (Publishing, History, Files))


def _columns(view: View, is_pictured: bool) -> tuple[str, ...]:
    """Return the classes of the columns: without a picture the list of problems has that place, if any."""
    if is_pictured:
        return (_COLUMNS, _BUILDING) if view.has_checks else (_COLUMNS,)
    return (_COLUMNS, _UNPICTURED if view.has_checks else _WIDE)


def _turn(widget: widgets.DOMWidget, *, on: bool) -> None:
    """Show a widget, or not."""
    classes = [name for name in widget._dom_classes if name != _OFF]
    widget._dom_classes = tuple(classes if on else [*classes, _OFF])


def _above(picture: Picture | None, counts: bool, *, is_editable: bool) -> Iterator[Block]:  # a field's value
    """Yield what stands above the chart: which one it is; on that of steps also its figures and a new one."""
    if picture and picture.charts:
        yield Field("chart", "In beeld", picture.key, "choice", picture.charts)
    if is_editable:
        yield Field(COUNTS, "Aantallen per jaar", counts, "check")
        yield Button("situation", "Nieuwe situatie")


def _toolbar(page: Page, views: Sequence[View]) -> Iterator[Block]:
    """Yield what stands above it all: whose draft it is, undo and redo, the views, and what was said."""
    work = page.work
    if page.view == STEPS:
        yield Button("chart", "Naar het stroomschema")
    yield Heading("title", work.handbook.title)
    yield Text("status", _status(work), Tone.SOFT)
    if page.newest != work.draft.base:
        yield Button(f"view/{PUBLISHING}", f"Er is een nieuwere versie: {page.newest}", Tone.WARNING)
    yield Group("history", "Ongedaan maken en opnieuw", tuple(_moves(work)), across=True)
    ways = (Button(f"view/{view.key}", view.tab, current=view.key == page.view) for view in views)
    yield Group("views", "Onderdelen van het beheer", tuple(ways), across=True)
    yield Text("said", *page.said, live=True)


def _with_message(message: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the bar as it was, with this in the place of what was said."""
    for block in blocks:
        yield Text("said", message, Tone.BAD, live=True) if block.id == "said" else block


def _status(work: WorkingCopy) -> str:
    made = f"Concept van {work.author} op versie {work.draft.base}"
    return f"{made} · bewaard: {work.draft.done}" if work.draft.done else made


def _moves(work: WorkingCopy) -> Iterator[Block]:
    if work.problems:
        yield Button("checks", counts(work), Tone.BAD if work.errors else Tone.WARNING)
        yield Button("next", "Volgende", spoken="Volgende van Nakijken")
    moves = (("undo", "Ongedaan maken", work.draft.done), ("redo", "Opnieuw", work.draft.undone))
    for name, label, what in moves:
        yield Button(name, label, disabled=not what, spoken=f"{label}: {what}" if what else "")
