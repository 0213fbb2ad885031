"""Stories of Twine: passages become steps and links answers, and code is no text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.files.drafting import draft, flowchart
from ehbi.files.flowcharts.twee import read
from ehbi.handbook.errors import HandbookError
from ehbi.handbook.values import Kind

from ..handbook.strategies import PACKAGED

STORY = """:: StoryTitle
De pas

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "format": "SugarCube", "start": "De pas doet het niet"}

:: Opmaak [stylesheet]
body { color: red } [[nee]]

:: StoryInit
<<set $keer to 0>>

:: Klaar {"position":"100,100"}
De pas werkt.

:: De pas doet het niet [begin] {"position":"0,0"}
<<if $keer gt 3>>Blijf rustig.<</if>> Vraag om de ''pas'' en lees <b>het nummer</b>.

* [[Het nummer klopt->Klaar]]
* [[Nieuwe pas<-Het nummer klopt niet]]
- [[Nog eens|De pas doet het niet][$keer += 1]]

:: Nieuwe pas
Ga naar de [[kast|Kast]] en pak een pas.
"""


def arrows(graph):
    return [(tail, head, data["label"]) for tail, head, data in graph.edges(data=True)]


def body(said, story="Harlowe"):
    graph = read(f':: StoryData\n{{"format": "{story}"}}\n\n:: A\n{said}\n', "proef.twee")
    return graph.nodes["A"]["text"], arrows(graph)


def refused(text):
    with pytest.raises(HandbookError) as caught:
        read(text, "proef.twee")
    return str(caught.value)


def test_a_story_is_read():
    graph = read(STORY, "pas.twee")
    assert dict(graph.nodes(data="text")) == {
        "Klaar": "De pas werkt.",
        "De pas doet het niet": "Blijf rustig. Vraag om de pas en lees het nummer.",
        "Nieuwe pas": "Ga naar de kast en pak een pas.",
        "Kast": None,
    }
    assert arrows(graph) == [
        ("De pas doet het niet", "Klaar", "Het nummer klopt"),
        ("De pas doet het niet", "Nieuwe pas", "Het nummer klopt niet"),
        ("De pas doet het niet", "De pas doet het niet", "Nog eens"),
        ("Nieuwe pas", "Kast", "kast"),
    ]


def test_a_line_that_only_looks_like_the_head_of_a_passage_is_a_text():
    graph = read(":: Begin\n\\:: let op\n[[Klaar]]\n", "x.twee")
    assert [*graph] == ["Begin", "Klaar"]
    assert graph.nodes["Begin"]["text"] == ":: let op"


def test_it_becomes_a_draft_that_starts_where_the_story_does():
    found = flowchart(read(STORY, "pas.twee"))
    assert [start.title for start in found.starts] == ["De pas doet het niet"]
    made = draft(found, [start.node for start in found.starts], PACKAGED)
    start = made.step("de-pas-doet-het-niet")
    assert (start.kind, start.text[:13]) == (Kind.SITUATION, "Blijf rustig.")
    assert made.step(start.answers[-1].next).again == start.id


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (":: Een\n\n:: Twee", "Een"),
        (":: Een\n\n:: Start", "Start"),
        (':: StoryData\n{"start": "Twee"}\n:: Een\n:: Twee', "Twee"),
        (':: StoryData\n{"start": "weg"}\n:: Een\n:: Twee', "Een"),
        (":: StoryData\n{stuk\n:: Een\n:: Twee", "Een"),
    ],
)
def test_where_it_starts(text, start):
    graph = read(text, "proef.twee")
    assert [node for node, kind in graph.nodes(data="kind") if kind] == [start]


@pytest.mark.parametrize(
    ("said", "text", "links"),
    [
        ("(if: $a is (max: 1, 2))[Ja!] |h>[Nee.]", "Ja! Nee.", []),
        ('(set: $a to 1)(link-goto: "Verder", "B")', "", [("A", "B", "Verder")]),
        ('(goto: "B")', "", [("A", "B", "B")]),
        ("Kijk (let op: goed) uit", "Kijk (let op: goed) uit", []),
        ("[[B]] [[https://example.org]] [[Ga->$waar]]", "", [("A", "B", "B")]),
    ],
)
def test_code_of_harlowe_is_no_text(said, text, links):
    assert body(said) == (text, links)


@pytest.mark.parametrize(
    ("said", "text", "links"),
    [
        ("<<script>>alert('x') < 1<</script>>Ja <<print $a>>", "Ja", []),
        ('<<link "Verder" "B">><<set $a to 2>><</link>>', "", [("A", "B", "Verder")]),
        ('<<goto "B">>', "", [("A", "B", "B")]),
        ("<% let a = 1 %>Ja /% nee %/", "Ja", []),
        ("x: 1\ny: 'a'\n--\n[if x > 1]\nJa\n[continued]\n{embed passage: 'B'}", "Ja", []),
        ("Noot: kijk\nEn verder", "Noot: kijk\n\nEn verder", []),
    ],
)
def test_code_of_others_is_no_text(said, text, links):
    assert body(said, "SugarCube") == (text, links)


def test_a_name_can_hold_brackets():
    assert list(read(":: Een \\[twee\\] [tag]\r\nx", "proef.twee")) == ["Een [twee]"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "proef.twee:1: Hier staan geen passages van Twine in"),
        (":: StoryTitle\nNiets", "Hier staan geen passages"),
        ("x\n\n:: [tag]\n", "proef.twee:3: Een passage heeft geen naam"),
        ("".join(f":: p{at}\n" for at in range(100_000)), "2001 stappen"),
        (":: A\n" + "[[B]]" * 100_000, "10001 pijlen"),
        (":: " + "x" * 10_001, "te lang"),
    ],
)
def test_what_cannot_be_read_is_refused(text, told):
    assert told in refused(text)


@pytest.mark.parametrize(
    "part", ["[[", "<<", "(a:", "<%", "/%", "[[a][", "((a:", "[[a->", "{embed ", "x:\n", "<b "]
)
def test_what_is_made_to_harm_is_read_at_once(part):
    assert list(read(":: A\n" + part * 100_000, "proef.twee")) == ["A"]


@given(st.text("ab:[]{}()<>|-$\"'%/\\\n *#"))
def test_any_text_is_read_or_refused_with_a_message(text):
    for whole in (text, f":: {text}", f":: A\n{text}\n:: B\n[[A]]"):
        graph = None
        with suppress(HandbookError):  # with a line and a remedy, as the tests above show
            graph = read(whole, "proef.twee")
        if graph:
            flowchart(graph)
