"""The picture on matplotlib axes, for notebooks and paper; this module loads matplotlib."""

from __future__ import annotations

import math
from io import BytesIO
from math import inf

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..handbook.case import Case
from ..handbook.errors import EhbiError
from ..handbook.model import Handbook
from .drawing import draw_parts
from .legend import legend_of
from .marks import chart_of
from .model import Flowchart
from .pen import Pen

_INCH = 96
"""CSS px in an inch."""
_LONGEST_PAGE = 200.0  # inches: what readers of PDF show
LONGEST, MOST_PIXELS = 2**16 - 1, 2**25
"""Pixels along a side of a PNG, and in all of it: some 300 MB of memory while it is made."""
COARSEST = 48.0
"""Pixels an inch of a PNG in which letters can still be told apart."""


class TooLargeError(EhbiError):
    """A picture is too large to be made of pixels."""

    def __init__(self, wide: int, tall: int) -> None:
        self.wide, self.tall = wide, tall
        super().__init__(f"Dit plaatje is te groot voor png: {wide} bij {tall} beeldpunten. Kies svg of pdf.")


def _size(flowchart: Flowchart) -> tuple[float, float]:
    legend = legend_of(flowchart)
    return (legend.width / _INCH, legend.height / _INCH)


def _on(axes: Axes, flowchart: Flowchart) -> Axes:
    legend = legend_of(flowchart)
    draw_parts(flowchart, Pen(axes, legend.width, legend.height))
    return axes


def _page(flowchart: Flowchart, longest: float = inf) -> Figure:
    """Return a figure as large as the picture, or as fits in so many inches, unknown to any screen."""
    size = _size(flowchart)
    scale = min(1, longest / max(size))
    figure = Figure(figsize=(size[0] * scale, size[1] * scale), facecolor="white")
    _on(figure.add_axes((0, 0, 1, 1)), flowchart)
    return figure


def draw(
    handbook: Handbook, ax: Axes | None = None, case: Case | None = None, situation: str | None = None
) -> Axes:
    """Draw a handbook, one situation of it, or a case, on matplotlib axes.

    Parameters
    ----------
    handbook
        What to show.
    ax
        Axes to draw on. Text and lines are sized so that the picture fits them as they are now: set
        the size of the figure first. Without axes a new pyplot figure of the natural size is made.
    case
        When given, its path so far and its current step are marked.
    situation
        Id of the situation to show. Left out: the case's situation, or without a case the whole
        handbook.

    Returns
    -------
    matplotlib.axes.Axes
        In CSS px of the flowchart, y downwards, without a frame.

    Raises
    ------
    UnknownStepError
        The handbook has no step ``situation``.

    Examples
    --------
    >>> import ehbi
    >>> axes = draw(ehbi.load(), Figure(figsize=(8, 6)).add_subplot(), situation="reset-mail")
    >>> "Ja, het adres klopt" in [text.get_text() for text in axes.texts]
    True
    """
    return draw_chart(chart_of(handbook, case, situation), ax)


def draw_chart(flowchart: Flowchart, ax: Axes | None = None) -> Axes:
    """Draw a picture that is ready, with its weights and what is faded in it.

    Parameters
    ----------
    flowchart
        What to draw.
    ax
        As for :func:`draw`.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.flowchart import lay_out_starts
    >>> axes = draw_chart(lay_out_starts(ehbi.load()), Figure(figsize=(8, 6)).add_subplot())
    >>> axes.axison
    False
    """
    if ax is None:
        ax = plt.figure(figsize=_size(flowchart)).add_axes((0, 0, 1, 1))
    return _on(ax, flowchart)


def png(flowchart: Flowchart, dpi: int) -> bytes:
    """Return a picture as a PNG file of so many pixels an inch, or of fewer when it would be too large.

    Raises
    ------
    TooLargeError
        With so few, nothing in it could be read.
    """
    width, height = _size(flowchart)
    dpi_that_fits = min(dpi, math.sqrt(MOST_PIXELS / (width * height)), LONGEST / max(width, height))
    if dpi_that_fits < COARSEST:
        raise TooLargeError(round(width * dpi), round(height * dpi))
    file = BytesIO()
    _page(flowchart).savefig(file, format="png", dpi=dpi_that_fits)
    return file.getvalue()


def pdf(flowchart: Flowchart) -> bytes:
    """Return a picture as a PDF file with TrueType fonts in it; the same picture is the same file."""
    file = BytesIO()
    about = {"Title": flowchart.title, "CreationDate": None}
    with mpl.rc_context({"pdf.fonttype": 42}):
        _page(flowchart, _LONGEST_PAGE).savefig(file, format="pdf", metadata=about)
    return file.getvalue()
