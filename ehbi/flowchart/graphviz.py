"""Graphviz as a function: sizes and links in, middles and curves out."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .curves import Area, Ground, calmed
from .model import Point

_INCH = 72  # Graphviz takes sizes in inches and gives positions in points; a point stands for a CSS px here
_RANK_GAP, _NODE_GAP = 14, 14
_AIR = 3  # how far above and below a box Graphviz keeps arrows that pass it
_LOCK = threading.Lock()  # Graphviz keeps its state in globals: one layout at a time


@dataclass(frozen=True, slots=True)
class Link:
    """An edge to draw; the heavier, the straighter and shorter it becomes."""

    tail: str
    head: str
    weight: int


@dataclass(frozen=True, slots=True)
class Placed:
    """What Graphviz made of it, in px with the origin in the top left corner."""

    middles: Mapping[str, Point]
    curves: tuple[tuple[Point, ...], ...]
    width: float
    height: float


def _graph(
    sizes: Mapping[str, tuple[float, float]], links: Sequence[Link], *, quick: bool
) -> Any:  # pygraphviz has no types
    import pygraphviz  # noqa: PLC0415  # loaded when a picture is first made

    gaps = {"ranksep": (_RANK_GAP - 2 * _AIR) / _INCH, "nodesep": _NODE_GAP / _INCH}
    graph = pygraphviz.AGraph(directed=True, strict=False, rankdir="TB", splines="spline", **gaps)
    if quick:
        graph.graph_attr.update(nslimit="1")
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    graph.edge_attr.update(dir="none", tailport="s", headport="n")
    for name, (width, height) in sizes.items():
        graph.add_node(name, width=width / _INCH, height=(height + 2 * _AIR) / _INCH)
    for index, link in enumerate(links):
        graph.add_edge(link.tail, link.head, key=str(index), weight=link.weight)
    return graph


def _points(attributes: Mapping[str, str], left: float, top: float) -> tuple[Point, ...]:
    pairs = (pair.split(",") for pair in attributes["pos"].split())
    return tuple((round(float(x) - left, 2), round(top - float(y), 2)) for x, y in pairs)


def _through_air(curve: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return a curve with its ends moved on to the boxes themselves."""
    (x0, y0), *between, (x1, y1) = curve
    return ((x0, y0 - _AIR), *between, (x1, y1 + _AIR))


def _calm(
    curves: Sequence[tuple[Point, ...]], links: Sequence[Link], areas: Mapping[str, Area]
) -> Iterator[tuple[Point, ...]]:
    ground = Ground(areas)
    for curve, link in zip(curves, links, strict=True):
        along = ground.along(curve[0], curve[-1])
        others = (area for name, area in along.items() if name not in {link.tail, link.head})
        yield calmed(_through_air(curve), others)


def place(sizes: Mapping[str, tuple[float, float]], links: Sequence[Link], *, quick: bool = False) -> Placed:
    """Lay out boxes in ranks, top to bottom, with Graphviz's ``dot``.

    Parameters
    ----------
    sizes
        Width and height of each box in px, by a name of ASCII letters and digits. Where crossings
        leave a choice, boxes of a rank keep this order.
    links
        Edges; each leaves at the middle of the bottom and arrives at the middle of the top.
    quick
        Whether to stop looking for straighter arrows after as many tries as there are boxes.

    Returns
    -------
    Placed
        The middles of the boxes by name, and a chain of cubic Bézier curves for each link.

    Notes
    -----
    Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed Graphs", 1993.
    """
    if not sizes:
        return Placed({}, (), 0, 0)
    graph = _graph(sizes, links, quick=quick)
    with _LOCK:
        graph.layout("dot")
    left, bottom, right, top = map(float, graph.graph_attr["bb"].split(","))
    top, bottom = top - _AIR, bottom + _AIR
    middles = {name: _points(graph.get_node(name).attr, left, top)[0] for name in sizes}
    edges = (graph.get_edge(link.tail, link.head, str(index)) for index, link in enumerate(links))
    curves = [_points(edge.attr, left, top) for edge in edges]
    areas = {name: Area(*middles[name], *size) for name, size in sizes.items()}
    return Placed(middles, tuple(_calm(curves, links, areas)), right - left, top - bottom)
