"""Tables for a spreadsheet: CSV that Excel opens by a double click, and workbooks of Excel.

CSV is RFC 4180 but for one thing: a semicolon stands between cells, as Excel in Dutch has the comma for
decimals and would put each row in one cell. A byte order mark tells it that the text is UTF-8.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Any, TypeAlias

from .source import FORBIDDEN, refusal

Cell: TypeAlias = str | int
Row: TypeAlias = tuple[Cell, ...]

_BETWEEN = ";"
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # Excel takes the wide forms for the same
"""With what begins what a spreadsheet may calculate instead of show, by OWASP's *CSV injection*."""
_NARROW, _WIDE = 18, 60


def to_csv(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a table as a CSV file."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=_BETWEEN)
    writer.writerow(headings)
    writer.writerows([shown(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def shown(cell: Cell) -> Cell:
    """Return a cell that is shown as it is; an apostrophe before it says that it is no formula.

    Examples
    --------
    >>> shown("=1+1"), shown("Bel 112"), shown(-1)
    ("'=1+1", 'Bel 112', -1)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def meant(cell: str) -> str:
    """Return what a cell of a CSV file was before it was :func:`shown`.

    Examples
    --------
    >>> meant("'=1+1"), meant("'s Avonds")
    ('=1+1', "'s Avonds")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def excel(file: str) -> Any:
    """Return what reads and writes workbooks, or refuse a file: it is an extra that not everybody has."""
    try:
        import openpyxl  # noqa: PLC0415
    except ImportError:
        message = "Voor een bestand van Excel is openpyxl nodig, en dat is hier niet geïnstalleerd"
        remedy = "Installeer het met pip install 'ehbi[xlsx]', of neem CSV"
        raise refusal(file, 1, message, remedy) from None
    return openpyxl


def to_workbook(title: str, headings: Sequence[str], rows: Iterable[Row], wide: Iterable[int]) -> bytes:
    """Return a table as a workbook of Excel with one sheet; ``wide`` are its columns of long texts."""
    openpyxl = excel(title)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(list(headings))
    for row in rows:
        sheet.append([FORBIDDEN.sub(" ", cell) if isinstance(cell, str) else cell for cell in row])
    wrapped = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = wrapped
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text is no formula, whatever it begins with
    for at, column in enumerate(sheet.columns):
        sheet.column_dimensions[column[0].column_letter].width = _WIDE if at in {*wide} else _NARROW
    for cell in sheet[1]:
        cell.font = openpyxl.styles.Font(bold=True)
    sheet.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()
