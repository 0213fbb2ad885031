"""What stands around the views: the draft with its undo, the way from one view to another, the problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...handbook import Severity
from ..panel import Block, Button, Group, Heading, Text, Tone
from .forms import TONES
from .page import STEPS, Page
from .view import View
from .work import Found, Work

SHOWN = 30
"""Most problems in the list."""


def bar(page: Page, views: Sequence[View]) -> Iterator[Block]:
    """Yield what stands above it all: whose draft it is, undo and redo, what was said, and the views."""
    work = page.work
    done, undone = work.draft.done, work.draft.undone
    status = f"Concept van {work.author}, gemaakt van versie {work.draft.base}"
    yield Heading("title", work.handbook.title)
    yield Text("status", status, Tone.SOFT)
    yield Group(
        "history",
        "Stappen terug en vooruit",
        (
            Button("undo", f"Ongedaan maken: {done}" if done else "Ongedaan maken", disabled=not done),
            Button("redo", f"Opnieuw: {undone}" if undone else "Opnieuw", disabled=not undone),
        ),
        across=True,
    )
    ways = (Button(f"view/{view.key}", view.label, current=view.key == page.view) for view in views)
    yield Group("views", "Onderdelen van het beheer", tuple(ways), across=True)
    yield Text("said", *page.said, live=True)


class Checks(View):
    """The list of problems, worst first; each is a button that leads to its place."""

    key, label = "nakijken", "Nakijken"

    def blocks(self) -> Iterator[Block]:
        """Yield the list."""
        found = self.work.found
        errors = sum(one.problem.severity is Severity.ERROR for one in found)
        tone = Tone.PLAIN if found else Tone.GOOD
        yield Heading("name", self.label)
        yield Text("count", counted(errors, len(found) - errors), tone, live=True)
        for number, one in enumerate(found[:SHOWN]):
            severity = TONES[one.problem.severity]
            yield Button(f"problem-{number}", f"{one.problem.message}. {one.problem.remedy}.", severity)
        if len(found) > SHOWN:
            yield Text("more", f"En nog {len(found) - SHOWN}.", Tone.SOFT)

    def press(self, button: str) -> None:
        """Lead to where a problem is."""
        found = self.work.found[int(button.removeprefix("problem-"))]
        if found.step:
            self.page.choose(found.step, field_of(self.work, found))
        else:
            self.page.open(STEPS)


def counted(errors: int, warnings: int) -> str:
    """Return how much is wrong, in words."""
    if not errors and not warnings:
        return "Alles klopt."
    return f"{errors} fout(en), {warnings} waarschuwing(en)."


def field_of(work: Work, found: Found) -> str:
    """Return the block of the form where a problem is."""
    step = work.handbook.step(found.step) if found.step else None
    match found.problem.path[2:]:
        case ("answers", int(at), str(field), *_) if step and at < len(step.answers):
            return f"answer/{step.answers[at].id}/{field}"
        case (str(field), *_):
            return field
    return "name"
