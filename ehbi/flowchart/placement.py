"""Placement of boxes in ranks: sizes and links in, middles and curves out.

By Graphviz's ``dot``, but for a picture that would keep it busy for minutes or for ever: Graphviz puts a box
of its own on each row that an arrow passes. A hundred steps in a row that can each end the case are ten
thousand of those, and its time grows with their square. Such a picture is put in plain rows. The algorithm is
that of Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed Graphs", 1993.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from .model import Point
from .routing import Area, Ground, bend, calmed

_INCH = 72  # Graphviz takes sizes in inches and gives positions in points; a point stands for a CSS px here
_RANK_GAP, _NODE_GAP = 14, 14
_AIR = 3  # how far above and below a box Graphviz keeps arrows that pass it
_LOCK = threading.Lock()  # Graphviz keeps its state in globals: one layout at a time

_ROW_GAP, _BOX_GAP, _LANE_GAP = 28.0, 14.0, 40.0
_TURN = _ROW_GAP / 2  # how far below a box an arrow to another row has reached the lane
_DECIMALS = 2
_MUCH, _TOO_MUCH = 500, 4000
"""Rows that arrows pass, above which Graphviz must hurry; with the boxes, above which it is not asked."""

Size = tuple[float, float]
"""Width and height in px."""


@dataclass(frozen=True, slots=True)
class Link:
    """An edge to draw; the heavier, the straighter and shorter it becomes."""

    tail: str
    head: str
    weight: int


@dataclass(frozen=True, slots=True)
class Placed:
    """Where boxes and links are, in px with the origin in the top left corner."""

    middles: Mapping[str, Point]
    curves: tuple[tuple[Point, ...], ...]
    width: float
    height: float


def _graph(sizes: Mapping[str, Size], links: Sequence[Link], *, quick: bool) -> Any:  # it has no types
    import pygraphviz  # noqa: PLC0415  # loaded when a picture is first made

    gaps = {"ranksep": (_RANK_GAP - 2 * _AIR) / _INCH, "nodesep": _NODE_GAP / _INCH}
    graph = pygraphviz.AGraph(directed=True, strict=False, rankdir="TB", splines="spline", **gaps)
    if quick:
        graph.graph_attr.update(nslimit="1")  # as many tries at straighter arrows as there are boxes
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


def _calm(
    curves: Iterable[tuple[Point, ...]], links: Sequence[Link], areas: Mapping[str, Area]
) -> Iterator[tuple[Point, ...]]:
    """Yield the curves with their ends moved on to the boxes themselves, and plain where they can be."""
    ground = Ground(areas.values())
    for curve, link in zip(curves, links, strict=True):
        (x0, y0), *middle, (x1, y1) = curve
        start, end = (x0, y0 - _AIR), (x1, y1 + _AIR)
        own = (areas[link.tail], areas[link.head])
        others = [area for area in ground.between(start, end) if area not in own]
        yield calmed((start, *middle, end), others)


def place(sizes: Mapping[str, Size], links: Sequence[Link]) -> Placed:
    """Lay out boxes in ranks, top to bottom; each link goes from the middle of a bottom to that of a top.

    Names are of ASCII letters and digits. Where crossings leave a choice, boxes of a rank keep their order.
    """
    if not sizes:
        return Placed({}, (), 0, 0)
    passed = _passed(sizes, links)
    if len(sizes) + passed > _TOO_MUCH:
        return place_in_rows(sizes, links)
    graph = _graph(sizes, links, quick=passed > _MUCH)
    with _LOCK:
        graph.layout("dot")
    left, bottom, right, top = map(float, graph.graph_attr["bb"].split(","))
    top, bottom = top - _AIR, bottom + _AIR
    middles = {name: _points(graph.get_node(name).attr, left, top)[0] for name in sizes}
    edges = (graph.get_edge(link.tail, link.head, str(index)) for index, link in enumerate(links))
    curves = [_points(edge.attr, left, top) for edge in edges]
    areas = {name: Area(*middles[name], *size) for name, size in sizes.items()}
    return Placed(middles, tuple(_calm(curves, links, areas)), right - left, top - bottom)


def _ranks(names: Iterable[str], links: Sequence[Link]) -> dict[str, int]:
    """Return the row of each box: below all that lead to it; an arrow that closes a circle does not count.

    Examples
    --------
    >>> _ranks("abc", [Link("a", "b", 1), Link("b", "c", 1), Link("a", "c", 1), Link("c", "a", 1)])
    {'a': 0, 'b': 1, 'c': 2}
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from((link.tail, link.head) for link in links)
    last_first = reversed(list(nx.dfs_postorder_nodes(graph)))
    order = {name: at for at, name in enumerate(last_first)}
    found = dict.fromkeys(order, 0)
    for name, at in order.items():
        for after in graph[name]:
            if order[after] > at:
                found[after] = max(found[after], found[name] + 1)
    return found


def _passed(names: Iterable[str], links: Sequence[Link]) -> int:
    """Return how many rows all arrows together pass on their way.

    Examples
    --------
    >>> _passed("abc", [Link("a", "b", 1), Link("b", "c", 1), Link("a", "c", 1)])
    1
    """
    row = _ranks(names, links)
    return sum(max(0, abs(row[link.head] - row[link.tail]) - 1) for link in links)


def place_in_rows(sizes: Mapping[str, Size], links: Sequence[Link]) -> Placed:
    """Lay out boxes in rows, each in the middle; an arrow that passes a row goes by a lane at the right."""
    row = _ranks(sizes, links)
    rows: dict[int, list[str]] = {}
    for name in sizes:
        rows.setdefault(row[name], []).append(name)
    widest = max((_row_width(sizes, names) for names in rows.values()), default=0.0)
    middles: dict[str, Point] = {}
    top = 0.0
    for _, names in sorted(rows.items()):
        left, tall = (widest - _row_width(sizes, names)) / 2, max(sizes[name][1] for name in names)
        for name in names:
            wide = sizes[name][0]
            middles[name] = (round(left + wide / 2, _DECIMALS), round(top + tall / 2, _DECIMALS))
            left += wide + _BOX_GAP
        top += tall + _ROW_GAP
    lane = widest + _LANE_GAP
    curves = [_curve(link, row, middles, sizes, lane) for link in links]
    right = lane + _LANE_GAP if any(len(curve) > 4 for curve in curves) else widest  # noqa: PLR2004  # one cubic
    return Placed(middles, tuple(curves), right, max(top - _ROW_GAP, 0.0))


def _row_width(sizes: Mapping[str, Size], names: Sequence[str]) -> float:
    return sum(sizes[name][0] for name in names) + _BOX_GAP * (len(names) - 1)


def _curve(
    link: Link, row: Mapping[str, int], middles: Mapping[str, Point], sizes: Mapping[str, Size], lane: float
) -> tuple[Point, ...]:
    start, end = _edge(link.tail, middles, sizes, 1), _edge(link.head, middles, sizes, -1)
    if row[link.head] == row[link.tail] + 1:
        return bend(start, end)
    out, back = (lane, start[1] + _TURN), (lane, end[1] - _TURN)
    return (*bend(start, out), out, back, *bend(back, end))


def _edge(name: str, middles: Mapping[str, Point], sizes: Mapping[str, Size], side: int) -> Point:
    """Return the middle of the bottom of a box, or of its top for -1."""
    x, y = middles[name]
    return (x, round(y + side * sizes[name][1] / 2, _DECIMALS))
