"""How pictures share a sheet: in which rows and columns, and how large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Room:
    """What a sheet has for pictures, in px.

    Parameters
    ----------
    width, height
        All of it.
    gap
        Between pictures.
    beside, above
        What each picture needs around it, whatever its scale: left and right, top and bottom together.
    """

    width: float
    height: float
    gap: float
    beside: float
    above: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells that fill a room, numbered down the columns.

    Parameters
    ----------
    widths, heights
        Of the columns and the rows.
    scale
        How large pictures can be.
    """

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    scale: float

    def cell(self, index: int) -> tuple[int, int]:
        """Return the column and the row of a picture."""
        return divmod(index, len(self.heights))


def _filled(sizes: Sequence[float], fixed: float, room: float) -> tuple[float, ...]:
    """Return columns or rows that share what is left over."""
    spare = (room - sum(sizes) - fixed * len(sizes)) / len(sizes)
    return tuple(size + fixed + spare for size in sizes)


def grids(sizes: Sequence[Size], room: Room) -> Iterator[Grid]:
    """Yield every way to put these pictures in rows and columns of one scale."""
    for columns in range(1, len(sizes) + 1):
        rows = ceil(len(sizes) / columns)
        if ceil(len(sizes) / rows) != columns:
            continue
        wide = [max(x for x, _ in sizes[at * rows : (at + 1) * rows]) for at in range(columns)]
        tall = [max(y for _, y in sizes[at::rows]) for at in range(rows)]
        across = room.width - room.gap * (columns - 1)
        down = room.height - room.gap * (rows - 1)
        scale = min(
            (across - room.beside * columns) / sum(wide),
            (down - room.above * rows) / sum(tall),
        )
        if scale > 0:
            yield Grid(
                _filled([x * scale for x in wide], room.beside, across),
                _filled([y * scale for y in tall], room.above, down),
                scale,
            )


def split(count: int, parts: int) -> tuple[range, ...]:
    """Return which of so many things come on each of so many sheets, in order and about equally many.

    Examples
    --------
    >>> split(5, 2)
    (range(0, 3), range(3, 5))
    """
    edges = [ceil(count * part / parts) for part in range(parts + 1)]
    return tuple(range(start, end) for start, end in pairwise(edges))
