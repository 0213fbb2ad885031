"""The picture before a case begins: only where it can start."""

from __future__ import annotations

from dataclasses import replace

from ..handbook.graph import starts
from ..handbook.model import Handbook
from .boxes import ROOMY, box_of
from .model import Flowchart
from .parties import parties_of
from .svg import to_markup

_MARGIN = 24
_GAP = 22
TITLE = "Waar een casus begint"


def lay_out_starts(handbook: Handbook) -> Flowchart:
    """Return the starts of a handbook below each other, without what follows from them.

    The whole handbook is too much for somebody who only wants to begin.

    Examples
    --------
    >>> import ehbi
    >>> lay_out_starts(ehbi.load())
    <Flowchart 'Waar een casus begint': 5 boxes, 0 arrows>
    """
    parties = parties_of(handbook)
    boxes = [box_of(handbook, step, parties[step.party], ROOMY, elsewhere=False) for step in starts(handbook)]
    width = max(box.width for box in boxes) + 2 * _MARGIN
    placed = []
    top = float(_MARGIN)
    for box in boxes:
        placed.append(replace(box, x=width / 2, y=top + box.height / 2))
        top += box.height + _GAP
    used = {box.party.id for box in boxes}
    return Flowchart(
        title=TITLE,
        boxes=tuple(placed),
        arrows=(),
        parties=tuple(party for party in parties.values() if party.id in used),
        width=width,
        height=top - _GAP + _MARGIN,
    )


def starts_svg(handbook: Handbook, prefix: str = "starts") -> str:
    """Return the starts as SVG for a page that has the style sheet; ids in it start with the prefix."""
    return to_markup(lay_out_starts(handbook), prefix)
