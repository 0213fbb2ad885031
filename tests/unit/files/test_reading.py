"""The one door: a file is told by what is in it, and one that is nothing of ours by what it looks like."""

from __future__ import annotations

import sys
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import networkx as nx
import pytest

import ehbi
from ehbi.files.documents import to_json, to_yaml
from ehbi.files.flowcharts.reading import READERS, read
from ehbi.files.flowcharts.sniffing import Form
from ehbi.handbook import HandbookError

HANDBOOK = ehbi.load()
TABLE = "stap;antwoord;volgende\nWerkt de pas?;Ja;Klaar\n"


@pytest.fixture
def fake(monkeypatch):
    """Have the readers of others in the place of which nothing is needed here."""
    seen = []

    def read_fake(text, file):
        seen.append((text, file))
        return nx.MultiDiGraph([("a", "b")], told=("‘Kop’ is weggelaten.",))

    for module in {module for module, _ in READERS.values()} - {"table"}:
        monkeypatch.setitem(sys.modules, f"ehbi.files.flowcharts.{module}", SimpleNamespace(read=read_fake))
    return seen


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("flowchart TD\n a-->b", Form.MERMAID),
        ("graph LR;a-->b", Form.MERMAID),
        ("%% uitleg\n\n---\ntitle: Pas\n---\n flowchart\n a-->b", Form.MERMAID),
        ("# Pas\n\n```mermaid\nflowchart TD\na-->b\n```", Form.MARKDOWN),
        ("::: mermaid\ngraph TD\na-->b\n:::", Form.MARKDOWN),
        ("digraph { a -> b }", Form.DOT),
        ('// uitleg\n/* {nog} */ strict graph "mijn pas" {a -- b}', Form.DOT),
        ('<?xml version="1.0"?>\n<!-- yEd -->\n<graphml xmlns="x"><graph/></graphml>', Form.GRAPHML),
        ("<mxfile><diagram/></mxfile>", Form.DRAWIO),
        ("<mxGraphModel/>", Form.DRAWIO),
        (":: StoryTitle\nPas\n\n:: Begin\n[[Klaar]]", Form.TWEE),
        (TABLE, Form.TABLE),
    ],
)
@pytest.mark.parametrize("name", ["iets.txt", "iets.yaml", "iets"])
def test_a_flowchart_is_told_by_what_is_in_it(fake, text, form, name):
    reading = read(text.encode(), name)
    assert reading.form is form
    assert reading.drawn.graph.number_of_edges() == 1
    if form is not Form.TABLE:
        assert fake == [(text, name)]
        assert reading.drawn.told == ("‘Kop’ is weggelaten.",)


@pytest.mark.parametrize("write", [to_yaml, to_json])
@pytest.mark.parametrize("name", ["handboek", "handboek.csv", "handboek.mmd"])
def test_a_handbook_of_our_own_is_one_whatever_it_is_called(write, name):
    reading = read(write(HANDBOOK).encode(), name)
    assert (reading.form, reading.handbook, reading.drawn) == (Form.HANDBOOK, HANDBOOK, None)
    assert reading.is_sound


@pytest.mark.usefixtures("fake")
def test_a_graph_that_holds_a_whole_handbook_is_that_handbook(monkeypatch):
    graph = ehbi.to_networkx(HANDBOOK)
    graph.graph["base"] = HANDBOOK
    monkeypatch.setattr(sys.modules["ehbi.files.flowcharts.dot"], "read", lambda *_: graph)
    reading = read(b"digraph {}", "a.dot")
    assert (reading.handbook, reading.drawn) == (HANDBOOK, None)
    assert reading.is_sound


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_as_excel_saves_it(encoding):
    drawn = read(TABLE.replace("Klaar", "Café €").encode(encoding), "a.csv").drawn
    assert [data["title"] for _, data in drawn.graph.nodes(data=True)] == ["Werkt de pas?", "Café €"]


