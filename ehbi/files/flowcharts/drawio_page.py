"""One page of a draw.io file: cells are boxes or arrows, in each other; their places tell what ids do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

import networkx as nx

from ...handbook.errors import clip
from ..labels import plain
from ..networks import DIAMOND

NEAR = 10.0
"""How far the end of an arrow can be from a box that it seems to touch, in pixels."""
_SOUGHT = 500
"""Loose ends of arrows that are looked up by their place; a hostile file has thousands."""
_DEEPEST = 50
_NAMED = 5
_ASKS = ("rhombus", "diamond", "decision", "gateway")
_FRAMES = ("swimlane", "container", "group")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a page has of one box or arrow; the label may be HTML, and ids may be of nothing."""

    id: str
    label: str
    style: str
    parent: str
    source: str
    target: str
    is_box: bool
    is_arrow: bool
    is_seen: bool
    geometry: Element

    def has(self, *words: str) -> bool:
        """Return whether its style says one of these."""
        return any(word in self.style.casefold() for word in words)

    def point(self, name: str) -> tuple[float, float] | None:
        """Return where an end is, inside what the arrow is in."""
        found = self.geometry.find(f"mxPoint[@as='{name}']")
        return None if found is None else (_number(found, "x"), _number(found, "y"))


def _cells(model: Element) -> Iterator[Cell]:
    for outer in model.iterfind("root/*"):
        cell = outer if outer.tag == "mxCell" else outer.find("mxCell")
        if cell is None:
            continue
        geometry = cell.find("mxGeometry")
        yield Cell(
            outer.get("id") or cell.get("id") or "",
            _filled(outer, outer.get("label") or cell.get("value") or ""),
            cell.get("style", ""),
            cell.get("parent", ""),
            cell.get("source", ""),
            cell.get("target", ""),
            cell.get("vertex") == "1",
            cell.get("edge") == "1",
            cell.get("visible") != "0",
            Element("mxGeometry") if geometry is None else geometry,
        )


def _filled(cell: Element, label: str) -> str:
    """Return a label with what a cell says of itself in the places that are marked for that."""
    if cell.get("placeholders") != "1":
        return label
    return re.sub(r"%(\w+)%", lambda found: cell.get(found[1], found[0]), label)


