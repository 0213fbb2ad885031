"""The decision graph as a networkx graph: nodes, edges and their attributes."""

from __future__ import annotations

import networkx as nx
from hypothesis import given

import ehbi
from ehbi.handbook import Handbook
from ehbi.handbook.graph import paths, to_networkx

from .strategies import few
from .test_graph import any_handbook


@few
@given(any_handbook)
def test_the_graph_has_a_node_a_step_and_an_edge_an_answer(handbook):
    graph = to_networkx(handbook)
    assert isinstance(graph, nx.MultiDiGraph)
    assert list(graph.nodes) == [step.id for step in handbook.steps]
    edges = [(step.id, answer.next, answer.id) for step in handbook.steps for answer in step.answers]
    assert sorted(graph.edges(keys=True)) == sorted(edges)
    assert nx.is_directed_acyclic_graph(graph)


def test_a_node_has_the_fields_of_its_step(handbook):
    graph = ehbi.to_networkx(handbook)
    for step in handbook.steps:
        fields = step.model_dump(mode="json", exclude={"id", "answers"})
        assert graph.nodes[step.id] == fields
        assert fields["kind"] == str(step.kind)
    assert graph.nodes["kb-rechten"]["contact"] == "kb-klantenservice"
    assert graph.nodes["reset-mail"]["reviewed"] == "2026-11-24"


def test_an_edge_has_the_label_of_its_answer(handbook):
    graph = ehbi.to_networkx(handbook)
    for step in handbook.steps:
        for answer in step.answers:
            fields = {"label": answer.label, "done": answer.done}
            assert graph.edges[step.id, answer.next, answer.id] == fields


def test_answers_to_the_same_next_step_stay_apart(handbook):
    graph = ehbi.to_networkx(handbook)
    assert list(graph["kb-navragen"]["synchronisatie-abonnement"]) == ["alleen-basis", "verkeerd"]
    ways = list(paths(handbook, "geen-rechten"))
    assert sum(("kb-navragen", "verkeerd") in way for way in ways) == 4


def test_the_graph_knows_its_title_and_revision(handbook):
    assert ehbi.to_networkx(handbook).graph == {"title": handbook.title, "revision": handbook.revision}


def test_an_answer_to_an_unknown_step_is_no_edge(handbook):
    data = handbook.model_dump(mode="json")
    data["steps"][0]["answers"][0]["next"] = "nergens"
    graph = to_networkx(Handbook.model_validate(data))
    assert "nergens" not in graph
    assert graph.number_of_nodes() == len(handbook.steps)
