"""Three versions of a tree become one: what both sides made of the same base, put together."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .order import agreed, among, weave
from .tree import Place, Tree


class Side(StrEnum):
    """Whose change it is."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both changed, each in another way.

    Parameters
    ----------
    place
        The field; the thing, when one removed what the other changed or both added it; or the list,
        when both put it in another order.
    base, mine, theirs
        Plain data as in :class:`ehbi.handbook.diff.Change`; None for a thing that is not there.
    is_order
        Whether it is about the order of a list: then the values are names.
    """

    place: Place
    base: Any
    mine: Any
    theirs: Any
    is_order: bool = False


Settle = Callable[[Conflict], Side]
"""Whose version stands where both changed the same."""


def put_together(base: Tree, mine: Tree, theirs: Tree, settle: Settle) -> Tree:
    """Return a tree with the changes of both sides; ``settle`` is asked about every conflict, once."""
    return _group((), base, mine, theirs, settle)


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
    order = agreed(base, mine, theirs)
    if order is not None:
        return order
    conflict = Conflict(
        place, among(base, mine, theirs), among(mine, theirs), among(theirs, mine), is_order=True
    )
    return conflict.mine if settle(conflict) == Side.MINE else conflict.theirs  # type: ignore[no-any-return]