class Page:
    """What is drawn on a page; boxes that no arrow touches frame others, or say more about them."""

    def __init__(self, model: Element, name: str) -> None:
        self._name = name
        self._cells = {cell.id: cell for cell in _cells(model)}
        self._inside: dict[str, list[Cell]] = defaultdict(list)
        seen = [cell for cell in self._cells.values() if self._is_seen(cell)]
        for cell in seen:
            self._inside[cell.parent].append(cell)
        self.arrows = [cell for cell in seen if cell.is_arrow]
        self.boxes = {cell.id: cell for cell in seen if cell.is_box and not self._is_on_arrow(cell)}
        self._loose: list[tuple[str, str]] = []

    def graph(self) -> nx.MultiDiGraph[str]:
        """Return the boxes and arrows."""
        ends = self._ends()
        touched = {end for pair in ends.values() for end in pair}
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for box in self.boxes.values():
            if box.id in touched or not (self._frames(box) or box.parent in touched):
                graph.add_node(box.id, **self._said(box, touched))
        for arrow, (source, target) in ends.items():
            texts = [self._cells[arrow], *self._inside[arrow]]
            label = " ".join(filter(None, (plain(cell.label) for cell in texts)))
            graph.add_edge(source, target, **({"label": label} if label else {}))
        return graph

    def told(self, drawn: nx.MultiDiGraph[str]) -> tuple[str, ...]:
        """Return what to tell of arrows that lead from nothing or to nothing."""
        if not self._loose:
            return ()
        labels = [drawn.nodes[box]["label"] for pair in self._loose for box in pair if box in drawn]
        known = [*dict.fromkeys(f"‘{clip(' '.join(label.split()))}’" for label in labels if label)]
        count = len(self._loose)
        what = "Een pijl hangt los en is" if count == 1 else f"{count} pijlen hangen los en zijn"
        return (f"{what} weggelaten" + (f", bij {', '.join(known[:_NAMED])}." if known else "."),)

    def _around(self, cell: Cell) -> Iterator[Cell]:
        """Yield what a cell is in, from the inside out."""
        for _ in range(_DEEPEST):
            if cell.parent not in self._cells or cell.parent == cell.id:
                return
            cell = self._cells[cell.parent]
            yield cell

    def _is_seen(self, cell: Cell) -> bool:
        return cell.is_seen and all(around.is_seen for around in self._around(cell))

    def _is_on_arrow(self, cell: Cell) -> bool:
        return cell.parent in self._cells and self._cells[cell.parent].is_arrow

    def _frames(self, box: Cell) -> bool:
        return box.has(*_FRAMES) or any(cell.is_box for cell in self._inside[box.id])

    def _said(self, box: Cell, touched: set[str]) -> dict[str, str]:
        texts = [box, *(cell for cell in self._inside[box.id] if cell.is_box and cell.id not in touched)]
        label = "\n".join(filter(None, (plain(cell.label) for cell in texts)))
        frames = [plain(cell.label) for cell in self._around(box) if cell.is_box]
        group = " – ".join(filter(None, (self._name, next(filter(None, frames), ""))))
        asks = {"shape": DIAMOND} if box.has(*_ASKS) else {}
        return {"label": label, **asks, **({"group": group} if group else {})}

    def _ends(self) -> dict[str, tuple[str, str]]:
        """Return where each arrow comes from and leads to."""
        found: dict[str, tuple[str, str]] = {}
        for arrow in self.arrows:
            source, target = self._end(arrow, "source"), self._end(arrow, "target")
            if arrow.has("endarrow=none") and arrow.has("startarrow=") and not arrow.has("startarrow=none"):
                source, target = target, source
            if source and target:
                found[arrow.id] = source, target
            else:
                self._loose.append((source, target))
        return found

    def _end(self, arrow: Cell, name: str) -> str:
        """Return the box at an end of an arrow; one that ends on another arrow goes where that goes."""
        for _ in range(_DEEPEST):
            end = arrow.source if name == "source" else arrow.target
            cell = self._cells.get(end)
            if cell and self._is_on_arrow(cell):
                cell = self._cells[cell.parent]
            if cell is None or not cell.is_arrow:
                return end if end in self.boxes else self._box_at(arrow, name)
            arrow = cell
        return ""

    def _box_at(self, arrow: Cell, name: str) -> str:
        """Return the smallest box that an end lies on, or nothing."""
        place = arrow.point(f"{name}Point")
        if place is None or len(self._loose) > _SOUGHT:
            return ""
        left, top = self._corner(arrow)
        x, y = left + place[0], top + place[1]
        near = (one for one in self._places if one[0] <= x <= one[2] and one[1] <= y <= one[3])
        return min(near, key=_size, default=("",))[-1]

    @cached_property
    def _places(self) -> list[tuple[float, float, float, float, str]]:
        """Left, top, right and bottom of each box, a little wider than they are."""
        found = []
        for box in self.boxes.values():
            left, top = self._corner(box)
            x, y = left + _number(box.geometry, "x"), top + _number(box.geometry, "y")
            right, bottom = x + _number(box.geometry, "width"), y + _number(box.geometry, "height")
            found.append((x - NEAR, y - NEAR, right + NEAR, bottom + NEAR, box.id))
        return found

    def _corner(self, cell: Cell) -> tuple[float, float]:
        """Return where on the page that begins in which a cell is."""
        boxes = [around.geometry for around in self._around(cell) if around.is_box]
        return sum(_number(box, "x") for box in boxes), sum(_number(box, "y") for box in boxes)


def _size(place: tuple[float, float, float, float, str]) -> float:
    left, top, right, bottom, _ = place
    return (right - left) * (bottom - top)


def _number(element: Element, name: str) -> float:
    try:
        return float(element.get(name, "0"))
    except ValueError:
        return 0.0
