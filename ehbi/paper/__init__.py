"""The handbook on paper: a poster of the flowchart, and a card with the first checks for at the desk.

What goes where is decided here. The poster is drawn by ``ehbi.flowchart``, the card by fpdf2; both are loaded
when something is first made.
"""

from __future__ import annotations

from ..handbook import Handbook
from .sizes import PAPERS, Paper, TooMuchError

__all__ = ["PAPERS", "Paper", "TooMuchError", "to_card", "to_poster"]


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
