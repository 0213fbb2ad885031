"""The picture of a handbook: one layout, drawn as SVG, in matplotlib, as text and as a widget.

:func:`lay_out` makes a :class:`Flowchart` of boxes and arrows; everything else draws one. Graphviz,
matplotlib and anywidget are loaded when they are first needed.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ..handbook.display import lend_picture
from .boxes import Limits
from .differences import differ, differing, lay_out_differences
from .flags import flag
from .formats import to_dot, to_graphml, to_mermaid, to_pdf, to_png, to_svg
from .layout import lay_out, lay_out_within
from .marks import mark
from .model import Arrow, Box, Flowchart, Party, Shape, Weight
from .scores import Score
from .signs import Flag, Sign
from .starts import lay_out_starts, starts_svg
from .style import CSS
from .svg import page_svg, to_markup
from .weights import fade, weigh

if TYPE_CHECKING:
    from .figure import draw, draw_chart
    from .widget import FlowchartWidget

__all__ = [
    "CSS",
    "Arrow",
    "Box",
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

_HEAVY = {"FlowchartWidget": "widget", "draw": "figure", "draw_chart": "figure"}

lend_picture(to_svg)


def __getattr__(name: str) -> object:
    if name in _HEAVY:
        return getattr(import_module(f"{__name__}.{_HEAVY[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
