"""A handbook as a tree of dicts, in which things are found by name: for comparing two of them."""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any

from .model import Handbook
from .schema import THINGS, fields, lists_of

Tree = dict[str, Any]
Place = tuple[str, ...]
"""Where something is in a tree: ``("steps", "geen-rechten", "answers", "ja", "next")``."""

_PARTS = lists_of(Handbook)
LISTS = {"": _PARTS} | {name: lists_of(fields(Handbook)[name].holds) for name in _PARTS}
"""The lists of named things, by the list whose things hold them; every other list is one value."""

_NUMBERED = re.compile(r"#\d+$")


def to_tree(handbook: Handbook) -> Tree:
    """Return a handbook as plain data with each list of named things as an ordered dict by name.

    Two trees are equal when the handbooks say the same in the same order: an ``OrderedDict`` minds its
    order. Every field is there, also one at its default. Of a draft that uses a name twice, the second
    thing is called ``name#2``. A library's profile is no part of it.

    Examples
    --------
    >>> import ehbi
    >>> tree = to_tree(ehbi.load())
    >>> tree["steps"]["inloggegevens-onjuist"]["answers"]["ja"]["next"]
    'nieuw-wachtwoord'
    """
    return _grown(handbook.model_dump(mode="json"), "")


def to_handbook(tree: Tree) -> Handbook:
    """Return the handbook that a tree was made of.

    Examples
    --------
    >>> import ehbi
    >>> to_handbook(to_tree(ehbi.load())) == ehbi.load()
    True
    """
    return Handbook.model_validate(_plain(tree))


def things(tree: Tree, place: Place = ()) -> Iterator[tuple[Place, Tree]]:
    """Yield every named thing in a tree with its place, each before what it holds."""
    for key, value in tree.items():
        if isinstance(tree, OrderedDict):
            yield (*place, key), value
        if isinstance(value, dict):
            yield from things(value, (*place, key))


def within(place: Place) -> str:
    """Return the list whose things have what is at this place, or ``outside``; nothing for a part.

    Examples
    --------
    >>> within(("steps", "geen-rechten", "answers", "ja", "next")), within(("title",))
    ('answers', '')
    """
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
