"""The picture and the graph in every form that they can leave in."""

from __future__ import annotations

from ..handbook.case import Case
from ..handbook.model import Handbook
from .exchange import to_dot, to_graphml
from .marks import chart_of
from .mermaid import to_mermaid
from .model import Flowchart
from .svg import to_markup

__all__ = ["to_dot", "to_graphml", "to_mermaid", "to_pdf", "to_png", "to_svg"]


def to_svg(handbook: Handbook, case: Case | None = None, situation: str | None = None) -> str:
    """Return the picture as an SVG file with its own style, for light and dark screens.

    Parameters
    ----------
    handbook
        What to show.
    case
        When given, its path so far and its current step are marked.
    situation
        Id of the situation to show. Left out: the case's situation, or without a case the whole
        handbook.

    Raises
    ------
    UnknownStepError
        The handbook has no step ``situation``.

    Examples
    --------
    >>> import ehbi
    >>> to_svg(ehbi.load())[-6:]
    '</svg>'
    """
    return to_markup(chart_of(handbook, case, situation), standalone=True)


def to_png(
    handbook: Handbook, case: Case | None = None, situation: str | None = None, dpi: int = 192
) -> bytes:
    """Return the picture as a PNG file on white.

    Parameters
    ----------
    handbook, case, situation
        What to show, as for :func:`to_svg`.
    dpi
        Pixels an inch; 96 is the size that a page shows at 100 %.
    """
    return png_of(chart_of(handbook, case, situation), dpi)


def png_of(flowchart: Flowchart, dpi: int = 192) -> bytes:
    """Return a picture that is ready as a PNG file on white.

    Parameters
    ----------
    flowchart
        What to draw.
    dpi
        As for :func:`to_png`.
    """
    from .figure import png  # noqa: PLC0415  # matplotlib is loaded when it is first drawn with

    return png(flowchart, dpi)


def to_pdf(handbook: Handbook, case: Case | None = None, situation: str | None = None) -> bytes:
    """Return the picture as a PDF file: one page that fits it, with its fonts in it.

    Parameters
    ----------
    handbook, case, situation
        What to show, as for :func:`to_svg`.
    """
    from .figure import pdf  # noqa: PLC0415  # matplotlib is loaded when it is first drawn with

    return pdf(chart_of(handbook, case, situation))
