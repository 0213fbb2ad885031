"""The flowchart of a handbook: one layout, drawn as SVG, in matplotlib, as text and as a widget.

:func:`lay_out` makes a :class:`Flowchart` of boxes and arrows (``boxes``, ``placement``, ``routing``);
``annotations`` and ``differences`` say something on one; ``svg``, ``figure``, ``formats`` and ``widget`` draw
one. Graphviz, matplotlib and anywidget are loaded when they are first needed.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ..handbook.display import lend_picture
from .annotations import fade, flag, mark, weigh
from .boxes import Limits
from .differences import differ, differing, lay_out_differences
from .formats import to_dot, to_graphml, to_mermaid
from .layout import lay_out, lay_out_starts, lay_out_within
from .model import Arrow, Box, Flag, Flowchart, Party, Score, Shape, Sign, Weight
from .style import CSS, MODULES
from .svg import page_svg, picture, starts_svg, to_markup, to_svg

if TYPE_CHECKING:
    from .figure import draw, draw_chart, png_of, to_pdf, to_png
    from .widget import CanvasWidget, FlowchartWidget

__all__ = [
    "CSS",
    "MODULES",
    "Arrow",
    "Box",
    "CanvasWidget",
    "Flag",
    "Flowchart",
    "FlowchartWidget",
    "Limits",
    "Party",
    "Score",
    "Shape",
    "Sign",
    "Weight",
    "differ",
    "differing",
    "draw",
    "draw_chart",
    "fade",
    "flag",
    "lay_out",
    "lay_out_differences",
    "lay_out_starts",
    "lay_out_within",
    "mark",
    "page_svg",
    "png_of",
    "starts_svg",
    "to_dot",
    "to_graphml",
    "to_markup",
    "to_mermaid",
    "to_pdf",
    "to_png",
    "to_svg",
    "weigh",
]

_FIGURE = ("draw", "draw_chart", "png_of", "to_pdf", "to_png")
_HEAVY = dict.fromkeys(_FIGURE, "figure") | {"FlowchartWidget": "widget", "CanvasWidget": "widget"}

lend_picture(picture)


def __getattr__(name: str) -> object:
    if name in _HEAVY:
        return getattr(import_module(f"{__name__}.{_HEAVY[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
