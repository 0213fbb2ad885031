"""The graph in the formats of other tools, read back."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

import networkx as nx
import pygraphviz
import pytest
from hypothesis import given

from ehbi.flowchart import to_dot, to_graphml, to_mermaid
from ehbi.handbook.text import clean

from .wordings import EVIL, few, put, worded


@dataclass
class Diagram:
    """What a Mermaid text says."""

    nodes: dict[str, tuple[str, str]] = field(default_factory=dict)
    arrows: list[tuple[str, str, str, str]] = field(default_factory=list)
    classes: dict[str, str] = field(default_factory=dict)


NODE = re.compile(r'(\w+)(\(\[|\[|\{)"([^"]*)"(?:\]\)|\]|\}):::(\w+)')
ARROW = re.compile(r'(\w+) (-->|==>)\|"([^"]*)"\| (\w+)')


def decoded(text):
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), text)


def mermaid(text):
    """Read the part of Mermaid's language that a flowchart of ours uses, and nothing else."""
    head, *lines = text.splitlines()
    assert head == "flowchart TD"
    diagram = Diagram()
    for line in map(str.strip, lines):
        if line.startswith("classDef "):
            continue
        if line.startswith("class "):
            _, name, class_ = line.split()
            diagram.classes[name] = class_
        elif found := ARROW.fullmatch(line):
            diagram.arrows.append((found[1], found[2], decoded(found[3]), found[4]))
        else:
            found = NODE.fullmatch(line)
            who, title = found[3].split("<br/>")
            diagram.nodes[found[1]] = (found[2], f"{decoded(who)}\n{decoded(title)}")
    return diagram


def name(step_id):
    return "s_" + step_id.replace("-", "_")


def links(handbook):
    return [(step.id, answer) for step in handbook.steps for answer in step.answers]


@few
@given(worded())
def test_mermaid_says_all_steps_and_answers(handbook):
    diagram = mermaid(to_mermaid(handbook))
    assert {key: text.split("\n")[1] for key, (_, text) in diagram.nodes.items()} == {
        name(step.id): clean(step.title) for step in handbook.steps
    }
    expected = [
        (name(step), "-->", clean(answer.label), name(answer.next)) for step, answer in links(handbook)
    ]
    assert diagram.arrows == expected


def test_mermaid_has_the_shapes_of_a_flowchart(handbook):
    brackets = {"situation": "([", "question": "{", "action": "[", "outcome": "(["}
    nodes = mermaid(to_mermaid(handbook)).nodes
    assert all(nodes[name(step.id)][0] == brackets[step.kind] for step in handbook.steps)


def test_mermaid_marks_a_case(handbook, halfway):
    diagram = mermaid(to_mermaid(handbook, halfway))
    passed = {name(passed.step.id): "visited" for passed in halfway.passed}
    assert diagram.classes == passed | {name(halfway.step.id): "current"}
    assert sum(line == "==>" for _, line, _, _ in diagram.arrows) == len(halfway.taken)


def dot_text(label):
    """What Graphviz shows for a label: escapes and entities undone, lines joined."""
    return "".join(html.unescape(re.sub(r"\\(.)", lambda it: " " if it[1] == "n" else it[1], label)).split())


@few
@given(worded())
def test_dot_says_all_steps_and_answers(handbook):
    graph = pygraphviz.AGraph(string=to_dot(handbook))
    assert set(graph.nodes()) == {step.id for step in handbook.steps}
    for step in handbook.steps:
        assert dot_text(graph.get_node(step.id).attr["label"]).endswith("".join(clean(step.title).split()))
        assert graph.get_node(step.id).attr["kind"] == step.kind
    edges = {
        (tail, head, key): graph.get_edge(tail, head, key).attr["label"]
        for tail, head, key in graph.edges(keys=True)
    }
    assert edges.keys() == {(step, answer.next, answer.id) for step, answer in links(handbook)}
    for step, answer in links(handbook):
        assert dot_text(edges[step, answer.next, answer.id]) == "".join(clean(answer.label).split())


@few
@given(worded())
def test_graphml_says_all_steps_with_their_fields_and_all_answers(handbook):
    graph = nx.parse_graphml(to_graphml(handbook), force_multigraph=True)
    assert graph.graph["revision"] == handbook.revision
    assert set(graph) == {step.id for step in handbook.steps}
    edges = {(tail, head, key): fields for tail, head, key, fields in graph.edges(keys=True, data=True)}
    assert edges.keys() == {(step, answer.next, f"{step}/{answer.id}") for step, answer in links(handbook)}
    for step, answer in links(handbook):
        fields = edges[step, answer.next, f"{step}/{answer.id}"]
        assert (fields["answer"], clean(fields["label"])) == (answer.id, clean(answer.label))


def test_graphml_keeps_types_and_leaves_out_what_is_empty(handbook):
    graph = nx.parse_graphml(to_graphml(handbook), force_multigraph=True)
    start, end = graph.nodes["geen-rechten"], graph.nodes["kb-rechten"]
    assert (start["number"], start["kind"], start["reviewed"]) == (
        2,
        "situation",
        str(handbook.step("geen-rechten").reviewed),
    )
    assert (end["inferred"], end["contact"]) == (True, "kb-klantenservice")
    assert end["source"] == ", ".join(handbook.step("kb-rechten").source)
    assert not {"number", "prompt", "answers"} & end.keys()
    assert not {"outcome", "contact"} & start.keys()


@pytest.mark.parametrize("text", EVIL)
def test_difficult_text_survives_every_format(text):
    handbook = put("toegang", title=text)
    bare = "".join(clean(text).split())
    assert mermaid(to_mermaid(handbook)).nodes["s_toegang"][1].split("\n")[1] == clean(text)
    graph = pygraphviz.AGraph(string=to_dot(handbook))
    assert bare in dot_text(graph.get_node("toegang").attr["label"])
    assert clean(nx.parse_graphml(to_graphml(handbook)).nodes["toegang"]["title"]) == clean(text)


def test_an_answer_to_an_unknown_step_is_left_out(handbook):
    step = handbook.step("mail-opnieuw")
    answers = tuple(answer.model_copy(update={"next": "weg"}) for answer in step.answers)
    draft = put("mail-opnieuw", answers=answers)
    assert name("weg") not in to_mermaid(draft)
    assert '"weg"' not in to_dot(draft)
    assert 'target="weg"' not in to_graphml(draft)
