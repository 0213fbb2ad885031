"""DOT of others: what Graphviz's own parser reads, and that nothing of it reaches whoever asked."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

import pytest

from ehbi.files.flowcharts import dot, dot_parser
from ehbi.handbook import HandbookError
from ehbi.handbook.checks.size import ARROWS, STEPS


def graph(text):
    """Read it as the program does that EHBI starts, without starting it."""
    return dot.graph_of(dot_parser.told(text, STEPS, ARROWS), "x.dot")


def test_labels_of_all_kinds_are_plain_lines():
    found = graph(r"""digraph {
        a [label="Werkt \N?\lKijk &amp; wacht", shape=Mdiamond];
        b [label=<<b>Klaar</b>&#33;<br/>Ga <i>verder</i>>];
        c [shape=record, label="{<f0> Bel de KB|Mail \| wacht}"];
        d [label="a < b en \"c\" > d"]; "e f"; p [shape=point, label="\N"];
        a:s -> c:f0 [xlabel="Ja\nhoor", headlabel=klaar] }""")
    assert dict(found.nodes(data="label")) == {
        "a": "Werkt a?\nKijk & wacht",
        "b": "Klaar!\nGa verder",
        "c": "Bel de KB\nMail | wacht",
        "d": 'a < b en "c" > d',
        "e f": "e f",
        "p": "",
    }
    assert found.nodes["a"]["shape"] == "diamond"
    assert [*found.edges(data="label")] == [("a", "c", "Ja hoor klaar")]


def test_clusters_are_groups_and_the_inner_one_counts():
    found = graph("""digraph { label=Alles; a; b; c; subgraph rij { rank=same; a } subgraph cluster_3 { d }
        subgraph cluster_1 { label="De pas"; b; subgraph cluster_2 { label=<<b>Nieuw</b>>; c } } }""")
    assert dict(found.nodes(data="group")) == {"a": None, "b": "De pas", "c": "Nieuw", "d": None}


def test_arrows_side_by_side_keep_their_labels_and_one_can_point_back():
    found = graph(
        "digraph { a -> b [label=x]; a -> b [label=y]; a -> b [dir=back]; a -> b -> c [style=invis] }"
    )
    assert sorted(found.edges(data="label")) == [("a", "b", "x"), ("a", "b", "y"), ("b", "a", "")]


def test_a_kind_of_ours_is_taken_and_another_is_not():
    found = graph("digraph { a [kind=question, party=lener]; b [kind=class, party=x]; a -> b }")
    assert (found.nodes["a"]["kind"], found.nodes["a"]["party"]) == ("question", "lener")
    assert found.nodes["b"] == {"label": "b"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("graph { a -- b }", "geen richting"),
        ("digraph {" + "".join(f"n{at};" for at in range(3000)) + "}", "3000 stappen"),
        ("digraph {" + "a->b;" * 10_001 + "}", "10001 pijlen"),
    ],
)
def test_what_has_no_direction_or_is_more_than_a_handbook_is_refused(text, said):
    with pytest.raises(HandbookError) as caught:
        graph(text)
    assert said in str(caught.value)


@pytest.mark.thorough
def test_a_program_of_its_own_reads_a_file_and_its_errors_become_a_message(capfd):
    assert [*dot.read("strict digraph { a -> b }", "x.dot").edges()] == [("a", "b")]
    for text, line in (("digraph {\n a -> \n}", 3), ("hallo", 1), ("", 1), ('digraph { a [label="', 1)):
        with pytest.raises(HandbookError, match=f"^x.dot:{line}: Het bestand is geen goede DOT"):
            dot.read(text, "x.dot")
    assert capfd.readouterr() == ("", "")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "text",
    [
        "digraph " + "{ subgraph " * 100_000,
        "digraph { a" + " -> a" * 300_000 + "}",
        "digraph {" + "".join(f"n{at}->n{at + 1};" for at in range(100_000)) + "}",
        'digraph { a [label="' + "x" * 1_000_000 + '"] }',
        'digraph { charset="rot13"; a -> b }',
        'digraph { a [label="\udcff"] }',
        "digraph { a\0b -> c }",
    ],
    ids=["deep", "long", "large", "label", "charset", "half", "null"],
)
def test_whatever_a_text_does_to_the_parser_it_is_refused_or_read(text):
    with suppress(HandbookError):
        assert len(dot.read(text, "x.dot")) <= STEPS


@pytest.mark.thorough
@pytest.mark.parametrize("trouble", [subprocess.TimeoutExpired("dot", 1), -11])
def test_a_parser_that_crashes_or_does_not_come_back_is_told(monkeypatch, trouble):
    def run(*_args, **_options):
        if isinstance(trouble, Exception):
            raise trouble
        return subprocess.CompletedProcess([], trouble, b"", b"")

    monkeypatch.setattr(dot.subprocess, "run", run)
    with pytest.raises(HandbookError, match=r"^x\.dot:1: "):
        dot.read("digraph { a -> b }", "x.dot")


@pytest.mark.thorough
def test_graphviz_is_imported_only_where_dot_is_parsed():
    code = "import sys, ehbi.files.flowcharts.dot; print('pygraphviz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"False\n"
