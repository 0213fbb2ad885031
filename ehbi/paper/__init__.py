"""The handbook on paper: a poster of the flowchart, a card with the first checks, and pages of figures.

``plan`` decides what goes where on a ``poster``, ``report`` lists findings before one; both are ``sheet``
values, drawn with matplotlib. The ``card`` is ``blocks`` set by fpdf2, in ``typesetter``, and so are
``pages`` of figures, which are ``sections``. What draws is loaded when something is first made.
"""

from __future__ import annotations

from ..handbook import Handbook
from .plan import Draw
from .poster import to_poster
from .report import Finding, Report, to_report
from .sheet import PAPERS, Paper, TooMuchError

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


def to_card(handbook: Handbook) -> bytes:
    """Return the card for at the desk as a PDF file, or raise :class:`TooMuchError`.

    It is one A4, two when it must: the situations with their first check, who can change what, how the
    library synchronises, and how to reach whom.
    """
    from .card import card  # noqa: PLC0415  # fpdf2 and the fonts are loaded when a card is first made

    return card(handbook)
