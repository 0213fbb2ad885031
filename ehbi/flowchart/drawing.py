"""The parts of a picture on matplotlib axes; what the style sheet does for the SVG is decided here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path

from . import shapes
from .boxes import LABEL_SIZE, MARK, SIZE
from .legend import SWATCH, Legend, legend_of
from .model import Arrow, Box, Flowchart, Party, Point, Role, Shape, Sign
from .shapes import Segment, polyline, rectangle
from .style import palette
from .text import FONT, NARROWER, legible

_FADED = 0.35
_DRAWN = (Sign.ADDED, Sign.REMOVED)
"""Signs that are about the arrow itself, and not only about its label."""
_CODES = {"M": [Path.MOVETO], "L": [Path.LINETO], "C": [Path.CURVE4] * 3, "Z": [Path.CLOSEPOLY]}


class Pen:
    """Draws on axes, at the scale that makes a picture of this size in CSS px fit."""

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
        for line in strokes:
            self.path(polyline(line), at, 2, edgecolor=stroke, capstyle="round")


def _colours(box: Box) -> Mapping[str, str]:
    if box.faded and not box.current:
        chart = palette()[""]
        plain = dict.fromkeys(("fill", "tint", "on-solid"), chart["paper"])
        return plain | {"line": chart["arrow"], "solid": chart["soft"]}
    return palette()["connector" if box.shape is Shape.CONNECTOR else f"party-{box.party.colour}"]


def _flag_colour(part: Box | Arrow) -> str:
    return palette()[f"flag-{part.flag.sign}"]["flag"] if part.flag else ""


def _is(part: Box | Arrow, sign: Sign) -> bool:
    return part.flag is not None and part.flag.sign is sign


def _on(box: Box, spot: Point) -> Point:
    return (box.x + spot[0], box.y + spot[1])


def _sign(pen: Pen, sign: Sign, at: Point, half: float) -> None:
    colours = palette()[f"flag-{sign}"]
    pen.path(shapes.sign_outline(sign, half), at, facecolor=colours["flag"], edgecolor=palette()[""]["paper"])
    for line in shapes.sign_strokes(sign, half):
        pen.path(polyline(line), at, half / 4.5, edgecolor=colours["on-flag"], capstyle="round")


def _arrow(pen: Pen, arrow: Arrow) -> None:
    colour = palette()[""]["ink" if arrow.taken else "arrow"]
    if arrow.flag and arrow.flag.sign in _DRAWN:
        colour = _flag_colour(arrow)
    first, *rest = shapes.stem(arrow)
    curves = (Segment("C", tuple(rest[index : index + 3])) for index in range(0, len(rest), 3))
    width = max(3 if arrow.taken else 1.5, shapes.thickness(arrow))
    line: dict[str, Any] = {"edgecolor": colour, "alpha": _FADED if arrow.faded else None}
    dots = (0, (2, 4)) if arrow.idle else "--" if _is(arrow, Sign.REMOVED) else "-"
    pen.path([Segment("M", (first,)), *curves], width=width, linestyle=dots, **line)
    pen.path(
        [*polyline(shapes.head(arrow)), Segment("Z")], width=3 if arrow.taken else 1, facecolor=colour, **line
    )


def _label(pen: Pen, arrow: Arrow) -> None:
    chart = palette()[""]
    edge = chart["ink"] if arrow.taken else _flag_colour(arrow) or "none"
    plate = rectangle(arrow.width, arrow.height, 6)
    pen.path(plate, (arrow.x, arrow.y), edgecolor=edge, facecolor=chart["paper"])
    weight = "bold" if arrow.taken else "normal"
    for line, at in shapes.label_lines(arrow):
        pen.text(line, at, LABEL_SIZE, weight, color=chart["soft" if arrow.faded else "ink"])
    if arrow.flag:
        _sign(pen, arrow.flag.sign, shapes.sign_at_arrow(arrow), shapes.ON_ARROW)


def _symbol(pen: Pen, box: Box) -> None:
    colours, at = _colours(box), (box.x, box.y)
    fill = colours["solid" if box.current else "tint" if box.visited else "fill"]
    width = 1 if box.faded else 2.5 if box.visited or box.flag or box.shape is Shape.START else 1.5
    dashes = "--" if box.shape is Shape.CONNECTOR or _is(box, Sign.REMOVED) else "-"
    edge = _flag_colour(box) or colours["line"]
    if box.current:
        pen.path(shapes.outline(box, grow=4), at, 2, edgecolor=colours["solid"])
    pen.path(shapes.outline(box), at, width, edgecolor=edge, facecolor=fill, linestyle=dashes)


def _text(pen: Pen, box: Box) -> None:
    colours = _colours(box)
    for line in box.lines:
        colour = colours["solid"] if line.role is Role.WHO or box.faded else palette()[""]["ink"]
        colour = colours["on-solid"] if box.current else colour
        weight = "bold" if line.role in {Role.TITLE, Role.SCORE} and not box.faded else "normal"
        pen.text(line.text, _on(box, (line.x, line.y)), SIZE[line.role], weight, color=colour)


def _outcome(pen: Pen, box: Box) -> None:
    if box.outcome and box.shape is Shape.OUTCOME:
        colours = _colours(box)
        fill, stroke = ("on-solid", "solid") if box.current else ("line", "fill")
        at = _on(box, shapes.mark_at(box))
        pen.disc(at, MARK / 2 - 1, colours[fill], colours[stroke], shapes.OUTCOME_MARKS[box.outcome])


def _badge(pen: Pen, box: Box) -> None:
    at, solid, paper = _on(box, shapes.badge(box)), _colours(box)["solid"], palette()[""]["paper"]
    if box.visited:
        pen.disc(at, 10, paper)
        pen.disc(at, 9, solid, paper, [shapes.TICK])
    if box.current:
        for radius, colour in ((10, solid), (8, paper), (4, solid)):
            pen.disc(at, radius, colour)
    if box.flag:
        _sign(pen, box.flag.sign, _on(box, shapes.sign_at_box(box)), shapes.ON_BOX)


def _legend(pen: Pen, legend: Legend) -> None:
    for entry in legend.entries:
        if isinstance(entry.of, Party):
            colours = palette()[f"party-{entry.of.colour}"]
            plate = rectangle(SWATCH, SWATCH, 4)
            pen.path(plate, entry.swatch, edgecolor=colours["line"], facecolor=colours["fill"])
        elif entry.of:
            _sign(pen, entry.of, entry.swatch, shapes.ON_ARROW)
        pen.text(entry.text, (entry.left, entry.y), LABEL_SIZE, color=palette()[""]["soft"], ha="left")


def draw_parts(flowchart: Flowchart, pen: Pen) -> None:
    """Draw a picture without its legend: arrows under labels, labels under boxes."""
    for arrow in flowchart.arrows:
        _arrow(pen, arrow)
    for arrow in flowchart.arrows:
        _label(pen, arrow)
    for box in flowchart.boxes:
        for part in (_symbol, _text, _outcome, _badge):
            part(pen, box)


def draw_with_legend(flowchart: Flowchart, axes: Axes) -> None:
    """Draw a picture and its legend on axes."""
    legend = legend_of(flowchart)
    pen = Pen(axes, legend.width, legend.height)
    draw_parts(flowchart, pen)
    _legend(pen, legend)
