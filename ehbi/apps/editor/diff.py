"""Diffs and merge conflicts as blocks: what becomes different, and what stays where both changed the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...handbook import Handbook
from ...handbook.compare.diff import describe
from ...handbook.compare.impact import OutcomesChanged, ended_elsewhere, outcomes_changed
from ...handbook.compare.merge import Conflict, Merged, Side
from ...handbook.naming import Names, said, spot
from ...handbook.tree import Place
from ..panel import Block, Field, Option, Text, Tone

Choices = Mapping[Place, Side]
"""Which side stays, by the place of the conflict."""


def diff_blocks(old: Handbook, new: Handbook) -> Iterator[Block]:
    """Yield everything that is different, and what that does to cases; nothing when they say the same."""
    for at, told in enumerate(describe(old, new)):
        yield Text(f"thing-{at}", told.thing, Tone.STRONG)
        yield from (Text(f"thing-{at}/{number}", f"{said}.") for number, said in enumerate(told.sentences))
    titles = {example.id: example.title for example in old.examples}
    for one in ended_elsewhere(old, new):
        before, after = (
            f"‘{title_of(step, new, old)}’" if step else "geen uitkomst" for step in (one.before, one.after)
        )
        text = f"Oefencasus ‘{titles[one.example]}’ eindigde bij {before} en eindigt dan bij {after}."
        yield Text(f"example-{one.example}", text, Tone.WARNING)
    for paths in outcomes_changed(old, new):
        if paths.elsewhere or paths.gone or paths.new:
            yield Text(f"paths-{paths.situation}", _paths(paths))


def conflict_fields(merged: Merged, choices: Choices, whose: Mapping[Side, str]) -> Iterator[Block]:
    """Yield a choice for each conflict; ``whose`` says what either side is called."""
    for number, conflict in enumerate(merged.conflicts):
        chosen = choices.get(conflict.place)
        label = spot(conflict.place, merged.base, merged.mine, merged.theirs)
        options = (("", "Kies wat blijft"), *_sides(conflict, merged, whose))
        value = chosen.value if chosen else ""
        yield Field(_name(number), label[:1].upper() + label[1:], value, "choice", options)


def choose(merged: Merged, choices: Choices, field: str, value: str) -> Choices:
    """Return the choices after a field was filled in; a field that is no conflict changes nothing."""
    places = {_name(number): conflict.place for number, conflict in enumerate(merged.conflicts)}
    place = places.get(field)
    if place is None:
        return choices
    others = {at: side for at, side in choices.items() if at != place}
    return {**others, place: Side(value)} if value else others


def _paths(paths: OutcomesChanged) -> str:
    told = (
        counted(paths.elsewhere, "pad eindigt ergens anders", "paden eindigen ergens anders"),
        counted(paths.gone, "pad vervalt", "paden vervallen"),
        counted(paths.new, "pad is nieuw", "paden zijn nieuw"),
    )
    return f"Situatie {paths.situation}: {', '.join(filter(None, told))}."


def counted(count: int, one: str, many: str) -> str:
    """Return how many there are of something; nothing for none."""
    return f"{count} {one if count == 1 else many}" if count else ""


def title_of(step: str, *handbooks: Handbook) -> str:
    """Return what a step is called in the first handbook that has it; its id where none has."""
    return next((one.step(step).title for one in handbooks if step in one), step)


def _name(number: int) -> str:
    return f"conflict-{number}"


def _sides(conflict: Conflict, merged: Merged, whose: Mapping[Side, str]) -> Iterator[Option]:
    for side, value, handbook in (
        (Side.MINE, conflict.mine, merged.mine),
        (Side.THEIRS, conflict.theirs, merged.theirs),
    ):
        yield side.value, f"{whose[side]}: {said(conflict.place, value, Names(handbook))}"
