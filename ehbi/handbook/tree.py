"""The tree of a handbook, in which things are found by name, and what comparing two of them needs.

That is one order for two lists (:func:`weave`), and texts cut down to where they differ (:func:`excerpts`).
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from .model import Handbook
from .schema import THINGS, fields, lists_of, models

Tree = dict[str, Any]
Place = tuple[str, ...]
"""Where something is in a tree: ``("steps", "geen-rechten", "answers", "ja", "next")``."""

LISTS = {"": lists_of(Handbook)} | {
    name: lists_of(fields(model)[name].holds) for model in models(Handbook) for name in lists_of(model)
}
"""The lists of named things, by the list whose things hold them; every other list is one value."""

_NUMBERED = re.compile(r"#\d+$")

SHORT = 80
"""Characters of a text that is shown whole."""
AROUND = 4
"""Words shown on either side of a difference."""


def to_tree(handbook: Handbook) -> Tree:
    """Return a handbook as plain data with each list of named things as an ordered dict by name.

    Every field is there, also one at its default. Of a draft that uses a name twice, the second thing is
    called ``name#2``.

    """
    return _grown(handbook.model_dump(mode="json"), "")


def to_handbook(tree: Tree) -> Handbook:
    """Return the handbook that a tree was made of."""
    return Handbook.model_validate(_plain(tree))


def things(tree: Tree, place: Place = ()) -> Iterator[tuple[Place, Tree]]:
    """Yield every named thing in a tree with its place, each before what it holds."""
    for key, value in tree.items():
        if isinstance(tree, OrderedDict):
            yield (*place, key), value
        if isinstance(value, dict):
            yield from things(value, (*place, key))


def within(place: Place) -> str:
    """Return the list whose things have what is at this place, or ``outside``; nothing for a part."""
    return place[-3] if len(place) > 2 else "".join(place[:-1])  # noqa: PLR2004  # list, name, field


def is_list(place: Place) -> bool:
    """Return whether a list of named things is at this place, rather than a thing or a field."""
    return len(place) % 2 == 1 and place[-1] in LISTS.get(within(place), ())


def _grown(data: Tree, name: str) -> Tree:
    lists = LISTS.get(name, ())
    return {field: _by_name(value, field) if field in lists else value for field, value in data.items()}


def _by_name(items: Iterable[Tree], field: str) -> OrderedDict[str, Tree]:
    counted: Counter[str] = Counter()
    found: OrderedDict[str, Tree] = OrderedDict()
    for item in items:
        name = item[THINGS[field].key]
        counted[name] += 1
        found[_key(name, counted[name])] = _grown(item, field)
    return found


def _key(name: str, count: int) -> str:
    """Return a key that no other name and count give; a word that looks numbered is numbered again."""
    return name if count == 1 and not _NUMBERED.search(name) else f"{name}#{count}"


def _plain(value: Any) -> Any:
    if isinstance(value, OrderedDict):
        return [_plain(item) for item in value.values()]
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def weave(spine: Collection[str], *sides: Iterable[str], kept: Collection[str]) -> Iterator[str]:
    """Yield the names of a list whose order is known, and after each what followed it in other lists.

    Only those kept are yielded. It does not matter which side is which: runs at one spot go by the alphabet.

    Examples
    --------
    >>> list(weave("ac", "abxc", "adc", kept="bd"))
    ['a', 'b', 'd', 'c']

    """
    known = set(spine)
    runs = [_runs(side, known, kept) for side in sides]
    for name in (None, *spine):
        yield from (name,) if name is not None else ()
        for run in sorted(side.get(name, []) for side in runs):
            yield from run


def _runs(side: Iterable[str], known: Collection[str], kept: Collection[str]) -> dict[str | None, list[str]]:
    runs: dict[str | None, list[str]] = {}
    last = None
    for name in side:
        if name in known:
            last = name
        elif name in kept:
            runs.setdefault(last, []).append(name)
    return runs


def among(names: Iterable[str], *others: Collection[str]) -> list[str]:
    """Return those names that all the others have too, in their own order."""
    return [name for name in names if all(name in other for other in others)]


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Return two texts; long ones with only some words around where they differ."""
    if max(len(before), len(after)) <= SHORT:
        return before, after
    old, new = before.split(), after.split()
    start = _alike(old, new)
    end = min(_alike(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    start, end = max(start - AROUND, 0), max(end - AROUND, 0)
    return _cut(old, start, end), _cut(new, start, end)


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _cut(words: list[str], start: int, end: int) -> str:
    return " ".join(["…"] * bool(start) + words[start : len(words) - end] + ["…"] * bool(end))
