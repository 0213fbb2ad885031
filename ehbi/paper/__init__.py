"""The handbook on paper: a poster of the flowchart, and a card with the first checks for at the desk.

What goes where is decided here. The poster is drawn by ``ehbi.flowchart``, the card by fpdf2; both are loaded
when something is first made.
"""

from __future__ import annotations

from ..handbook import Handbook
from .findings import Finding, Report, listed
from .plan import Draw
from .sizes import PAPERS, Paper, TooMuchError

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
    """Return the whole flowchart as a PDF file to hang up.

    Parameters
    ----------
    handbook
        What to show.
    paper
        One of :data:`PAPERS`. There are as few pages as the smallest text allows: one of A3 for the packaged
        handbook, four of A4.

    Returns
    -------
    bytes
        The same for the same handbook.

    Raises
    ------
    TooMuchError
        A situation on a page of its own would still have text that is too small to read.

    Examples
    --------
    >>> import ehbi
    >>> to_poster(ehbi.load())[:5]
    b'%PDF-'
    """
    from ..flowchart.sheets import pdf_of  # noqa: PLC0415  # matplotlib is loaded when it is first drawn with
    from .poster import poster  # noqa: PLC0415  # for the same reason as what draws it

    return pdf_of(poster(handbook, PAPERS[paper]), handbook.title)


def to_card(handbook: Handbook) -> bytes:
    """Return the card for at the desk as a PDF file: one page of A4.

    On it are the situations with their first check, who can change what, and how to reach whom.

    Parameters
    ----------
    handbook
        What to show; with a profile, the library's own contacts are on it too.

    Returns
    -------
    bytes
        The same for the same handbook.

    Raises
    ------
    TooMuchError
        It does not go on one page.

    Examples
    --------
    >>> import ehbi
    >>> to_card(ehbi.load())[:5]
    b'%PDF-'
    """
    from .card import card  # noqa: PLC0415  # fpdf2 and the fonts are loaded when a card is first made

    return card(handbook)


def to_report(handbook: Handbook, report: Report, draw: Draw, read: str, paper: str = "a4") -> bytes:
    """Return what was found about steps as a PDF file: a list, and then the flowchart that shows where.

    Parameters
    ----------
    handbook
        What was looked at.
    report
        The list.
    draw, read
        Lays out a situation with what was found in it, and how to read that.
    paper
        One of :data:`PAPERS`.

    Raises
    ------
    TooMuchError
        As for :func:`to_poster`.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.flowchart import lay_out_within
    >>> found = Report("Lastig", (), (Finding("Mail", "Is die er?", ("7 van 12",)),))
    >>> to_report(ehbi.load(), found, lay_out_within, "Lees van boven naar beneden.")[:5]
    b'%PDF-'
    """
    from ..flowchart.sheets import pdf_of  # noqa: PLC0415  # matplotlib is loaded when it is first drawn with
    from .poster import poster  # noqa: PLC0415  # for the same reason

    size = PAPERS[paper]
    return pdf_of((*listed(report, size), *poster(handbook, size, draw, read)), report.title)
