"""The picture on matplotlib axes and in files, for notebooks and paper; this module loads matplotlib."""

from __future__ import annotations

import math
from collections.abc import Iterable
from io import BytesIO

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from ..handbook.case import Case
from ..handbook.errors import EhbiError
from ..handbook.model import Handbook, needs_handbook
from .drawing import draw_with_legend
from .layout import chart_of
from .legend import legend_of
from .model import Flowchart

_INCH = 96
"""CSS px in an inch."""
_LONGEST_PAGE = 200.0  # inches
LONGEST, MOST_PIXELS = 2**16 - 1, 2**25
"""Pixels along a side of a PNG, and in all of it: some 300 MB of memory while it is made."""
COARSEST = 48.0
"""Pixels an inch of a PNG in which letters can still be told apart."""


class TooLargeError(EhbiError):
    """A picture is too large to be made of pixels."""

    def __init__(self, wide: int, tall: int) -> None:
        self.wide, self.tall = wide, tall
        super().__init__(f"Dit plaatje is te groot voor png: {wide} bij {tall} beeldpunten. Kies svg of pdf.")


def page_of(width: float, height: float, longest: float = math.inf) -> Figure:
    """Return an empty figure of this size in px, or as large as fits in so many inches; no screen has it."""
    wide, tall = width / _INCH, height / _INCH
    scale = min(1, longest / max(wide, tall))
    return Figure(figsize=(wide * scale, tall * scale), facecolor="white")


def _drawn(flowchart: Flowchart, longest: float = math.inf) -> Figure:
    legend = legend_of(flowchart)
    page = page_of(legend.width, legend.height, longest)
    draw_with_legend(flowchart, page.add_axes((0, 0, 1, 1)))
    return page


def draw(
    handbook: Handbook, ax: Axes | None = None, case: Case | None = None, situation: str | None = None
) -> Axes:
    """Draw a handbook, one situation of it, or a case, on matplotlib axes.

    Parameters
    ----------
    handbook
        What to show.
    ax
        Axes to draw on, in CSS px of the flowchart, y downwards. Text and lines are sized so that the picture
        fits them as they are now. Without axes a new pyplot figure of the natural size is made.
    case
        When given, its path so far and its current step are marked.
    situation
        Id of the situation to show. Left out: the case's situation, or without a case the whole handbook.

    Raises
    ------
    UnknownStepError
        The handbook has no step ``situation``.
    TypeError
        What is given is no handbook, or its case is no case.

    Examples
    --------
    >>> import ehbi
    >>> from matplotlib.figure import Figure
    >>> case = ehbi.Case(ehbi.load()).begin("geen-rechten")
    >>> axes = ehbi.draw(case.handbook, Figure().add_axes((0, 0, 1, 1)), case)
    >>> bool(axes.yaxis_inverted())
    True
    """
    if isinstance(handbook, Case):
        raise TypeError("draw(handbook, case=…): geef het handboek eerst: draw(case.handbook, case=case).")
    needs_handbook(handbook, "draw(handbook)")
    if case is not None and not isinstance(case, Case):
        raise TypeError(f"draw(handbook, case=…): hier hoort een casus, geen {type(case).__name__}.")
    return draw_chart(chart_of(handbook, case, situation), ax)


def draw_chart(flowchart: Flowchart, ax: Axes | None = None) -> Axes:
    """Draw a picture that is ready, with its weights and what is faded in it."""
    if ax is None:
        legend = legend_of(flowchart)
        ax = plt.figure(figsize=(legend.width / _INCH, legend.height / _INCH)).add_axes((0, 0, 1, 1))
    draw_with_legend(flowchart, ax)
    return ax


def to_png(
    handbook: Handbook, case: Case | None = None, situation: str | None = None, dpi: int = 192
) -> bytes:
    """Return the picture as a PNG file on white; at 96 pixels an inch it is as large as on a page."""
    return png_of(chart_of(handbook, case, situation), dpi)


def png_of(flowchart: Flowchart, dpi: int = 192) -> bytes:
    """Return a picture as a PNG file of so many pixels an inch, or of fewer when it would be too large.

    With so few that nothing in it could be read, it is a :class:`TooLargeError`.
    """
    legend = legend_of(flowchart)
    width, height = legend.width, legend.height
    scale = min(dpi / _INCH, math.sqrt(MOST_PIXELS / (width * height)), LONGEST / max(width, height))
    if scale < COARSEST / _INCH:
        raise TooLargeError(round(width * dpi / _INCH), round(height * dpi / _INCH))
    file = BytesIO()
    _drawn(flowchart).savefig(file, format="png", dpi=scale * _INCH)
    return file.getvalue()


def to_pdf(handbook: Handbook, case: Case | None = None, situation: str | None = None) -> bytes:
    """Return the picture as a PDF file with its fonts in it: one page, no longer than what readers show."""
    flowchart = chart_of(handbook, case, situation)
    return pdf_of([_drawn(flowchart, _LONGEST_PAGE)], flowchart.title)


def pdf_of(pages: Iterable[Figure], title: str) -> bytes:
    """Return pages as a PDF file with TrueType fonts in it; the same pages are the same file."""
    file = BytesIO()
    about = {"Title": title, "CreationDate": None}
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(file, metadata=about) as made:
        for page in pages:
            made.savefig(page)
    return file.getvalue()
