"""Mermaid flowcharts, also those in a page of Markdown: what somebody drew, or what EHBI itself wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import networkx as nx

from ...handbook.errors import HandbookError, clip
from ...handbook.values import Kind, OutcomeKind
from ..source import refusal
from . import refuse_large
from .mermaid_diagram import Block, Diagram, Node, blocks
from .mermaid_parser import BEGINS, parse

Drawn: TypeAlias = "nx.MultiDiGraph[str]"

_WORD = re.compile(r"\s*+(\S*+)")

_ENDS: Mapping[str, OutcomeKind] = {one.label: one for one in OutcomeKind}
_KINDS: Mapping[str, Kind] = {one.label: one for one in Kind} | dict.fromkeys(_ENDS, Kind.OUTCOME)
"""What a step is, by how its caption begins (:func:`ehbi.flowchart.boxes.caption`)."""
_CAPTION = re.compile(rf"({'|'.join(map(re.escape, _KINDS))})(?: (\d{{1,2}}))?(?: · .*)?")
_PARTY = re.compile(r"party\d+")
_ID = re.compile(r"s_([a-z0-9]+(?:_[a-z0-9]+)*)")


def read(text: str, file: str) -> Drawn:
    r"""Return the flowchart in a text: of Mermaid, or of Markdown with that in it.

    An arrow to a subgraph goes to the first node in it, and one from a subgraph comes from each end in it.
    A step that EHBI wrote has its id, kind and title again.

    Raises
    ------
    HandbookError
        It is another kind of diagram, or cannot be read from some line on, or is too large.

    Examples
    --------
    >>> graph = read("flowchart TD\n  A{Werkt de pas?} -->|Ja| B[Klaar]\n  A -- Nee --> C & D", "pas.mmd")
    >>> [(tail, head, data["label"]) for tail, head, data in graph.edges(data=True)]
    [('A', 'B', 'Ja'), ('A', 'C', 'Nee'), ('A', 'D', 'Nee')]
    >>> graph.nodes["A"]
    {'label': 'Werkt de pas?', 'shape': 'diamond'}
    """
    found = blocks(text.replace("\r\n", "\n").replace("\r", "\n"))
    flowcharts = [block for block in found if BEGINS.match(block.code)]
    if not flowcharts:
        raise _other(found[0], file)
    graph = _graph(parse(flowcharts[0], file), file)
    graph.graph["told"] = tuple(_others(flowcharts))
    return graph


def _other(block: Block, file: str) -> HandbookError:
    """Return that a text is another kind of diagram, or none at all."""
    found = _WORD.match(block.code)
    line = block.line + (block.code.count("\n", 0, found.start(1)) if found else 0)
    message = "Dit is geen flowchart van Mermaid: het begint met ‘{word}’"
    remedy = "Kies een schema dat begint met flowchart of graph"
    return refusal(file, line, message, remedy, word=clip(found[1] if found else ""))


def _others(flowcharts: Sequence[Block]) -> Iterator[str]:
    first, *others = flowcharts
    if others:
        named = f"regel {first.line}" + (f", onder ‘{clip(first.heading)}’" if first.heading else "")
        yield (
            f"Er staan {len(flowcharts)} flowcharts in; gelezen is de eerste ({named}). "
            "Zet een andere in een eigen bestand om die te lezen."
        )


def _graph(diagram: Diagram, file: str) -> Drawn:
    """Return a diagram as a graph, in which nothing stands for a subgraph any more."""
    graph: Drawn = nx.MultiDiGraph()
    arrows = nx.DiGraph((arrow.tail, arrow.head) for arrow in diagram.arrows)
    insides = ((name, _inside(name, diagram)) for name in diagram.groups if name in diagram.nodes)
    groups = {name: inside for name, inside in insides if inside}
    names = {name: _name(node, diagram) for name, node in diagram.nodes.items() if name not in groups}
    for name, known in names.items():
        graph.add_node(known, **_said(diagram.nodes[name]))
    heads, tails = dict(names), {name: [known] for name, known in names.items()}
    for name, inside in groups.items():
        heads[name] = names[_first(inside, arrows)]
        tails[name] = [names[node] for node in _last(inside, arrows)]
    refuse_large(file, len(graph), sum(len(tails[arrow.tail]) for arrow in diagram.arrows))
    for arrow in diagram.arrows:
        for tail in tails[arrow.tail]:
            graph.add_edge(tail, heads[arrow.head], label=arrow.label)
    return graph


def _inside(group: str, diagram: Diagram) -> dict[str, None]:
    """Return the nodes in a subgraph, without what stands for another subgraph."""
    return {name: None for name in diagram.groups[group].nodes if name not in diagram.groups}


def _first(nodes: Mapping[str, None], arrows: nx.DiGraph[str]) -> str:
    """Return the node at which a subgraph begins: no arrow inside goes to it, or else it was drawn first."""
    begins = (name for name in nodes if name not in arrows or nodes.keys().isdisjoint(arrows.pred[name]))
    return next(begins, next(iter(nodes)))


def _last(nodes: Mapping[str, None], arrows: nx.DiGraph[str]) -> list[str]:
    """Return the nodes at which a subgraph ends: no arrow inside goes on, or else the one drawn last."""
    ends = [name for name in nodes if name not in arrows or nodes.keys().isdisjoint(arrows.succ[name])]
    return ends or [next(reversed([*nodes]))]


# ---- what a node is


def _said(node: Node) -> dict[str, Any]:
    """Return what a node says, by the fields of a step when EHBI wrote it."""
    caption, *rest = node.label.split("\n")
    found = _CAPTION.fullmatch(caption)
    if found and _id(node):
        title, *text = rest or [""]
        said: dict[str, Any] = {"title": title, "kind": _KINDS[found[1]], "outcome": _ENDS.get(found[1])}
        said |= {"number": int(found[2])} if found[2] else {}
        return said | ({"text": "\n\n".join(text)} if text else {})
    drawn = {"label": node.label, "shape": node.shape, "group": node.group}
    return {key: value for key, value in drawn.items() if value or key == "label"}


def _name(node: Node, diagram: Diagram) -> str:
    """Return the name of a node in the graph: the id of a step of ours, or else as it is."""
    found = _id(node)
    return found if found and found not in diagram.nodes else node.name


def _id(node: Node) -> str:
    """Return the id of a step that EHBI wrote, or nothing."""
    found = _ID.fullmatch(node.name)
    return found[1].replace("_", "-") if found and any(map(_PARTY.fullmatch, node.classes)) else ""
