"""Two long texts cut down to where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

SHORT = 80
"""Characters of a text that is shown whole."""
AROUND = 4
"""Words shown on either side of a difference."""


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Return two texts without what they have in common at the begin and at the end.

    Short texts stay whole, and of long ones some words around the difference.

    Examples
    --------
    >>> many = "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"
    >>> excerpts(many, many.replace("zeven", "7"))
    ('… drie vier vijf zes zeven acht negen tien elf …', '… drie vier vijf zes 7 acht negen tien elf …')
    """
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
