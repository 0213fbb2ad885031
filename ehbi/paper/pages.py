"""Pages of figures on A4, exactly as many as there are: what does not fit is counted in a last line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..handbook.text import clean
from .blocks import INDENT, SMALL, Paragraph, Style
from .sections import Bar, Document, Item, Page, Section, Shade, Tile, left_out
from .sheet import PAPERS
from .typesetter import LEADING, MM, Look, Typesetter

_MARGIN, _GAP, _FOOT = 16.0, 3.0, 8.0
_WIDTH = PAPERS["a4"].width - 2 * _MARGIN
_BOTTOM = PAPERS["a4"].height - _MARGIN
_SIZE = 9.0
_EM = _SIZE * MM
_NAME, _TEXT, _SMALL = Look(12.5, "B"), Look(_SIZE), Look(8, colour="soft")
_DIGITS = Look(19, "B")
_LINES, _MOST = 2, 3
"""Lines that the text of a bar, and a paragraph, take at most."""
_LABEL, _CELL, _THICK, _ABOVE, _BETWEEN = 82.0, 16.0, 3.2, 1.4, 7.0
"""In mm: a bar's text, each of its numbers, how thick it is, the room above it, and that above a section."""
_TILE, _STRIP, _PAD = 20.5, 2.6, 2.6
_FEWEST = 2
"""Items that a section keeps: one, and how many there are besides."""
_MORE = Style(SMALL, colour="soft", above=0.45)


def to_pages(document: Document) -> bytes:
    """Return a document as a PDF file."""
    setter = Typesetter(clean(document.title), document.day)
    for number, page in enumerate(document.pages, start=1):
        if number > 1:
            setter.page()
        _PageSetter(setter).set(page)
        told = clean(document.foot)
        at, side = (_MARGIN, _BOTTOM - _SMALL.size * MM), f"{number} / {len(document.pages)}"
        setter.text(setter.shortened(told, _WIDTH - 2 * _CELL, _SMALL, 1), at, _WIDTH, _SMALL)
        setter.text(side, at, _WIDTH, replace(_SMALL, align="R"))
    return setter.pdf()


