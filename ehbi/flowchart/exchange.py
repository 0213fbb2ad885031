"""The decision graph for other tools, in DOT and GraphML."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from ..handbook.graph import to_networkx
from ..handbook.model import Handbook, Step
from ..handbook.values import Kind
from . import words
from .boxes import LABEL_SIZE, ROOMY, SIZE
from .model import Party, Role
from .parties import parties_of
from .style import palette
from .text import NOT_XML, clean, wrap

_LOOKS = {
    Kind.SITUATION: 'shape="box" style="rounded,filled,bold"',
    Kind.QUESTION: 'shape="diamond" style="filled"',
    Kind.ACTION: 'shape="box" style="filled"',
    Kind.OUTCOME: 'shape="box" style="rounded,filled"',
}


def _quoted(*lines: str) -> str:
    """Return lines as one DOT string, in which a backslash and an ampersand mean themselves."""
    safe = (clean(line).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines)
    return '"' + "\\n".join(safe) + '"'


def _dot_node(handbook: Handbook, step: Step, party: Party) -> str:
    colours = palette()[f"party-{party.colour}"]
    label = _quoted(words.small(handbook, step), *wrap(step.title, SIZE[Role.TITLE], ROOMY.title))
    look = f'{_LOOKS[step.kind]} fillcolor="{colours["fill"]}" color="{colours["line"]}"'
    return f'"{step.id}" [label={label} {look} kind="{step.kind}" party="{step.party}"]'


def _dot_edges(handbook: Handbook) -> Iterator[str]:
    for step in handbook.steps:
        for answer in step.answers:
            if answer.next in handbook:
                label = _quoted(*wrap(answer.label, LABEL_SIZE, ROOMY.label))
                yield f'"{step.id}" -> "{answer.next}" [key="{answer.id}" label={label}]'


def to_dot(handbook: Handbook) -> str:
    """Return the handbook in DOT, the language of Graphviz, with wrapped labels and the chart's colours.

    Examples
    --------
    >>> import ehbi
    >>> to_dot(ehbi.load()).splitlines()[0]
    'digraph "Eerste Hulp Bij Inloggen" {'
    """
    parties = parties_of(handbook)
    fonts = ('node [fontname="Helvetica"]', 'edge [fontname="Helvetica"]')
    nodes = (_dot_node(handbook, step, parties[step.party]) for step in handbook.steps)
    body = "\n    ".join([f"digraph {_quoted(handbook.title)} {{", *fonts, *nodes, *_dot_edges(handbook)])
    return f"{body}\n}}\n"


def _scalar(value: object) -> str | int | bool:
    if isinstance(value, bool | int):
        return value
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return NOT_XML.sub(" ", text)


def to_graphml(handbook: Handbook) -> str:
    """Return the decision graph in GraphML, for Gephi, yEd and the like.

    Returns
    -------
    str
        A node for each step, by id, with the step's fields; lists are joined with commas and empty
        fields left out. An edge for each answer, with ``answer`` and ``label``; its id is
        ``STEP/ANSWER``.

    Examples
    --------
    >>> import ehbi
    >>> to_graphml(ehbi.load())[:13]
    '<?xml version'
    """
    source = to_networkx(handbook)
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain.graph |= {key: _scalar(value) for key, value in source.graph.items()}
    for step, fields in source.nodes(data=True):
        plain.add_node(step, **{key: _scalar(v) for key, v in fields.items() if v not in (None, "", [])})
    for step, after, answer, fields in source.edges(keys=True, data=True):
        plain.add_edge(step, after, key=f"{step}/{answer}", answer=answer, label=_scalar(fields["label"]))
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return "\n".join([head, *nx.generate_graphml(plain)]) + "\n"
