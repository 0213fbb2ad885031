"""Mermaid as people write it: its nodes, arrows, groups and texts, and a message for what is no flowchart."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.files.drafting import flowchart
from ehbi.files.flowcharts.mermaid import read
from ehbi.files.networks import from_networkx
from ehbi.flowchart import to_mermaid
from ehbi.flowchart.text import clean
from ehbi.handbook.errors import HandbookError
from ehbi.handbook.values import Kind

from ..flowchart.wordings import worded
from ..handbook.strategies import PACKAGED, handbooks


def drawn(*lines):
    return read("\n".join(("flowchart TD", *lines)), "proef.mmd")


def arrows(graph):
    return [(tail, head, data["label"]) for tail, head, data in graph.edges(data=True)]


def labels(graph):
    return {node: data["label"] for node, data in graph.nodes(data=True)}


def refused(text):
    with pytest.raises(HandbookError) as caught:
        read(text, "proef.mmd")
    return str(caught.value)


# ---- nodes and texts


@pytest.mark.parametrize(
    "shape",
    ["A[x y]", "A(x y)", "A([x y])", "A[[x y]]", "A[(x y)]", "A((x y))", "A(((x y)))", "A>x y]", "A{{x y}}",
     "A[/x y/]", r"A[\x y\]", r"A[/x y\]", r"A[\x y/]", 'A["x y"]', 'A@{ shape: doc, label: "x y" }',
     'A@{label: "x y"}', "A[x y]:::soort", "A:::soort@{ label: x y }", 'A["`**x** _y_`"]',
     "A[fa:fa-user x y]"],
)  # fmt: skip
def test_a_shape_says_its_text(shape):
    graph = drawn(shape)
    assert dict(graph.nodes(data=True)) == {"A": {"label": "x y"}}


@pytest.mark.parametrize(
    "shape", ["A{x}", 'A{"x"}', 'A@{ shape: diamond, label: "x" }', "A[x]\nA@{shape: diam}"]
)
def test_a_diamond_asks(shape):
    assert dict(drawn(shape).nodes(data=True)) == {"A": {"label": "x", "shape": "diamond"}}


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Kijk<br/>goed<BR>uit", "Kijk\ngoed\nuit"),
        (r"Kijk\ngoed", "Kijk\ngoed"),
        ("Kijk\n   goed", "Kijk\ngoed"),
        ("#quot;Ja#quot; #35;1 &amp; #lt;b#gt;", '"Ja" #1 & <b>'),
        ("een [twee] (drie) {vier} | --> %% ;", "een [twee] (drie) {vier} | --> %% ;"),
        ("<script>alert(1)</script>Klaar", "Klaar"),
        ("Prijs > 5 en < 10", "Prijs > 5 en < 10"),
    ],
)
def test_quotes_hold_anything(said, label):
    assert labels(drawn(f'A["{said}"]')) == {"A": label}


def test_what_is_said_last_counts_and_what_is_not_said_is_the_name():
    graph = drawn("stap-1.a --> é_2", "stap-1.a[Begin]", "stap-1.a[Hier] --> Einde")
    assert labels(graph) == {"stap-1.a": "Hier", "é_2": "é_2", "Einde": "Einde"}


# ---- arrows


@pytest.mark.parametrize(
    "line",
    [
        "-->",
        "---",
        "-.->",
        "-.-",
        "==>",
        "===",
        "--x",
        "--o",
        "x--x",
        "o--o",
        "---->",
        "-...->",
        "====>",
        "e1@-->",
    ],
)
def test_an_arrow_leads_from_one_to_the_other(line):
    assert arrows(drawn(f"A {line} B", "e1@{ animate: true }")) == [("A", "B", "")]


@pytest.mark.parametrize(
    "line",
    ["-->|ja, hoor|", '-->|"ja, hoor"|', "--> | ja, hoor |", "-- ja, hoor -->", '-- "ja, hoor" -->',
     "--ja, hoor-->", "-. ja, hoor .->", "-. ja, hoor -.->", "== ja, hoor ==>", "---|ja, hoor|",
     "-- ja, hoor ---", "-.->|ja, hoor|", "-->|ja,<br>hoor|"],
)  # fmt: skip
def test_an_arrow_says_its_label(line):
    assert arrows(drawn(f"A{line}B")) == [("A", "B", "ja, hoor")]


def test_an_arrow_can_lead_both_ways_back_or_be_only_for_the_looks():
    assert arrows(drawn("A <-->|om| B")) == [("A", "B", "om"), ("B", "A", "om")]
    assert arrows(drawn("A <--- B")) == [("B", "A", "")]
    graph = drawn("A ~~~ B")
    assert (set(graph), arrows(graph)) == ({"A", "B"}, [])


def test_arrows_go_on_and_from_many_to_many():
    graph = drawn("A --> B -- x --> C & D --> E;F-->G", "G", "  --> H -->", "  %% en dan", "  I %% klaar")
    assert arrows(graph) == [
        ("A", "B", ""),
        ("B", "C", "x"),
        ("B", "D", "x"),
        ("C", "E", ""),
        ("D", "E", ""),
        ("F", "G", ""),
        ("G", "H", ""),
        ("H", "I", ""),
    ]


# ---- groups


def test_a_subgraph_is_the_group_of_what_is_in_it():
    graph = drawn(
        'subgraph balie["Aan de balie"]',
        "  direction LR",
        "  A --> B",
        '  subgraph "Met een pas"',
        "    C --> B",
        "  end",
        "end",
        'subgraph rand[" "]',
        "  D",
        "end",
        "A --> D",
    )
    groups = {node: data.get("group") for node, data in graph.nodes(data=True)}
    assert groups == {"A": "Aan de balie", "B": "Aan de balie", "C": "Met een pas", "D": None}


def test_an_arrow_to_a_subgraph_goes_to_its_first_node_and_one_from_it_comes_from_its_ends():
    graph = drawn("S --> g --> T", "subgraph g [Groep]", "B --> C & D", "A --> B", "end", "leeg --> g")
    ways = {f"{tail}{head}" for tail, head in graph.edges()}
    assert ways == {"SA", "CT", "DT", "BC", "BD", "AB", "leegA"}


# ---- around it


def test_how_it_looks_is_left_alone():
    graph = drawn(
        "accTitle: Inloggen",
        "accDescr {",
        "  Meer regels --> hier",
        "}",
        "A --> B; classDef groen fill:#0f0,stroke:#333;",
        "class A,B groen;",
        "style A fill:#f9f,stroke-width:2px",
        "linkStyle 0 stroke:red",
        "linkStyle default stroke:red",
        'click A "https://example.org/a;b" "Uitleg',
        '  op twee regels" _blank',
        "click B call iets()",
    )
    assert (set(graph), arrows(graph)) == ({"A", "B"}, [("A", "B", "")])


@pytest.mark.parametrize(
    "begin", ["graph LR", "graph TD;", "flowchart", "flowchart-elk RL", "graph >", "flowchart BT"]
)
@pytest.mark.parametrize(
    "before",
    [
        "",
        "\n\n%% uitleg\n",
        "---\ntitle: Proef\n---\n",
        "%% uitleg\n---\ntitle: Proef\n---\n",
        '%%{init: {"theme":\n "dark"}}%%\n',
    ],
)
def test_a_flowchart_begins_in_many_ways(before, begin):
    assert arrows(read(f"{before}{begin}\r\nA-->B\r\n", "proef.mmd")) == [("A", "B", "")]


MANY = " & ".join(map(str, range(200)))
PAGE = """# Inloggen
```mermaid
sequenceDiagram
  A->>B: hoi
```
## De pas
> ```mermaid
> graph TD
>   A --> B
> ```
~~~mermaid
graph TD
  C --> D
