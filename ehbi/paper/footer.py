"""What the colours and symbols of a poster mean, in rows under the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..flowchart import Party, Shape, lay_out
from ..flowchart.sheet import Caption, Sample
from ..flowchart.text import width, wrap
from ..handbook import Handbook
from ..handbook.summary import OUTCOME_NAMES
from ..handbook.values import OutcomeKind
from .blocks import outside_paragraph

_SIZE, _ROW, _SAMPLE, _GAP = 11.5, 22.0, 18.0, 15.0
_WIDE = 8.0  # how much wider the symbol of a step is than that of a party
WHO, SYMBOLS, ELSE = "Wie", "Tekens", "Anders"
NAMED = "In elk vak staat wie het doet."

_SHAPES = {
    Shape.START: "Situatie",
    Shape.QUESTION: "Vraag",
    Shape.ACTION: "Doen",
    Shape.CONNECTOR: "Andere situatie",
}

_Entry = tuple[Party | Shape | OutcomeKind, str]


@dataclass(frozen=True, slots=True)
class Footer:
    """The legend of a poster, from its own left top corner."""

    samples: tuple[Sample, ...]
    captions: tuple[Caption, ...]
    height: float

    def at(self, x: float, y: float) -> tuple[tuple[Sample, ...], tuple[Caption, ...]]:
        """Return the samples and captions where this corner is there."""
        samples = tuple(Sample(one.of, one.x + x, one.y + y) for one in self.samples)
        captions = tuple(
            Caption(one.text, one.x + x, one.y + y, one.size, one.weight, one.align, one.colour)
            for one in self.captions
        )
        return samples, captions


def footer_of(handbook: Handbook, across: float) -> Footer:
    """Return the legend in as many rows as its width asks for."""
    parties: list[_Entry] = [(party, party.name) for party in lay_out(handbook).parties]
    symbols: list[_Entry] = [*_SHAPES.items(), *OUTCOME_NAMES.items()]
    who = list(_row(f"{WHO}:", parties, NAMED, 0, across))
    under = max(caption.y for _, caption in who) + _ROW / 2
    all_ = [*who, *_row(f"{SYMBOLS}:", symbols, "", under, across)]
    below = max(caption.y for _, caption in all_) + _ROW / 2
    all_ += _row(f"{ELSE}:", [], _outside(handbook, across), below, across)
    samples = tuple(sample for sample, _ in all_ if sample)
    captions = tuple(caption for _, caption in all_)
    return Footer(samples, captions, max(caption.y for caption in captions) + _ROW / 2)


def _outside(handbook: Handbook, across: float) -> str:
    """Return what the handbook is not about, as much of it as goes on a line."""
    lines = wrap(outside_paragraph(handbook).text, _SIZE, across - _left())
    return lines[0] if len(lines) == 1 else f"{lines[0]} …"


def _left() -> float:
    """Return how far the rows stand from the left, behind their headings."""
    return max(width(f"{one}:", _SIZE) for one in (WHO, SYMBOLS, ELSE)) + _GAP / 2


def _row(
    heading: str, entries: list[_Entry], note: str, top: float, across: float
) -> Iterator[tuple[Sample | None, Caption]]:
    """Yield a heading, its entries row after row, and a note."""
    left = _left()
    x, y = left, top + _ROW / 2
    yield None, Caption(heading, 0, y, _SIZE, "bold")
    for of, text in (*entries, (None, note)):
        symbol = 0.0 if of is None else _SAMPLE if isinstance(of, Party | OutcomeKind) else _SAMPLE + _WIDE
        wide = symbol + 6 + width(text, _SIZE)
        if x > left and x + wide > across:
            x, y = left, y + _ROW
        if text:
            yield Sample(of, x + symbol / 2, y) if of else None, Caption(text, x + symbol + 6, y, _SIZE)
        x += wide + _GAP
