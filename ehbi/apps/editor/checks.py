"""The list of what is wrong with a draft, worst first, and the way from each to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from ...handbook import Problem
from ...handbook.errors import Where
from ...handbook.problems import told_in_list
from ..panel import Block, Button, Heading, Text, Tone
from .diff import counted
from .page import STEPS, Page
from .problems import TONES, spot_of
from .view import View
from .working_copy import WorkingCopy

SHOWN = 30
"""Most problems in the list."""
Order: TypeAlias = tuple[str, ...]
"""A place as texts that have the order of the handbook."""


class Checks(View):
    """The list of problems, worst first; each is a button that leads to its place."""

    key, label = "nakijken", "Nakijken"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._led: Order = ()  # where it led to last

    def blocks(self) -> Iterator[Block]:
        """Yield the list."""
        found = self.work.problems
        tone = Tone.PLAIN if found else Tone.GOOD
        yield Heading("name", self.label)
        yield Text("count", counts(self.work), tone, live=True)
        for one in found[:SHOWN]:
            yield Button(_name(one), told_in_list(self.work.handbook, one), TONES[one.severity])
        if len(found) > SHOWN:
            yield Text("more", f"En nog {len(found) - SHOWN}.", Tone.SOFT)

    def press(self, button: str) -> None:
        """Lead to where a problem is."""
        self._lead(next(one for one in self.work.problems if _name(one) == button))

    def lead_on(self) -> None:
        """Lead to what comes next: in this thing, then in those after it, then in those before it."""
        found = sorted(self.work.problems, key=_order)
        here = self._here()
        if found:
            self._lead(next((one for one in found if _order(one) > here), found[0]))

    def _lead(self, problem: Problem) -> None:
        self._led = _order(problem)
        self.page.lead(*spot_of(self.work.handbook, problem))

    def _here(self) -> Order:
        steps = self.work.handbook.steps
        at = next((at for at, step in enumerate(steps) if step.id == self.page.at), 0)
        here = _ordered(("steps", at))
        return here if self.page.view == STEPS and self._led[:2] != here else self._led


def _name(problem: Problem) -> str:
    """Return a name that stays while other problems come and go: the list changes under a person's hand."""
    return "/".join(("problem", *map(str, problem.path), problem.message))


def _order(problem: Problem) -> Order:
    return (*_ordered(problem.path), problem.message)


def _ordered(place: Where) -> Order:
    return tuple(f"{part:06}" if isinstance(part, int) else part for part in place)


def counts(work: WorkingCopy) -> str:
    """Return how many problems a draft has, in words."""
    warnings = len(work.problems) - work.errors
    told = (counted(work.errors, "fout", "fouten"), counted(warnings, "waarschuwing", "waarschuwingen"))
    return ", ".join(filter(None, told)) or "Alles klopt."
