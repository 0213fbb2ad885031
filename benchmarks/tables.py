"""Tables of figures: as Markdown, and in a document between their marks."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = tuple[str, ...]


def as_markdown(head: Row, rows: Iterable[Sequence[str]]) -> str:
    """Return a table as Markdown.

    Examples
    --------
    >>> print(as_markdown(("", "EHBI"), [("the book answers", "150 ms")]))
    | | EHBI |
    |---|---|
    | the book answers | 150 ms |
    """
    return "\n".join([_line(head), "|" + "---|" * len(head), *map(_line, rows)])


def _line(cells: Sequence[str]) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)


def median_and_late(times: Sequence[float]) -> str:
    """Return median and 95th percentile of milliseconds.

    Examples
    --------
    >>> median_and_late(range(100))
    '49.5 and 95.0 ms'
    """
    return f"{statistics.median(times):.1f} and {statistics.quantiles(times, n=20)[18]:.1f} ms"


def write(path: Path, mark: str, text: str) -> None:
    """Put a text in a document, between the two comments that mark its place, of which there must be one."""
    before, rest = path.read_text(encoding="utf-8").split(f"<!-- {mark} -->")
    _, after = rest.split(f"<!-- /{mark} -->")
    path.write_text(f"{before}<!-- {mark} -->\n{text}\n<!-- /{mark} -->{after}", encoding="utf-8")
