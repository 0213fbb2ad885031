"""Tables of figures: as Markdown, and in a document between their marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

Row = tuple[str, ...]
BESIDE_OTHERS: Row = ("", "EHBI", "one dropdown, stock Voilà", "one button, Panel", "goal")


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


def between(document: str, mark: str, text: str) -> str:
    r"""Return a document with a text between the two comments that mark its place.

    Raises
    ------
    ValueError
        The document has no such place.

    Examples
    --------
    >>> between("a\n<!-- bench -->\nold\n<!-- /bench -->\nb", "bench", "new")
    'a\n<!-- bench -->\nnew\n<!-- /bench -->\nb'
    """
    before, rest = document.split(f"<!-- {mark} -->")
    _, after = rest.split(f"<!-- /{mark} -->")
    return f"{before}<!-- {mark} -->\n{text}\n<!-- /{mark} -->{after}"


def write(path: Path, mark: str, text: str) -> None:
    """Put a text in a document, between the comments that mark its place."""
    path.write_text(between(path.read_text(encoding="utf-8"), mark, text), encoding="utf-8")