def packed(*names):
    content = BytesIO()
    with ZipFile(content, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b"\x89PNG\r\n\x1a\n", "een plaatje (PNG)"),
        (b"\xff\xd8\xff\xe0", "een plaatje (JPEG)"),
        (b"%PDF-1.7", "een PDF"),
        (packed("word/document.xml"), "een document van Word"),
        (packed("visio/document.xml"), "een tekening van Visio"),
        (packed("a.txt"), "een ingepakte map (ZIP)"),
        (b"PK\x03\x04 damaged", "een ingepakte map (ZIP)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "een oud bestand van Office"),
        (b"\x1f\x8b\x08", "een ingepakt bestand"),
        (b"\x00\x01", "iets anders dan tekst"),
        (b"<!DOCTYPE html><html><body>x", "een webpagina"),
        (b"<html><tw-storydata>", "een verhaal van Twine als webpagina"),
        (b"<svg xmlns='x'/>", "een plaatje (SVG)"),
        (b"<bpmn:definitions/>", "een schema in BPMN"),
        (b"<boek/>", "XML van een ander programma (‘boek’)"),
        (b"sequenceDiagram\n A->>B: x", "een ander soort schema van Mermaid (sequenceDiagram)"),
        (b"@startuml\n", "een schema van PlantUML"),
        (b'{"nodes": []}', "JSON van een ander programma"),
        (b"Beste: collega, kijk eens", "gewone tekst"),
        (b"[" * 5000, "gewone tekst"),
        (b"<!--" * 200_000, "XML van een ander programma"),
        (b'graph "' + b"\\a" * 500_000, "gewone tekst"),
    ],
)
def test_anything_else_is_told_by_what_it_looks_like_with_what_can_be_read(content, looks):
    with pytest.raises(HandbookError) as caught:
        read(content, "vreemd.bin")
    told = str(caught.value)
    assert told.startswith(f"vreemd.bin: Dit lijkt op {looks}")
    assert "Wat wel kan: Mermaid, draw.io" in told
    assert "dubbele punt" not in told


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a", "Het bestand is leeg"),
        (b"\xef\xbb\xbf \n", "a", "Het bestand is leeg"),
        (b"x" * 5_000_001, "a", "groter dan 5 MB"),
        (b"\xff\xfe\x00\xd8", "a", "beschadigd"),
        (b"format: 1\n\xe9", "a", ":2: Het bestand is geen UTF-8"),
        (TABLE.encode() + b"\x07", "a", ":3: Hier staat een onzichtbaar teken (U+0007)"),
        (b"titel: [niet dicht", "a.yaml", "wordt niet gesloten"),
        (b"zomaar;wat\n1;2", "a.csv", "de kolommen niet bekend"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(content, name, told):
    with pytest.raises(HandbookError, match=r"^a") as caught:
        read(content, name)
    assert told in str(caught.value)


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    ("edges", "told"), [(2000, "2001 stappen; een handboek heeft er hoogstens 2000"), (0, "geen stappen")]
)
def test_more_than_a_handbook_holds_is_refused(monkeypatch, edges, told):
    graph = nx.MultiDiGraph((at, at + 1) for at in range(edges))
    monkeypatch.setattr(sys.modules["ehbi.files.flowcharts.dot"], "read", lambda *_: graph)
    with pytest.raises(HandbookError, match=told):
        read(b"digraph {}", "a.dot")


def test_a_picture_that_holds_its_drawing_is_read_as_that_drawing():
    model = "&lt;mxfile&gt;&lt;diagram&gt;&lt;mxGraphModel&gt;&lt;root&gt;"
    ends = "&lt;/root&gt;&lt;/mxGraphModel&gt;&lt;/diagram&gt;&lt;/mxfile&gt;"
    box = "&lt;mxCell id=&quot;{0}&quot; value=&quot;{0}&quot; vertex=&quot;1&quot;/&gt;"
    arrow = "&lt;mxCell id=&quot;e&quot; edge=&quot;1&quot; source=&quot;a&quot; target=&quot;b&quot;/&gt;"
    held = model + box.format("a") + box.format("b") + arrow + ends
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="1" content="{held}"><g/></svg>'
    found = read(svg.encode(), "schema.drawio.svg")
    assert (found.form, found.drawn.size) == (Form.DRAWIO, "2 stappen en 1 antwoord")


def test_what_a_reader_told_is_told_once(monkeypatch):
    told = "‘Los’ heeft geen pijlen en is weggelaten."
    graph = nx.MultiDiGraph([("a", "b")], told=(told,))
    graph.add_node("Los")
    monkeypatch.setattr("ehbi.files.flowcharts.dot.read", lambda *_: graph)
    assert read(b"digraph { a -> b }", "x.dot").drawn.told == (told,)
