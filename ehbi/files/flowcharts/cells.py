"""Cells of a spreadsheet as text: of a text with a separator, and of a workbook of Excel."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from ...handbook.checks.size import ARROWS
from ...handbook.errors import clip
from ...handbook.text import cleaned, folded
from ..source import FORBIDDEN, MAX_PARTS, refusal

MOST_ROWS = ARROWS
MOST_COLUMNS = 100
UNPACKED = 50_000_000
"""Bytes that a workbook can be when it is unpacked."""
_SEPARATORS = ";\t,"
_LOOKED = 20
"""Rows that tell which separator it is."""
_TOO_LARGE = "Haal weg wat niet nodig is, of verdeel het over twee bestanden"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that is not empty, and its number in the file, counted from 1."""

    number: int
    cells: tuple[str, ...]

    def cell(self, at: int) -> str:
        """Return the text of a cell, counted from 0; a row ends with its last that has any."""
        return self.cells[at] if at < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file, in a workbook with its name."""

    rows: tuple[Row, ...]
    name: str = ""


def of_text(text: str, file: str, *, whole: bool = False) -> Sheet:
    r"""Return the cells of a text, of which the separator is found out; ``whole`` keeps empty lines in them.

    Examples
    --------
    >>> of_text("sep=;\nstap;antwoord\n1;Ja, graag", "a.csv").rows
    (Row(number=2, cells=('stap', 'antwoord')), Row(number=3, cells=('1', 'Ja, graag')))
    """
    lines = [*StringIO(text, newline="")]  # of which other line ends of Unicode are none
    named = lines and len(lines[0].strip()) == len("sep=;") and lines[0].startswith("sep=")
    separator = lines[0][4] if named else max(_SEPARATORS, key=lambda one: _fit(lines, one))
    # What Excel says of the separator is a row for people who count them.
    rows = enumerate(csv.reader(lines, delimiter=separator), 1)
    try:
        return Sheet(tuple(_rows(islice(rows, bool(named), None), file, whole=whole)))
    except csv.Error:
        message = "De rijen van deze tabel zijn niet te lezen"
        raise refusal(file, 1, message, "Controleer de aanhalingstekens, of bewaar het als XLSX") from None


def _fit(lines: list[str], separator: str) -> tuple[int, int]:
    """Return how many rows have as many cells as the first one, and how many that are."""
    try:
        rows = [row for row in islice(csv.reader(lines[:_LOOKED], delimiter=separator), _LOOKED) if row]
    except csv.Error:
        return 0, 0
    width = len(rows[0]) if rows else 0
    return sum(len(row) == width for row in rows) if width > 1 else 0, width


def excel(file: str) -> Any:
    """Return what reads and writes workbooks, or refuse a file: it is an extra that not everybody has."""
    try:
        import openpyxl  # noqa: PLC0415
    except ImportError:
        message = "Om een bestand van Excel te lezen is openpyxl nodig, en dat is hier niet geïnstalleerd"
        remedy = "Installeer het met pip install 'ehbi[xlsx]', of bewaar het bestand als CSV"
        raise refusal(file, 1, message, remedy) from None
    return openpyxl


def of_workbook(content: bytes, file: str, *, whole: bool = False) -> tuple[Sheet, ...]:
    """Return the cells of each visible sheet of a workbook: of a formula what Excel last made of it."""
    _refuse_bomb(content, file)
    openpyxl = excel(file)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return tuple(Sheet(tuple(_of_sheet(sheet, file, whole=whole)), sheet.title) for sheet in visible)
    except (ArithmeticError, KeyError, IndexError, OSError, SyntaxError, TypeError, ValueError, BadZipFile):
        # What is in it comes from anywhere, and openpyxl stumbles in as many ways as it can be damaged.
        raise _damaged(file) from None


def _refuse_bomb(content: bytes, file: str) -> None:
    """Refuse a workbook that is small as it is packed, and not to openpyxl: an empty cell is four bytes."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
            if (
                unpacked <= UNPACKED
                and sum(parts.read(part).count(b"<") for part in parts.infolist()) > MAX_PARTS
            ):
                raise refusal(file, 1, "Het bestand heeft te veel cellen", _TOO_LARGE)
    except (BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error):
        raise _damaged(file) from None
    if unpacked > UNPACKED:
        message = "Het bestand is uitgepakt groter dan {most} MB"
        raise refusal(file, 1, message, _TOO_LARGE, most=UNPACKED // 1_000_000)


def _damaged(file: str) -> Exception:
    message = "Dit bestand van Excel is beschadigd of beveiligd"
    return refusal(file, 1, message, "Open het in Excel en bewaar het opnieuw als XLSX of CSV")


def _of_sheet(sheet: Any, file: str, *, whole: bool) -> Iterator[Row]:
    """Yield the rows of a sheet; one more of each than is taken, so that it is seen when there are more."""
    rows = sheet.iter_rows(max_row=MOST_ROWS * 2, max_col=MOST_COLUMNS + 1, values_only=True)
    yield from _rows(
        ((at, [_said(cell) for cell in row]) for at, row in enumerate(rows, 1)), file, whole=whole
    )


def _said(cell: object) -> str:
    """Return the value of a cell as it reads in Excel, near enough."""
    match cell:
        case None:
            return ""
        case bool():
            return "Ja" if cell else "Nee"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
    return FORBIDDEN.sub(" ", str(cell))


def _joined(cell: str) -> str:
    return "\n".join(filter(None, map(folded, cell.splitlines())))


def _rows(rows: Iterable[tuple[int, list[str]]], file: str, *, whole: bool = False) -> Iterator[Row]:
    """Yield the rows that have something in them, or refuse more than anybody reads."""
    count = 0
    for number, cells in rows:
        said = [cleaned(cell).strip() if whole else _joined(cell) for cell in cells]
        while said and not said[-1]:
            said.pop()
        if not said:
            continue
        count += 1
        if count > MOST_ROWS:
            raise refusal(file, number, "De tabel heeft meer dan {most} rijen", _TOO_LARGE, most=MOST_ROWS)
        if len(said) > MOST_COLUMNS:
            message = "Een rij heeft meer dan {most} kolommen, en begint met ‘{first}’"
            first = clip(next(filter(None, said)))
            raise refusal(file, number, message, _TOO_LARGE, most=MOST_COLUMNS, first=first)
        yield Row(number, tuple(said))
