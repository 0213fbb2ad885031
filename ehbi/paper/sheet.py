"""Sheets of paper: their sizes, what stands on them and where in CSS px, and the PDF file of them.

matplotlib is loaded when one is first drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from ..flowchart.model import Box, Flowchart, Party, Shape
from ..flowchart.shapes import OUTCOME_MARKS, Segment, outline, rectangle
from ..flowchart.style import palette
from ..handbook import EhbiError
from ..handbook.errors import printable
from ..handbook.values import OutcomeKind

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ..flowchart.drawing import Pen

PX = 96 / 25.4
"""CSS px in a millimetre."""
POINT = 72 / 96
"""Points in a CSS px."""
_LONG = 80


@dataclass(frozen=True, slots=True)
class Paper:
    """A sort of paper, held upright, in millimetres."""

    name: str
    width: int
    height: int


PAPERS = MappingProxyType({"a3": Paper("A3", 297, 420), "a4": Paper("A4", 210, 297)})
"""What can be printed on, by the names that commands use."""


class TooMuchError(EhbiError):
    """The handbook does not go on paper with letters that can be read; the culprit takes the most room."""

    def __init__(self, thing: str, paper: str, culprit: str, remedy: str) -> None:
        self.thing, self.paper, self.culprit = thing, paper, culprit
        short = printable(culprit if len(culprit) <= _LONG else f"{culprit[:_LONG]}…")
        super().__init__(f"{thing} past niet leesbaar op {paper}. De meeste plaats neemt ‘{short}’. {remedy}")


@dataclass(frozen=True, slots=True)
class Caption:
    """A line of text, by the end that it is aligned to and the middle of its height.

    Its size is in px, before a font that is wider is set smaller; its colour is that of the style sheet.
    """

    text: str
    x: float
    y: float
    size: float
    weight: Literal["normal", "bold"] = "normal"
    align: Literal["left", "center", "right"] = "left"
    colour: Literal["ink", "soft", "paper"] = "ink"


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle by its left top corner: the outline around a picture, or filled with ink."""

    x: float
    y: float
    width: float
    height: float
    solid: bool = False


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol in the legend, around ``x`` and ``y``: a party's colour, a shape or an outcome's mark."""

    of: Party | Shape | OutcomeKind
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A picture on a sheet: where its left top corner is, and how much larger than life it is."""

    flowchart: Flowchart
    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of paper."""

    width: float
    height: float
    frames: tuple[Frame, ...] = ()
    charts: tuple[PlacedChart, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    captions: tuple[Caption, ...] = ()


_SYMBOL, _SMALLER = (84.0, 52.0), 0.31


def _frame(pen: Pen, frame: Frame) -> None:
    chart = palette()[""]
    style = {"facecolor": chart["ink"]} if frame.solid else {"edgecolor": chart["arrow"]}
    middle = (frame.x + frame.width / 2, frame.y + frame.height / 2)
    pen.path(rectangle(frame.width, frame.height, 8), middle, 0 if frame.solid else 0.8, **style)


def _outline(shape: Shape) -> Iterator[Segment]:
    box = Box("", shape, Party("", "", 0), (), "", width=_SYMBOL[0], height=_SYMBOL[1])
    for command, points in outline(box):
        yield Segment(command, tuple((x * _SMALLER, y * _SMALLER) for x, y in points))


def _symbol(pen: Pen, symbol: Symbol) -> None:
    ink, paper, at = palette()[""]["ink"], palette()[""]["paper"], (symbol.x, symbol.y)
    if isinstance(symbol.of, Party):
        colours = palette()[f"party-{symbol.of.colour}"]
        pen.path(rectangle(16, 16, 4), at, edgecolor=colours["line"], facecolor=colours["fill"])
    elif isinstance(symbol.of, Shape):
        dashes = "--" if symbol.of is Shape.CONNECTOR else "-"
        width = 2 if symbol.of is Shape.START else 1.2
        pen.path([*_outline(symbol.of)], at, width, edgecolor=ink, linestyle=dashes)
    elif isinstance(symbol.of, OutcomeKind):
        pen.disc(at, 9, ink, paper, OUTCOME_MARKS[symbol.of])


def drawn(sheet: Sheet) -> Figure:
    """Return a figure exactly as large as a sheet."""
    from ..flowchart.drawing import Pen, draw_parts  # noqa: PLC0415  # matplotlib is loaded when it is first drawn with
    from ..flowchart.figure import page_of  # noqa: PLC0415  # as above

    figure = page_of(sheet.width, sheet.height)
    pen = Pen(figure.add_axes((0, 0, 1, 1)), sheet.width, sheet.height)
    for frame in sheet.frames:
        _frame(pen, frame)
    for symbol in sheet.symbols:
        _symbol(pen, symbol)
    for one in sheet.captions:
        colour = palette()[""][one.colour]
        pen.text(one.text, (one.x, one.y), one.size, one.weight, color=colour, ha=one.align)
    for placed in sheet.charts:
        chart = placed.flowchart
        width, height = chart.width * placed.scale, chart.height * placed.scale
        left, bottom = placed.x / sheet.width, 1 - (placed.y + height) / sheet.height
        axes = figure.add_axes((left, bottom, width / sheet.width, height / sheet.height))
        draw_parts(chart, Pen(axes, chart.width, chart.height))
    return figure


def pdf_of(sheets: Sequence[Sheet], title: str) -> bytes:
    """Return sheets as a PDF file of a page each; the same sheets are the same file."""
    from ..flowchart.figure import pdf_of as pages_to_pdf  # noqa: PLC0415  # as above

    return pages_to_pdf(map(drawn, sheets), title)
