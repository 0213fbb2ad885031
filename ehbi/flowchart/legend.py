"""Legend under a picture: who has which colour, what each sign means, and the picture's note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .annotations import SIGNS, signs_in
from .boxes import LABEL_SIZE
from .model import Flowchart, Party, Point, Sign
from .text import width, wrap

BESIDE = 22
"""From the left end of a swatch to that of its text."""
SWATCH = 14
_ROW, _GAP, _MARGIN, _BELOW = 22, 18, 14, 8
_LINE = 18


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of text by its left end and the middle of its height, behind the swatch of a party or a sign.

    A heading or a line of the note has no swatch.
    """

    role: Literal["heading", "label", "note"]
    text: str
    x: float
    y: float
    of: Party | Sign | None = None

    @property
    def right(self) -> float:
        """Its right end."""
        return self.x + BESIDE + width(self.text, LABEL_SIZE)

    @property
    def swatch(self) -> Point:
        """The middle of its swatch."""
        return (self.x + SWATCH / 2, self.y)

    @property
    def left(self) -> float:
        """Where its text begins."""
        return self.x + BESIDE * (self.of is not None)


@dataclass(frozen=True, slots=True)
class Legend:
    """What stands under a picture, and how large the two are together."""

    entries: tuple[Entry, ...]
    width: float
    height: float


def _rows(heading: str, of: Sequence[tuple[Party | Sign, str]], top: float, right: float) -> Iterator[Entry]:
    left = _MARGIN + width(f"{heading}:", LABEL_SIZE) + 10
    x, y = left, top + _ROW / 2
    yield Entry("heading", f"{heading}:", _MARGIN, y)
    for one, text in of:
        if x > left and x + BESIDE + width(text, LABEL_SIZE) > right:
            x, y = left, y + _ROW
        entry = Entry("label", text, x, y, one)
        yield entry
        x = entry.right + _GAP


def _bottom(entries: Sequence[Entry], top: float) -> float:
    return max((entry.y + _ROW / 2 for entry in entries if entry.of), default=top)


def legend_of(flowchart: Flowchart) -> Legend:
    """Return the legend of a picture, in as many rows as its width asks for."""
    top, right = flowchart.height, flowchart.width - _MARGIN
    entries = [*_rows("Wie", [(party, party.name) for party in flowchart.parties], top, right)]
    bottom = _bottom(entries, top)
    if signs := signs_in(flowchart):
        entries += _rows("Tekens", [(sign, SIGNS[sign]) for sign in signs], bottom, right)
        bottom = _bottom(entries, bottom)
    for line in wrap(flowchart.note, LABEL_SIZE, flowchart.width - 2 * _MARGIN):
        entries.append(Entry("note", line, _MARGIN, bottom + _LINE / 2))
        bottom += _LINE
    ends = (entry.right + _MARGIN for entry in entries if entry.of)
    return Legend(
        tuple(entries),
        width=max(flowchart.width, *ends, 0),
        height=bottom + _BELOW if bottom > top else top,
    )
