"""What stands around the views: the draft with its undo, the way from one view to another, the problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...handbook import Problem
from ..panel import Block, Button, Group, Heading, Text, Tone
from .page import PUBLISHING, Page
from .problems import TONES, spot_of, told
from .view import View
from .work import Work

SHOWN = 30
"""Most problems in the list."""


def bar(page: Page, views: Sequence[View]) -> Iterator[Block]:
    """Yield what stands above it all: whose draft it is, undo and redo, the views, and what was said."""
    work = page.work
    yield Heading("title", work.handbook.title)
    yield Text("status", _status(work), Tone.SOFT)
    if work.newest != work.draft.base:
        yield Button(f"view/{PUBLISHING}", f"Er is een nieuwere versie: {work.newest}", Tone.WARNING)
    yield Group("history", "Ongedaan maken en opnieuw", tuple(_moves(work)), across=True)
    ways = (Button(f"view/{view.key}", view.way, current=view.key == page.view) for view in views)
    yield Group("views", "Onderdelen van het beheer", tuple(ways), across=True)
    yield Text("said", *page.said, live=True)


def saying(trouble: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the bar as it was, with this trouble in the place of what was said."""
    for block in blocks:
        yield Text("said", trouble, Tone.BAD, live=True) if block.id == "said" else block


def _status(work: Work) -> str:
    made = f"Concept van {work.author} op versie {work.draft.base}"
    return f"{made} · bewaard: {work.draft.done}" if work.draft.done else made


def _moves(work: Work) -> Iterator[Block]:
    if work.found:
        tone = Tone.BAD if work.errors else Tone.WARNING
        yield Button("checks", _counted(work), tone)
    for name, label, what in (
        ("undo", "Ongedaan maken", work.draft.done),
        ("redo", "Opnieuw", work.draft.undone),
    ):
        yield Button(name, label, disabled=not what, spoken=f"{label}: {what}" if what else "")


class Checks(View):
    """The list of problems, worst first; each is a button that leads to its place."""

    key, label = "nakijken", "Nakijken"

    def blocks(self) -> Iterator[Block]:
        """Yield the list."""
        found = self.work.found
        tone = Tone.PLAIN if found else Tone.GOOD
        yield Heading("name", self.label)
        yield Text("count", _counted(self.work), tone, live=True)
        for one in found[:SHOWN]:
            yield Button(_name(one.problem), told(one.problem), TONES[one.problem.severity])
        if len(found) > SHOWN:
            yield Text("more", f"En nog {len(found) - SHOWN}.", Tone.SOFT)

    def press(self, button: str) -> None:
        """Lead to where a problem is."""
        problems = (one.problem for one in self.work.found)
        self.page.lead(*spot_of(self.work.handbook, next(one for one in problems if _name(one) == button)))


def _name(problem: Problem) -> str:
    """Return a name that stays while other problems come and go: the list changes under a person's hand."""
    return "/".join(("problem", *map(str, problem.path), problem.message))


def _counted(work: Work) -> str:
    return counted(work.errors, len(work.found) - work.errors)


def counted(errors: int, warnings: int) -> str:
    """Return how many problems there are, in words.

    Examples
    --------
    >>> counted(1, 2)
    '1 fout, 2 waarschuwingen'
    """
    parts = ((errors, "fout", "fouten"), (warnings, "waarschuwing", "waarschuwingen"))
    said = [f"{count} {one if count == 1 else many}" for count, one, many in parts if count]
    return ", ".join(said) or "Alles klopt."
