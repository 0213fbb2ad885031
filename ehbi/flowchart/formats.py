"""The decision graph in the languages of others: Mermaid, DOT and GraphML."""

from __future__ import annotations

import re
from collections.abc import Iterator

import networkx as nx

from ..files.flowcharts.embedded import WHOLE, plain, whole
from ..handbook.case import Case
from ..handbook.model import Handbook
from ..handbook.step import Answer, Step
from ..handbook.text import clean
from ..handbook.values import Kind
from .boxes import LABEL_SIZE, ROOMY, SIZE, caption, parties_of
from .model import Role
from .style import COLOURS, palette
from .text import wrap

_BRACKETS = {
    Kind.SITUATION: ('(["', '"])'),
    Kind.QUESTION: ('{"', '"}'),
    Kind.ACTION: ('["', '"]'),
    Kind.OUTCOME: ('(["', '"])'),
}
_LOOKS = {
    Kind.SITUATION: 'shape="box" style="rounded,filled,bold"',
    Kind.QUESTION: 'shape="diamond" style="filled"',
    Kind.ACTION: 'shape="box" style="filled"',
    Kind.OUTCOME: 'shape="box" style="rounded,filled"',
}


def _coded(text: str) -> str:
    """Return text for between quotes, with what means something to Mermaid by its number."""
    return re.sub(r'["#<>&`\\]', lambda found: f"#{ord(found[0])};", clean(text))


def _name(step_id: str) -> str:
    return "s_" + step_id.replace("-", "_")  # a bare "end" is a word of Mermaid


def _nodes(handbook: Handbook) -> Iterator[str]:
    parties = parties_of(handbook)
    for step in handbook.steps:
        opens, closes = _BRACKETS[step.kind]
        text = f"{_coded(caption(handbook, step))}<br/>{_coded(step.title)}"
        yield f"{_name(step.id)}{opens}{text}{closes}:::party{parties[step.party].colour}"


def _leading(handbook: Handbook) -> Iterator[tuple[Step, Answer]]:
    """Yield the answers that lead somewhere, each with its step; in a draft not all do."""
    for step in handbook.steps:
        yield from ((step, answer) for answer in step.answers if answer.next in handbook)


def _arrows(handbook: Handbook, case: Case | None) -> Iterator[str]:
    taken = frozenset(case.taken if case else ())
    for step, answer in _leading(handbook):
        line = "==>" if (step.id, answer.id) in taken else "-->"
        yield f'{_name(step.id)} {line}|"{_coded(answer.label)}"| {_name(answer.next)}'


def _styles() -> Iterator[str]:
    ink = palette()[""]["ink"]
    for number in range(COLOURS):
        colours = palette()[f"party-{number}"]
        yield f"classDef party{number} fill:{colours['fill']},stroke:{colours['line']},color:{ink}"
    yield "classDef visited stroke-width:3px"
    yield "classDef current stroke-width:6px"


def _marks(case: Case) -> Iterator[str]:
    yield from (f"class {_name(passed.step.id)} visited" for passed in case.passed)
    if case.step:
        yield f"class {_name(case.step.id)} current"


def to_mermaid(handbook: Handbook, case: Case | None = None) -> str:
    """Return the handbook as a Mermaid flowchart; steps of a case have a class, and its arrows are thick."""
    lines = [*_nodes(handbook), *_arrows(handbook, case), *_styles(), *(_marks(case) if case else ())]
    return "\n    ".join(["flowchart TD", *lines]) + "\n"


def _quoted(*lines: str) -> str:
    """Return lines as one DOT string, in which a backslash and an ampersand mean themselves."""
    safe = (clean(line).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in lines)
    return '"' + "\\n".join(safe) + '"'


def _dot_nodes(handbook: Handbook) -> Iterator[str]:
    parties = parties_of(handbook)
    for step in handbook.steps:
        colours = palette()[f"party-{parties[step.party].colour}"]
        label = _quoted(caption(handbook, step), *wrap(step.title, SIZE[Role.TITLE], ROOMY.title))
        look = f'{_LOOKS[step.kind]} fillcolor="{colours["fill"]}" color="{colours["line"]}"'
        yield f'"{step.id}" [label={label} {look} kind="{step.kind}" party="{step.party}"]'


def _dot_edges(handbook: Handbook) -> Iterator[str]:
    for step, answer in _leading(handbook):
        label = _quoted(*wrap(answer.label, LABEL_SIZE, ROOMY.label))
        yield f'"{step.id}" -> "{answer.next}" [key="{answer.id}" label={label}]'


def to_dot(handbook: Handbook) -> str:
    """Return the handbook in DOT, the language of Graphviz, with wrapped labels and the chart's colours.

    The handbook is whole inside it, in an attribute that Graphviz does not look at.
    """
    fonts = ('node [fontname="Helvetica"]', 'edge [fontname="Helvetica"]')
    held = whole(handbook).replace("\\", "\\\\").replace('"', '\\"')
    lines = [f"digraph {_quoted(handbook.title)} {{", *fonts, *_dot_nodes(handbook), *_dot_edges(handbook)]
    lines.append(f'{WHOLE}="{held}"')
    return "\n    ".join(lines) + "\n}\n"


def to_graphml(handbook: Handbook) -> str:
    """Return the decision graph in GraphML, for Gephi, yEd and the like, and the handbook whole inside it.

    Lists are joined with commas and empty fields left out. The id of an edge is ``STEP/ANSWER``.
    """
    graph = plain(handbook)
    graph.graph[WHOLE] = whole(handbook)
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return "\n".join([head, *nx.generate_graphml(graph)]) + "\n"
