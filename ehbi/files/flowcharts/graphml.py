"""GraphML: networkx reads it, once yEd's own elements are said in words that networkx knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import networkx as nx

from ...handbook.values import Kind
from ..labels import text_of
from ..networks import DIAMOND
from ..source import refusal
from . import embedded, refuse_large
from .xml_text import parsed

_NS = "{http://graphml.graphdrawing.org/xmlns}"
_Y = "{http://www.yworks.com/xml/graphml}"
_TYPES = frozenset({"int", "integer", "long", "float", "double", "boolean", "string"})
_NAMES = ("label", "Label", "name", "title", "NodeLabel", "text", "description")
"""Attributes in which others keep what a node or an edge says, the first that is there."""
_ASKS = ("diamond", "decision", "gateway", "rhombus")
_DRAWN = ("label", "shape", "group")
"""What a program draws, as attributes."""
_DRAWN_KEY = "ehbi-drawn-"
_KINDS = frozenset(Kind)


def read(text: str, file: str) -> nx.MultiDiGraph[Any]:
    """Return the graph that a GraphML text has; what EHBI wrote itself has its handbook as ``base``.

    Raises
    ------
    HandbookError
        The text is no GraphML, its edges have no direction, or it is larger than a handbook can be.
    """
    root = parsed(text, file)
    if root.tag.removeprefix(_NS) != "graphml":
        remedy = "Kies een bestand dat yEd of Gephi heeft bewaard, of een ander bestand"
        raise refusal(file, 1, "Het bestand is XML, maar geen GraphML", remedy)
    for element in root.iter():
        if "{" not in element.tag:
            element.tag = _NS + element.tag
    _refuse_other(root, file)
    frames = _put_in_words(root)
    try:
        text = tostring(root, encoding="unicode")
        found = nx.parse_graphml(text, edge_key_type=str, force_multigraph=True)
    except (nx.NetworkXError, ValueError, KeyError, AttributeError, TypeError):
        remedy = "Bewaar het bestand opnieuw met het programma waarin het is gemaakt, als GraphML"
        raise refusal(file, 1, "De GraphML is niet heel", remedy) from None
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(found)
    if embedded.WHOLE in graph.graph:
        return embedded.restored(graph, file)
    graph.remove_nodes_from([node for node in nx.isolates(graph) if node in frames])
    return _in_our_words(graph)


def _refuse_other(root: Element, file: str) -> None:
    """Refuse what is too large, and lines without a direction, unless each line says that it has one."""
    edges = [*root.iter(f"{_NS}edge")]
    refuse_large(file, sum(1 for _ in root.iter(f"{_NS}node")), len(edges))
    is_directed = all(edge.get("directed") == "true" for edge in edges)
    for graph in root.iter(f"{_NS}graph"):
        if graph.get("edgedefault") == "undirected" and not is_directed:
            message = "De lijnen hebben geen richting, en een handboek heeft pijlen nodig"
            remedy = 'Maak er pijlen van: in Gephi een gerichte graaf, in het bestand edgedefault="directed"'
            raise refusal(file, 1, message, remedy)
        graph.set("edgedefault", "directed")


def _put_in_words(root: Element) -> set[str]:
    """Say in attributes what yEd draws, leave out what networkx stumbles over, and return the frames."""
    for key in root.iterfind(f"{_NS}key"):
        if "yfiles.type" not in key.attrib:
            key.set("attr.name", key.get("attr.name") or key.get("id") or "")
            kind = key.get("attr.type", "")
            key.set("attr.type", kind if kind in _TYPES else "string")
    for at, name in enumerate(_DRAWN):
        said = {"id": f"{_DRAWN_KEY}{name}", "for": "all", "attr.name": name, "attr.type": "string"}
        root.insert(at, Element(f"{_NS}key", said))
    for number, edge in enumerate(root.iter(f"{_NS}edge")):
        edge.set("id", str(number))
        edge.attrib.pop("directed", None)
        arrows = edge.find(f".//{_Y}Arrows")
        if arrows is not None and arrows.get("target") == "none" and arrows.get("source") != "none":
            edge.attrib["source"], edge.attrib["target"] = edge.get("target", ""), edge.get("source", "")
        _say(edge, " ".join(_labels(edge, "EdgeLabel")))
    frames: set[str] = set()
    below = [(graph, "") for graph in root.iterfind(f"{_NS}graph")]
    for graph, group in below:
        for node in graph.iterfind(f"{_NS}node"):
            labels = [*dict.fromkeys(_labels(node, "NodeLabel"))]
            inner = node.find(f"{_NS}graph")
            if inner is not None:
                node.set("yfiles.foldertype", "group")
                frames.add(node.get("id", ""))
                below.append((inner, labels[0] if labels else group))
            _say(node, "\n".join(labels), _shape(node), group)
    return frames


def _say(element: Element, label: str, shape: str = "", group: str = "") -> None:
    """Have an element say in attributes what is drawn, and nothing else but its attributes."""
    is_drawn = False
    for part in [*element]:
        if part.tag == f"{_NS}port" or (part.tag == f"{_NS}data" and len(part)):
            is_drawn |= any(inner.tag.startswith(_Y) for inner in part)
            element.remove(part)
    for name, said in zip(_DRAWN, (label, shape, group), strict=True):
        if said or (name == "label" and is_drawn):
            SubElement(element, f"{_NS}data", key=f"{_DRAWN_KEY}{name}").text = said


def _labels(element: Element, name: str) -> Iterator[str]:
    """Yield what is written on a node or an edge, not on those in it."""
    for data in element.iterfind(f"{_NS}data"):
        for label in data.iter(f"{_Y}{name}"):
            if label.get("visible") != "false" and (said := text_of(label.text or "")):
                yield said


def _shape(node: Element) -> str:
    """Return the shape of a node that asks something."""
    data = node.iterfind(f"{_NS}data")
    kinds = (
        said
        for one in data
        for drawn in one.iter()
        for said in (drawn.get("type"), drawn.get("configuration"))
    )
    return DIAMOND if any(word in (kind or "").casefold() for kind in kinds for word in _ASKS) else ""


def _in_our_words(graph: nx.MultiDiGraph[Any]) -> nx.MultiDiGraph[Any]:
    """Return a graph of somebody else with what we know of it; fields only of a node that has our kinds."""
    made: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        said = embedded.step_of(data) if data.get("kind") in _KINDS else {}
        drawn = {name: data[name] for name in ("shape", "group") if isinstance(data.get(name), str)}
        label = _label(data)
        made.add_node(node, **(drawn | said | ({} if label is None or "title" in said else {"label": label})))
    for tail, head, data in graph.edges(data=True):
        label = _label(data)
        made.add_edge(tail, head, **({"label": label} if label else {}))
    return made


def _label(data: Mapping[str, Any]) -> str | None:
    found = next((str(data[name]) for name in _NAMES if name in data), None)
    return None if found is None else text_of(found)
