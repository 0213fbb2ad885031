"""Who acts, each with a colour."""

from __future__ import annotations

from ..handbook.model import Handbook
from .model import Party
from .text import clean

COLOURS = 6
"""How many colours there are; with more parties they come round again."""


def parties_of(handbook: Handbook) -> dict[str, Party]:
    """Return the parties by id, in the handbook's order.

    A party that a step names and the handbook does not know, as in a draft, goes by its id.
    """
    names = {party.id: party.name for party in handbook.parties}
    names |= {step.party: step.party for step in handbook.steps if step.party not in names}
    return {
        id_: Party(id_, clean(name), number % COLOURS) for number, (id_, name) in enumerate(names.items())
    }