~~~
"""


def test_of_a_page_the_first_flowchart_is_read_and_that_is_told():
    graph = read(PAGE, "wiki.md")
    assert arrows(graph) == [("A", "B", "")]
    (told,) = graph.graph["told"]
    assert told.startswith("Er staan 2 flowcharts in; gelezen is de eerste (regel 8, onder ‘De pas’).")


# ---- what cannot be read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sequenceDiagram\nA->>B: x", "proef.mmd:1: Dit is geen flowchart van Mermaid: het begint met ‘seq"),
        ("x\n```mermaid\n\npie title X\n```", "proef.mmd:4: Dit is geen flowchart van Mermaid: het begint"),
        ("", "het begint met ‘’"),
        ("graph TD\nA --> B\nB[open --> C", "proef.mmd:3: De haak ‘[’ wordt niet gesloten"),
        ("graph TD\n\nA -->\n", "proef.mmd:4: Achter deze pijl staat geen stap"),
        ("graph TD\nA -- tekst\nB", "proef.mmd:2: Een pijl wordt niet afgemaakt"),
        ("graph TD\nA --> B) x", "proef.mmd:2: Dit is niet te lezen: ‘) x’"),
        ("graph TD\nsubgraph X\nA --> B", "proef.mmd:3: Subgraph ‘X’ wordt niet gesloten"),
        ("graph TD\nA\nend\n", "proef.mmd:3: Hier staat end zonder subgraph"),
        ("# Uitleg\n\n```mermaid\ngraph TD\nA[x\n```", "proef.mmd:5: De haak ‘[’ wordt niet gesloten"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_at_its_line(text, told):
    assert told in refused(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("graph TD\n" + "\n".join(f"n{at} --> n{at + 1}" for at in range(100_000)), "2001 stappen"),
        (f"graph TD\n{MANY} --> {MANY}", "10001 pijlen"),
        ("graph TD\nsubgraph a\n" + "A\n" * 20 + "end\n" + "B --> a\n" * 10_001, "10001 pijlen"),
        ("graph TD\n" + "subgraph a\n" * 100_000, "meer dan 12 subgraphs"),
        ("graph TD\nA[" + "x" * 10_001 + "]", "tekst van 10001 tekens"),
        ("graph TD\n" + "A\n" * 100_001, "meer dan 100000 regels"),
        ("graph TD\nA" + "[" * 1_000_000, "wordt niet gesloten"),
        ("graph TD\nA -. " + ". " * 500_000, "niet afgemaakt"),
        ("graph TD\nA " + "-" * 1_000_000, "geen stap"),
        ("graph TD\nA " + "e@" * 500_000, "niet te lezen"),
        ("%%{" * 500_000, "geen flowchart"),
        ("---\na\n" * 200_000, "geen flowchart"),
        ("```mermaid\n" * 100_000, "geen flowchart"),
    ],
)  # fmt: skip
def test_what_is_too_large_or_made_to_harm_is_refused(text, told):
    assert told in refused(text)


_PIECES = r"""
A B end subgraph [ ] ( ) { } {{ }} [/ \] > < " | & ; : ::: @{ --> --- -- == -. .-> ~~~ <--> x--x -->|a|
%% %%{ }%% --- `** style click flowchart graph #35; <br> label: shape:
"""


@given(st.one_of(st.text(), st.lists(st.sampled_from([*_PIECES.split(), "\n"]), max_size=30).map(" ".join)))
def test_any_text_is_read_or_refused_with_a_message(text):
    for whole in (text, f"flowchart TD\n{text}", f"```mermaid\ngraph LR\n{text}\n```"):
        graph = None
        with suppress(HandbookError):  # with a line and a remedy, as the tests above show
            graph = read(whole, "proef.mmd")
        if graph:
            flowchart(graph)


# ---- our own


@given(worded())
def test_what_ehbi_writes_comes_back(handbook):
    graph = read(to_mermaid(handbook), "handboek.mmd")
    assert list(graph) == [step.id for step in handbook.steps]
    for step in handbook.steps:
        data = graph.nodes[step.id]
        assert (data["title"], data["kind"], data["outcome"]) == (clean(step.title), step.kind, step.outcome)
        assert data.get("number") == step.number
        ways = [(head, data["label"]) for _, head, data in graph.edges(step.id, data=True)]
        assert sorted(ways) == sorted((answer.next, clean(answer.label)) for answer in step.answers)


@given(handbooks())
def test_what_came_back_is_written_the_same(handbook):
    again = from_networkx(read(to_mermaid(handbook), "handboek.mmd"), handbook)
    known = {step.id: step for step in handbook.steps}
    for step in again.steps:
        assert step.model_copy(update={"answers": ()}) == known[step.id].model_copy(update={"answers": ()})


def test_a_step_of_ours_can_be_changed_and_one_of_somebody_else_be_added():
    text = to_mermaid(PACKAGED).replace("<br/>Kom hier later op terug", "<br/>Kom later terug<br/>Bel eerst")
    graph = read(f"{text}    s_later_verder --> Nieuw[Vraag<br/>Nog iets]\n", "handboek.mmd")
    assert graph.nodes["later-verder"]["title"] == "Kom later terug"
    assert graph.nodes["later-verder"]["text"] == "Bel eerst"
    assert graph.nodes["later-verder"]["kind"] is Kind.OUTCOME
    assert graph.nodes["Nieuw"] == {"label": "Vraag\nNog iets"}
