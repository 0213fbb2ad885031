"""Every form that a handbook can leave in."""

from __future__ import annotations

from collections.abc import Callable

from . import book, flowchart, paper, slides
from .files import documents as writer
from .handbook import Handbook
from .handbook.schema import json_schema

_TEXT: dict[str, Callable[[Handbook], str]] = {
    "yaml": writer.to_yaml,
    "json": writer.to_json,
    "html": book.page,
    "slides": slides.slides_page,
    "svg": flowchart.to_svg,
    "mermaid": flowchart.to_mermaid,
    "dot": flowchart.to_dot,
    "graphml": flowchart.to_graphml,
    "schema": lambda _: json_schema(),
}
_BYTES: dict[str, Callable[[Handbook], bytes]] = {
    "png": flowchart.to_png,
    "pdf": flowchart.to_pdf,
    "poster": paper.to_poster,
    "card": paper.to_card,
}

BINARY = frozenset(_BYTES)
FORMATS = (
    *("yaml", "json", "html", "svg", "png", "pdf", "mermaid", "dot", "graphml"),
    *("poster", "card", "slides", "schema"),
)


def export(handbook: Handbook, form: str, size: str = "a3") -> bytes:
    """Return a handbook in one of :data:`FORMATS`; text is UTF-8.

    Parameters
    ----------
    handbook
        What to export.
    form
        One of :data:`FORMATS`.
    size
        What a poster is printed on: one of :data:`ehbi.paper.PAPERS`. Nothing else looks at it.

    Raises
    ------
    ehbi.paper.TooMuchError
        It is for a fixed size of paper, and does not go on it.

    Examples
    --------
    >>> import ehbi
    >>> export(ehbi.load(), "json")[:1]
    b'{'
    """
    if form == "poster":
        return paper.to_poster(handbook, size)
    if form in _BYTES:
        return _BYTES[form](handbook)
    return _TEXT[form](handbook).encode()
