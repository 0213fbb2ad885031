"""What stands on pages of figures, as frozen values: sections of bars and paragraphs, without a place yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from .blocks import Paragraph


class Shade(Enum):
    """A colour of bars; those that stand side by side differ in grey too."""

    DEEP = "#0c3049"
    STRONG = "#1f7d8d"
    WARM = "#e0a53a"
    PALE = "#c9d1d4"
    NEUTRAL = "#5b6b73"
    HARD = "#6d2c91"


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a table: its text, a bar as long as a share of 1, and numbers.

    A ``faint`` one is hollow, as its numbers say little.
    """

    text: str
    share: float
    cells: tuple[str, ...]
    shade: Shade = Shade.NEUTRAL
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """What one thing in a section is called, and more of them, for where some are left out."""

    one: str
    more: str


@dataclass(frozen=True, slots=True)
class Item:
    """What stands or falls together in a section; it stands for so many of a unit."""

    shown: Bar | tuple[Paragraph, ...]
    unit: Unit
    count: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: items, at most so many, with ``columns`` over the numbers of its bars."""

    title: str
    items: tuple[Item, ...]
    columns: tuple[str, ...] = ()
    note: str = ""
    most: int = 100


@dataclass(frozen=True, slots=True)
class Tile:
    """A number in large digits with its name over it and a note under it, and what share of a whole it is."""

    name: str
    number: str
    note: str = ""
    shade: Shade = Shade.DEEP
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what stands on top, large numbers, and sections."""

    head: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    tiles: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Pages with a title and a foot, made on a day."""

    title: str
    day: date
    pages: tuple[Page, ...]
    foot: str = ""


def left_out(items: Iterable[Item]) -> str:
    """Return what to say of items that are left out.

    Examples
    --------
    >>> step, version = Unit("stap", "stappen"), Unit("versie", "versies")
    >>> left_out((Item((), version), Item((), step), Item((), step, 11)))
    'en nog 1 versie en 12 stappen'
    """
    counts = Counter[Unit]()
    for item in items:
        counts[item.unit] += item.count
    told = (f"{count} {unit.one if count == 1 else unit.more}" for unit, count in counts.items())
    return f"en nog {' en '.join(told)}"
