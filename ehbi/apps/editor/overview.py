"""What stands around the form: the draft with its undo, and the list of problems."""

from __future__ import annotations

from collections.abc import Iterator

from ...handbook import Severity
from ..panel import Block, Button, Field, Group, Heading, Text, Tone
from .forms import TONES, steps_of
from .work import Found, Work

SHOWN = 30
"""Most problems in the list."""


def bar(work: Work, at: str) -> Iterator[Block]:
    """Yield what stands above it all: whose draft it is, undo and redo, and which step is in the form."""
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
            Field("at", "Stap in beeld", at, "choice", steps_of(work.handbook)),
        ),
        across=True,
    )


def problems(found: tuple[Found, ...]) -> Iterator[Block]:
    """Yield the list of problems, worst first; each is a button that leads to its place."""
    errors = sum(one.problem.severity is Severity.ERROR for one in found)
    yield Heading("name", "Nakijken")
    yield Text(
        "count", _counted(errors, len(found) - errors), Tone.GOOD if not found else Tone.PLAIN, live=True
    )
    for number, one in enumerate(found[:SHOWN]):
        tone = TONES[one.problem.severity]
        yield Button(f"problem-{number}", f"{one.problem.message}. {one.problem.remedy}.", tone)
    if len(found) > SHOWN:
        yield Text("more", f"En nog {len(found) - SHOWN}.", Tone.SOFT)


def _counted(errors: int, warnings: int) -> str:
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
