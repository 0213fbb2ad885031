"""What a DOT text says, as JSON: run as a program of its own, because Graphviz's parser is C.

It cannot be stopped when it takes long, prints its errors where nobody reads them, and could take whoever
runs it along when it crashes. Of ehbi it needs nothing, so it starts fast.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

CPU_SECONDS, MEMORY = 20, 2**30
LABELLED = ("label", "xlabel", "headlabel", "taillabel")
NODE = ("label", "xlabel", "shape", "style", "kind", "party")
EDGE = (*LABELLED, "dir", "style")


def told(text: str, steps: int, arrows: int) -> dict[str, Any]:
    """Return the graph in a DOT text as plain data; of one with more nodes or edges than this its size."""
    from pygraphviz import AGraph  # noqa: PLC0415  # only who reads DOT needs it

    graph = AGraph(string=text)
    size = {"steps": graph.number_of_nodes(), "arrows": graph.number_of_edges(), "directed": graph.directed}
    if size["steps"] > steps or size["arrows"] > arrows:
        return size
    own = dict(graph.graph_attr)
    groups: dict[str, str] = {}
    for cluster in _clusters(graph):
        label = dict(cluster.graph_attr).get("label")
        if label and label != own.get("label"):
            groups |= dict.fromkeys(cluster.nodes(), label)
    return {
        **size,
        "title": graph.name or "",
        "whole": own.get("ehbi", ""),
        "nodes": [[node, _said(node, NODE), groups.get(node, "")] for node in graph.nodes_iter()],
        "edges": [[*edge, edge.key, _said(edge, EDGE)] for edge in graph.edges_iter()],
    }


def _clusters(graph: Any) -> list[Any]:
    """Return the clusters, each after the one that it is in."""
    found = [graph]
    for one in found:
        found += one.subgraphs_iter()
    return [one for one in found[1:] if (one.name or "").startswith("cluster")]


def _said(thing: Any, names: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name in names if (value := thing.attr[name])}


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has none, and others may be stricter
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit()
    print(json.dumps(told(sys.stdin.buffer.read().decode(), *map(int, sys.argv[1:]))))
