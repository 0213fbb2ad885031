"""The difference between two handbooks: as data, and as Dutch sentences for a functional manager."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from ..model import Handbook
from ..naming import Names, became, both_said, thing_at
from ..tree import Place, Tree, among, to_tree, weave


class ChangeKind(StrEnum):
    """What happened to something."""

    ADDED = auto()
    REMOVED = auto()
    CHANGED = auto()
    MOVED = auto()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two handbooks; before and after are plain data.

    A whole thing is ``added`` or ``removed``, and None where it is not there; a field is ``changed``; a list
    is ``moved``, with the names of the things that both handbooks have.

    """

    place: Place
    kind: ChangeKind
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Description:
    """What is different about one thing, such as ``Stap ‘Zoek de mail’``; an order is the handbook's.

    Each sentence is without its full stop, and without the thing where it began with that.
    """

    thing: str
    sentences: tuple[str, ...]


def diff(old: Handbook, new: Handbook) -> tuple[Change, ...]:
    """Return what is different, in the reading order of the new handbook; what was removed where it stood."""
    return tuple(_changes((), to_tree(old), to_tree(new)))


def describe(old: Handbook, new: Handbook) -> tuple[Description, ...]:
    """Return everything that is different, thing by thing; a thing is called as it was."""
    found: dict[str, list[str]] = {}
    for thing, _, sentence in _described(old, new):
        found.setdefault(thing, []).append(sentence)
    return tuple(Description(thing, tuple(said)) for thing, said in found.items())


def sentences(old: Handbook, new: Handbook) -> tuple[tuple[Change, str], ...]:
    """Return each change with its sentence, in the same words as :func:`describe`."""
    return tuple((change, sentence) for _, change, sentence in _described(old, new))


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


def _described(old: Handbook, new: Handbook) -> Iterator[tuple[str, Change, str]]:
    """Yield each change with the thing that it is about, and its sentence."""
    names = _Names(Names(old), Names(new), Names(old, new))
    for change in diff(old, new):
        thing = _capital(names.both.thing(thing_at(change.place)[:2]))
        sentence = _capital(names.sentence(change))
        yield thing, change, _capital(sentence.removeprefix(f"{thing}: "))


@dataclass(frozen=True, slots=True)
class _Names:
    """What everything is called before and after the changes, and in either."""

    old: Names
    new: Names
    both: Names

    def sentence(self, change: Change) -> str:
        match change.kind:
            case ChangeKind.ADDED:
                target = change.after.get("next")
                leads = f" en gaat naar {self.new.title(('steps', target))}" if target else ""
                return f"{self.both.thing(change.place)} is nieuw{leads}"
            case ChangeKind.REMOVED:
                return f"{self.both.thing(change.place)} vervalt"
            case ChangeKind.MOVED:
                return f"{self.both.spot(change.place)} verandert{self._mover(change)}"
            case ChangeKind.CHANGED:
                return self._changed(change)

    def _mover(self, change: Change) -> str:
        name = _mover(change.before, change.after)
        if name is None:
            return ""
        title, at = self.both.title((*change.place, name)), change.after.index(name)
        where = f"na {self.both.title((*change.place, change.after[at - 1]))}" if at else "vooraan"
        return f": {title} staat nu {where}"

    def _changed(self, change: Change) -> str:
        thing = self.both.thing(thing_at(change.place))
        values = change.place, change.before, change.after, self.old, self.new
        if change.place[-1] == "next":
            before, after = both_said(*values)
            return f"{thing} gaat nu naar {after} in plaats van {before}"
        return f"{thing}: {became(*values)}"


def _mover(before: Sequence[str], after: Sequence[str]) -> str | None:
    """Return the one name that was moved when an order became another, or None when it was more than one."""
    first = next(at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new)
    for name in (after[first], before[first]):
        if [old for old in before if old != name] == [new for new in after if new != name]:
            return name
    return None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
