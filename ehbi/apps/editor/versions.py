"""What is shown of published revisions: the list, one of them, two beside each other, the way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...book import step_html
from ...handbook import Handbook
from ...handbook.clock import moment
from ...handbook.graph import starts
from ...store import Revision
from ..panel import Block, Button, Field, Group, Heading, Html, Text, Tone
from .differences import differences
from .page import STEPS

VERSIONS = "versions"
"""Name of the list of all revisions to choose from."""
_BACK = Group("back", "Terug", (Button("list", "Terug naar de lijst"),), across=True)


@dataclass(frozen=True, slots=True)
class Look:
    """One revision on the screen: at a step, in the flowchart of a start."""

    number: int
    start: str
    step: str


@dataclass(frozen=True, slots=True)
class Compare:
    """Two revisions on the screen."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Restore:
    """The question whether to go back to a revision, when this other one is the newest."""

    number: int
    newest: int


def named(revision: Revision) -> str:
    """Return a revision on one line: number, when, who and why."""
    return f"Versie {revision.number} · {_who(revision)} · {revision.message}"


def listed(history: Sequence[Revision], shown: int) -> Iterator[Block]:
    """Yield revisions, newest first, with what can be done with each.

    Parameters
    ----------
    history
        All of them.
    shown
        How many to show.
    """
    yield Heading("name", "Versies")
    if len(history) > 1:
        yield Group("more", "Meer", (Button("compare", "Vergelijk twee versies"),), across=True)
    for place, one in enumerate(history[:shown]):
        yield Group(f"version-{one.number}", f"Versie {one.number}", tuple(_row(one, is_newest=not place)))
    if len(history) > shown:
        yield Button("older", f"Toon oudere (nog {len(history) - shown})")


def _row(one: Revision, *, is_newest: bool) -> Iterator[Block]:
    now = " (nu bij de balie)" if is_newest else ""
    yield Heading(f"number-{one.number}", f"Versie {one.number}{now}", 3)
    yield Text(f"who-{one.number}", _who(one), Tone.SOFT)
    yield Text(f"why-{one.number}", one.message)
    look = Button(f"look/{one.number}", "Bekijk", spoken=f"Bekijk versie {one.number}")
    back = () if is_newest else (Button(f"restore/{one.number}", f"Ga terug naar versie {one.number}"),)
    yield Group(f"ways-{one.number}", f"Met versie {one.number}", (look, *back), across=True)


def looked_at(revision: Revision, handbook: Handbook, look: Look) -> Iterator[Block]:
    """Yield one revision: who made it and why, and a step of it as the desk reads it."""
    yield Heading("name", f"Versie {revision.number}")
    yield _BACK
    yield Text("who", _who(revision), Tone.SOFT)
    yield Text("why", revision.message)
    begins = tuple(
        (step.id, f"{step.number}. {step.title}" if step.number else handbook.outside.label)
        for step in starts(handbook)
    )
    yield Field("start", "Situatie", look.start, "choice", begins)
    yield Field("step", "Stap", look.step, "choice", STEPS)
    step = handbook.step(look.step)
    yield Html("card", step_html(handbook, step))
    if step.answers:
        yield Heading("asks", step.asks, 3)
    for answer in step.answers:
        leads = handbook.step(answer.next).title if answer.next in handbook else answer.next
        yield Text(f"answer-{answer.id}", f"{answer.label} → {leads}")


def comparison(compare: Compare, old: Handbook, new: Handbook) -> Iterator[Block]:
    """Yield the choice of two revisions, and what is different between them."""
    yield Heading("name", "Vergelijk twee versies")
    yield _BACK
    choices = (
        Field("old", "Van", str(compare.old), "choice", VERSIONS),
        Field("new", "Naar", str(compare.new), "choice", VERSIONS),
    )
    yield Group("two", "Welke versies", choices, across=True)
    yield Heading("changes", f"Van versie {compare.old} naar versie {compare.new}", 3)
    found = [*differences(old, new)]
    told = "Dit is er anders:" if found else "Deze versies zeggen hetzelfde."
    yield Text("told", told, Tone.SOFT, live=True)
    yield from found


def confirmation(restore: Restore, newest: Handbook, wanted: Handbook, *, own: bool) -> Iterator[Block]:
    """Yield what going back to a revision changes, and the question whether to.

    Parameters
    ----------
    restore
        Which, and from which.
    newest, wanted
        What these say.
    own
        Whether the manager has a draft of their own under way.
    """
    number = restore.number
    yield Heading("name", f"Terug naar versie {number}?")
    found = [*differences(newest, wanted)]
    if not found:
        yield Text("same", f"Versie {number} zegt hetzelfde als de nieuwste. Er is niets om terug te zetten.")
        yield _BACK
        return
    yield Text("told", f"Versie {number} wordt opnieuw gepubliceerd. Dit verandert er voor de balie:")
    yield from found
    if own:
        text = "Je eigen concept blijft zoals het is. Bij Publiceren voeg je het daarna samen."
        yield Text("own", text, Tone.SOFT)
    ways = (
        Button("again", f"Ja, publiceer versie {number} opnieuw", Tone.STRONG),
        Button("list", "Nee, laat het zo"),
    )
    yield Group("ways", "Terug of niet", ways, across=True)


def _who(revision: Revision) -> str:
    return f"{moment(revision.at)} · {revision.author}"
