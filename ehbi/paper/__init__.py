"""The handbook on paper: a poster of the flowchart, and a card with the first checks for at the desk.

``plan`` decides what goes where on a ``poster``, ``report`` lists findings before one; both are ``sheet``
values, drawn with matplotlib. The ``card`` is ``blocks`` set by fpdf2, in ``typesetter``. What draws is
loaded when something is first made.
"""

from __future__ import annotations

from ..handbook import Handbook
from .plan import Draw
from .poster import poster_sheets
from .report import Finding, Report, report_sheets
from .sheet import PAPERS, Paper, TooMuchError, pdf_of

__all__ = [
    "PAPERS",
    "Draw",
    "Finding",
    "Paper",
    "Report",
    "TooMuchError",
    "to_card",
    "to_poster",
    "to_report",
]


def to_poster(handbook: Handbook, paper: str = "a3") -> bytes:
    """Return the whole flowchart as a PDF file to hang up, on one of :data:`PAPERS`.

    There are as few pages as the smallest text allows: two of A3 for the packaged handbook, four of A4.

    Raises
    ------
    TooMuchError
        A situation on a page of its own would still have text that is too small to read.
    """
    return pdf_of(poster_sheets(handbook, PAPERS[paper]), handbook.title)


def to_card(handbook: Handbook) -> bytes:
    """Return the card for at the desk as a PDF file: one page of A4.

    On it are the situations with their first check, who can change what, and how to reach whom.

    Raises
    ------
    TooMuchError
        It does not go on one page.
    """
    from .card import card  # noqa: PLC0415  # fpdf2 and the fonts are loaded when a card is first made

    return card(handbook)


def to_report(handbook: Handbook, report: Report, draw: Draw, read: str, paper: str = "a4") -> bytes:
    """Return what was found about steps as a PDF file: a list, and then the flowchart that shows where.

    Parameters
    ----------
    handbook, report
        What was looked at, and the list.
    draw, read
        Lays out a situation with what was found in it, and how to read that.
    paper
        One of :data:`PAPERS`.

    Raises
    ------
    TooMuchError
        As for :func:`to_poster`.
    """
    size = PAPERS[paper]
    return pdf_of((*report_sheets(report, size), *poster_sheets(handbook, size, draw, read)), report.title)
