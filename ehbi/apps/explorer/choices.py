"""The dropdowns of the explorer: what can be chosen, and what was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import ipywidgets as widgets

from ...book.parts import DOUBT_NAMES
from ...explore import Choice
from ...handbook import Handbook
from ...handbook.model import Step
from ...handbook.values import Doubt

Option = tuple[str, str]
NOTHING = ""
ANY = "iets"


class Choices(widgets.Box):
    """Dropdowns for each thing that steps can be picked by.

    Parameters
    ----------
    handbook
        Whose steps and parties can be chosen.
    on_change
        Called when something else was chosen.
    """

    def __init__(self, handbook: Handbook, on_change: Callable[[], None]) -> None:
        make = partial(dropdown, act=on_change)
        self.situation = make("Situatie", [("Het hele handboek", NOTHING), *_situations(handbook)])
        self.party = make("Wie", [("Iedereen", NOTHING), *((one.name, one.id) for one in handbook.parties)])
        self.review = make("Nagekeken", [("Maakt niet uit", NOTHING), ("Langer dan een jaar geleden", ANY)])
        self.remark = make("Gemeld door de balie", [("Maakt niet uit", NOTHING), ("Iets", ANY), *_doubts()])
        self.after = make("Wat volgt op", [("Alle stappen", NOTHING), *_steps(handbook)])
        self.through = make("Wegen door", [("Alle stappen", NOTHING), *_steps(handbook)])
        super().__init__([self.situation, self.party, self.review, self.remark, self.after, self.through])
        self.add_class("ehbi-choices")

    @property
    def choice(self) -> Choice:
        """What was chosen."""
        remark = self.remark.value
        return Choice(
            party=self.party.value or None,
            situation=self.situation.value or None,
            overdue=bool(self.review.value),
            remarked=bool(remark),
            doubt=Doubt(remark) if remark and remark != ANY else None,
            after=self.after.value or None,
            through=self.through.value or None,
        )


def dropdown(label: str, options: Iterable[Option], act: Callable[[], None]) -> widgets.Dropdown:
    """Return a dropdown under its label; ``act`` is called when something else is chosen."""
    made = widgets.Dropdown(description=label, options=list(options), style={"description_width": "initial"})
    made.observe(lambda _: act(), names=["value"])
    return made


def _situations(handbook: Handbook) -> Iterator[Option]:
    yield from ((f"{step.number}. {step.title}", step.id) for step in handbook.situations)


def _steps(handbook: Handbook) -> list[Option]:
    """Return all steps by title, as somebody who looks for one does."""
    ordered = sorted(handbook.steps, key=lambda step: step.title.casefold())
    return [(_named(step), step.id) for step in ordered]


def _named(step: Step) -> str:
    return f"{step.title} (situatie {step.number})" if step.number else step.title


def _doubts() -> Iterator[Option]:
    yield from ((name, doubt.value) for doubt, name in DOUBT_NAMES.items())
