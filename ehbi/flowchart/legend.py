"""Who has which colour, laid out under a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .boxes import LABEL_SIZE
from .model import Flowchart, Party
from .text import width, wrap
from .words import LEGEND

_ROW, _SWATCH, _GAP, _MARGIN = 22, 22, 18, 14
_LINE = 18


@dataclass(frozen=True, slots=True)
class Entry:
    """A colour and its name; ``x`` and ``y`` are the left end of the swatch and the middle of the line."""

    party: Party
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Legend:
    """The legend of a picture: where its heading and its entries stand, and how large the whole becomes.

    ``note`` is the lines of the picture's note, each with the middle of its height.
    """

    x: float
    y: float
    entries: tuple[Entry, ...]
    width: float
    height: float
    note: tuple[tuple[str, float], ...] = ()


def _entries(flowchart: Flowchart, right: float) -> Iterator[Entry]:
    left = _MARGIN + width(f"{LEGEND}:", LABEL_SIZE) + 10
    x, y = left, flowchart.height + _ROW / 2
    for party in flowchart.parties:
        wide = _SWATCH + width(party.name, LABEL_SIZE)
        if x > left and x + wide > right:
            x, y = left, y + _ROW
        yield Entry(party, x, y)
        x += wide + _GAP


def legend_of(flowchart: Flowchart) -> Legend:
    """Return the legend of a picture, in as many rows as its width asks for."""
    entries = tuple(_entries(flowchart, flowchart.width - _MARGIN))
    ends = [entry.x + _SWATCH + width(entry.party.name, LABEL_SIZE) + _MARGIN for entry in entries]
    bottom = max((entry.y for entry in entries), default=flowchart.height - _ROW / 2) + _ROW / 2
    lines = wrap(flowchart.note, LABEL_SIZE, flowchart.width - 2 * _MARGIN)
    note = tuple((line, bottom + (index + 0.5) * _LINE) for index, line in enumerate(lines))
    bottom += len(lines) * _LINE
    return Legend(
        x=_MARGIN,
        y=flowchart.height + _ROW / 2,
        entries=entries,
        width=max(flowchart.width, *ends) if ends else flowchart.width,
        height=bottom + 8 if entries or note else flowchart.height,
        note=note,
    )
