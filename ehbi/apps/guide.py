"""Step through a case: the step with its answers, a dropdown a step, the flowchart beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import ipywidgets as widgets
from ipywidgets.widgets.widget_description import DescriptionStyle

from ..book import CARD_CSS, IN_PAGE, STARTING, reference_html, start_html, step_html
from ..flowchart import FlowchartWidget
from ..handbook import Case, Handbook
from ..handbook.case import Given
from ..handbook.graph import longest_path, starts
from ..handbook.step import Answer
from ..handbook.summary import ASSUMED, start_label
from ..newest import handed
from ..profiles import local
from .controls import box
from .page_link import PageLink

Option = tuple[str, str]
NOTHING = ""
HIDDEN = ("ehbi-row", "ehbi-row-off")
INVITATION = ("Kies een antwoord", NOTHING)
ROWS = 40
"""Steps for which there is a row before a case comes there; further ones are made when it does."""


class Guide(widgets.VBox):
    """The live page of the handbook.

    In EHBI's own page it is the column of the case alone, a dropdown a step: the step itself, with its
    answers as buttons, is the page's. Elsewhere, as in a notebook, it brings all of that.

    Parameters
    ----------
    handbook
        The revision to run cases on.
    in_page
        Whether EHBI's own page stands around it; None to find out.

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
        self.link = PageLink(self._do)
        self.around = None if inside else Surroundings(self)
        # All rows share these: each with a layout and style of its own would be three widgets in the page.
        style = DescriptionStyle(description_width="initial")
        self._look = {"layout": widgets.Layout(), "style": style}
        self.start = Row(self.link.guarded(self._begin), **self._look)
        self.rows: list[Row] = []
        self._remembered: dict[str, Given] = {}
        self.steps = box("ehbi-rows")
        self._have_rows(min(longest_path(handbook), ROWS))
        super().__init__(self.around.arrange(self.steps) if self.around else (self.steps,))
        self._dom_classes = ("ehbi", "ehbi-guide")
        self._show()

    def __repr__(self) -> str:
        # The one of ipywidgets asks all widgets in it for all that they hold.
        return f"<Guide {self.case.link!r}, {self.case.handbook!r}>"

    def _have_rows(self, wanted: int) -> None:
        if wanted > len(self.rows):
            ats = range(len(self.rows), wanted)
            acts = (self.link.guarded(partial(self._choose, at)) for at in ats)
            self.rows += [Row(act, **self._look) for act in acts]
            self.steps.children = (self.start, *self.rows, self.link)

    def go(self, case: Case) -> None:
        """Show a case, and take the person to its current step."""
        self._take(case)
        here = case.step
        self.link.arrive(
            f"{here.title}. {here.asks if here.answers else ''}" if here else "Opnieuw begonnen."
        )

    def _do(self, asked: object) -> None:
        """Do what the page asks for; about a case, say that it is open."""
        now = self.case
        match asked:
            case {"open": str(link), "revision": str(revision), **more}:
                self._open(link, revision, more.get("remembered"))
                self.link.send({"kind": "opened", "link": link})
            case {"begin": str(start)}:
                self._begin(start)
            # An answer to another step was given before this one could be seen.
            case {"answer": str(answer), "step": str(step)} if now.step and now.step.id == step:
                self.go(now.answer(answer))
            case {"again": str(step)}:
                self.jump(step)
            case {"confirm": int(at)}:
                self.go(now.confirm(at))
            case {"deny": int(at)}:
                self.go(now.keep(at))

    def _begin(self, start: str) -> None:
        """Begin a case at this start, or begin anew when there is none."""
        self.go(self.case.begin(start) if start else Case(self.case.handbook))

    def _choose(self, at: int, answer: str) -> None:
        case = self.case
        self.go(case.change(at, answer, self._remembered) if answer != NOTHING else case.keep(at))

    def jump(self, step: str) -> None:
        """Go to a step that was chosen on the flowchart."""
        if step in self.case.handbook:
            self.go(self.case.jump(step))

    def _open(self, link: str, revision: str, remembered: object) -> None:
        """Show the case that the page has, on its revision and with the answers that it remembers."""
        wanted = handed(revision) if revision and revision != self.case.handbook.revision else None
        handbook = local(wanted) if wanted else self.case.handbook
        if wanted:
            self._have_rows(min(longest_path(handbook), ROWS))
            self.case = Case(handbook)
        case = self.case.open(link)
        if wanted or case != self.case:
            self._take(case)
        marks = remembered.items() if isinstance(remembered, dict) else ()
        self._remembered = {step: Given.marked(step, mark) for step, mark in marks if isinstance(mark, str)}

    def _take(self, case: Case) -> None:
        if case.start != self.case.start:
            self._remembered = {}
        self._remembered |= {given.step: given for given in case.given}
        self.case = case
        self._show()

    def _show(self) -> None:
        case = self.case
        self._have_rows(len(case.trail))
        self.start.show(STARTING, self._starts(), case.start or NOTHING)
        passed, here = case.passed, case.step
        # The step at hand first: each change is a message, and this one is what the person waits for.
        if here and here.answers:
            self.rows[len(passed)].show(here.asks, _options(here.answers))
        for row, one in zip(self.rows, passed, strict=False):
            asks = f"{one.step.asks} ({ASSUMED})" if one.assumed else one.step.asks
            row.show(asks, _options(one.step.answers), one.answer.id)
        for row in self.rows[len(passed) + bool(here and here.answers) :]:
            row.hide()
        if self.around:
            self.around.show(case)
        with self.link.hold_sync():
            self.link.summary = case.summary() if self.around else ""
            self.link.revision = case.handbook.revision
            self.link.link = case.link

    def _starts(self) -> list[Option]:
        handbook = self.case.handbook
        named = [(start_label(step, handbook.outside.label), step.id) for step in starts(handbook)]
        return [("Kies wat er aan de hand is", NOTHING), *named]


