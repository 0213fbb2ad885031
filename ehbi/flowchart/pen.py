"""The few strokes a flowchart needs, on matplotlib axes, in CSS px of the flowchart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path

from .fonts import FONT, legible
from .model import Point
from .shapes import Segment
from .text import NARROWER

_CODES = {"M": [Path.MOVETO], "L": [Path.LINETO], "C": [Path.CURVE4] * 3, "Z": [Path.CLOSEPOLY]}


class Pen:
    """Draws on axes, at the scale that makes the whole picture fit.

    Parameters
    ----------
    axes
        Where to draw; their limits are set and their frame is taken off.
    width, height
        Size of the picture in CSS px.
    """

    def __init__(self, axes: Axes, width: float, height: float) -> None:
        self._axes = axes
        axes.set(xlim=(0, width), ylim=(height, 0), aspect="equal")
        axes.set_axis_off()
        frame = axes.get_window_extent()
        scale = min(frame.width / width, frame.height / height)
        self._point = scale * 72 / axes.figure.dpi

    def path(self, segments: Sequence[Segment], at: Point = (0, 0), width: float = 1.5, **style: Any) -> None:
        """Draw a path moved to ``at``, with a line of ``width`` px and the style of a matplotlib patch."""
        codes = [code for segment in segments for code in _CODES[segment.command]]
        points = [(x + at[0], y + at[1]) for segment in segments for x, y in segment.points or ((0, 0),)]
        style = {"facecolor": "none", "joinstyle": "round", "capstyle": "butt"} | style
        self._axes.add_patch(PathPatch(Path(points, codes), linewidth=width * self._point, **style))

    def text(self, text: str, at: Point, size: float, weight: str = "normal", **style: Any) -> None:
        """Write a line of text around ``at``: literally, as far as the font goes; no mathematics, no TeX."""
        style = {"ha": "center", "va": "center_baseline", "family": FONT, "weight": weight} | style
        points = size * NARROWER[weight] * self._point
        self._axes.text(*at, legible(text, weight), fontsize=points, parse_math=False, usetex=False, **style)

    def disc(
        self, at: Point, radius: float, fill: str, stroke: str = "", strokes: Sequence[Sequence[Point]] = ()
    ) -> None:
        """Draw a small round mark, with a sign of a few strokes in it."""
        self._axes.add_patch(Circle(at, radius, facecolor=fill, edgecolor="none"))
        for first, *rest in strokes:
            lines = [Segment("M", (first,)), *(Segment("L", (point,)) for point in rest)]
            self.path(lines, at, 2, edgecolor=stroke, capstyle="round")
