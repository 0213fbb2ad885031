"""What a run tried of what must not happen: the table at its end, which says what was held."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePath

KINDS = {
    "closed": "Asked by who may not",
    "hostile": "Texts that try to run as a script",
    "access": "Looked at by axe-core",
    "faults": "Made to fail",
}
PROPERTY = "tried"
"""Name under which a test's report has what it tried."""
_noted: list[tuple[str, str]] = []


def note(kind: str, what: str) -> None:
    """Note that the test at hand tries something; a kind is one of :data:`KINDS`."""
    _noted.append((kind, what))


def noted() -> list[tuple[str, tuple[str, str, str]]]:
    """Return what was noted since, as properties of a report: the kind, which file of tests, and what."""
    file = PurePath(os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0]).stem
    found = [(PROPERTY, (kind, file, what)) for kind, what in _noted]
    _noted.clear()
    return found


def lines(properties: Iterable[tuple[str, object]]) -> Iterator[str]:
    """Yield the table: a line for each kind and file, with how often, and what.

    Examples
    --------
    >>> looks = [("access", "test_book", "dark, 360"), ("access", "test_book", "light, 360")]
    >>> print(*lines((PROPERTY, look) for look in looks), sep="\\n")
    Looked at by axe-core: 2
      test_book (2): dark, 360 · light, 360
    """
    tried: dict[str, dict[str, list[str]]] = {kind: defaultdict(list) for kind in KINDS}
    for name, value in properties:
        if name == PROPERTY and isinstance(value, (tuple, list)):  # a list, when another process sent it
            kind, file, what = value
            tried[kind][file].append(what)
    for kind, files in tried.items():
        if files:
            yield f"{KINDS[kind]}: {sum(map(len, files.values()))}"
        for file, all_of in sorted(files.items()):
            yield f"  {file} ({len(all_of)}): {' · '.join(sorted({*all_of}))}"
