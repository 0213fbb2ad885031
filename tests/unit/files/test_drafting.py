"""A drawing of somebody else as a draft: what it tells is taken, what it does not tell is asked."""

from __future__ import annotations

from datetime import date

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

import ehbi
from ehbi.files.drafting import Usual, draft, flowchart
from ehbi.files.flowcharts.table import read as read_table
from ehbi.files.networks import bare
from ehbi.handbook.checks import check
from ehbi.handbook.languages import outdated
from ehbi.handbook.placeholders import UNDECIDED
from ehbi.handbook.values import Kind, OutcomeKind

from ..handbook.strategies import DAY, PACKAGED

TODAY = date.fromisoformat(DAY)


def drafted(drawn, base=PACKAGED):
    found = flowchart(drawn)
    return draft(found, [start.node for start in found.starts], base)


def printer():
    drawn = nx.MultiDiGraph()
    drawn.add_edge("a", "b")
    drawn.add_node("a", label="Start")
    drawn.add_node("b", label="De printer doet niets\nKijk eerst of hij aan staat.")
    drawn.add_edge("b", "c", label="Hij staat aan")
    drawn.add_node("c", label="Is er papier?", shape="diamond")
    drawn.add_edge("c", "d", label="Ja")
    drawn.add_edge("c", "e", label="Nee")
    drawn.add_node("d", label="Bel de leverancier")
    drawn.add_node("e", label="Vul papier bij")
    drawn.add_edge("e", "c", label="Probeer opnieuw")
    drawn.add_node("f", label="Legenda")
    return drawn


def test_a_drawing_is_added_to_the_handbook_as_a_situation():
    made = drafted(printer())
    assert made.steps[: len(PACKAGED.steps)] == PACKAGED.steps
    assert made.examples == PACKAGED.examples
    new = made.steps[len(PACKAGED.steps) :]
    assert [(step.kind, step.title) for step in new] == [
        (Kind.SITUATION, "De printer doet niets"),
        (Kind.QUESTION, "Is er papier?"),
        (Kind.OUTCOME, "Bel de leverancier"),
        (Kind.ACTION, "Vul papier bij"),
        (Kind.OUTCOME, "Opnieuw: Is er papier?"),
    ]
    assert new[0].text == "Kijk eerst of hij aan staat."
    assert new[0].number == 5


def test_what_steps_say_in_other_languages_stays_when_a_drawing_is_added():
    spoken = ehbi.load()
    made = drafted(printer(), spoken)
    assert made.languages == spoken.languages != ()
    assert made.steps[: len(spoken.steps)] == spoken.steps
    assert not any(step.translations for step in made.steps[len(spoken.steps) :])
    assert outdated(made) == ()


def test_it_can_be_a_new_handbook_too():
    made = drafted(printer(), bare(PACKAGED))
    assert [step.id for step in made.situations] == ["de-printer-doet-niets"]
    assert made.contacts == PACKAGED.contacts
    assert made.examples == ()


def test_a_way_back_becomes_an_end_that_says_what_to_do_again():
    made = drafted(printer())
    end = made.step("opnieuw-is-er-papier")
    assert (end.outcome, end.again) == (OutcomeKind.EXPLAINED, "is-er-papier")
    (answer,) = made.step("vul-papier-bij").answers
    assert (answer.label, answer.next) == ("Probeer opnieuw", end.id)


def test_what_is_no_step_is_left_out_and_told():
    assert flowchart(printer()).told == (
        "‘Legenda’ heeft geen pijlen en is weggelaten.",
        "‘Start’ is weggelaten: een situatie is het begin.",
    )


def test_a_long_label_is_the_text_too():
    long = "Vraag aan de lener of de pas nog geldig is en of het nummer goed is overgenomen"
    new = drafted(nx.DiGraph([(long, "Klaar")])).steps[-2]
    assert new.text == long
    assert len(new.title) <= 60
    assert long.startswith(new.title.removesuffix(" …"))


def test_a_line_that_was_broken_to_fit_its_box_is_one_title():
    drawn = nx.DiGraph([("a", "b"), ("a", "c")])
    drawn.add_node("a", label="Is de pas\ngeldig\n(kijk op de achterkant)?")
    drawn.add_node("b", label="Bel de KB\nZeg wat je ziet")
    question, call, _ = drafted(drawn).steps[-3:]
    assert question.title == "Is de pas geldig (kijk op de achterkant)?"
    assert (call.title, call.text) == ("Bel de KB", "Zeg wat je ziet")


def test_a_round_start_and_a_frame_without_a_word_are_not_missed():
    drawn = nx.DiGraph([("start", "a"), ("a", "b")])
    drawn.add_nodes_from(["start", "frame"], label="")
    found = flowchart(drawn)
    assert [*found.graph] == ["a", "b"]
    assert found.told == ()


def test_who_is_no_start_by_choice_is_asked_for_as_unreachable():
    found = flowchart(printer())
    made = draft(found, [], PACKAGED)
    assert "de-printer-doet-niets" not in {step.id for step in made.situations}
    assert any("Geen enkel antwoord leidt naar" in one.told for one in check(made, TODAY))


