"""A handbook from a graph: what was given comes back, and a graph of somebody's own becomes one."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import ehbi
from ehbi.files import GraphError
from ehbi.files.networks import UNDECIDED
from ehbi.flowchart import to_graphml
from ehbi.handbook.checks import check
from ehbi.handbook.checks.size import STEPS
from ehbi.handbook.values import Kind

from ..handbook.edits import edited, full_handbooks
from ..handbook.strategies import DAY, PACKAGED, handbooks

TODAY = date.fromisoformat(DAY)


def test_the_packaged_handbook_comes_back():
    assert ehbi.from_networkx(ehbi.to_networkx(PACKAGED), base=PACKAGED) == PACKAGED


@given(full_handbooks().flatmap(edited))
def test_any_draft_comes_back(draft):
    ids = [step.id for step in draft.steps]
    assume(len(set(ids)) == len(ids))
    assume(all(len({one.id for one in step.answers}) == len(step.answers) for step in draft.steps))
    assert ehbi.from_networkx(ehbi.to_networkx(draft), base=draft) == draft


@given(handbooks())
def test_the_steps_of_a_handbook_come_back_without_a_base(handbook):
    again = ehbi.from_networkx(ehbi.to_networkx(handbook))
    assert again.title == handbook.title
    for step in handbook.steps:
        made = again.step(step.id)
        assert made.model_copy(update={"answers": ()}) == step.model_copy(update={"answers": ()})
        assert {answer.id: answer for answer in made.answers} == {
            answer.id: answer for answer in step.answers
        }


def test_what_a_graph_has_no_more_is_gone_and_what_it_says_otherwise_is_changed():
    graph = ehbi.to_networkx(PACKAGED)
    graph.remove_node("mail-opnieuw")
    graph.nodes["mail-zoeken"]["title"] = "Zoek de mail"
    made = ehbi.from_networkx(graph, base=PACKAGED)
    assert "mail-opnieuw" not in made
    assert made.step("mail-zoeken").title == "Zoek de mail"
    assert made.step("mail-zoeken").say == PACKAGED.step("mail-zoeken").say
    assert all(answer.next in made for step in made.steps for answer in step.answers)


def own_graph():
    graph = nx.DiGraph()
    graph.add_node("Start", label="De lener komt niet in de app")
    graph.add_edge("Start", 2, label="Met de pas")
    graph.add_edge("Start", 3)
    graph.add_node(2, label="Is de pas geldig?", shape="diamond")
    graph.add_edge(2, 3, label="Nee")
    graph.add_edge(2, (4, 5), label="Ja")
    return graph


def test_a_graph_of_somebodys_own_needs_labels_and_little_else():
    made = ehbi.from_networkx(own_graph())
    assert [(step.id, step.kind) for step in made.steps[:4]] == [
        ("de-lener-komt-niet-in-de-app", Kind.SITUATION),
        ("is-de-pas-geldig", Kind.QUESTION),
        ("3", Kind.OUTCOME),
        ("4-5", Kind.OUTCOME),
    ]
    start = made.steps[0]
    assert (start.number, start.party) == (1, UNDECIDED)
    assert [(answer.label, answer.next) for answer in start.answers] == [
        ("Met de pas", "is-de-pas-geldig"),
        ("Nieuw antwoord 2", "3"),
    ]


def test_the_checks_ask_what_a_graph_did_not_say():
    problems = [problem.in_form.told for problem in check(ehbi.from_networkx(own_graph()), TODAY)]
    for asked in (
        "Er is nog niet gekozen wie dit doet",
        "Nieuw antwoord 2",
        "staat niet hoe de casus eindigt",
        "noemt geen enkel feit",
    ):
        assert any(asked in problem for problem in problems), asked


def test_a_new_situation_gets_a_number_that_is_free():
    graph = ehbi.to_networkx(PACKAGED)
    graph.add_edge("nieuw", "mail-zoeken", label="Zoek de mail")
    assert ehbi.from_networkx(graph, base=PACKAGED).step("nieuw").number == 5
    graph.add_node("ook-nieuw", kind="situation", number=np.int64(5))
    assert ehbi.from_networkx(graph, base=PACKAGED).step("nieuw").number == 6


def test_a_situation_that_had_no_number_gets_none_unasked():
    start = PACKAGED.situations[0].model_copy(update={"number": None})
    draft = PACKAGED.model_copy(
        update={"steps": tuple(start if step.id == start.id else step for step in PACKAGED.steps)}
    )
    assert ehbi.from_networkx(ehbi.to_networkx(draft), base=draft) == draft


def test_what_does_not_fit_is_told_with_node_attribute_and_remedy():
    graph = own_graph()
    graph.nodes[2]["kind"] = "beslissing"
    graph.nodes["Start"]["reviewed"] = "gisteren"
    graph.edges[2, 3]["label"] = ["Nee"]
    with pytest.raises(GraphError) as caught:
        ehbi.from_networkx(graph)
    assert {(one.node, one.attribute) for one in caught.value.misfits} == {
        ("Start", "reviewed"),
        (2, "kind"),
        (2, "label"),
    }
    told = str(caught.value)
    assert "Knoop 2, kenmerk ‘kind’: ‘kind’ kan niet ‘beslissing’ zijn. Kies uit: 'situation', " in told
    assert "Pijl van 2 naar 3, kenmerk ‘label’: ‘label’ moet tekst zijn. Vul tekst in." in told


def test_of_many_misfits_the_first_are_told_and_how_many_there_are_more():
    graph = nx.path_graph(25, nx.DiGraph)
    nx.set_node_attributes(graph, 7, "text")
    with pytest.raises(GraphError) as caught:
        ehbi.from_networkx(graph)
    assert len(caught.value.misfits) == 25
    assert str(caught.value).endswith("\nEn nog 5.")


@pytest.mark.parametrize(
    ("attribute", "value", "becomes"),
    [
        ("number", np.int64(7), 7),
        ("number", 7.0, 7),
        ("title", np.str_("Mail weg"), "Mail weg"),
        ("inferred", np.bool_(True), True),
        ("words", np.array(["pas", "kaart"]), ("pas", "kaart")),
        ("words", "pas, kaart,", ("pas", "kaart")),
        ("words", {"pas", "kaart"}, ("kaart", "pas")),
        ("reviewed", np.datetime64("2026-01-31"), date(2026, 1, 31)),
        ("reviewed", datetime(2026, 1, 31, 12), date(2026, 1, 31)),  # as pandas has it
        ("contact", float("nan"), None),
        ("title", float("nan"), PACKAGED.step("reset-mail").title),
        ("title", None, PACKAGED.step("reset-mail").title),
    ],
)
def test_values_of_numpy_and_of_tables_are_taken(attribute, value, becomes):
    graph = ehbi.to_networkx(PACKAGED)
    graph.nodes["reset-mail"][attribute] = value
    assert getattr(ehbi.from_networkx(graph, base=PACKAGED).step("reset-mail"), attribute) == becomes


def test_our_graphml_read_by_networkx_comes_back():
    read = nx.read_graphml(BytesIO(to_graphml(PACKAGED).encode()))
    assert ehbi.from_networkx(read, base=PACKAGED) == PACKAGED


def test_a_graph_without_parallel_edges_keeps_the_answers_by_what_they_say():
    made = ehbi.from_networkx(nx.DiGraph(ehbi.to_networkx(PACKAGED)), base=PACKAGED)
    for step in made.steps:
        assert {*step.answers} <= {*PACKAGED.step(step.id).answers}
    assert made.step("mail-zoeken") == PACKAGED.step("mail-zoeken")


def test_of_two_edges_with_one_key_none_is_lost():
    graph = ehbi.to_networkx(PACKAGED)
    graph.add_edge("reset-mail", "toegang", key="ja", label="Ja")
    made = ehbi.from_networkx(graph, base=PACKAGED).step("reset-mail").answers
    assert {answer.id: answer.next for answer in made} == {
        **{answer.id: answer.next for answer in PACKAGED.step("reset-mail").answers},
        "ja-2": "toegang",
    }


def test_a_graph_that_is_far_too_large_is_refused_before_it_is_read():
    with pytest.raises(GraphError, match=f"100000 knopen .* {STEPS} stappen"):
        ehbi.from_networkx(nx.empty_graph(100_000, nx.DiGraph))


def test_lines_without_a_direction_and_what_is_no_graph_are_refused():
    with pytest.raises(GraphError, match="to_directed"):
        ehbi.from_networkx(nx.Graph([("a", "b")]))
    with pytest.raises(TypeError, match="geen dict"):
        ehbi.from_networkx({"a": "b"})
    with pytest.raises(TypeError, match="geen str"):
        ehbi.from_networkx(nx.DiGraph(), base="handboek")


@given(st.data())
def test_any_graph_becomes_a_handbook_or_is_told_where_not(data):
    names = st.one_of(st.integers(), st.text(max_size=8), st.tuples(st.integers()))
    values = st.one_of(
        st.none(), st.text(max_size=8), st.integers(), st.lists(st.text(max_size=3), max_size=2)
    )
    keys = st.sampled_from(["label", "title", "kind", "shape", "text", "x", "words", "number"])
    attributes = st.dictionaries(keys, values)
    graph = nx.MultiDiGraph()
    nodes = data.draw(st.lists(names, min_size=1, max_size=6, unique=True))
    for node in nodes:
        graph.add_node(node)
        graph.nodes[node].update(data.draw(attributes))
    for start, end in data.draw(st.lists(st.tuples(*[st.sampled_from(nodes)] * 2), max_size=8)):
        graph.edges[start, end, graph.add_edge(start, end)].update(data.draw(attributes))
    made = None
    with suppress(GraphError):  # that says where, as the test above shows
        made = ehbi.from_networkx(graph)
    if made:
        assert len({step.id for step in made.steps}) == len(made.steps) >= len(nodes)
        check(made, TODAY)
