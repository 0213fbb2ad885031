"""What a file is, by what is in it: a form that can be read, or what it looks like and what to do with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from ...handbook.errors import clip
from ...handbook.model import Handbook
from ..bundles import ENDINGS as TEXTS
from .mermaid_diagram import bare
from .table import is_table


class Form(Enum):
    """A form that can be read; its value is what people call it."""

    MERMAID = "Mermaid"
    MARKDOWN = "Markdown met Mermaid"
    DOT = "DOT"
    GRAPHML = "GraphML"
    DRAWIO = "draw.io"
    DRAWIO_PNG = "draw.io in een plaatje"
    TABLE = "CSV"
    WORKBOOK = "Excel"
    TWEE = "Twee"
    HANDBOOK = "YAML of JSON"


@dataclass(frozen=True, slots=True)
class Other:
    """What a file that cannot be read looks like, and what to do with that."""

    looks: str
    remedy: str


_REDRAW = "Kies de tekening zelf, bewaard als draw.io, of zet de stappen in een tabel"
_WITH_COPY = (
    "Is het uit draw.io? Bewaar het daar als .drawio, of vink bij het exporteren aan: kopie van het diagram"
)
_AS_XLSX = "Open het in een spreadsheet en bewaar het als XLSX of CSV"
_UNPACK = "Pak het uit, en kies het bestand dat erin zit"
_COPY = "Zet de stappen in een tabel, of teken ze na in draw.io"
_TEXT = Other("gewone tekst", _COPY)
_PNG = b"\x89PNG"
_SIGNS: tuple[tuple[bytes, Other], ...] = (
    (_PNG, Other("een plaatje (PNG)", _WITH_COPY)),
    (b"\xff\xd8\xff", Other("een plaatje (JPEG)", _REDRAW)),
    (b"GIF8", Other("een plaatje (GIF)", _REDRAW)),
    (b"BM", Other("een plaatje (BMP)", _REDRAW)),
    (b"RIFF", Other("een plaatje of geluid", _REDRAW)),
    (b"%PDF", Other("een PDF", _REDRAW)),
    (b"\xd0\xcf\x11\xe0", Other("een oud bestand van Office (DOC, XLS of VSD)", _AS_XLSX)),
    (b"{\\rtf", Other("een tekst met opmaak (RTF)", _COPY)),
    (b"\x1f\x8b", Other("een ingepakt bestand (GZ)", _UNPACK)),
    (b"7z\xbc\xaf", Other("een ingepakt bestand (7Z)", _UNPACK)),
    (b"Rar!", Other("een ingepakt bestand (RAR)", _UNPACK)),
    (b"SQLite format 3", Other("een database", "Haal het handboek eruit met ehbi export yaml")),
)
"""How files begin that are no text."""
_VISIO = "Open het in draw.io (Bestand, Importeren) en bewaar het daar als draw.io"
_PACKED: tuple[tuple[str, Form | Other], ...] = (
    ("xl/workbook", Form.WORKBOOK),
    ("word/", Other("een document van Word", _COPY)),
    ("ppt/", Other("een presentatie van PowerPoint", _COPY)),
    ("visio/", Other("een tekening van Visio", _VISIO)),
    ("content.xml", Other("een document van LibreOffice", "Bewaar een tabel als XLSX of CSV")),
)
"""What a zip is, by the beginning of a name in it."""
_ROOTS: dict[str, Form | Other] = {
    "graphml": Form.GRAPHML,
    "mxfile": Form.DRAWIO,
    "mxgraphmodel": Form.DRAWIO,
    "svg": Other("een plaatje (SVG)", _WITH_COPY),
    "html": Other("een webpagina", "Heeft EHBI die gemaakt? Bewaar het handboek dan als YAML en kies dat"),
    "definitions": Other("een schema in BPMN", _COPY),
}
"""What XML is, by its first element, without the prefix."""
_TWINE = Other("een verhaal van Twine als webpagina", "Kies in Twine bij het exporteren voor Twee")
_DIAGRAMS = (
    "sequenceDiagram classDiagram stateDiagram erDiagram gantt pie mindmap journey gitGraph timeline "
    "quadrantChart requirementDiagram C4Context sankey-beta xychart-beta block-beta packet-beta kanban"
)
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"<([\w.-]+:)?([\w.-]+)")
_DRAWIO_SVG = re.compile(r"""<svg\b[^>]*\scontent=["']\s*(&lt;|%3C)mx""")
_DRAWIO_PNG = re.compile(rb"(tEXt|zTXt)mx(file|GraphModel)\x00")
_REMARK = re.compile(r"\s+|//[^\n]*|#[^\n]*|/\*.*?\*/", re.DOTALL)
_DOT = re.compile(r'(strict\s+)?(di)?graph\b\s*("(\\.|[^"\\])*"|[\w.-]+)?\s*\{', re.IGNORECASE)
_MERMAID = re.compile(r"(flowchart(-elk)?|graph)(\s*$|\s*;|\s+[^\s\"{])")
_FENCE = re.compile(r"^[ \t>]*(```+|~~~+|:::)[ \t]*\{?[ \t]*\.?mermaid\b", re.MULTILINE)
_PASSAGE = re.compile(r"^::(?!:)[ \t]*\S", re.MULTILINE)
_FIELDS = "|".join(Handbook.model_fields)
_KEYS = re.compile(rf"""^["']?({_FIELDS})["']?[ \t]*:""", re.MULTILINE)
_JSON_KEYS = re.compile(rf'"({_FIELDS})"\s*:')
_TELLING = {"format", "steps"}
_ENDINGS = {".csv": Form.TABLE, ".tsv": Form.TABLE, ".yaml": Form.HANDBOOK, ".yml": Form.HANDBOOK}
"""What a text counts as that tells nothing itself, so that its reader says what is wrong with it."""


