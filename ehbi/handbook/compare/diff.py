"""The difference between two handbooks: as data, and as Dutch sentences for a functional manager."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum, auto
from typing import Any

from ..model import Handbook
from ..naming import Names, became, both_said, quoted, thing_at
from ..schema import THINGS, field_at
from ..tree import Place, Tree, among, to_tree, weave

ALIKE = 0.6
"""From this likeness on, of 1, two texts are one that was edited."""


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
    """Return everything that is different, thing by thing; a thing is called as it was.

    What is new is told with what it says, and a text that was edited as one that changed.
    """
    found: dict[str, list[str]] = {}
    names = Names(new)
    for thing, change, sentence in _described(_with_edits(diff(old, new)), old, new):
        found.setdefault(thing, []).append(sentence)
        if change.kind is ChangeKind.ADDED:
            found[thing] += _contents(change.place, change.after, names)
    return tuple(Description(thing, tuple(said)) for thing, said in found.items())


def sentences(old: Handbook, new: Handbook) -> tuple[tuple[Change, str], ...]:
    """Return each change with its sentence, in the same words as :func:`describe`."""
    return tuple((change, sentence) for _, change, sentence in _described(diff(old, new), old, new))


def _contents(place: Place, thing: Tree, names: Names) -> Iterator[str]:
    """Yield what a new thing says: its texts, and where its answers lead."""
    known = THINGS[place[-2]]
    for name, value in thing.items():
        field = field_at((*place, name))
        if isinstance(value, OrderedDict):
            for key, inner in value.items():
                told = names.title((*place, name, key))
                target = inner.get("next")
                yield f"{told} gaat naar {names.title(('steps', target))}" if target else told
        elif field and field.holds is str and field.spec.label and not field.spec.refers:
            texts = [value] if isinstance(value, str) else value or ()
            if name not in (known.key, known.title) and (text := ", ".join(filter(str.strip, texts))):
                yield f"{field.spec.label}: {quoted(text)}"


def _with_edits(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield changes; what goes by its text has changed where one vanished and one like it came."""
    came = [one for one in changes if one.kind is ChangeKind.ADDED and _goes_by_text(one.place)]
    edited: dict[Place, Change] = {}
    for gone in changes:
        if gone.kind is ChangeKind.REMOVED:
            beside = (one for one in came if one.place[:-1] == gone.place[:-1])
            alike = next((one for one in beside if _are_alike(gone, one)), None)
            if alike:
                came.remove(alike)
                edited[gone.place] = edited[alike.place] = alike
    for change in changes:
        if change.kind is ChangeKind.REMOVED and change.place in edited:
            yield from _changes(change.place, change.before, edited[change.place].after)
        elif change.place not in edited:
            yield change


def _goes_by_text(place: Place) -> bool:
    thing = THINGS[place[-2]]
    return thing.title == thing.key != "id"


def _are_alike(gone: Change, came: Change) -> bool:
    key = THINGS[gone.place[-2]].key
    return SequenceMatcher(None, gone.before[key], came.after[key]).ratio() >= ALIKE


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


def _described(changes: Iterable[Change], old: Handbook, new: Handbook) -> Iterator[tuple[str, Change, str]]:
    """Yield each change with the thing that it is about, and its sentence."""
    names = _Names(Names(old), Names(new), Names(old, new))
    for change in changes:
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
