"""Drawings of draw.io: pages, arrows, labels that are separate cells, and what a hostile file tries."""

from __future__ import annotations

import base64
import zlib
from html import escape
from urllib.parse import quote

import pytest
from PIL import PngImagePlugin

from ehbi.files.drafting import flowchart
from ehbi.files.flowcharts.drawio import read, read_png
from ehbi.files.flowcharts.sniffing import Form, of_bytes
from ehbi.handbook import HandbookError

from .drawing import drawn, saved

FILE = "x.drawio"


def cell(name, label="", style="rounded=0;html=1;", *, parent="1", place=(0, 0, 120, 60)):
    x, y, width, height = place
    geometry = f'<mxGeometry x="{x}" y="{y}" width="{width}" height="{height}" as="geometry"/>'
    said = f'id="{name}" value="{escape(label)}" style="{style}" vertex="1" parent="{parent}"'
    return f"<mxCell {said}>{geometry}</mxCell>"


def arrow(name, source="", target="", label="", **more):
    ends = "".join(f' {key}="{end}"' for key, end in (("source", source), ("target", target)) if end)
    more = {"style": "", "parent": "1", "points": "", **more}
    said = f'id="{name}" value="{escape(label)}" style="{more["style"]}" parent="{more["parent"]}"{ends}'
    return f'<mxCell edge="1" {said}><mxGeometry as="geometry">{more["points"]}</mxGeometry></mxCell>'


def point(end, x, y):
    return f'<mxPoint x="{x}" y="{y}" as="{end}Point"/>'


def model(*cells):
    root = '<mxCell id="0"/><mxCell id="1" parent="0"/>' + "".join(cells)
    return f"<mxGraphModel><root>{root}</root></mxGraphModel>"


def packed(text):
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(stream.compress(quote(text, safe="").encode()) + stream.flush()).decode()


def pages(**named):
    inner = "".join(f'<diagram name="{name}">{page}</diagram>' for name, page in named.items())
    return f"<mxfile>{inner}</mxfile>"


SMALL = model(
    cell("a", "<b>Werkt</b><br>de pas?", "rhombus;html=1;"),
    cell("b", "Klaar &amp; weg"),
    arrow("e", "a", "b", "Ja"),
)


def labels(graph):
    said = dict(graph.nodes(data="label"))
    arrows = [(said[tail], said[head], label or "") for tail, head, label in graph.edges(data="label")]
    return list(said.values()), arrows


@pytest.mark.parametrize(
    "text",
    [
        SMALL,
        pages(Een=SMALL),
        pages(Een=packed(SMALL)),
        f'<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" content="{escape(pages(A=packed(SMALL)))}"/>',
        f'<svg xmlns="http://www.w3.org/2000/svg" content="{quote(pages(A=SMALL))}"/>',
    ],
)
def test_a_drawing_is_read_plain_compressed_and_from_a_picture_that_holds_one(text):
    graph = read(text, FILE)
    assert labels(graph) == (["Werkt\nde pas?", "Klaar & weg"], [("Werkt\nde pas?", "Klaar & weg", "Ja")])
    assert [shape for _, shape in graph.nodes(data="shape")] == ["diamond", None]
    assert not any(group for _, group in graph.nodes(data="group"))


def picture(key, text, *, packed=False):
    info = PngImagePlugin.PngInfo()
    info.add_text(key, text, zip=packed)
    return saved(drawn(40, 30), "PNG", pnginfo=info)


@pytest.mark.parametrize(("key", "packed"), [("mxfile", False), ("mxGraphModel", True)])
def test_a_picture_that_holds_a_copy_of_its_drawing_is_read(key, packed):
    content = picture(key, quote(pages(Een=SMALL)), packed=packed)
    assert of_bytes(content) is Form.DRAWIO_PNG
    assert labels(read_png(content, FILE))[0] == ["Werkt\nde pas?", "Klaar & weg"]


@pytest.mark.parametrize(
    "content", [picture("mxfile", "%3C")[:60], picture("mxfile", "x"), picture("mxfile", "")]
)
def test_a_picture_with_a_damaged_copy_is_refused(content):
    with pytest.raises(HandbookError):
        read_png(content, FILE)


def test_each_of_several_pages_is_a_group_and_so_is_a_frame():
    lane = [
        cell("lane", "Balie", "swimlane;"),
        cell("c", "Bel", parent="lane"),
        cell("d", "Wacht", parent="lane"),
    ]
    graph = read(pages(Pas=SMALL, Mail=model(*lane, arrow("e", "c", "d"))), FILE)
    groups = {data["label"]: data["group"] for _, data in graph.nodes(data=True)}
    assert groups == {
        "Werkt\nde pas?": "Pas",
        "Klaar & weg": "Pas",
        "Bel": "Mail – Balie",
        "Wacht": "Mail – Balie",
    }


def test_a_label_of_an_arrow_can_be_a_cell_of_its_own():
    said = cell("l", "Nee", "edgeLabel;", parent="e")
    assert labels(read(model(cell("a", "A"), cell("b", "B"), arrow("e", "a", "b"), said), FILE)) == (
        ["A", "B"],
        [("A", "B", "Nee")],
    )


