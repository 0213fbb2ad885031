"""What is shown of publishing: what will change, what somebody else changed, and the revisions there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...handbook.effects import ended_elsewhere, outcomes_changed
from ...handbook.merge import Conflict, Merged, Side
from ...handbook.naming import Names, spot
from ...handbook.saying import said
from ...handbook.telling import compare
from ...handbook.tree import Place
from ...store import revisions
from ..panel import Block, Button, Field, Group, Heading, Text, Tone
from .work import Work

SHOWN = 30
"""Most revisions in the list."""


def publishing(work: Work, message: str, choices: Mapping[Place, Side]) -> Iterator[Block]:
    """Yield the blocks of the panel.

    Parameters
    ----------
    work
        The manager's draft.
    message
        Why it is changed, as typed so far.
    choices
        What was chosen where somebody else changed the same.
    """
    yield Heading("name", "Publiceren")
    behind = work.newest != work.draft.base
    if behind:
        yield from _newer(work, choices)
    elif not work.is_changed:
        yield Text("nothing", "Er is nog niets veranderd.", Tone.SOFT)
    elif not work.can_publish:
        yield Text("errors", "Los eerst de fouten op. Waarschuwingen mogen blijven.", Tone.BAD)
    if work.is_changed:
        yield Group("changes", "Wat er verandert", tuple(_changes(work)), fold=True)
    yield Field("message", "Waarom deze verandering?", message, hint="Dit staat straks bij de versie.")
    yield Group(
        "moves",
        "Publiceren of weggooien",
        (
            Button("publish", "Publiceer", Tone.STRONG, disabled=behind or not work.can_publish),
            Button("drop", "Gooi mijn concept weg", Tone.BAD, disabled=not work.is_changed),
        ),
        across=True,
    )
    yield Group("versions", "Versies", tuple(_versions(work)), fold=True)


def conflict_of(work: Work, field: str) -> Conflict | None:
    """Return the conflict that a field of the panel asks about, or None."""
    found = {_name(number): one for number, one in enumerate(work.merged().conflicts)}
    return found.get(field)


def _newer(work: Work, choices: Mapping[Place, Side]) -> Iterator[Block]:
    newest = revisions.known(work.store, work.newest)
    told = f"Intussen heeft {newest.author} versie {newest.number} gepubliceerd."
    yield Text("newer", f"{told} Voeg die eerst samen met jouw concept.", Tone.WARNING)
    merged = work.merged()
    for number, conflict in enumerate(merged.conflicts):
        chosen = choices.get(conflict.place)
        yield Field(
            _name(number),
            spot(conflict.place, merged.base, merged.mine, merged.theirs),
            chosen.value if chosen else "",
            "choice",
            (("", "Kies wat blijft"), *_sides(conflict, merged)),
        )
    yield Button("catch-up", "Voeg samen", Tone.STRONG)


def _name(number: int) -> str:
    return f"conflict-{number}"


def _sides(conflict: Conflict, merged: Merged) -> Iterator[tuple[str, str]]:
    for side, whose, value, handbook in (
        (Side.MINE, "Van jou", conflict.mine, merged.mine),
        (Side.THEIRS, "Van de ander", conflict.theirs, merged.theirs),
    ):
        yield side.value, f"{whose}: {said(conflict.place, value, Names(handbook))}"


def _changes(work: Work) -> Iterator[Block]:
    for at, told in enumerate(compare(work.base, work.handbook)):
        yield Text(f"thing-{at}", f"{told.thing}: {'; '.join(told.sentences)}.")
    titles = {example.id: example.title for example in work.base.examples}
    for one in ended_elsewhere(work.base, work.handbook):
        before, after = (_title(work, step) for step in (one.before, one.after))
        text = f"Oefencasus ‘{titles[one.example]}’ eindigde bij ‘{before}’ en eindigt nu bij ‘{after}’."
        yield Text(f"example-{one.example}", text, Tone.WARNING)
    for paths in outcomes_changed(work.base, work.handbook):
        if paths.elsewhere or paths.gone or paths.new:
            yield Text(
                f"paths-{paths.situation}",
                f"Situatie {paths.situation}: {paths.elsewhere} paden eindigen ergens anders, "
                f"{paths.gone} vervallen, {paths.new} zijn nieuw.",
            )


def _title(work: Work, step: str | None) -> str:
    for handbook in (work.handbook, work.base):
        if step and step in handbook:
            return handbook.step(step).title
    return "nergens"


def _versions(work: Work) -> Iterator[Block]:
    for place, one in enumerate(revisions.history(work.store)[:SHOWN]):
        yield Text(f"version-{one.number}", f"Versie {one.number} · {one.author} · {one.message}")
        if place:
            yield Button(f"restore/{one.number}", f"Ga terug naar versie {one.number}")
