"""The parts of a picture in matplotlib; what the style sheet does for the SVG is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import words
from .boards import ON_ARROW, ON_BOX, at_arrow, at_box, board, strokes
from .boxes import LABEL_LEADING, LABEL_SIZE, MARK, SIZE
from .legend import Legend, legend_of
from .model import Arrow, Box, Flowchart, Point, Role, Shape
from .pen import Pen
from .shapes import OUTCOME_MARKS, TICK, Segment, badge, head, outline, rectangle, stem, thickness
from .signs import Sign
from .style import palette

_FADED = 0.35


def _colours(box: Box) -> Mapping[str, str]:
    if box.faded and not box.current:
        chart = palette()[""]
        plain = dict.fromkeys(("fill", "tint", "on-solid"), chart["paper"])
        return plain | {"line": chart["arrow"], "solid": chart["soft"]}
    return palette()["connector" if box.shape is Shape.CONNECTOR else f"party-{box.party.colour}"]


_DRAWN = (Sign.ADDED, Sign.REMOVED)
"""Signs that are about the arrow itself, and not only about its label."""


def _flag_colour(part: Box | Arrow) -> str:
    return palette()[f"flag-{part.flag.sign}"]["flag"] if part.flag else ""


def _is(part: Box | Arrow, sign: Sign) -> bool:
    return part.flag is not None and part.flag.sign is sign


def _sign(pen: Pen, sign: Sign, at: Point, half: float) -> None:
    colours = palette()[f"flag-{sign}"]
    pen.path(board(sign, half), at, facecolor=colours["flag"], edgecolor=palette()[""]["paper"])
    for first, *rest in strokes(sign, half):
        lines = [Segment("M", (first,)), *(Segment("L", (point,)) for point in rest)]
        pen.path(lines, at, half / 4.5, edgecolor=colours["on-flag"], capstyle="round")


def _arrow(pen: Pen, arrow: Arrow) -> None:
    colour = palette()[""]["ink" if arrow.taken else "arrow"]
    if arrow.flag and arrow.flag.sign in _DRAWN:
        colour = _flag_colour(arrow)
    first, *rest = stem(arrow)
    curves = (Segment("C", tuple(rest[index : index + 3])) for index in range(0, len(rest), 3))
    width = max(3 if arrow.taken else 1.5, thickness(arrow))
    line: dict[str, Any] = {"edgecolor": colour, "alpha": _FADED if arrow.faded else None}
    dots = (0, (2, 4)) if arrow.idle else "--" if _is(arrow, Sign.REMOVED) else "-"
    pen.path([Segment("M", (first,)), *curves], width=width, linestyle=dots, **line)
    tip, *base = head(arrow)
    corners = [Segment("M", (tip,)), *(Segment("L", (corner,)) for corner in base), Segment("Z")]
    pen.path(corners, width=3 if arrow.taken else 1, facecolor=colour, **line)


def _label(pen: Pen, arrow: Arrow) -> None:
    chart = palette()[""]
    edge = chart["ink"] if arrow.taken else _flag_colour(arrow) or "none"
    plate = rectangle(arrow.width, arrow.height, 6)
    pen.path(plate, (arrow.x, arrow.y), edgecolor=edge, facecolor=chart["paper"])
    weight = "bold" if arrow.taken else "normal"
    for index, line in enumerate(arrow.lines):
        down = (index + 0.5) * LABEL_LEADING - arrow.height / 2 + 1
        colour = chart["soft" if arrow.faded else "ink"]
        pen.text(line, (arrow.x, arrow.y + down), LABEL_SIZE, weight, color=colour)
    if arrow.flag:
        _sign(pen, arrow.flag.sign, at_arrow(arrow), ON_ARROW)


def _symbol(pen: Pen, box: Box) -> None:
    colours, at = _colours(box), (box.x, box.y)
    fill = colours["solid" if box.current else "tint" if box.visited else "fill"]
    width = 1 if box.faded else 2.5 if box.visited or box.flag or box.shape is Shape.START else 1.5
    dashes = "--" if box.shape is Shape.CONNECTOR or _is(box, Sign.REMOVED) else "-"
    edge = _flag_colour(box) or colours["line"]
    if box.current:
        pen.path(outline(box, grow=4), at, 2, edgecolor=colours["solid"])
    pen.path(outline(box), at, width, edgecolor=edge, facecolor=fill, linestyle=dashes)


def _text(pen: Pen, box: Box) -> None:
    colours = _colours(box)
    for line in box.lines:
        colour = colours["solid"] if line.role is Role.WHO or box.faded else palette()[""]["ink"]
        colour = colours["on-solid"] if box.current else colour
        weight = "bold" if line.role in {Role.TITLE, Role.SCORE} and not box.faded else "normal"
        pen.text(line.text, (box.x + line.x, box.y + line.y), SIZE[line.role], weight, color=colour)


def _outcome(pen: Pen, box: Box) -> None:
    if box.outcome and box.shape is Shape.OUTCOME:
        colours = _colours(box)
        fill, stroke = ("on-solid", "solid") if box.current else ("line", "fill")
        at = (box.x - box.width / 2 + MARK / 2 + 8, box.y)
        pen.disc(at, MARK / 2 - 1, colours[fill], colours[stroke], OUTCOME_MARKS[box.outcome])


def _badge(pen: Pen, box: Box) -> None:
    x, y = badge(box)
    at, solid, paper = (box.x + x, box.y + y), _colours(box)["solid"], palette()[""]["paper"]
    if box.visited:
        pen.disc(at, 10, paper)
        pen.disc(at, 9, solid, paper, [TICK])
    if box.current:
        for radius, colour in ((10, solid), (8, paper), (4, solid)):
            pen.disc(at, radius, colour)
    if box.flag:
        left, top = at_box(box)
        _sign(pen, box.flag.sign, (box.x + left, box.y + top), ON_BOX)


def _legend(pen: Pen, legend: Legend) -> None:
    soft = palette()[""]["soft"]
    pen.text(f"{words.LEGEND}:", (legend.x, legend.y), LABEL_SIZE, color=soft, ha="left")
    for entry in legend.entries:
        colours = palette()[f"party-{entry.party.colour}"]
        at = (entry.x + 7, entry.y)
        pen.path(rectangle(14, 14, 4), at, edgecolor=colours["line"], facecolor=colours["fill"])
        pen.text(entry.party.name, (entry.x + 22, entry.y), LABEL_SIZE, color=soft, ha="left")
    for meaning in legend.signs:
        _sign(pen, meaning.sign, (meaning.x + 7, meaning.y), ON_ARROW)
        at = (meaning.x + 22, meaning.y)
        pen.text(words.SIGNS[meaning.sign], at, LABEL_SIZE, color=soft, ha="left")
    if legend.signs:
        at = (legend.x, legend.signs[0].y)
        pen.text(f"{words.SIGNS_LEGEND}:", at, LABEL_SIZE, color=soft, ha="left")
    for line, y in legend.note:
        pen.text(line, (legend.x, y), LABEL_SIZE, color=soft, ha="left")


def draw_chart(flowchart: Flowchart, pen: Pen) -> None:
    """Draw a picture without its legend: arrows under labels, labels under boxes."""
    for arrow in flowchart.arrows:
        _arrow(pen, arrow)
    for arrow in flowchart.arrows:
        _label(pen, arrow)
    for box in flowchart.boxes:
        for part in (_symbol, _text, _outcome, _badge):
            part(pen, box)


def draw_parts(flowchart: Flowchart, pen: Pen) -> None:
    """Draw a picture and its legend."""
    draw_chart(flowchart, pen)
    _legend(pen, legend_of(flowchart))
