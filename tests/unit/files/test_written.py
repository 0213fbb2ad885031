"""Any flowchart of somebody else says the same in whatever form it comes in."""

from __future__ import annotations

from importlib import import_module

import networkx as nx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ehbi.files.flowcharts import dot, dot_parser
from ehbi.files.flowcharts.cells import MOST_ROWS
from ehbi.files.flowcharts.reading import READERS
from ehbi.files.flowcharts.sniffing import Form
from ehbi.files.networks import DIAMOND
from ehbi.handbook.checks.size import ARROWS, STEPS

from .written import WRITERS

TABLES, ROWS = {"CSV", "Excel"}, MOST_ROWS - 1
SIGNS = 'abcDE 019é€’"(){}.,;:!?&/+=*@%$#~^_🙂'
"""What can stand in a label of any form: Twee cannot have brackets, bars or arrows in a link."""
texts = st.text(SIGNS, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
lines = st.lists(texts, max_size=2).map("\n".join)


@st.composite
def flowcharts(draw):
    titles = draw(st.lists(texts, min_size=1, max_size=6))
    graph = nx.MultiDiGraph()
    for at, title in enumerate(titles):
        label = "\n".join(filter(None, (f"Stap {at} {title}", draw(lines))))
        graph.add_node(f"n{at}", label=label, **({"shape": DIAMOND} if draw(st.booleans()) else {}))
    ends = st.tuples(st.sampled_from([*graph]), st.sampled_from([*graph]))
    for tail, head in draw(st.lists(ends, max_size=8)):
        graph.add_edge(tail, head, label=draw(texts))
    return graph


def alone(label):
    """A flowchart of one node."""
    graph = nx.MultiDiGraph()
    graph.add_node("n0", label=label)
    return graph


def taken(form, content):
    """Return the graph that is read; DOT as the program does that EHBI starts, without starting it."""
    if form == "DOT":
        return dot.graph_of(dot_parser.told(content.decode(), STEPS, ARROWS), "proef")
    module, function = READERS[Form(form)]
    read = getattr(import_module(f"ehbi.files.flowcharts.{module}"), function)
    return read(content if form == "Excel" else content.decode(), "proef")


def said(graph):
    """What a graph says, whatever its nodes are called."""
    words = {
        node: " ".join(f"{data['label']} {data.get('text', '')}".split())
        for node, data in graph.nodes(data=True)
    }
    arrows = ((words[tail], label, words[head]) for tail, head, label in graph.edges(data="label"))
    return sorted(words.values()), sorted(arrows)


@pytest.mark.parametrize("form", WRITERS)
@example(graph=alone("Stap 0 &#0 &eacute"))
@given(graph=flowcharts())
def test_what_was_drawn_comes_in(form, graph):
    found = taken(form, WRITERS[form](graph))
    assert said(found) == said(graph)
    if form in {"Mermaid", "DOT", "GraphML", "draw.io"}:
        assert asked_in(found) == asked_in(graph)


def asked_in(graph):
    return sorted(data["label"] for _, data in graph.nodes(data=True) if data.get("shape") == DIAMOND)


@pytest.mark.parametrize("form", WRITERS)
def test_the_largest_that_there_can_be_comes_in(form):
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((f"n{at}", {"label": f"Stap {at}"}) for at in range(STEPS))
    ends = (
        (f"n{at % STEPS}", f"n{(7 * at + 1) % STEPS}") for at in range(ROWS if form in TABLES else ARROWS)
    )
    graph.add_edges_from((*one, {"label": "Ja"}) for one in ends)
    found = taken(form, WRITERS[form](graph))
    assert (len(found), found.number_of_edges()) == (STEPS, graph.number_of_edges())
