"""What was found about steps, as a list on paper, before the pictures that show where they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..flowchart.text import wrap
from ..handbook import Handbook
from ..handbook.text import clean
from .plan import Draw
from .poster import poster_sheets
from .sheet import PAPERS, PX, Caption, Paper, Sheet, pdf_of

_MARGIN = 16 * PX
_LEADING, _GAP, _INDENT = 1.35, 12.0, 34.0
_TITLE, _NAME, _TEXT, _SMALL = 27.0, 17.0, 14.0, 12.5


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one step: its title, its question unless the title is that, and sentences."""

    title: str
    asks: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a list says: its title, when and of what it is as lines, and findings in their order."""

    title: str
    about: tuple[str, ...]
    findings: tuple[Finding, ...]


_Group = tuple[Caption, ...]
"""Lines that belong together; their ``y`` is how high each is."""


def to_report(handbook: Handbook, report: Report, draw: Draw, read: str, paper: str = "a4") -> bytes:
    """Return what was found about steps as a PDF file: a list, and then a poster that shows where.

    ``draw`` lays out a situation with what was found in it, and ``read`` says how to read that.
    """
    size = PAPERS[paper]
    return pdf_of((*report_sheets(report, size), *poster_sheets(handbook, size, draw, read)), report.title)


def report_sheets(report: Report, paper: Paper) -> tuple[Sheet, ...]:
    """Return the sheets of a list, upright, as many as it needs."""
    scale = paper.width / 210
    wide, tall = paper.width * PX, paper.height * PX
    groups = [_head(report, scale, wide), *_items(report.findings, scale, wide)]
    pages = _paged(groups, tall - _MARGIN, _GAP * scale)
    return tuple(Sheet(wide, tall, captions=tuple(page)) for page in pages)


def _head(report: Report, scale: float, wide: float) -> _Group:
    title = _lines(report.title, Caption("", _MARGIN, 0, _TITLE * scale, "bold"), wide)
    small = Caption("", _MARGIN, 0, _SMALL * scale, colour="soft")
    return (*title, *(line for text in report.about for line in _lines(text, small, wide)))


def _items(findings: Sequence[Finding], scale: float, wide: float) -> Iterator[_Group]:
    left = _MARGIN + _INDENT * scale
    name = Caption("", left, 0, _NAME * scale, "bold")
    soft = Caption("", left, 0, _TEXT * scale, colour="soft")
    for number, one in enumerate(findings, start=1):
        # A height of nothing: the title stands beside its number.
        digits = replace(name, text=str(number), x=_MARGIN)
        said = (line for text in one.said for line in _lines(text, replace(soft, colour="ink"), wide))
        yield (digits, *_lines(one.title, name, wide), *_lines(one.asks, soft, wide), *said)


def _lines(text: str, like: Caption, wide: float) -> Iterator[Caption]:
    for line in wrap(clean(text), like.size, wide - _MARGIN - like.x):
        yield replace(like, text=line, y=like.size * _LEADING)


def _paged(groups: Sequence[_Group], bottom: float, gap: float) -> list[list[Caption]]:
    """Return the lines of each page; a group that goes on one page is not broken."""
    pages: list[list[Caption]] = [[]]
    y = _MARGIN
    for group in groups:
        if pages[-1] and y + sum(line.y for line in group) > bottom:
            pages.append([])
            y = _MARGIN
        for line in group:
            if y + line.y > bottom:
                pages.append([])
                y = _MARGIN
            height = line.y or line.size * _LEADING
            pages[-1].append(replace(line, y=y + height / 2))
            y += line.y
        y += gap
    return pages
