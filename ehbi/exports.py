"""Every form that a handbook can leave in."""

from __future__ import annotations

from collections.abc import Callable

from . import book, flowchart, slides
from .handbook import Handbook, writer

_TEXT: dict[str, Callable[[Handbook], str]] = {
    "yaml": writer.to_yaml,
    "json": writer.to_json,
    "html": book.page,
    "slides": slides.slides_page,
    "svg": flowchart.to_svg,
    "mermaid": flowchart.to_mermaid,
    "dot": flowchart.to_dot,
    "graphml": flowchart.to_graphml,
}
_BYTES: dict[str, Callable[[Handbook], bytes]] = {"png": flowchart.to_png, "pdf": flowchart.to_pdf}

BINARY = frozenset(_BYTES)
FORMATS = ("yaml", "json", "html", "svg", "png", "pdf", "mermaid", "dot", "graphml", "slides")


def export(handbook: Handbook, form: str) -> bytes:
    """Return a handbook in one of :data:`FORMATS`; text is UTF-8.

    Examples
    --------
    >>> import ehbi
    >>> export(ehbi.load(), "json")[:1]
    b'{'
    """
    if form in _BYTES:
        return _BYTES[form](handbook)
    return _TEXT[form](handbook).encode()