def test_a_label_can_be_of_the_wrapper_and_name_its_properties():
    inner = cell("", "").replace('id=""', "").replace('value=""', "")
    wrapped = f'<UserObject id="a" label="Stap %nr%" nr="4" placeholders="1">{inner}</UserObject>'
    assert labels(read(model(wrapped, cell("b", "B"), arrow("e", "a", "b")), FILE))[0] == ["Stap 4", "B"]


def test_an_arrow_without_ids_ends_at_the_box_that_it_touches():
    boxes = [
        cell("frame", "Vak", "swimlane;", place=(1000, 0, 500, 500)),
        cell("a", "A"),
        cell("b", "B", parent="frame", place=(20, 200, 120, 60)),
    ]
    loose = arrow("e", "a", points=point("source", 60, 60) + point("target", 1080, 195))
    assert labels(read(model(*boxes, loose), FILE)) == (["A", "B"], [("A", "B", "")])


def test_an_arrow_that_leads_nowhere_is_left_out_and_told():
    loose = [arrow("e", "a", "b"), arrow("f", "b", points=point("target", 900, 900)), arrow("g")]
    graph = read(model(cell("a", "A"), cell("b", "B<br>of C"), *loose), FILE)
    assert labels(graph)[1] == [("A", "B\nof C", "")]
    assert graph.graph["told"] == ("2 pijlen hangen los en zijn weggelaten, bij ‘B of C’.",)


def test_an_arrow_goes_where_its_head_is_and_where_the_arrow_goes_that_it_ends_on():
    back = arrow("e", "a", "b", style="startArrow=classic;endArrow=none;")
    joins = arrow("f", "c", "e2")
    straight = arrow("e2", "b", "a")
    graph = read(model(cell("a", "A"), cell("b", "B"), cell("c", "C"), back, straight, joins), FILE)
    assert sorted(labels(graph)[1]) == [("B", "A", ""), ("B", "A", ""), ("C", "A", "")]


def test_what_is_hidden_is_no_step_and_text_in_a_box_is_of_that_box():
    cells = [
        '<mxCell id="hidden" parent="0" visible="0"/>',
        cell("n", "Kladje", parent="hidden"),
        cell("a", "Klacht", "swimlane;"),
        cell("row", "Vraag door", "text;", parent="a"),
        cell("b", "B"),
        arrow("e", "a", "b"),
    ]
    assert labels(read(model(*cells), FILE))[0] == ["Klacht\nVraag door", "B"]


def test_text_beside_the_drawing_is_told_when_it_is_left_out():
    graph = read(
        model(cell("a", "A"), cell("b", "B"), cell("t", "Versie 3", "text;"), arrow("e", "a", "b")), FILE
    )
    assert flowchart(graph).told == ("‘Versie 3’ heeft geen pijlen en is weggelaten.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<mxfile><diagram>", "x.drawio:1: Het bestand is geen goede XML."),
        ("", "x.drawio:1: Het bestand is geen goede XML."),
        ("<html/>", "maar geen tekening van draw.io"),
        (pages(a=base64.b64encode(b"niet ingepakt").decode()), "kan niet worden uitgepakt"),
        (pages(a=packed("<mxGraphModel>")), "geen goede XML"),
        ('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><mxfile>&b;</mxfile>', "<!ENTITY"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><mxfile>&a;</mxfile>', "<!ENTITY"),
        ("<a>" * 200_000, "te diep genest"),
        ("<mxfile>" + "<a/>" * 600_000 + "</mxfile>", "te groot"),
        (pages(a=packed(" " * 6_000_000)), "groter dan 5 MB"),
        (
            pages(**{f"p{at}": packed("<mxGraphModel/>" + " " * 1_000_000) for at in range(9)}),
            "groter dan 5 MB",
        ),
        (model(*(f'<mxCell id="c{at}" vertex="1"/>' for at in range(100_000))), "100002 onderdelen"),
        (model(cell("a"), *(arrow(f"e{at}", "a", "a") for at in range(10_001))), "10001 pijlen"),
        (model(*(cell(f"c{at}", f"{at}") for at in range(2001))), "2001 stappen"),
    ],
)
def test_what_is_no_drawing_or_more_than_a_handbook_is_refused(text, said):
    with pytest.raises(HandbookError) as caught:
        read(text, FILE)
    assert said in str(caught.value)


def test_cells_in_a_circle_and_ends_of_nothing_are_harmless():
    cells = [
        cell("a", "A", parent="b"),
        cell("b", "B", parent="a"),
        arrow("e", "f", "f"),
        arrow("f", "e", "e"),
        arrow("g", "a", "weg"),
        arrow("h", "a", "b", parent="h"),
        cell("x", "<script>alert(1)</script>X", place=("NaN", "inf", "-", "")),
    ]
    graph = read(model(*cells), FILE)
    assert labels(graph)[1] == [("A", "B", "")]
    assert "X" in labels(graph)[0]


def test_many_loose_ends_are_looked_up_up_to_a_limit():
    ends = point("source", 10, 10) + point("target", 10, 10)
    boxes = [cell(f"c{at}", "C", place=(9000, 0, 1, 1)) for at in range(1500)]
    graph = read(model(*boxes, *(arrow(f"e{at}", points=ends) for at in range(9000))), FILE)
    assert graph.graph["told"] == ("9000 pijlen hangen los en zijn weggelaten.",)
