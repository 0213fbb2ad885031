"""Boxes in plain rows: for a picture that would keep Graphviz busy for minutes or for ever.

Graphviz puts a box of its own on each row that an arrow passes. A hundred steps in a row that can each end
the case are ten thousand of those, and its time grows with their square.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from .curves import bend
from .graphviz import Link, Placed
from .model import Point

_ROW_GAP, _BOX_GAP, _LANE_GAP = 28.0, 14.0, 40.0
_TURN = _ROW_GAP / 2  # how far below a box an arrow to another row has reached the lane
_DECIMALS = 2

Size = tuple[float, float]


def ranks(names: Iterable[str], links: Sequence[Link]) -> dict[str, int]:
    """Return the row of each box: below all that lead to it; an arrow that closes a circle does not count.

    Examples
    --------
    >>> ranks("abc", [Link("a", "b", 1), Link("b", "c", 1), Link("a", "c", 1), Link("c", "a", 1)])
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


def passed(names: Iterable[str], links: Sequence[Link]) -> int:
    """Return how many rows all arrows together pass on their way.

    Examples
    --------
    >>> passed("abc", [Link("a", "b", 1), Link("b", "c", 1), Link("a", "c", 1)])
    1
    """
    row = ranks(names, links)
    return sum(max(0, abs(row[link.head] - row[link.tail]) - 1) for link in links)


def place(sizes: Mapping[str, Size], links: Sequence[Link]) -> Placed:
    """Lay out boxes in rows, each in the middle; an arrow that passes a row goes by a lane at the right.

    Parameters
    ----------
    sizes, links
        As for :func:`ehbi.flowchart.graphviz.place`; boxes of a row keep the order of ``sizes``.

    Examples
    --------
    >>> placed = place({"a": (40, 20), "b": (40, 20)}, [Link("a", "b", 1)])
    >>> placed.middles["a"], placed.middles["b"]
    ((20.0, 10.0), (20.0, 58.0))
    """
    row = ranks(sizes, links)
    rows: dict[int, list[str]] = {}
    for name in sizes:
        rows.setdefault(row[name], []).append(name)
    widest = max((_wide(sizes, names) for names in rows.values()), default=0.0)
    middles: dict[str, Point] = {}
    top = 0.0
    for _, names in sorted(rows.items()):
        tall = max(sizes[name][1] for name in names)
        middles |= _row(sizes, names, (widest - _wide(sizes, names)) / 2, top + tall / 2)
        top += tall + _ROW_GAP
    lane = widest + _LANE_GAP
    curves = [_curve(link, row, middles, sizes, lane) for link in links]
    right = lane + _LANE_GAP if any(len(curve) > 4 for curve in curves) else widest  # noqa: PLR2004  # one cubic
    return Placed(middles, tuple(curves), right, max(top - _ROW_GAP, 0.0))


def _wide(sizes: Mapping[str, Size], names: Sequence[str]) -> float:
    return sum(sizes[name][0] for name in names) + _BOX_GAP * (len(names) - 1)


def _row(sizes: Mapping[str, Size], names: Sequence[str], left: float, middle: float) -> dict[str, Point]:
    found: dict[str, Point] = {}
    for name in names:
        found[name] = (round(left + sizes[name][0] / 2, _DECIMALS), round(middle, _DECIMALS))
        left += sizes[name][0] + _BOX_GAP
    return found


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