def of_bytes(content: bytes) -> Form | Other | None:
    """Return what a file is that is no text; None for a text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(content)
    if content.startswith(_PNG) and _DRAWIO_PNG.search(content):
        return Form.DRAWIO_PNG
    for sign, other in _SIGNS:
        if content.startswith(sign):
            return other
    return Other("iets anders dan tekst", _COPY) if b"\x00" in content else None


def _packed(content: bytes) -> Form | Other:
    try:
        with ZipFile(BytesIO(content)) as parts:
            names = parts.namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        names = []
    found = (is_it for start, is_it in _PACKED if any(name.startswith(start) for name in names))
    if any(PurePath(name).suffix in TEXTS for name in names):
        return next(found, Form.HANDBOOK)
    return next(found, Other("een ingepakte map (ZIP)", _UNPACK))


def of_text(text: str, name: str) -> Form | Other:
    """Return what a text is; only one that tells nothing itself goes by its name."""
    if text.lstrip().startswith("<"):
        return _of_xml(text)
    by_name = _ENDINGS.get(PurePath(name).suffix.lower(), _TEXT)
    return next(_found(text), by_name)


def _found(text: str) -> Iterator[Form | Other]:
    """Yield what a text can be, the likeliest first."""
    if _DOT.match(text, _after(_REMARK, text)):
        yield Form.DOT
    first = _first_line(text)
    if _MERMAID.match(first):
        yield Form.MERMAID
    if _FENCE.search(text):
        yield Form.MARKDOWN
    if _PASSAGE.search(text):
        yield Form.TWEE
    is_json = first.startswith(("{", "["))
    keys = {found[1] for found in (_JSON_KEYS if is_json else _KEYS).finditer(text)}
    if keys & _TELLING:
        yield Form.HANDBOOK
    if is_table(text):
        yield Form.TABLE
    kind = next((one for one in _DIAGRAMS.split() if first.startswith(one)), "")
    if kind:
        looks = f"een ander soort schema van Mermaid ({kind})"
        yield Other(looks, "Alleen een flowchart kan een handboek zijn")
    if first.startswith("@startuml"):
        yield Other("een schema van PlantUML", _COPY)
    if is_json and _is_json(text):
        yield Other("JSON van een ander programma", _COPY)


def _of_xml(text: str) -> Form | Other:
    found = _ELEMENT.match(text, _after(_PROLOG, text))
    root = found[2].casefold() if found else ""
    if root == "html" and "<tw-storydata" in text:
        return _TWINE
    if root == "svg" and _DRAWIO_SVG.search(text):
        return Form.DRAWIO
    named = f" (‘{clip(root)}’)" if root else ""
    return _ROOTS.get(root, Other(f"XML van een ander programma{named}", _COPY))


def _after(skipped: re.Pattern[str], text: str) -> int:
    """Return where a text begins after what can stand before it."""
    at = 0
    while found := skipped.match(text, at):
        at = found.end()
    return at


def _first_line(text: str) -> str:
    """Return the first line that says something in Mermaid: no remark, and nothing of its settings."""
    lines = bare("\n".join(text.splitlines())).splitlines()
    return next(filter(None, map(str.strip, lines)), "")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
