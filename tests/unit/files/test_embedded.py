"""What EHBI wrote in GraphML and DOT comes back exactly, with what somebody changed in it taken over."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import assume, given

import ehbi
from ehbi.files import from_networkx
from ehbi.files.flowcharts import dot, dot_parser, graphml
from ehbi.files.flowcharts.embedded import WHOLE, plain, whole
from ehbi.flowchart import to_dot, to_graphml
from ehbi.handbook import HandbookError
from ehbi.handbook.checks import check
from ehbi.handbook.checks.size import ARROWS, STEPS
from ehbi.handbook.edits.translations import translate
from ehbi.handbook.languages import digest, outdated

from ..handbook.edits import edited, full_handbooks
from ..handbook.strategies import PACKAGED, difficult_texts, handbooks

SPOKEN = ehbi.load()
"""The packaged handbook with its languages."""


def from_graphml(text):
    return handbook(graphml.read(text, "x.graphml"))


def from_dot(text):
    """Read it as the program does that EHBI starts, without starting it."""
    return handbook(dot.graph_of(dot_parser.told(text, STEPS, ARROWS), "x.dot"))


def handbook(graph):
    return from_networkx(graph, graph.graph["base"])


FORMATS = pytest.mark.parametrize(
    ("written", "read"), [(to_graphml, from_graphml), (to_dot, from_dot)], ids=["graphml", "dot"]
)


@FORMATS
def test_the_packaged_handbook_comes_back(written, read):
    assert read(written(PACKAGED)) == PACKAGED


@FORMATS
@given(draft=full_handbooks().flatmap(edited))
def test_any_draft_comes_back(written, read, draft):
    ids = [step.id for step in draft.steps]
    assume(len(set(ids)) == len(ids))
    assume(all(len({one.id for one in step.answers}) == len(step.answers) for step in draft.steps))
    assert read(written(draft)) == draft


@FORMATS
@given(draft=handbooks(texts=difficult_texts))
def test_difficult_texts_come_back_also_those_that_xml_cannot_hold(written, read, draft):
    assert read(written(draft)) == draft


@FORMATS
def test_a_list_with_a_comma_in_a_word_comes_back(written, read):
    step = PACKAGED.steps[0].model_copy(update={"words": ("pas, kaart", "account")})
    draft = PACKAGED.model_copy(update={"steps": (step, *PACKAGED.steps[1:])})
    assert read(written(draft)) == draft


def changed(change, handbook=PACKAGED):
    """What comes back of a graph that a program of somebody else wrote again after a change."""
    graph = nx.parse_graphml(to_graphml(handbook), force_multigraph=True)
    change(graph)
    for default in ("node_default", "edge_default"):
        del graph.graph[default]
    return from_graphml("\n".join(nx.generate_graphml(graph)))


def test_what_a_program_kept_under_names_of_its_own_comes_back():
    def renamed(graph):
        nx.relabel_nodes(graph, {node: f"n{at}" for at, node in enumerate([*graph])}, copy=False)

    assert changed(lambda graph: None) == PACKAGED  # noqa: ARG005  # nothing changes
    made = changed(renamed)
    assert {step.id: step for step in made.steps} == {step.id: step for step in PACKAGED.steps}


def test_what_somebody_changed_in_a_graph_is_taken_over_and_the_rest_stays():
    def change(graph):
        graph.nodes["mail-zoeken"].update(title="Zoek de mail", words="mail, spam", inferred=True)
        graph.nodes["geen-rechten"]["number"] = 9
        graph.nodes["mail-opnieuw"]["label"] = "Vraag de mail nog eens aan"
        graph.add_node("132", title="Kijk in de spam", kind="action", party="lener")
        graph.add_edge("mail-zoeken", "132", label="Niet gevonden")
        graph.remove_node("kb-navragen")

    made = changed(change)
    step = made.step("mail-zoeken")
    assert (step.title, step.words, step.inferred) == ("Zoek de mail", ("mail", "spam"), True)
    assert step.text == PACKAGED.step("mail-zoeken").text
    assert step.answers[:-1] == PACKAGED.step("mail-zoeken").answers
    assert (step.answers[-1].label, step.answers[-1].next) == ("Niet gevonden", "kijk-in-de-spam")
    assert made.step("geen-rechten").number == 9
    assert made.step("mail-opnieuw").title == "Vraag de mail nog eens aan"
    assert made.step("kijk-in-de-spam").party == "lener"
    assert "kb-navragen" not in made
    assert made.contacts == PACKAGED.contacts


def test_translations_stay_with_a_step_and_are_outdated_where_its_dutch_is_another():
    def change(graph):
        graph.nodes["mail-zoeken"]["patron"] = "Kijk in je **inbox**."
        graph.nodes["reset-mail"]["words"] = "mail"
        graph.remove_node("kb-navragen")

    made = changed(change, SPOKEN)
    assert made.languages == SPOKEN.languages
    for step in made.steps:
        assert step.translations == SPOKEN.step(step.id).translations != ()
    for one in outdated(made):
        assert digest(one) != digest(SPOKEN.step(one.id))
    assert "mail-zoeken" in {one.id for one in outdated(made)}
    assert "reset-mail" not in {one.id for one in outdated(made)}


@FORMATS
def test_a_sign_that_turns_a_text_around_is_seen_in_a_graph_of_ours(written, read):
    made = translate(SPOKEN, "mail-zoeken", "en", {"zin": "Look\u202ehere"})
    errors = check(read(written(made))).errors
    assert {one.message for one in errors} == {"In deze tekst staat een onzichtbaar teken"}


def test_a_copy_of_a_node_or_an_edge_is_a_new_one_whichever_comes_first():
    def change(graph):
        tail, head, _, data = next(iter(graph.edges(keys=True, data=True)))
        graph.add_node("n1", **graph.nodes[head])
        graph.add_edge(tail, "n1", **data)

    made = changed(change)
    assert len(made.steps) == len(PACKAGED.steps) + 1
    assert [made.step(step.id).answers[: len(step.answers)] for step in PACKAGED.steps] == [
        step.answers for step in PACKAGED.steps
    ]


def test_a_dot_text_that_somebody_edited_is_taken_over():
    text = to_dot(PACKAGED).replace("Laat de lener\\nopnieuw inloggen", "Log samen\\nopnieuw in")
    text = text.replace("}\n", '"mail-zoeken" -> nieuw [label="Niet gevonden"]; nieuw [label="Bel de KB"] }')
    made = from_dot(text)
    assert made.step("goede-gebruikersnaam").title == "Log samen opnieuw in"
    assert made.step("mail-zoeken").answers[-1].next == "bel-de-kb"
    same = {"goede-gebruikersnaam", "mail-zoeken", "bel-de-kb"}
    assert [step for step in made.steps if step.id not in same] == [
        step for step in PACKAGED.steps if step.id not in same
    ]


def test_stock_networkx_reads_it_with_all_that_a_step_says():
    graph = nx.parse_graphml(to_graphml(PACKAGED), force_multigraph=True)
    assert graph.graph[WHOLE] == whole(PACKAGED)
    assert {node: data["title"] for node, data in graph.nodes(data=True)} == {
        step.id: step.title for step in PACKAGED.steps
    }
    assert plain(PACKAGED).nodes["geen-rechten"]["number"] == 2


@pytest.mark.parametrize("held", ["", "{", "[" * 100_000, "{}", '{"format": 1, "steps": 3}', "null"])
def test_a_handbook_that_is_not_whole_is_refused(held):
    graph = nx.MultiDiGraph(ehbi=held)
    graph.add_edge("a", "b")
    with pytest.raises(HandbookError, match="is niet heel"):
        graphml.read("\n".join(nx.generate_graphml(graph)), "x.graphml")


def test_what_does_not_fit_is_told_with_its_node():
    with pytest.raises(ehbi.EhbiError, match="mail-zoeken"):
        changed(lambda graph: graph.nodes["mail-zoeken"].update(kind="beslissing"))
