"""A deck as one HTML page that works from a disk, without a network."""

from __future__ import annotations

import base64
import json
from functools import lru_cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from .. import flowchart
from ..book import CARD_CSS, MODULES
from ..book.parts import templates as parts
from ..handbook import Case, Handbook
from .deck import Frame, Slide, deck

_HERE = Path(__file__).parent
CSS = (_HERE / "slides.css").read_text(encoding="utf-8")
_MODULES = {f"ehbi/slides/{name}": _HERE / f"{name}.js" for name in ("slides", "camera", "notes")}
_NEEDED = {"ehbi/flowchart": MODULES["ehbi/flowchart"], **_MODULES}


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the templates; those of the book are among them, as slides show the same pieces."""
    environment = parts().overlay(
        loader=ChoiceLoader([PackageLoader("ehbi.slides"), PackageLoader("ehbi.book")])
    )
    environment.filters["marks"] = marks
    return environment


def slides_page(handbook: Handbook) -> str:
    """Return the slides for a handbook as a complete HTML page.

    Examples
    --------
    >>> import ehbi
    >>> text = slides_page(ehbi.load())
    >>> text[:15], text.count("<section") == len(deck(ehbi.load()))
    ('<!DOCTYPE html>', True)
    """
    slides = deck(handbook)
    return (
        templates()
        .get_template("slides.html.j2")
        .render(
            handbook=handbook,
            slides=slides,
            charts={slide.id: _chart(handbook, slide) for slide in slides if slide.example},
            style=Markup("\n".join((CARD_CSS, flowchart.CSS, CSS))),  # noqa: S704  # our own files
            modules={name: _as_address(path) for name, path in _NEEDED.items()},
        )
    )


def _chart(handbook: Handbook, slide: Slide) -> Markup:
    """Return the flowchart of a slide's situation; each in a page has ids of its own."""
    picture = flowchart.lay_out(handbook, slide.example.situation if slide.example else None)
    return Markup(flowchart.to_markup(picture, f"chart_{slide.id}"))  # noqa: S704  # escaped where it is made


def marks(frame: Frame) -> str:
    """Return what a frame lights up on the chart, as JSON for the script."""
    case: Case | None = frame.case
    here = case.step.id if case and case.step else ""
    taken = list(case.taken) if case else []
    visited = [passed.step.id for passed in case.passed] if case else []
    if here and frame.choice and frame.told:
        taken.append((here, frame.choice.answer))
    return json.dumps({"visited": visited, "taken": taken, "current": here})


def _as_address(path: Path) -> str:
    return "data:text/javascript;base64," + base64.b64encode(path.read_bytes()).decode()
