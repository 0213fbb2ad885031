"""A poster: the picture of each situation under its number, with a legend below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from ..flowchart import Party, Shape, lay_out, lay_out_within
from ..flowchart.text import width, wrap
from ..handbook import Handbook
from ..handbook.text import clean
from ..handbook.values import Kind, OutcomeKind
from .blocks import outside_line
from .plan import Draw, Grid, Part, Space, plan
from .sheet import PAPERS, PX, Caption, Frame, Paper, PlacedChart, Sheet, Symbol, pdf_of

_SIZE, _ROW, _SYMBOL, _BETWEEN = 11.5, 22.0, 18.0, 15.0
_WIDE = 8.0  # how much wider the symbol of a step is than that of a party
_WHO, _SYMBOLS, _ELSE = "Wie:", "Tekens:", "Anders:"
_NAMED = "In elk vak staat wie het doet."
_SHAPES = {
    Shape.START: Kind.SITUATION.label,
    Shape.QUESTION: Kind.QUESTION.label,
    Shape.ACTION: Kind.ACTION.label,
    Shape.CONNECTOR: "Andere situatie",
}
_MARGIN = 8 * PX
_GAP, _PAD, _UNDER = 12.0, 10.0, 4.0
_LEADING, _LEAST = 1.15, 12.0
READ = "Zoek de situatie op nummer. Lees van boven naar beneden."

_Entry = tuple[Party | Shape | OutcomeKind, str]
_FooterPart = tuple[Symbol | None, Caption]


def _footer(handbook: Handbook, across: float) -> list[_FooterPart]:
    """Return the legend of a poster, from its own left top corner."""
    parties: list[_Entry] = [(party, party.name) for party in lay_out(handbook).parties]
    symbols: list[_Entry] = [*_SHAPES.items(), *((kind, kind.label) for kind in OutcomeKind)]
    found = [*_row(_WHO, parties, _NAMED, 0, across)]
    found += _row(_SYMBOLS, symbols, "", _bottom(found), across)
    found += _row(_ELSE, [], _outside(handbook, across), _bottom(found), across)
    return found


def _bottom(parts: list[_FooterPart]) -> float:
    return max(caption.y for _, caption in parts) + _ROW / 2


def _outside(handbook: Handbook, across: float) -> str:
    """Return what the handbook is not about, as much of it as goes on a line."""
    lines = wrap(outside_line(handbook), _SIZE, across - _left())
    return lines[0] if len(lines) == 1 else f"{lines[0]} …"


def _left() -> float:
    """Return how far the rows stand from the left, behind their headings."""
    return max(width(one, _SIZE) for one in (_WHO, _SYMBOLS, _ELSE)) + _BETWEEN / 2


def _row(heading: str, entries: list[_Entry], note: str, top: float, across: float) -> Iterator[_FooterPart]:
    left = _left()
    x, y = left, top + _ROW / 2
    yield None, Caption(heading, 0, y, _SIZE, "bold")
    for of, text in (*entries, (None, note)):
        symbol = 0.0 if of is None else _SYMBOL + _WIDE * isinstance(of, Shape)
        wide = symbol + 6 + width(text, _SIZE)
        if x > left and x + wide > across:
            x, y = left, y + _ROW
        if text:
            yield Symbol(of, x + symbol / 2, y) if of else None, Caption(text, x + symbol + 6, y, _SIZE)
        x += wide + _BETWEEN


class _PosterPage:
    """A page of a poster without its pictures: how large it is, and all that stands around them."""

    def __init__(self, handbook: Handbook, paper: Paper, read: str, *, upright: bool) -> None:
        sides = (paper.width * PX, paper.height * PX)
        self.width, self.height = sides if upright else sides[::-1]
        share = max(0.8, min(1.0, paper.width / 297))
        self.title, self.number, self.heading = 36 * share, 40 * share, 23 * share
        self.top = _MARGIN + 60 * share
        self.text, self.read = clean(handbook.title), read
        self.library = clean(handbook.profile.library) if handbook.profile else ""
        self.version = handbook.version_text.capitalize()
        self.footer = _footer(handbook, self.width - 2 * _MARGIN)
        self.footer_height = _bottom(self.footer)

    @property
    def space(self) -> Space:
        across = self.width - 2 * _MARGIN
        down = self.height - self.top - self.footer_height - 10 - _MARGIN
        return Space(across, down, _GAP, _PAD, self.number + _PAD + _UNDER)


def to_poster(handbook: Handbook, paper: str = "a3") -> bytes:
    """Return the whole flowchart as a PDF file to hang up, on one of :data:`PAPERS`.

    There are as few pages as the smallest text allows: two of A3 for the packaged handbook, four of A4. A
    situation that could not be read on a page of its own is a :class:`TooMuchError`.
    """
    return pdf_of(poster_sheets(handbook, PAPERS[paper]), handbook.title)


def poster_sheets(
    handbook: Handbook, paper: Paper, draw: Draw = lay_out_within, read: str = READ
) -> tuple[Sheet, ...]:
    """Return the sheets of a poster, as few as its text can be read on."""
    pages = {upright: _PosterPage(handbook, paper, read, upright=upright) for upright in (False, True)}
    made = plan(handbook, paper, {upright: page.space for upright, page in pages.items()}, draw)
    many = len(made.pages)
    page = pages[made.upright]
    return tuple(
        _sheet(page, made.scale, on_page, f" · blad {number} van {many}" if many > 1 else "")
        for number, on_page in enumerate(made.pages, 1)
    )


def _sheet(page: _PosterPage, scale: float, on_page: tuple[tuple[Part, ...], Grid], of: str) -> Sheet:
    parts, grid = on_page
    placed = [(part, _place(page, grid, index)) for index, part in enumerate(parts)]
    headings = (_heading(page, part, place) for part, place in placed)
    left, top = _MARGIN, page.height - _MARGIN - page.footer_height
    symbols, captions = zip(*page.footer, strict=True)
    return Sheet(
        width=page.width,
        height=page.height,
        frames=(
            *(place for _, place in placed),
            *(_tag(page, place) for part, place in placed if part.start.number),
        ),
        charts=tuple(_chart(page, scale, part, place) for part, place in placed),
        symbols=tuple(replace(one, x=one.x + left, y=one.y + top) for one in symbols if one),
        captions=(
            *_top(page, of),
            *chain(*headings),
            *(replace(one, x=one.x + left, y=one.y + top) for one in captions),
        ),
    )


def _place(page: _PosterPage, grid: Grid, index: int) -> Frame:
    column, row = grid.cell(index)
    x = _MARGIN + sum(grid.widths[:column]) + column * _GAP
    y = page.top + sum(grid.heights[:row]) + row * _GAP
    return Frame(x, y, grid.widths[column], grid.heights[row])


def _chart(page: _PosterPage, scale: float, part: Part, place: Frame) -> PlacedChart:
    x = place.x + (place.width - part.flowchart.width * scale) / 2
    return PlacedChart(part.flowchart, x, place.y + _PAD + page.number, scale)


def _tag(page: _PosterPage, place: Frame) -> Frame:
    return Frame(place.x + _PAD, place.y + _PAD, page.number, page.number, solid=True)


def _heading(page: _PosterPage, part: Part, place: Frame) -> Iterator[Caption]:
    left, middle = place.x + _PAD, place.y + _PAD + page.number / 2
    if part.start.number:
        digits = str(part.start.number)
        yield Caption(digits, left + page.number / 2, middle, page.number * 0.7, "bold", "center", "paper")
        left += page.number + _PAD
    size, lines = _fitted(part.start.title, page, place.x + place.width - _PAD - left)
    for index, line in enumerate(lines):
        down = (index - (len(lines) - 1) / 2) * size * _LEADING
        yield Caption(line, left, middle + down, size, "bold")


def _fitted(title: str, page: _PosterPage, limit: float) -> tuple[float, tuple[str, ...]]:
    """Return a title in letters as large as go beside its number; the picture below has it whole."""
    size, lines = page.heading, wrap(title, page.heading, limit)
    while len(lines) * size * _LEADING > page.number and size > _LEAST:
        size = max(_LEAST, size * 0.92)
        lines = wrap(title, size, limit)
    fit = int(page.number / size / _LEADING)
    return size, lines if len(lines) <= fit else (*lines[: fit - 1], f"{lines[fit - 1]} …")


def _top(page: _PosterPage, of: str) -> Iterator[Caption]:
    right, small, middle = page.width - _MARGIN, page.title * 0.4, _MARGIN + page.title * 0.45
    under, across = middle + page.title * 0.8, page.width - 2 * _MARGIN
    size, title = _on_one_line(page.text, page.title, across * 0.65)
    beside, library = _on_one_line(page.library, small, across * 0.3)
    yield Caption(title, _MARGIN, middle, size, "bold")
    yield Caption(page.read, _MARGIN, under, small, colour="soft")
    yield Caption(page.version + of, right, under, small, align="right", colour="soft")
    yield Caption(library, right, middle, beside, align="right", colour="soft")


def _on_one_line(text: str, size: float, limit: float) -> tuple[float, str]:
    """Return a size at which a text goes on a line, and as much of it as goes there in the smallest."""
    size = max(_LEAST, min(size, size * limit / max(1.0, width(text, size))))
    lines = wrap(text, size, limit)
    return size, lines[0] if len(lines) == 1 else f"{lines[0]} …" if lines else ""
