"""The card for at the desk: one A4, two when it must, with letters as large as what it says allows."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date

from ..handbook import Handbook
from ..handbook.text import clean
from .blocks import (
    Block,
    contact_block,
    outside_line,
    permission_block,
    situation_blocks,
    synchronisation_blocks,
)
from .pictures import Shown, first_pictures, fitting
from .sheet import PAPERS, TooMuchError
from .typesetter import BlockSetter, Look, Typesetter

LARGEST, SMALLEST = 10.5, 7.0
"""Size of plain text, in points."""
_STEP = 0.25
_SIZES = tuple(SMALLEST + step * _STEP for step in range(int((LARGEST - SMALLEST) / _STEP) + 1))
_MARGIN, _GAP, _PAD, _TOP = 11.0, 3.0, 3.5, 27.0
_WIDTH = PAPERS["a4"].width - 2 * _MARGIN
_COLUMN = (_WIDTH - _GAP) / 2
_ROOM = PAPERS["a4"].height - 2 * _MARGIN - _TOP
_SOFT, _RIGHT = Look(9, colour="soft"), Look(9, colour="soft", align="R")
_TITLE, _STRIP = 9.0, 8.5
_SPARE = 15.0
"""Room that a row gets besides its own at most: a frame with more looks as if something is missing."""
_CARD, _PAPER, _PAPERS = "De kaart", "één A4", "twee A4’tjes"
READ = "Kaart voor de balie. Begin met de eerste controle."

_Row = tuple[tuple[Block, ...], ...]
"""Columns of blocks, side by side."""
_Sheets = tuple[tuple[_Row, ...], ...]
"""The rows of each page."""


def card(handbook: Handbook) -> bytes:
    """Return the card of a handbook as a PDF file, or tell what is too much for the smallest letters."""
    day = max((step.reviewed for step in handbook.steps), default=date.min)
    setter = Typesetter(clean(handbook.title), day)
    sheets = _fitting(setter, _rows(handbook))
    for number, (rows, inside) in enumerate(sheets, start=1):
        last = number == len(sheets)
        if number > 1:
            setter.page()
        _top(setter, handbook, READ if len(sheets) == 1 else f"{READ} Blad {number} van {len(sheets)}.")
        _fill(rows, inside, first_pictures(handbook) if last else ())
    return setter.pdf()


def _rows(handbook: Handbook) -> tuple[_Row, ...]:
    """Return the situations two by two, and below them who can do what beside how to reach whom."""
    starts = [(block,) for block in situation_blocks(handbook)]
    pairs = (tuple(starts[at : at + 2]) for at in range(0, len(starts), 2))
    permissions = (permission_block(handbook, allowed=allowed) for allowed in (True, False))
    left = tuple(block for block in permissions if block.paragraphs)
    right = (*synchronisation_blocks(handbook), contact_block(handbook))
    return (*pairs, tuple(column for column in (left, right) if column))


def _fitting(setter: Typesetter, rows: tuple[_Row, ...]) -> list[tuple[tuple[_Row, ...], BlockSetter]]:
    """Return the rows of each page, on one if that can be, with the largest letters with which they fit."""
    settings = [BlockSetter(setter, size, _COLUMN - 2 * _PAD) for size in _SIZES]
    for divided in (_undivided, _divided):
        fitting = bisect_left(settings, 1, key=lambda inside: _highest(divided(rows, inside), inside) > _ROOM)
        if fitting:
            sheets = divided(rows, settings[fitting - 1])
            return [(own, _largest(own, settings)) for own in sheets]
    remedy = "Maak de teksten daarvan korter in het handboek."
    raise TooMuchError(_CARD, _PAPERS, culprit(rows, settings[0]).name, remedy)


def _largest(rows: tuple[_Row, ...], settings: list[BlockSetter]) -> BlockSetter:
    return settings[bisect_left(settings, 1, key=lambda inside: _height(rows, inside) > _ROOM) - 1]


def _undivided(rows: tuple[_Row, ...], _inside: BlockSetter) -> _Sheets:
    return (rows,)


def _divided(rows: tuple[_Row, ...], inside: BlockSetter) -> _Sheets:
    """Return the rows on two pages that are as even as they can be."""
    ways: list[_Sheets] = [(rows[:at], rows[at:]) for at in range(1, len(rows))] or [(rows,)]
    return min(ways, key=lambda sheets: _highest(sheets, inside))


def _highest(sheets: _Sheets, inside: BlockSetter) -> float:
    return max(_height(rows, inside) for rows in sheets)


def culprit(rows: tuple[_Row, ...], inside: BlockSetter) -> Block:
    """Return the block that takes the most room, of those without which all would fit if there are any."""
    blocks = [block for row in rows for column in row for block in column]
    sheets = (_divided(_without(rows, block), inside) for block in blocks)
    alone = [block for block, found in zip(blocks, sheets, strict=True) if _highest(found, inside) <= _ROOM]
    return max(alone or blocks, key=inside.height)


def _without(rows: tuple[_Row, ...], block: Block) -> tuple[_Row, ...]:
    """Return the rows with only the name of a block."""
    bare = replace(block, paragraphs=())
    return tuple(
        tuple(tuple(bare if one is block else one for one in column) for column in row) for row in rows
    )


def _column_height(column: tuple[Block, ...], inside: BlockSetter) -> float:
    return sum(inside.height(block) + 2 * _PAD + _GAP for block in column) - _GAP


def _row_height(row: _Row, inside: BlockSetter) -> float:
    return max(_column_height(column, inside) for column in row)


def _height(rows: tuple[_Row, ...], inside: BlockSetter) -> float:
    return sum(_row_height(row, inside) + _GAP for row in rows) - _GAP


def _fill(rows: tuple[_Row, ...], inside: BlockSetter, pictures: tuple[Shown, ...]) -> None:
    """Set all, with what is left over shared among the rows; pictures come beside the last words."""
    spare = (_ROOM - _height(rows, inside)) / len(rows)
    if not pictures:
        spare = min(spare, _SPARE)
    y = _MARGIN + _TOP
    for row in rows:
        tall = _row_height(row, inside) + spare
        shortest = min(row, key=lambda column: _column_height(column, inside))
        for index, column in enumerate(row):
            shown = pictures if row is rows[-1] and column is shortest else ()
            _fill_column(column, inside, (_MARGIN + index * (_COLUMN + _GAP), y), tall, shown)
        y += tall + _GAP


def _fill_column(
    column: tuple[Block, ...],
    inside: BlockSetter,
    at: tuple[float, float],
    tall: float,
    pictures: tuple[Shown, ...],
) -> None:
    """Set blocks under each other, and then what goes there of pictures; the last frame fills the column."""
    x, y = at
    room = (_COLUMN - 2 * _PAD, tall - _column_height(column, inside) - _GAP - 2 * _PAD)
    strip = fitting(inside.setter, pictures, room)
    for block in column:
        last = block is column[-1] and not strip
        frame = at[1] + tall - y if last else inside.height(block) + 2 * _PAD
        inside.setter.frame(x, y, _COLUMN, frame)
        inside.set(block, (x + _PAD, y + _PAD))
        y += frame + _GAP
    if strip:
        inside.setter.frame(x, y, _COLUMN, at[1] + tall - y)
        strip.set(inside.setter, (x + _PAD, y + _PAD))


def _top(setter: Typesetter, handbook: Handbook, read: str) -> None:
    left, right = _WIDTH * 0.65, _WIDTH * 0.33
    across = _MARGIN + _WIDTH - right
    library = clean(handbook.profile.library) if handbook.profile else ""
    _shrunk(setter, clean(handbook.title), (_MARGIN, _MARGIN - 1), (left, _TITLE), Look(20, "B"))
    _shrunk(setter, library, (across, _MARGIN), (right, _TITLE - 1), _RIGHT)
    setter.text(read, (_MARGIN, _MARGIN + _TITLE - 0.5), left, _SOFT)
    setter.text(handbook.version_text.capitalize(), (across, _MARGIN + _TITLE - 0.5), right, _RIGHT)
    top, inside = _MARGIN + _TOP - _GAP - _STRIP, _WIDTH - 2 * _PAD
    setter.frame(_MARGIN, top, _WIDTH, _STRIP)
    outside, look = outside_line(handbook), Look(9, "B")
    down = max(0.0, _STRIP - setter.height(outside, inside, look)) / 2
    _shrunk(setter, outside, (_MARGIN + _PAD, top + down), (inside, _STRIP), look)


def _shrunk(
    setter: Typesetter, text: str, at: tuple[float, float], room: tuple[float, float], look: Look
) -> None:
    """Set a text in letters that are small enough for a room of this width and height."""
    width, height = room
    while setter.height(text, width, look) > height:
        if look.size <= SMALLEST:
            raise TooMuchError(_CARD, _PAPER, text, "Maak die tekst korter.")
        look = replace(look, size=look.size - _STEP)
    setter.text(text, at, width, look)
