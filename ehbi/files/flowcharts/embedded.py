"""A handbook in a graph of ours: as plain values that anybody can change, and whole, so that it comes back.

Formats such as GraphML and DOT know no lists, no contacts and no practice cases. So a graph holds the whole
handbook as well, as JSON in the attribute :data:`WHOLE`. Read again, it is that handbook, with whatever in
the graph is not as it was written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, TypeAlias

import networkx as nx

from ...handbook import Handbook
from ...handbook.edits.lists import fresh_id, ids_of_steps
from ...handbook.graph import to_networkx
from ...handbook.schema import fields
from ...handbook.step import Answer, Step
from ...handbook.text import NOT_XML, clean
from ...handbook.validation import shape
from ..documents import to_data
from ..source import refusal

Read: TypeAlias = "nx.MultiDiGraph[Any]"

WHOLE = "ehbi"
"""The attribute of a graph that holds the handbook."""
_FIELDS = {
    name: field for name, field in fields(Step).items() if name not in ("id", "answers") and not field.model
}
_BESIDES = ("label", "shape", "group")


def whole(handbook: Handbook) -> str:
    """Return a handbook as JSON that any format can hold: on one line, in ASCII."""
    return json.dumps(to_data(handbook), separators=(",", ":"))


def plain(handbook: Handbook) -> nx.MultiDiGraph[str]:
    """Return the decision graph with values that any format can hold, without the handbook as a whole.

    Lists are joined with commas and empty fields left out. A node says its ``step`` and an edge its
    ``answer``, as some programs give ids of their own.
    """
    source = to_networkx(handbook)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph |= {key: _scalar(one) for key, one in source.graph.items()}
    for step, data in source.nodes(data=True):
        said = {
            key: _scalar(one) for key, one in data.items() if key in _FIELDS and one not in (None, "", [])
        }
        graph.add_node(step, step=step, **said)
    for step, after, answer, data in source.edges(keys=True, data=True):
        said = {key: _scalar(one) for key, one in data.items() if one or key == "label"}
        graph.add_edge(step, after, key=f"{step}/{answer}", answer=answer, **said)
    return graph


def restored(graph: Read, file: str, words: Callable[[str], str] = clean) -> Read:
    """Return a graph that holds a handbook as what was changed in it, with that handbook as its ``base``.

    A node of the graph is known by its ``step``, or else by its name; another one is new. Its ``label`` is
    the title when only that was changed. Titles and labels are the same when their ``words`` are.
    """
    base = _handbook(graph.graph[WHOLE], file)
    was, names = plain(base), _names(graph, base)
    made: Read = nx.MultiDiGraph(base=base)
    if words(graph.graph.get("title", "")) != words(base.title):
        made.graph["title"] = graph.graph.get("title")
    for node, data in graph.nodes(data=True):
        name = names[node]
        made.add_node(name, **(_changed(data, was.nodes[name], words) if name in was else step_of(data)))
    for tail, head, answer, data in _edges(graph, names, base):
        changed = {
            key: one for key, one in data.items() if not answer or words(one) != words(getattr(answer, key))
        }
        made.add_edge(tail, head, answer.id if answer else None, **changed)
    return made


def step_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the attributes of a node that was not written here say of a step."""
    said = {key: _value(key, data[key]) for key in _FIELDS if key in data}
    return said | {key: data[key] for key in _BESIDES if key in data}


def _scalar(value: object) -> str | int | bool:
    if isinstance(value, bool | int):
        return value
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return NOT_XML.sub(" ", text).replace("\r\n", "\n").replace("\r", "\n")  # as XML reads line ends


def _handbook(text: object, file: str) -> Handbook:
    try:
        handbook, problems = shape(Handbook, json.loads(str(text)))
    except (ValueError, RecursionError):
        handbook, problems = None, ()
    if handbook is None or problems:
        message = "Het handboek dat in het bestand zit (bij ‘{key}’) is niet heel"
        remedy = (
            "Bewaar het opnieuw uit EHBI, of haal ‘{key}’ weg: dan wordt het bestand gelezen als tekening"
        )
        raise refusal(file, 1, message, remedy, key=WHOLE)
    return handbook


def _names(graph: Read, base: Handbook) -> dict[Hashable, str]:
    """Return the step that each node is; a new one, or a copy of another, gets a name of its own."""
    taken = ids_of_steps(base.steps)
    found: dict[Hashable, str] = {}
    for node, data in graph.nodes(data=True):
        name = str(data.get("step", node))
        if name not in base or name in found.values():
            name = fresh_id(taken, str(data.get("title") or data.get("label") or node))
            taken.add(name)
        found[node] = name
    return found


def _changed(data: Mapping[str, Any], was: Mapping[str, Any], words: Callable[[str], str]) -> dict[str, Any]:
    """Return what a node says otherwise than it was written."""
    found = {
        key: _value(key, data[key])
        for key in _FIELDS
        if key in data and not _same(data[key], was.get(key, ""))
    }
    title, label = words(str(was.get("title", ""))), str(data.get("label") or "")
    if words(str(found.get("title", title))) == title:
        found.pop("title", None)
        if label and words(label) not in (title, words(was["step"])):
            found["title"] = label
    return found


def _same(value: object, was: object) -> bool:
    return value == was or str(value).strip() == str(was).strip()


def _value(key: str, value: object) -> object:
    """Return a changed value as a step has it; what cannot be one is told by whoever makes the step."""
    field, text = _FIELDS[key], str(value).strip()
    if field.is_many:
        return [part for part in map(str.strip, text.split(",")) if part]
    if isinstance(value, bool | int):
        return value
    if field.is_optional and not text:
        return None
    if text.isdecimal() and key == "number":
        return int(text)
    if key == "inferred":
        return {"true": True, "false": False}.get(text.casefold(), text)
    return value


def _edges(
    graph: Read, names: Mapping[Hashable, str], base: Handbook
) -> Iterator[tuple[str, str, Answer | None, dict[str, str]]]:
    """Yield the ends of each edge, the answer that it was, if any, and what it says now."""
    known = {(step.id, answer.id): answer for step in base.steps for answer in step.answers}
    edges = [(names[tail], names[head], data) for tail, head, data in graph.edges(data=True)]

    def is_moved(edge: tuple[str, str, Mapping[str, Any]]) -> bool:
        tail, head, data = edge
        answer = known.get((tail, data.get("answer", "")))
        return answer is None or answer.next != head

    for tail, head, data in sorted(
        edges, key=is_moved
    ):  # of two that say they are one, the other is the copy
        said: dict[str, str] = {key: str(data[key]) for key in ("label", "done") if key in data}
        yield tail, head, known.pop((tail, data.get("answer", "")), None), said