@dataclass(frozen=True, slots=True)
class _PageSetter:
    """Sets the parts of a page under each other; what it sets, it can also only measure."""

    setter: Typesetter
    dry: bool = False

    def set(self, page: Page) -> None:
        y = _MARGIN
        for paragraph in page.head:
            y += self._paragraph(paragraph, y)
        if page.tiles:
            self._tiles(page.tiles, y + _GAP)
            y += _GAP + _TILE + _GAP + _STRIP
        for section in _fitting(page.sections, _BOTTOM - _FOOT - y, replace(self, dry=True)):
            y += self.section(section, y)

    def section(self, section: Section, y: float = 0.0) -> float:
        """Set a section from there, and return how high it is; so do those below."""
        top, beside = y + _BETWEEN, len(section.columns) * _CELL + _GAP
        top += self._text(section.title, (_MARGIN, top), _WIDTH - beside, _NAME, 1)
        if section.note:
            top += self._text(section.note, (_MARGIN, top), _WIDTH - beside, _SMALL, _MOST)
        head = (_SMALL.size * MM) * LEADING
        for at, column in enumerate(section.columns):
            left = _MARGIN + _WIDTH - (len(section.columns) - at) * _CELL
            self._text(column, (left, top - head), _CELL, replace(_SMALL, align="R"), 1)
        self._fill((_MARGIN, top + 0.7), _WIDTH, 0.25, Shade.PALE)
        top += 1
        for item in section.items:
            top += self._item(item, top)
        return top - y

    def _item(self, item: Item, y: float) -> float:
        if isinstance(item.shown, Bar):
            return self._bar(item.shown, y)
        top = y
        for paragraph in item.shown:
            top += self._paragraph(paragraph, top)
        return top - y

    def _bar(self, bar: Bar, y: float) -> float:
        cells = len(bar.cells) * _CELL
        left, room = _MARGIN + _LABEL + _GAP, _WIDTH - _LABEL - 2 * _GAP - cells
        top, middle = y + _ABOVE, y + _ABOVE + _EM * LEADING / 2
        height = self._text(bar.text, (_MARGIN, top), _LABEL, _TEXT, _LINES)
        if bar.share > 0:
            long = max(room * min(bar.share, 1), 0.6)
            self._fill((left, middle - _THICK / 2), long, _THICK, bar.shade, hollow=bar.faint)
        for at, cell in enumerate(bar.cells):
            look = Look(_SIZE, "", "soft", "R") if at or bar.faint else Look(_SIZE, "B", "ink", "R")
            self._text(cell, (_MARGIN + _WIDTH - cells + at * _CELL, top), _CELL, look, 1)
        return _ABOVE + height

    def _paragraph(self, paragraph: Paragraph, y: float) -> float:
        style, mark = paragraph.style, INDENT * _EM if paragraph.mark else 0
        left, above = _MARGIN + style.indent * _EM + mark, style.above * _EM
        look = Look(_SIZE * style.size, style.weight, style.colour)
        if paragraph.mark:
            self._text(paragraph.mark, (left - mark, y + above), mark, look, 1)
        return above + self._text(paragraph.text, (left, y + above), _MARGIN + _WIDTH - left, look, _MOST)

    def _tiles(self, tiles: Sequence[Tile], y: float) -> None:
        wide = (_WIDTH + _GAP) / len(tiles) - _GAP
        for at, tile in enumerate(tiles):
            self._tile(tile, (_MARGIN + at * (wide + _GAP), y), wide)
        left = _MARGIN
        for tile in tiles:
            long = tile.share * _WIDTH
            self._fill((left, y + _TILE + _GAP), max(0.0, long - 0.4), _STRIP, tile.shade)
            left += long

    def _tile(self, tile: Tile, at: tuple[float, float], wide: float) -> None:
        x, y, inside, side = at[0] + _PAD, at[1] + _PAD, wide - 2 * _PAD, 2.4
        self.setter.frame(*at, wide, _TILE)
        beside = side + 1.2 if tile.share else 0.0
        if tile.share:
            self._fill((x, y + 0.6), side, side, tile.shade)
        y += self._text(tile.name, (x + beside, y), inside - beside, _SMALL, 1)
        y += self._text(tile.number, (x, y), inside, _DIGITS, 1)
        self._text(tile.note, (x, y), inside, _SMALL, 1)

    def _text(self, text: str, at: tuple[float, float], width: float, look: Look, most: int) -> float:
        """Set a text in as many lines at most, with an ellipsis where more are left out."""
        shown = self.setter.shortened(clean(text), width, look, most)
        if not self.dry:
            self.setter.text(shown, at, width, look)
        return self.setter.height(shown, width, look)

    def _fill(
        self, at: tuple[float, float], width: float, height: float, shade: Shade, *, hollow: bool = False
    ) -> None:
        if not self.dry and width > 0:
            self.setter.fill(*at, width, height, shade.value, hollow=hollow)


def _fitting(sections: Sequence[Section], room: float, dry: _PageSetter) -> list[Section]:
    """Return sections that go on a page: of the highest the last item is left out, again and again."""
    found = [_cut(section, section.most) for section in sections]
    heights = [dry.section(section) for section in found]
    while sum(heights) > room and any(len(section.items) > _FEWEST for section in found):
        long = (at for at, section in enumerate(found) if len(section.items) > _FEWEST)
        at = max(long, key=heights.__getitem__)
        found[at] = _cut(sections[at], len(found[at].items) - _FEWEST)
        heights[at] = dry.section(found[at])
    return found


def _cut(section: Section, most: int) -> Section:
    """Return a section with so many of its items, and a last one that counts the others."""
    rest = section.items[most:]
    if not rest:
        return section
    more = Item((Paragraph(left_out(rest), _MORE),), rest[0].unit)
    return replace(section, items=(*section.items[:most], more))
