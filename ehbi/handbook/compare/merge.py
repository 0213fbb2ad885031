"""A three-way merge: the changes of two people to one handbook, so that neither loses anything."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..errors import UnresolvedError
from ..model import Handbook
from ..naming import spot
from ..tree import Place, Tree, among, to_handbook, to_tree, weave


class Side(StrEnum):
    """Whose change it is."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both changed, each in another way: a field, a thing, or the order of a list of names."""

    place: Place
    base: Any
    mine: Any
    theirs: Any
    is_order: bool = False


Settle = Callable[[Conflict], Side]
"""Whose version stands where both changed the same."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Two changed handbooks put together; where they are in conflict it has theirs, for now."""

    handbook: Handbook
    conflicts: tuple[Conflict, ...]
    base: Handbook = field(repr=False)
    mine: Handbook = field(repr=False)
    theirs: Handbook = field(repr=False)


def merge(base: Handbook, mine: Handbook, theirs: Handbook) -> Merged:
    """Return what two people made of the same base: each field, thing and order with whoever changed it.

    Changes that do not touch the same field can still be at odds: check the handbook, as any draft.

    """
    conflicts: list[Conflict] = []

    def settle(conflict: Conflict) -> Side:
        conflicts.append(conflict)
        return Side.THEIRS

    handbook = _merged(base, mine, theirs, settle)
    return Merged(handbook, tuple(conflicts), base, mine, theirs)


def resolve(merged: Merged, choices: Mapping[Place, Side]) -> Handbook:
    """Return the handbook in which every conflict went as chosen, by place, or :class:`UnresolvedError`."""
    open_places = [
        conflict.place for conflict in merged.conflicts if choices.get(conflict.place) not in set(Side)
    ]
    if open_places:
        handbooks = (merged.theirs, merged.mine, merged.base)
        raise UnresolvedError(tuple(open_places), tuple(spot(place, *handbooks) for place in open_places))
    return _merged(merged.base, merged.mine, merged.theirs, lambda conflict: choices[conflict.place])


def _merged(base: Handbook, mine: Handbook, theirs: Handbook, settle: Settle) -> Handbook:
    made = to_handbook(_group((), to_tree(base), to_tree(mine), to_tree(theirs), settle))
    at_hand = {**base.pictures, **theirs.pictures, **mine.pictures}
    return made.with_pictures(at_hand) if at_hand else made


def _value(place: Place, base: Any, mine: Any, theirs: Any, settle: Settle) -> Any:
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    if not all(isinstance(side, dict) for side in (base, mine, theirs)):
        return mine if settle(Conflict(place, base, mine, theirs)) == Side.MINE else theirs
    return _group(place, base, mine, theirs, settle)


def _group(place: Place, base: Tree, mine: Tree, theirs: Tree, settle: Settle) -> Tree:
    order = _order(place, base, mine, theirs, settle)
    values = {
        key: _value((*place, key), base.get(key), mine.get(key), theirs.get(key), settle)
        for key in dict.fromkeys(weave(order, theirs, mine, base, kept={*base, *mine, *theirs}))
    }
    if not isinstance(base, OrderedDict):
        return values
    kept = {key for key, value in values.items() if value is not None}
    return OrderedDict((key, values[key]) for key in weave(order, mine, theirs, kept=kept))


def _order(place: Place, base: Tree, mine: Tree, theirs: Tree, settle: Settle) -> list[str]:
    """Return the order of what both sides have: that stays, whatever is chosen about what is in it."""
    order = _agreed(base, mine, theirs)
    if order is not None:
        return order
    conflict = Conflict(
        place, among(base, mine, theirs), among(mine, theirs), among(theirs, mine), is_order=True
    )
    return conflict.mine if settle(conflict) == Side.MINE else conflict.theirs  # type: ignore[no-any-return]


def _agreed(base: Collection[str], mine: Collection[str], theirs: Collection[str]) -> list[str] | None:
    """Return the order of what both sides have, or None when each put it in another one than the base."""
    my_order, their_order = among(mine, theirs), among(theirs, mine)
    if my_order == their_order:
        return my_order
    before = among(base, mine, theirs)
    i_moved, they_moved = among(my_order, base) != before, among(their_order, base) != before
    if i_moved == they_moved:
        return None
    return my_order if i_moved else their_order
