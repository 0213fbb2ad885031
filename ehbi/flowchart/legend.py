"""Who has which colour and what each sign means, laid out under a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .boxes import LABEL_SIZE
from .flags import signs_in
from .model import Flowchart, Party, Point
from .signs import Sign
from .text import width, wrap
from .words import LEGEND, SIGNS, SIGNS_LEGEND

_ROW, _SWATCH, _GAP, _MARGIN = 22, 22, 18, 14
_LINE = 18


@dataclass(frozen=True, slots=True)
class Entry:
    """A colour and its name; ``x`` and ``y`` are the left end of the swatch and the middle of the line."""

    party: Party
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sign of which the legend says what it means; ``x`` and ``y`` as for an entry."""

    sign: Sign
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Legend:
    """The legend of a picture: where its heading and its entries stand, and how large the whole becomes.

    ``signs`` are those that the picture has, with their own heading before the first of them. ``note`` is
    the lines of the picture's note, each with the middle of its height.
    """

    x: float
    y: float
    entries: tuple[Entry, ...]
    width: float
    height: float
    signs: tuple[Meaning, ...] = ()
    note: tuple[tuple[str, float], ...] = ()


def _rows(heading: str, texts: Sequence[str], top: float, right: float) -> Iterator[Point]:
    """Yield where each of these texts stands with a swatch before it, row after row behind a heading."""
    left = _MARGIN + width(f"{heading}:", LABEL_SIZE) + 10
    x, y = left, top + _ROW / 2
    for text in texts:
        wide = _SWATCH + width(text, LABEL_SIZE)
        if x > left and x + wide > right:
            x, y = left, y + _ROW
        yield x, y
        x += wide + _GAP


def _bottom(rows: Sequence[Entry | Meaning], top: float) -> float:
    return max((row.y + _ROW / 2 for row in rows), default=top)


def legend_of(flowchart: Flowchart) -> Legend:
    """Return the legend of a picture, in as many rows as its width asks for."""
    top, right, signs = flowchart.height, flowchart.width - _MARGIN, signs_in(flowchart)
    names, means = [party.name for party in flowchart.parties], [SIGNS[sign] for sign in signs]
    entries = tuple(
        Entry(party, *at)
        for party, at in zip(flowchart.parties, _rows(LEGEND, names, top, right), strict=True)
    )
    under = _bottom(entries, top)
    meanings = tuple(
        Meaning(sign, *at) for sign, at in zip(signs, _rows(SIGNS_LEGEND, means, under, right), strict=True)
    )
    bottom = _bottom(meanings, under)
    lines = wrap(flowchart.note, LABEL_SIZE, flowchart.width - 2 * _MARGIN)
    note = tuple((line, bottom + (index + 0.5) * _LINE) for index, line in enumerate(lines))
    bottom += len(lines) * _LINE
    starts = [*(entry.x for entry in entries), *(meaning.x for meaning in meanings)]
    wide = [_SWATCH + width(text, LABEL_SIZE) + _MARGIN for text in (*names, *means)]
    ends = map(sum, zip(starts, wide, strict=True))
    return Legend(
        x=_MARGIN,
        y=flowchart.height + _ROW / 2,
        entries=entries,
        width=max(flowchart.width, *ends, 0),
        height=bottom + 8 if bottom > flowchart.height else flowchart.height,
        signs=meanings,
        note=note,
    )
