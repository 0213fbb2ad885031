"""The plan of a poster: which pictures come on which sheet, in which rows and columns, and how large."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import ceil

from ..flowchart import Flowchart, Limits
from ..flowchart.boxes import LABEL_SIZE, SIZE
from ..flowchart.model import Role
from ..flowchart.text import NARROWER, width
from ..handbook import Handbook
from ..handbook.graph import starts
from ..handbook.step import Step
from ..handbook.text import clean
from .sheet import POINT, Paper, TooMuchError

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Space:
    """What a sheet has for pictures, in px, and what each needs beside and above it whatever its scale."""

    width: float
    height: float
    gap: float
    beside: float
    above: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and rows that fill a space, numbered down the columns, and the scale of pictures in them."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    scale: float

    def cell(self, index: int) -> tuple[int, int]:
        """Return the column and the row of a picture."""
        return divmod(index, len(self.heights))


def _filled(sizes: Sequence[float], space: float) -> tuple[float, ...]:
    spare = (space - sum(sizes)) / len(sizes)
    return tuple(size + spare for size in sizes)


def grids(sizes: Sequence[Size], space: Space) -> Iterator[Grid]:
    """Yield every way to put these pictures in rows and columns of one scale."""
    for columns in range(1, len(sizes) + 1):
        rows = ceil(len(sizes) / columns)
        if ceil(len(sizes) / rows) != columns:
            continue
        wide = [max(x for x, _ in sizes[at * rows : (at + 1) * rows]) for at in range(columns)]
        tall = [max(y for _, y in sizes[at::rows]) for at in range(rows)]
        across = space.width - space.gap * (columns - 1)
        down = space.height - space.gap * (rows - 1)
        beside, above = space.beside * columns, space.above * rows
        scale = min((across - beside) / sum(wide), (down - above) / sum(tall))
        if scale > 0:
            widths = _filled([x * scale for x in wide], across)
            yield Grid(widths, _filled([y * scale for y in tall], down), scale)


def split(count: int, parts: int) -> tuple[range, ...]:
    """Return which of so many things come on each of so many sheets, in order and about equally many."""
    edges = [ceil(count * part / parts) for part in range(parts + 1)]
    return tuple(range(start, end) for start, end in pairwise(edges))


Draw = Callable[[Handbook, str | None, Limits], Flowchart]
"""Lays out a handbook or a situation, as :func:`ehbi.flowchart.lay_out_within` does."""
SMALLEST = 7.0
"""Smallest text on a poster, in points."""
_LARGEST_SCALE = 1.6
_SMALL = POINT * min(LABEL_SIZE * NARROWER["normal"], SIZE[Role.TITLE] * NARROWER["bold"])
"""Points of the smallest text in a picture as large as life."""

_WIDTHS = (
    Limits(title=112, start=200, label=90),
    Limits(title=128, start=230, label=110),
    Limits(title=140, start=260, label=125),
    Limits(title=160, start=300, label=140),
    Limits(title=185, start=330, label=160),
    Limits(title=220, start=400, label=190),
)
"""How wide text may become in the pictures that are tried: the narrower, the taller they are."""


def _whole(handbook: Handbook) -> tuple[Limits, ...]:
    """Return the limits within which no word of a title or an answer is broken; else the widest."""
    titles = _longest(step.title for step in handbook.steps) * SIZE[Role.TITLE]
    labels = _longest(answer.label for step in handbook.steps for answer in step.answers) * LABEL_SIZE
    fit = tuple(limits for limits in _WIDTHS if limits.title >= titles and limits.label >= labels)
    return fit or _WIDTHS[-1:]


def _longest(texts: Iterable[str]) -> float:
    """Return the width of the longest word in these, at size 1."""
    return max((width(word, 1) for text in texts for word in clean(text).split()), default=0)


@dataclass(frozen=True, slots=True)
class Part:
    """A start with the picture of all that can follow."""

    start: Step
    flowchart: Flowchart


@dataclass(frozen=True, slots=True)
class Plan:
    """How a poster is made: its pages, each with its parts and the grid in which they stand, at one scale."""

    upright: bool
    pages: tuple[tuple[tuple[Part, ...], Grid], ...]
    scale: float

    @property
    def smallest(self) -> float:
        """The smallest text in its pictures, in points."""
        return self.scale * _SMALL


def _parts(handbook: Handbook, limits: Limits, draw: Draw) -> tuple[Part, ...]:
    """Return the pictures that together show every step a case can reach, in the order of the starts.

    A start where a case ends at once is no picture: the footer says it in a line.
    """
    made: list[Part] = []
    seen: set[str] = set()
    situations = {step.id for step in handbook.situations}
    for start in starts(handbook):
        if start.id not in seen and start.answers:
            flowchart = draw(handbook, start.id, limits)
            seen |= {box.step for box in flowchart.boxes} - situations
            made.append(Part(start, flowchart))
    return tuple(made)


def _grid(on_page: Sequence[Part], space: Space) -> Grid | None:
    """Return the grid with the largest pictures; none where not even what stands beside them fits."""
    sizes = [(part.flowchart.width, part.flowchart.height) for part in on_page]
    return max(grids(sizes, space), key=lambda grid: grid.scale, default=None)


def _plans(drawn: Sequence[tuple[Part, ...]], spaces: dict[bool, Space], pages: int) -> Iterator[Plan]:
    for some, (upright, space) in product(drawn, spaces.items()):
        groups = [some[which.start : which.stop] for which in split(len(some), pages)]
        found = [(group, grid) for group in groups if (grid := _grid(group, space))]
        if len(found) == pages:
            scale = min(_LARGEST_SCALE, *(grid.scale for _, grid in found))
            yield Plan(upright, tuple(found), scale)


def plan(handbook: Handbook, paper: Paper, spaces: dict[bool, Space], draw: Draw) -> Plan:
    """Return the plan with the largest text of those with the fewest pages on which it can be read."""
    drawn = [_parts(handbook, limits, draw) for limits in _whole(handbook)]
    for pages in range(1, len(drawn[0]) + 1):
        best = max(_plans(drawn, spaces, pages), key=lambda one: one.scale, default=None)
        if best and best.smallest >= SMALLEST:
            return best
    largest = max(drawn[-1], key=lambda part: part.flowchart.width * part.flowchart.height)
    remedy = "Kies groter papier, of maak die situatie kleiner."
    raise TooMuchError("De poster", paper.name, largest.start.title, remedy)
