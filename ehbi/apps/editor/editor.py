"""The manager's page: flowchart, form, problems, publishing and history."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from ...book import CARD_CSS
from ...flowchart import FlowchartWidget, page_svg
from ...handbook import Case, EhbiError
from ...handbook.merge import Side
from ...handbook.tree import Place
from ...store import revisions
from ..panel import Panel, Text, Tone
from .changes import Changed, filled, pressed, said
from .forms import step_form
from .overview import bar, field_of, problems
from .publishing import conflict_of, publishing
from .work import Work

_LAYOUT = Path(__file__).with_name("editor.css").read_text(encoding="utf-8")


def _told(method: Callable[..., None]) -> Callable[..., None]:
    """Tell a person what was refused or went wrong, instead of losing it in the kernel's log."""

    @wraps(method)
    def wrapper(self: Editor, *arguments: Any) -> None:
        try:
            method(self, *arguments)
        except EhbiError as error:
            self.say(str(error), Tone.BAD)
        except Exception:
            self.say("Er ging iets mis. Je concept is bewaard. Laad de pagina opnieuw.", Tone.BAD)
            raise

    return wrapper


class Editor(widgets.VBox):
    """Where a functional manager changes, checks and publishes the handbook.

    Parameters
    ----------
    work
        The manager's draft.
    """

    def __init__(self, work: Work) -> None:
        self.work = work
        self.at = work.handbook.situations[0].id
        self.instead = ""
        self.message = ""
        self.choices: dict[Place, Side] = {}
        self.said = ("", Tone.PLAIN)
        self.chart = FlowchartWidget(svgs={})
        self.chart.on_choose(self.choose)
        self.bar = Panel("Concept", self._fill_bar, self._press_bar)
        self.form = Panel("Stap", self._fill, self._press)
        self.problems = Panel("Problemen", _nothing, self._jump)
        self.publishing = Panel("Publiceren", self._fill_publishing, self._press_publishing)
        beside = _box("ehbi-editor-beside", self.chart, self.problems, self.publishing)
        columns = _box("ehbi-columns", self.form, beside)
        super().__init__([widgets.HTML(f"<style>{CARD_CSS}{_LAYOUT}</style>"), self.bar, columns])
        self._dom_classes = ("ehbi", "ehbi-editor")
        self.show()

    def show(self) -> None:
        """Show the draft as it is now."""
        handbook, work = self.work.handbook, self.work
        if self.at not in handbook:
            self.at = handbook.situations[0].id
        self.bar.show([*bar(work, self.at), Text("said", *self.said, live=True)])
        self.form.show(step_form(handbook, handbook.step(self.at), work.found))
        self.problems.show([*problems(work.found)])
        self.publishing.show([*publishing(work, self.message, self.choices)])
        self._draw()

    def _draw(self) -> None:
        handbook = self.work.handbook
        case = Case(handbook).open(self.at)
        start = case.situation or handbook.situations[0]
        chart = page_svg(handbook, start.id, "edit_")
        with self.chart.hold_sync():
            self.chart.svgs = {start.id: chart}
            self.chart.shown = start.id
            self.chart.current = self.at

    @_told
    def choose(self, step: str) -> None:
        """Show a step in the form."""
        if step in self.work.handbook:
            self.at = step
            self.instead = ""
            self.show()

    def say(self, text: str, tone: Tone = Tone.GOOD) -> None:
        """Tell the person something, until the next edit."""
        self.said = (text, tone)
        self.show()

    @_told
    def _fill(self, field: str, value: Any) -> None:
        if field == "instead":
            self.instead = value
            return
        self._do(said(field, self._title()), filled(self.work.handbook, self.at, field, value))

    @_told
    def _press(self, button: str) -> None:
        done = _DONE[button.rsplit("/", maxsplit=1)[-1]]
        self._do(done, pressed(self.work.handbook, self.at, button, self.instead, self.work.today))

    def _do(self, done: str, change: Changed) -> None:
        changed, shown = change
        self.work.do(done, lambda _: changed)
        self.at = shown
        self.said = ("", Tone.PLAIN)
        self.show()

    def _title(self) -> str:
        return self.work.handbook.step(self.at).title

    @_told
    def _fill_bar(self, field: str, value: Any) -> None:
        if field == "at":
            self.choose(value)

    @_told
    def _press_bar(self, button: str) -> None:
        {"undo": self.work.undo, "redo": self.work.redo}[button]()
        self.said = ("", Tone.PLAIN)
        self.show()

    @_told
    def _jump(self, button: str) -> None:
        found = self.work.found[int(button.removeprefix("problem-"))]
        self.choose(found.step)
        self.form.focus(field_of(self.work, found))

    @_told
    def _fill_publishing(self, field: str, value: Any) -> None:
        if field == "message":
            self.message = value
        elif conflict := conflict_of(self.work, field):
            others = {place: side for place, side in self.choices.items() if place != conflict.place}
            self.choices = {**others, conflict.place: Side(value)} if value else others

    @_told
    def _press_publishing(self, button: str) -> None:
        match button.split("/"):
            case ["publish"]:
                made = self.work.publish(self.message.strip() or "Zonder toelichting")
                self.message = ""
                self.say(f"Gepubliceerd als versie {made.number}. De balie ziet hem bij de volgende casus.")
            case ["catch-up"]:
                self.work.catch_up(self.choices)
                self.choices = {}
                self.say("Je wijzigingen staan nu in de nieuwste versie. Kijk ze na en publiceer.")
            case ["drop"]:
                self.work.drop()
                self.say("Je concept is weg. Je begint weer bij de nieuwste versie.")
            case ["restore", number]:
                made = revisions.restore(self.work.store, int(number), self.work.author)
                if not self.work.is_changed:
                    self.work.drop()
                self.say(f"Versie {made.number} zegt weer wat versie {number} zei.")


def _box(name: str, *children: widgets.Widget) -> widgets.VBox:
    box = widgets.VBox(children)
    box.add_class(name)
    return box


def _nothing(*_: object) -> None:
    """Take no fields."""


_DONE = {
    "add-answer": "Antwoord erbij",
    "add-step": "Nieuwe stap",
    "duplicate": "Kopie gemaakt",
    "remove": "Weggehaald",
    "up": "Antwoord verplaatst",
    "down": "Antwoord verplaatst",
    "insert": "Stap ertussen",
}
