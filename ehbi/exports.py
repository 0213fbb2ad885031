"""Every form that a handbook can leave in."""

from __future__ import annotations

from collections.abc import Callable

from . import book, flowchart, paper, slides
from .files import documents
from .handbook import Handbook
from .handbook.schema import json_schema


# matplotlib, which takes a second to load, comes with the first picture that is asked for.
def _png(handbook: Handbook) -> bytes:
    return flowchart.to_png(handbook)


def _pdf(handbook: Handbook) -> bytes:
    return flowchart.to_pdf(handbook)


_MADE: dict[str, Callable[[Handbook], str | bytes]] = {
    "yaml": documents.to_yaml,
    "json": documents.to_json,
    "html": book.page,
    "svg": flowchart.to_svg,
    "png": _png,
    "pdf": _pdf,
    "mermaid": flowchart.to_mermaid,
    "dot": flowchart.to_dot,
    "graphml": flowchart.to_graphml,
    "poster": paper.to_poster,
    "card": paper.to_card,
    "slides": slides.slides_page,
    "schema": lambda _: json_schema(),
}
FORMATS = tuple(_MADE)
WITH_PICTURES = frozenset({"yaml", "json"})
"""What holds no pictures by itself: they lie beside it, as :mod:`ehbi.files.bundles` knows."""
BINARY = frozenset({"png", "pdf", "poster", "card"})


def export(handbook: Handbook, form: str, size: str = "a3") -> bytes:
    """Return a handbook in one of :data:`FORMATS`; text is UTF-8."""
    made = paper.to_poster(handbook, size) if form == "poster" else _MADE[form](handbook)
    return made.encode() if isinstance(made, str) else made