class Row(widgets.Dropdown):
    """A dropdown for one step of the case; ``on_choice`` is called with the id that was chosen.

    Making a widget in the page takes longer than changing one: a row shows one step after another.
    """

    def __init__(self, on_choice: Callable[[str], None], **look: widgets.Widget) -> None:
        super().__init__(**look, _dom_classes=HIDDEN)
        self._on_choice = on_choice
        self._filling = False
        self._offered: Sequence[Option] = ()
        self.observe(self._choose, names=["value"])

    def hide(self) -> None:
        """Show nothing; what it showed last stays in it, unseen."""
        self._dom_classes = HIDDEN

    def show(self, asks: str, options: Sequence[Option], chosen: str = NOTHING) -> None:
        """Show a question and its options; ``chosen`` is the answer given, if any."""
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


class Surroundings:
    """What stands around the column of the case where there is no page of ours: step, buttons, flowchart."""

    def __init__(self, guide: Guide) -> None:
        handbook = guide.case.handbook
        self.card = widgets.HTML()
        self.chart = FlowchartWidget.of(handbook, guide.link.guarded(guide.jump))
        self.reference = widgets.HTML(f"<style>{CARD_CSS}</style>{reference_html(handbook)}")
        self.back = _button("Stap terug", lambda: guide.go(guide.case.back()))
        self.again = _button("Opnieuw beginnen", lambda: guide.go(Case(guide.case.handbook)))
        self.copy = _button("Kopieer samenvatting", lambda: None, "ehbi-copy")

    def arrange(self, steps: widgets.Widget) -> tuple[widgets.Widget, ...]:
        """Return all of it, with the column of the case in its place."""
        moves = box("ehbi-moves", self.back, self.again, self.copy)
        return (box("ehbi-columns", box("ehbi-steps", self.card, moves, steps), self.chart), self.reference)

    def show(self, case: Case) -> None:
        """Show where a case is."""
        handbook, here = case.handbook, case.step
        self.card.value = step_html(handbook, here, case) if here else start_html(handbook)
        for button in (self.back, self.again, self.copy):
            button.disabled = case.start is None
        self.chart.follow(case)


def _options(answers: Iterable[Answer]) -> list[Option]:
    return [INVITATION, *((answer.label, answer.id) for answer in answers)]


def _button(label: str, act: Callable[[], None], *classes: str) -> widgets.Button:
    button = widgets.Button(description=label)
    button._dom_classes = ("ehbi-plain", *classes)  # one message, see Row
    button.on_click(lambda _: act())
    return button
