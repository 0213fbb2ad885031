"""Every form that a handbook can leave in."""

from __future__ import annotations

from collections.abc import Callable

from . import book, flowchart, paper, slides
from .files import documents
from .handbook import Handbook
from .handbook.schema import json_schema

_TEXT: dict[str, Callable[[Handbook], str]] = {
    "yaml": documents.to_yaml,
    "json": documents.to_json,
    "html": book.page,
    "slides": slides.slides_page,
    "svg": flowchart.to_svg,
    "mermaid": flowchart.to_mermaid,
    "dot": flowchart.to_dot,
    "graphml": flowchart.to_graphml,
    "schema": lambda _: json_schema(),
}
BINARY = frozenset(("png", "pdf", "poster", "card"))
FORMATS = (
    *("yaml", "json", "html", "svg", "png", "pdf", "mermaid", "dot", "graphml"),
    *("poster", "card", "slides", "schema"),
)


def export(handbook: Handbook, form: str, size: str = "a3") -> bytes:
    """Return a handbook in one of :data:`FORMATS`; text is UTF-8."""
    match form:
        case "png":
            return flowchart.to_png(handbook)
        case "pdf":
            return flowchart.to_pdf(handbook)
        case "poster":
            return paper.to_poster(handbook, size)
        case "card":
            return paper.to_card(handbook)
    return _TEXT[form](handbook).encode()
