"""The card for at the desk: one page of A4, with letters as large as what it says allows."""

from __future__ import annotations

from datetime import date

from ..flowchart.text import clean
from ..handbook import Handbook
from .blocks import Block, Paragraph, contact_block, outside_paragraph, permission_block, situation_blocks
from .setting import Setting, largest
from .sizes import PAPERS, TooMuchError
from .typesetter import MM, Look, Typesetter

LARGEST, SMALLEST = 10.5, 7.5
"""Size of plain text, in points."""
_STEP = 0.25
_MARGIN, _GAP, _PAD, _TOP = 11.0, 3.0, 3.5, 27.0
_WIDTH = PAPERS["a4"].width - 2 * _MARGIN
_COLUMN = (_WIDTH - _GAP) / 2
_ROOM = PAPERS["a4"].height - 2 * _MARGIN - _TOP
_SOFT, _RIGHT = Look(9, colour="soft"), Look(9, colour="soft", align="R")
_TITLE, _LINE, _STRIP = 9.0, 9.0, 8.5
READ = "Kaart voor de balie. Begin met de eerste controle."


_Row = tuple[tuple[Block, ...], ...]
"""Columns of blocks, side by side."""


def card(handbook: Handbook) -> bytes:
    """Return the card of a handbook as a PDF file.

    Raises
    ------
    TooMuchError
        It does not go on one page, even in the smallest letters.
    """
    day = max((step.reviewed for step in handbook.steps), default=date.min)
    setter = Typesetter(clean(handbook.title), day)
    rows = _rows(handbook)
    inside = _fitting(setter, rows)
    _top(setter, handbook)
    _fill(rows, inside)
    return setter.pdf()


def _rows(handbook: Handbook) -> tuple[_Row, ...]:
    """Return the situations two by two, and below them who can do what beside how to reach whom."""
    starts = situation_blocks(handbook)
    pairs = (starts[at : at + 2] for at in range(0, len(starts), 2))
    can, cannot = (permission_block(handbook, allowed=allowed) for allowed in (True, False))
    left = tuple(block for block in (can, cannot) if block.paragraphs)
    columns = tuple(column for column in (left, (contact_block(handbook),)) if column)
    return (*(tuple((block,) for block in pair) for pair in pairs), columns)


def _fitting(setter: Typesetter, rows: tuple[_Row, ...]) -> Setting:
    """Return the setting with the largest letters in which all fits."""
    size = LARGEST
    while size >= SMALLEST:
        inside = Setting(setter, size, _COLUMN - 2 * _PAD)
        if _height(rows, inside) <= _ROOM:
            return inside
        size -= _STEP
    culprit = largest([block for row in rows for column in row for block in column], inside)
    raise TooMuchError("De kaart", "één A4", culprit.name, "Maak de teksten daarvan korter in het handboek.")


def _column_height(column: tuple[Block, ...], inside: Setting) -> float:
    return sum(inside.height(block) + 2 * _PAD + _GAP for block in column) - _GAP


def _row_height(row: _Row, inside: Setting) -> float:
    return max(_column_height(column, inside) for column in row)


def _height(rows: tuple[_Row, ...], inside: Setting) -> float:
    return sum(_row_height(row, inside) + _GAP for row in rows) - _GAP


def _fill(rows: tuple[_Row, ...], inside: Setting) -> None:
    """Set all, with what is left over shared among the rows."""
    spare = (_ROOM - _height(rows, inside)) / len(rows)
    y = _MARGIN + _TOP
    for row in rows:
        tall = _row_height(row, inside) + spare
        for index, column in enumerate(row):
            _fill_column(column, inside, (_MARGIN + index * (_COLUMN + _GAP), y), tall)
        y += tall + _GAP


def _fill_column(column: tuple[Block, ...], inside: Setting, at: tuple[float, float], tall: float) -> None:
    """Set blocks under each other; the last one's frame goes down to the bottom."""
    x, y = at
    for block in column:
        last = block is column[-1]
        frame = at[1] + tall - y if last else inside.height(block) + 2 * _PAD
        inside.setter.frame(x, y, _COLUMN, frame)
        inside.set(block, x + _PAD, y + _PAD)
        y += frame + _GAP


def _top(setter: Typesetter, handbook: Handbook) -> None:
    title = clean(handbook.title)
    library = clean(handbook.profile.library) if handbook.profile else ""
    half = _WIDTH / 2
    size = 20.0
    while setter.height(title, half * 1.3, Look(size, "B")) > _TITLE and size > _SOFT.size:
        size -= 0.5
    setter.text(title, (_MARGIN, _MARGIN - 1), half * 1.3, Look(size, "B"))
    setter.text(READ, (_MARGIN, _MARGIN + 8.5), half, _SOFT)
    _strip(setter, outside_paragraph(handbook))
    setter.text(library, (_MARGIN + half, _MARGIN + 3), half, _RIGHT)
    setter.text(f"Versie {handbook.revision}", (_MARGIN + half, _MARGIN + 8.5), half, _RIGHT)


def _strip(setter: Typesetter, paragraph: Paragraph) -> None:
    """Set a line in a frame of its own, smaller where it is long."""
    inside, size = _WIDTH - 2 * _PAD, _LINE
    while setter.height(paragraph.text, inside, Look(size, "B")) > _LINE * MM * 2 and size > SMALLEST:
        size -= _STEP
    height = setter.height(paragraph.text, inside, Look(size, "B"))
    middle = _MARGIN + _TOP - _GAP - _STRIP / 2
    setter.frame(_MARGIN, middle - _STRIP / 2, _WIDTH, _STRIP)
    setter.text(paragraph.text, (_MARGIN + _PAD, middle - height / 2), inside, Look(size, "B"))
