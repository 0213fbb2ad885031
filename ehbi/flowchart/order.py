"""In which order answers are handed to Graphviz, so that the picture stays narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from .model import Arrow


def _leaving(arrows: Sequence[Arrow]) -> dict[str, list[Arrow]]:
    leaving: dict[str, list[Arrow]] = {}
    for arrow in arrows:
        leaving.setdefault(arrow.step, []).append(arrow)
    return leaving


def _depths(leaving: Mapping[str, Sequence[Arrow]]) -> dict[str, int]:
    """Return for each step how many answers the longest way on from it has; a cycle is not gone round.

    Depth first, by networkx: each step comes after all that it leads to, but for those that lead to it.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(leaving)
    graph.add_edges_from((arrow.step, arrow.target) for arrows in leaving.values() for arrow in arrows)
    depths: dict[str, int] = {}
    for step in nx.dfs_postorder_nodes(graph):
        depths[step] = max((1 + depths.get(target, 0) for target in graph[step]), default=0)
    return depths


def spread(arrows: Sequence[Arrow]) -> list[Arrow]:
    """Return the arrows with, at each step, the longest way on in the middle and the others beside it.

    Graphviz starts from the order in which it is given things and keeps it where crossings leave the
    choice. In the order of the handbook a chart leans to one side, a staircase; spread, the main road
    runs down the middle and the outcomes stand left and right of it.

    Parameters
    ----------
    arrows
        Unplaced arrows, in the order of the handbook.
    """
    leaving = _leaving(arrows)
    depths = _depths(leaving)
    order: list[Arrow] = []
    for step in sorted(leaving, key=lambda step: -depths[step]):
        *short, longest = sorted(leaving[step], key=lambda arrow: depths[arrow.target])
        order += [*short[1::2], longest, *reversed(short[::2])]
    return order
