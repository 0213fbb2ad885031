"""One place of every form in a handbook file, to break each in turn."""

from __future__ import annotations

from .drafts import Draft


def places(data, path=()):
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from places(value, (*path, key))


def one_of_each():
    """One path of every form: the indexes in it do not matter."""
    draft = Draft()
    draft.data["contacts"][0]["channels"][0].setdefault("source", ["5.1"])
    found = {}
    for path in places(draft.data):
        found.setdefault(tuple("*" if isinstance(part, int) else part for part in path), path)
    return [path for path in found.values() if path]


PATHS = one_of_each()
LEAVES = [path for path in PATHS if not isinstance(Draft().at(path), dict | list)]


def name(path):
    return ".".join(str(part) for part in path)
