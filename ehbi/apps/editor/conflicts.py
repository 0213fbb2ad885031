"""What two people changed each in their own way: a choice of what stays for each, as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...handbook.merge import Conflict, Merged, Side
from ...handbook.naming import Names, said, spot
from ...handbook.tree import Place
from ..panel import Block, Field

Choices = Mapping[Place, Side]
WHOSE = {Side.MINE: "Van jou", Side.THEIRS: "Van de ander"}


def conflict_fields(merged: Merged, choices: Choices, whose: Mapping[Side, str]) -> Iterator[Block]:
    """Yield a choice for each conflict.

    Parameters
    ----------
    merged
        What was put together.
    choices
        What was chosen already.
    whose
        What either side is called.
    """
    for number, conflict in enumerate(merged.conflicts):
        chosen = choices.get(conflict.place)
        label = spot(conflict.place, merged.base, merged.mine, merged.theirs)
        yield Field(
            _name(number),
            label[:1].upper() + label[1:],
            chosen.value if chosen else "",
            "choice",
            (("", "Kies wat blijft"), *_sides(conflict, merged, whose)),
        )


def chosen(merged: Merged, choices: Choices, field: str, value: str) -> Choices:
    """Return the choices after a field was filled in; a field that is no conflict changes nothing."""
    named = {_name(number): conflict.place for number, conflict in enumerate(merged.conflicts)}
    place = named.get(field)
    if place is None:
        return choices
    others = {at: side for at, side in choices.items() if at != place}
    return {**others, place: Side(value)} if value else others


def _name(number: int) -> str:
    return f"conflict-{number}"


def _sides(conflict: Conflict, merged: Merged, whose: Mapping[Side, str]) -> Iterator[tuple[str, str]]:
    for side, value, handbook in (
        (Side.MINE, conflict.mine, merged.mine),
        (Side.THEIRS, conflict.theirs, merged.theirs),
    ):
        yield side.value, f"{whose[side]}: {said(conflict.place, value, Names(handbook))}"
