"""What is different between two handbooks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .model import Handbook
from .order import among, weave
from .tree import Place, Tree, to_tree


class ChangeKind(StrEnum):
    """What happened to something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two handbooks.

    Parameters
    ----------
    place
        Where: the part, the name of the thing in it, and the way to the field.
    kind
        ``added`` and ``removed`` are about a whole thing, ``changed`` about a field, and ``moved`` about
        the order of a list, which is then the place.
    before, after
        Plain data: a field's values; a thing as :func:`ehbi.handbook.tree.to_tree` has it, None where
        it is not there; of an order the names of the things that both handbooks have.
    """

    place: Place
    kind: ChangeKind
    before: Any
    after: Any

    @property
    def part(self) -> str:
        """The part of the handbook: ``steps``, or ``title``."""
        return self.place[0]

    @property
    def name(self) -> str:
        """The name of the thing in that part; nothing when it is about the part itself."""
        return self.place[1] if len(self.place) > 1 and self.part != "outside" else ""

    @property
    def inside(self) -> Place:
        """The way from the thing to what is different."""
        return self.place[2:] if self.name else self.place[1:]


def diff(old: Handbook, new: Handbook) -> tuple[Change, ...]:
    """Return what is different, in the reading order of the new handbook.

    What was removed stands after what it followed in the old one; an order before the things in it.
    A thing under another name is one thing removed and another added.

    Examples
    --------
    >>> import ehbi
    >>> old = ehbi.load()
    >>> [change] = diff(old, old.model_copy(update={"title": "Hulp"}))
    >>> change.place, change.kind.value, change.before, change.after
    (('title',), 'changed', 'Eerste Hulp Bij Inloggen', 'Hulp')
    """
    return tuple(_changes((), to_tree(old), to_tree(new)))


def _changes(place: Place, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if not (isinstance(old, dict) and isinstance(new, dict)):
        yield Change(place, _kind(old, new), old, new)
        return
    if isinstance(new, OrderedDict):
        yield from _moved(place, old, new)
    for key in weave(new, old, kept=old):
        yield from _changes((*place, key), old.get(key), new.get(key))


def _kind(old: Any, new: Any) -> ChangeKind:
    if isinstance(new, dict):
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if isinstance(old, dict) else ChangeKind.CHANGED


def _moved(place: Place, old: Tree, new: Tree) -> Iterator[Change]:
    before, after = tuple(among(old, new)), tuple(among(new, old))
    if before != after:
        yield Change(place, ChangeKind.MOVED, before, after)
