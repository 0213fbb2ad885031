"""Step through a case: a dropdown a step, the flowchart beside it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

import ipywidgets as widgets

from ..book import CARD_CSS, IN_PAGE, reference_html, step_html
from ..flowchart import FlowchartWidget
from ..handbook import Case, Handbook
from ..handbook.case import Passed
from ..handbook.graph import longest_path, starts
from ..handbook.summary import ASSUMED
from ..profiles import local
from ..published import handed
from .page_link import PageLink
from .row import NOTHING, Dress, Option, Row

INVITATION = ("Kies een antwoord", NOTHING)
ROWS = 40
"""Steps for which there is a row before a case comes there; further ones are made when it does."""
TROUBLE = "Er ging iets mis. Je casus is bewaard. Laad de pagina opnieuw of begin opnieuw."


def _shown(method: Callable[..., None]) -> Callable[..., None]:
    """Show an error to the person instead of losing it in the kernel's log."""

    @wraps(method)
    def wrapper(self: Guide, *arguments: Any) -> None:
        try:
            method(self, *arguments)
        except Exception:
            self.link.fail(TROUBLE)
            raise

    return wrapper


class Guide(widgets.VBox):
    """The live page of the handbook.

    Parameters
    ----------
    handbook
        The revision to run cases on.
    in_page
        Whether EHBI's own page stands around it, with style, flowchart and reference; None to find out.

    Attributes
    ----------
    case : Case
        The case on show.

    Examples
    --------
    >>> import ehbi
    >>> guide = Guide(ehbi.load())
    >>> guide.go(guide.case.begin("geen-rechten"))
    >>> guide.case.step.number
    2
    """

    def __init__(self, handbook: Handbook, *, in_page: bool | None = None) -> None:
        inside = IN_PAGE in os.environ if in_page is None else in_page
        self.case = Case(handbook)
        self.link = PageLink(self._open, self._select)
        self.chart = None if inside else FlowchartWidget.of(handbook, self._select)
        self.dress = Dress()
        self.start = Row(self._begin, self.dress)
        self.rows: list[Row] = []
        self.steps = _box("ehbi-steps")
        self.after = (self._moves(), self.link)
        self._make_room(handbook)
        columns = _box("ehbi-columns", self.steps, *([self.chart] if self.chart else []))
        surroundings = (
            [] if inside else [widgets.HTML(f"<style>{CARD_CSS}</style>{reference_html(handbook)}")]
        )
        super().__init__([columns, *surroundings])
        self._dom_classes = ("ehbi", "ehbi-guide")
        self._show()

    def _make_room(self, handbook: Handbook) -> None:
        """Have a row for each step of the longest path, or of as much of it as a case is likely to go."""
        self._have_rows(min(longest_path(handbook), ROWS))

    def _have_rows(self, wanted: int) -> None:
        if wanted > len(self.rows):
            ats = range(len(self.rows), wanted)
            self.rows += [Row(partial(self._answer, at), self.dress) for at in ats]
            self.steps.children = (self.start.box, *(row.box for row in self.rows), *self.after)

    def _moves(self) -> widgets.Widget:
        self.back = _button("Stap terug", lambda: self.go(self.case.back()))
        self.again = _button("Opnieuw beginnen", lambda: self.go(Case(self.case.handbook)))
        self.copy = _button("Kopieer samenvatting", lambda: None, "ehbi-copy")
        return _box("ehbi-moves", self.back, self.again, self.copy)

    def go(self, case: Case) -> None:
        """Show a case, and take the person to its current step."""
        self.case = case
        self._show()
        here = case.step
        self.link.arrive(
            f"{here.title}. {here.asks if here.answers else ''}" if here else "Opnieuw begonnen."
        )

    @_shown
    def _begin(self, start: str) -> None:
        self.go(self.case.begin(start) if start else Case(self.case.handbook))

    @_shown
    def _answer(self, at: int, answer: str) -> None:
        if answer != NOTHING:
            self.go(self.case.change(at, answer))
        else:
            self.go(self.case.keep(at))

    @_shown
    def _select(self, step: str) -> None:
        if step in self.case.handbook:
            self.go(self.case.jump(step))

    @_shown
    def _open(self, link: str, revision: str) -> None:
        """Show the case that the page has, on the revision that the page has."""
        wanted = handed(revision) if revision and revision != self.case.handbook.revision else None
        handbook = local(wanted) if wanted else self.case.handbook
        if wanted:
            self._make_room(handbook)
            self.case = Case(handbook)
        case = self.case.open(link)
        if wanted or case != self.case:
            self.case = case
            self._show()

    def _show(self) -> None:
        case = self.case
        trail, passed = case.trail, case.passed
        self._have_rows(len(trail))
        self.start.show(
            _WELCOME if case.start is None else "",
            "Wat ziet de lener?",
            self._starts(),
            case.start or NOTHING,
            now=case.start is None,
        )
        # The step at hand first: each change is a message, and this one is what the person waits for.
        for at in sorted(range(len(self.rows)), key=lambda at: abs(at - len(case.given))):
            self._fill(self.rows[at], passed[at] if at < len(passed) else None, at < len(trail))
        for button in (self.back, self.again, self.copy):
            button.disabled = case.start is None
        if self.chart:
            self.chart.follow(case)
        with self.link.hold_sync():
            self.link.summary = case.summary()
            self.link.revision = case.handbook.revision
            self.link.link = case.link

    def _fill(self, row: Row, passed: Passed | None, seen: bool) -> None:
        case = self.case
        step = case.step
        if passed:
            asks = f"{passed.step.asks} ({ASSUMED})" if passed.assumed else passed.step.asks
            row.show("", asks, _options(passed.step.answers), passed.answer.id, now=False)
        elif seen and step:
            card = step_html(case.handbook, step, case if case.outcome else None)
            row.show(card, step.asks if step.answers else "", _options(step.answers), now=True)
        else:
            row.hide()

    def _starts(self) -> list[Option]:
        handbook = self.case.handbook
        named = [
            (f"{step.number}. {step.title}" if step.number else handbook.outside.label, step.id)
            for step in starts(handbook)
        ]
        return [("Kies wat er aan de hand is", NOTHING), *named]


_WELCOME = """<div class="ehbi-card"><p class="ehbi-text">Kies wat er aan de hand is. Je komt stap voor stap
bij de oplossing.</p></div>"""


def _options(answers: Any) -> list[Option]:
    return [INVITATION, *((answer.label, answer.id) for answer in answers)] if answers else []


def _box(name: str, *children: widgets.Widget) -> widgets.VBox:
    box = widgets.VBox(children)
    box.add_class(name)
    return box


def _button(label: str, act: Callable[[], None], *classes: str) -> widgets.Button:
    button = widgets.Button(description=label)
    button._dom_classes = ("ehbi-plain", *classes)  # one message, see Row
    button.on_click(lambda _: act())
    return button
