"""Arrows that go back in somebody's flowchart: each ends where a case says which step to do again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import networkx as nx

from ..handbook.edits.lists import fresh_id
from ..handbook.values import Kind, OutcomeKind
from .labels import shortened

_AGAIN = "Doe die stap opnieuw. Kies daarna wat er nu gebeurt."


def mark_ways_back(graph: nx.MultiDiGraph[str], starts: Collection[str], taken: set[str]) -> None:
    """Have each arrow that goes back end where a case says which step to do again."""
    ends: dict[str, str] = {}
    for start in (*starts, None):
        for before, target in [*_ways_back(graph, start)]:
            if target not in ends:
                title = graph.nodes[target]["title"]
                ends[target] = fresh_id(taken, f"opnieuw {title}")
                taken.add(ends[target])
                graph.add_node(ends[target], **_again(target, title))
            for key, data in [*graph[before][target].items()]:
                graph.remove_edge(before, target, key)
                graph.add_edge(before, ends[target], **data)


def _ways_back(graph: nx.MultiDiGraph[str], start: str | None) -> Iterator[tuple[str, str]]:
    """Yield the arrows to a step that one came by already, seen from a start; from all for None."""
    walked: set[str] = set()
    for before, target, how in nx.dfs_labeled_edges(graph, start):
        if how == "forward":
            walked.add(target)
        elif how == "reverse":
            walked.discard(target)
        elif target in walked and graph.has_edge(before, target):
            yield before, target


def _again(target: str, title: str) -> Mapping[str, Any]:
    return {
        "title": shortened(f"Opnieuw: {title}"),
        "text": _AGAIN,
        "kind": Kind.OUTCOME,
        "outcome": OutcomeKind.EXPLAINED,
        "again": target,
        "inferred": True,
    }
