"""The changes of two people to one handbook, put together so that neither loses anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .errors import UnresolvedError
from .model import Handbook
from .naming import spot
from .threeway import Conflict, Settle, Side, put_together
from .tree import Place, to_handbook, to_tree

__all__ = ["Conflict", "Merged", "Side", "merge", "resolve"]


@dataclass(frozen=True, slots=True)
class Merged:
    """Two changed handbooks put together.

    Parameters
    ----------
    handbook
        With the changes of both. Where they are in conflict it has theirs, for now.
    conflicts
        What somebody has to choose about.
    base, mine, theirs
        What they were made of.
    """

    handbook: Handbook
    conflicts: tuple[Conflict, ...]
    base: Handbook = field(repr=False)
    mine: Handbook = field(repr=False)
    theirs: Handbook = field(repr=False)


def merge(base: Handbook, mine: Handbook, theirs: Handbook) -> Merged:
    """Return what two people made of the same handbook, put together.

    Each field, each thing and each order goes with whoever changed it. Changes that do not touch the
    same field can still be at odds, such as an answer to a step that the other removed: check the
    handbook, as any draft.

    Parameters
    ----------
    base
        What both began with.
    mine, theirs
        What each made of it.

    Examples
    --------
    >>> import ehbi
    >>> base = ehbi.load()
    >>> mine = base.model_copy(update={"title": "Hulp"})
    >>> theirs = base.model_copy(update={"synonyms": ()})
    >>> merged = merge(base, mine, theirs)
    >>> merged.handbook.title, merged.handbook.synonyms, merged.conflicts
    ('Hulp', (), ())
    """
    conflicts: list[Conflict] = []

    def settle(conflict: Conflict) -> Side:
        conflicts.append(conflict)
        return Side.THEIRS

    handbook = _merged(base, mine, theirs, settle)
    return Merged(handbook, tuple(conflicts), base, mine, theirs)


def resolve(merged: Merged, choices: Mapping[Place, Side]) -> Handbook:
    """Return the handbook in which every conflict went as chosen.

    Parameters
    ----------
    merged
        What :func:`merge` returned.
    choices
        For the place of each conflict whose version stays. A choice about anything else is of no matter.

    Raises
    ------
    UnresolvedError
        There is a conflict about which nothing was chosen.
    """
    open_places = [
        conflict.place for conflict in merged.conflicts if choices.get(conflict.place) not in set(Side)
    ]
    if open_places:
        handbooks = (merged.theirs, merged.mine, merged.base)
        raise UnresolvedError(tuple(open_places), tuple(spot(place, *handbooks) for place in open_places))
    return _merged(merged.base, merged.mine, merged.theirs, lambda conflict: choices[conflict.place])


def _merged(base: Handbook, mine: Handbook, theirs: Handbook, settle: Settle) -> Handbook:
    return to_handbook(put_together(to_tree(base), to_tree(mine), to_tree(theirs), settle))
