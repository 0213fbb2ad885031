"""What can be chosen in the explorer: what steps are picked by, and which months count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

import ipywidgets as widgets

from ..book.parts import DOUBT_NAMES
from ..explore import Choice, Period, Traffic, last_months, months_between
from ..handbook import Handbook, clock
from ..handbook.values import Doubt

NOTHING = ""
ANY = "iets"
Option = tuple[str, str]
ALL, MONTH, QUARTER, YEAR, OWN = "alles", "maand", "kwartaal", "jaar", "zelf"
_LENGTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}
_PERIODS = [
    ("Alles", ALL),
    ("Deze maand", MONTH),
    ("De laatste drie maanden", QUARTER),
    ("Het laatste jaar", YEAR),
    ("Van … tot en met …", OWN),
]


class Choices(widgets.Box):
    """Dropdowns for each thing that steps can be picked by; ``on_change`` is called when one changed."""

    def __init__(self, handbook: Handbook, on_change: Callable[[], None]) -> None:
        make = partial(dropdown, act=on_change)
        situations = ((f"{step.number}. {step.title}", step.id) for step in handbook.situations)
        parties = ((one.name, one.id) for one in handbook.parties)
        doubts = ((name, doubt.value) for doubt, name in DOUBT_NAMES.items())
        steps = [("Alle stappen", NOTHING), *_steps(handbook)]
        self.situation = make("Situatie", [("Het hele handboek", NOTHING), *situations])
        self.party = make("Wie", [("Iedereen", NOTHING), *parties])
        self.review = make("Nagekeken", [("Maakt niet uit", NOTHING), ("Langer dan een jaar geleden", ANY)])
        self.remark = make("Gemeld door de balie", [("Maakt niet uit", NOTHING), ("Iets", ANY), *doubts])
        self.after = make("Wat volgt op", steps)
        self.through = make("Wegen door", steps)
        super().__init__([self.situation, self.party, self.review, self.remark, self.after, self.through])
        self.add_class("ehbi-picked")

    @property
    def choice(self) -> Choice:
        """What was chosen; nothing where it makes no difference."""
        remark = self.remark.value
        return Choice(
            party=self.party.value or None,
            situation=self.situation.value or None,
            overdue=bool(self.review.value),
            remarked=bool(remark),
            doubt=Doubt(remark) if remark not in (NOTHING, ANY) else None,
            after=self.after.value or None,
            through=self.through.value or None,
        )


class PeriodChoice(widgets.Box):
    """A dropdown with the usual periods, and two for the first and the last month of any other."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self.kind = dropdown("Periode", _PERIODS, on_change)
        self.first, self.last = (dropdown(label, [], self._bound) for label in ("Van", "Tot en met"))
        self._on_change = on_change
        super().__init__([self.kind])
        self.kind.observe(lambda _: self._show(), names=["value"])
        self.add_class("ehbi-period")

    def _bound(self) -> None:
        if self.kind.value == OWN:
            self._on_change()

    def _show(self) -> None:
        bounds = [self.first, self.last] if self.kind.value == OWN else []
        self.children = [self.kind, *bounds]

    def offer(self, traffic: Traffic) -> None:
        """Offer the months in which there was something, and those in between."""
        firsts = [month.first for month in traffic.months] or [clock.today().replace(day=1)]
        options = [(_name(month), f"{month}") for month in months_between(firsts[0], firsts[-1])]
        if options != list(self.first.options):
            self.first.options = self.last.options = options
            self.first.value, self.last.value = options[0][1], options[-1][1]

    @property
    def period(self) -> Period:
        """What was chosen; the two months in either order."""
        kind = self.kind.value
        if kind == OWN and self.first.value and self.last.value:
            return Period(*sorted(map(date.fromisoformat, (self.first.value, self.last.value))))
        return last_months(clock.today(), _LENGTHS[kind]) if kind in _LENGTHS else Period()


def dropdown(label: str, options: Iterable[Sequence[str]], act: Callable[[], None]) -> widgets.Dropdown:
    """Return a dropdown under its label; ``act`` is called when something else is chosen."""
    made = widgets.Dropdown(description=label, options=list(options), style={"description_width": "initial"})
    made.observe(lambda _: act(), names=["value"])
    return made


def _name(month: date) -> str:
    return f"{clock.MONTHS[month.month - 1]} {month.year}"


def _steps(handbook: Handbook) -> Iterator[Option]:
    """Yield all steps by title, as somebody who looks for one does."""
    for step in sorted(handbook.steps, key=lambda step: step.title.casefold()):
        yield f"{step.title} (situatie {step.number})" if step.number else step.title, step.id
