"""Sheets of paper drawn into a PDF file; this module loads matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from ..handbook.values import OutcomeKind
from .drawing import draw_chart
from .model import Box, Party, Shape
from .pen import Pen
from .shapes import OUTCOME_MARKS, Segment, outline, rectangle
from .sheet import Caption, Frame, Hung, Sample, Sheet
from .style import palette

_INCH = 96
"""CSS px in an inch."""
_NOBODY = Party("", "", 0)
_SYMBOL = (84.0, 52.0)
_SMALLER = 0.31  # of a symbol in the legend


def _frame(pen: Pen, frame: Frame) -> None:
    chart = palette()[""]
    style = {"facecolor": chart["ink"]} if frame.solid else {"edgecolor": chart["arrow"]}
    middle = (frame.x + frame.width / 2, frame.y + frame.height / 2)
    pen.path(rectangle(frame.width, frame.height, 8), middle, 0 if frame.solid else 0.8, **style)


def _caption(pen: Pen, caption: Caption) -> None:
    colour = palette()[""][caption.colour]
    at = (caption.x, caption.y)
    pen.text(caption.text, at, caption.size, caption.weight, color=colour, ha=caption.align)


def _symbol(shape: Shape) -> list[Segment]:
    box = Box("", shape, _NOBODY, (), 0, 0, *_SYMBOL, "")
    return [
        Segment(command, tuple((x * _SMALLER, y * _SMALLER) for x, y in points))
        for command, points in outline(box)
    ]


def _sample(pen: Pen, sample: Sample) -> None:
    ink, paper, at = palette()[""]["ink"], palette()[""]["paper"], (sample.x, sample.y)
    if isinstance(sample.of, Party):
        colours = palette()[f"party-{sample.of.colour}"]
        pen.path(rectangle(16, 16, 4), at, edgecolor=colours["line"], facecolor=colours["fill"])
    elif isinstance(sample.of, Shape):
        dashes = "--" if sample.of is Shape.CONNECTOR else "-"
        width = 2 if sample.of is Shape.START else 1.2
        pen.path(_symbol(sample.of), at, width, edgecolor=ink, linestyle=dashes)
    elif isinstance(sample.of, OutcomeKind):
        pen.disc(at, 9, ink, paper, OUTCOME_MARKS[sample.of])


def _hang(figure: Figure, sheet: Sheet, hung: Hung) -> None:
    wide, tall = hung.flowchart.width * hung.scale, hung.flowchart.height * hung.scale
    bottom = sheet.height - hung.y - tall
    place = (
        hung.x / sheet.width,
        bottom / sheet.height,
        wide / sheet.width,
        tall / sheet.height,
    )
    pen = Pen(figure.add_axes(place), hung.flowchart.width, hung.flowchart.height)
    draw_chart(hung.flowchart, pen)


def drawn(sheet: Sheet) -> Figure:
    """Return a figure exactly as large as a sheet, unknown to pyplot and so to any screen."""
    figure = Figure(figsize=(sheet.width / _INCH, sheet.height / _INCH), facecolor="white")
    pen = Pen(figure.add_axes((0, 0, 1, 1)), sheet.width, sheet.height)
    for frame in sheet.frames:
        _frame(pen, frame)
    for sample in sheet.samples:
        _sample(pen, sample)
    for caption in sheet.captions:
        _caption(pen, caption)
    for hung in sheet.pictures:
        _hang(figure, sheet, hung)
    return figure


def pdf_of(sheets: Sequence[Sheet], title: str) -> bytes:
    """Return sheets as a PDF file with TrueType fonts in it; the same sheets are the same file.

    Parameters
    ----------
    sheets
        One a page.
    title
        What the file says it is called.
    """
    file = BytesIO()
    with (
        mpl.rc_context({"pdf.fonttype": 42}),
        PdfPages(file, metadata={"Title": title, "CreationDate": None}) as pages,
    ):
        for sheet in sheets:
            pages.savefig(drawn(sheet))
    return file.getvalue()