def parted():
    """Return a drawing of two parts, to which a question in neither leads."""
    drawn = nx.DiGraph([("wat", "pas"), ("wat", "mail"), ("pas", "verlengen"), ("mail", "zoeken")])
    for node, group in {"pas": "Passen", "verlengen": "Passen", "mail": "Mail", "zoeken": "Mail"}.items():
        drawn.nodes[node]["group"] = group
    return drawn


def test_the_parts_of_a_drawing_can_be_situations_and_are_not_unless_somebody_says_so():
    found = flowchart(parted())
    assert [(start.node, start.group, start.is_likely) for start in found.starts] == [
        ("wat", "", True),
        ("pas", "Passen", False),
        ("mail", "Mail", False),
    ]
    made = draft(found, ["wat", "pas", "mail"], bare(PACKAGED))
    assert [step.title for step in made.situations] == ["wat", "pas", "mail"]
    assert not any("kring" in problem.told for problem in check(made, TODAY))


def test_what_the_file_does_not_say_of_its_steps_is_filled_in_for_all_at_once():
    drawn = printer()
    drawn.nodes["c"].update(party="lener", source="5.1")
    found = flowchart(drawn)
    made = draft(found, [found.starts[0].node], PACKAGED, Usual("balie", own=True))
    new = {step.title: (step.party, step.own) for step in made.steps[len(PACKAGED.steps) :]}
    assert new == {
        "De printer doet niets": ("balie", True),
        "Is er papier?": ("lener", False),
        "Bel de leverancier": ("balie", True),
        "Vul papier bij": ("balie", True),
        "Opnieuw: Is er papier?": ("balie", False),
    }


def test_who_acts_goes_by_a_column_or_a_lane_and_somebody_unknown_is_asked():
    table = "stap;wie;antwoord;volgende\nWerkt de pas?;lener;Ja;Klaar\n;;Nee;Bel\nBel;Hoofd van dienst;;\n"
    found = flowchart(read_table(table, "pas.csv"))
    found.graph.nodes["klaar"]["group"] = "LENER"
    made = draft(found, [found.starts[0].node], PACKAGED, Usual("balie"))
    new = {step.title: step.party for step in made.steps[len(PACKAGED.steps) :]}
    assert new == {"Werkt de pas?": "lener", "Klaar": "lener", "Bel": UNDECIDED}


def test_without_a_choice_who_acts_is_asked():
    made = drafted(printer())
    asked = [one.message for one in check(made, TODAY) if one.path[-1] == "party"]
    assert asked == 5 * ["Er is nog niet gekozen wie dit doet"]


def forked(**first):
    drawn = nx.MultiDiGraph()
    drawn.add_node("a", label="De lener is boos", **first)
    drawn.add_edge("a", "b")
    drawn.add_node("b", label="Stap 1: de pas\nKijk op de pas.\nIs de pas geldig?")
    drawn.add_edge("b", "c", label="Ja")
    drawn.add_edge("b", "d", label="Nee")
    drawn.add_edge("c", "e")
    return drawn


def test_a_start_that_leads_to_a_question_asks_that_itself():
    found = flowchart(forked(text="Blijf rustig."))
    assert found.told == (
        "‘De lener is boos’ en ‘Stap 1: de pas’ zijn één stap geworden: een situatie stelt meteen een vraag.",
    )
    (start,) = (step for step in drafted(forked(text="Blijf rustig.")).situations if step.number == 5)
    assert (start.title, start.prompt) == ("De lener is boos", "Is de pas geldig?")
    assert start.text == "Blijf rustig.\n\nStap 1: de pas\n\nKijk op de pas."
    assert [(answer.label, answer.next) for answer in start.answers] == [("Ja", "c"), ("Nee", "d")]


def test_a_question_below_a_title_is_what_a_step_asks():
    drawn = forked()
    drawn.add_edge("e", "b", label="Terug")
    made = drafted(drawn).step("stap-1-de-pas")
    assert (made.prompt, made.text) == ("Is de pas geldig?", "Kijk op de pas.")


def test_a_file_can_say_what_is_a_situation_and_a_choice_can_say_otherwise():
    drawn = forked()
    drawn.nodes["c"].update(kind=Kind.SITUATION, number=1)
    found = flowchart(drawn)
    assert [start.node for start in found.starts] == ["a", "c"]
    assert draft(found, ["a", "c"], PACKAGED).step("c").number == 6
    assert draft(found, ["a"], PACKAGED).step("c").kind is Kind.ACTION


@given(st.data())
def test_any_drawing_becomes_a_draft_without_a_circle_that_keeps_what_was_there(data):
    nodes = data.draw(st.lists(st.text(max_size=5), min_size=1, max_size=8, unique=True))
    drawn = nx.MultiDiGraph()
    drawn.add_nodes_from(nodes)
    ends = st.sampled_from(nodes)
    labels = st.one_of(st.none(), st.text(max_size=4))
    for start, end, label in data.draw(st.lists(st.tuples(ends, ends, labels), max_size=14)):
        drawn.add_edge(start, end, label=label)
    made = drafted(drawn)
    assert made.steps[: len(PACKAGED.steps)] == PACKAGED.steps
    assert not any("kring" in problem.told for problem in check(made, TODAY))
    new = made.steps[len(PACKAGED.steps) :]
    assert sum(len(step.answers) for step in new) <= drawn.number_of_edges()
    assert all(step.again in made for step in new if step.again)
