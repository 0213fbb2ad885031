"""GraphML of others: of yEd, of Gephi and of programs, and what a hostile file tries."""

from __future__ import annotations

import pytest

from ehbi.files.flowcharts.graphml import read
from ehbi.handbook import HandbookError

HEAD = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">'
    '<key for="node" id="d6" yfiles.type="nodegraphics"/>'
    '<key for="edge" id="d10" yfiles.type="edgegraphics"/>'
)


def graph(inner, head=HEAD, edges="directed"):
    return f'{head}<graph edgedefault="{edges}" id="G">{inner}</graph></graphml>'


def node(name, *labels, shape="rectangle", inner=""):
    said = "".join(f"<y:NodeLabel>{label}<y:LabelModel/></y:NodeLabel>" for label in labels)
    drawn = f'<y:ShapeNode><y:Geometry x="1"/>{said}<y:Shape type="{shape}"/></y:ShapeNode>'
    return f'<node id="{name}"><data key="d6">{drawn}</data>{inner}</node>'


def edge(source, target, label="", arrows='source="none" target="standard"'):
    drawn = f"<y:PolyLineEdge><y:Arrows {arrows}/><y:EdgeLabel>{label}</y:EdgeLabel></y:PolyLineEdge>"
    return f'<edge id="e0" source="{source}" target="{target}"><data key="d10">{drawn}</data></edge>'


def test_what_yed_draws_is_read():
    asks = node("n0", "&lt;html&gt;Werkt de &lt;b&gt;pas&lt;/b&gt;?", shape="diamond")
    decision = (
        node("n3")
        .replace("y:ShapeNode", "y:GenericNode")
        .replace("<y:GenericNode>", '<y:GenericNode configuration="com.yworks.flowchart.decision">')
    )
    back = edge("n1", "n0", "Terug", 'source="standard" target="none"')
    cells = asks + node("n1", "Klaar", "ga verder") + decision + edge("n0", "n1", "Ja") + back
    found = read(graph(cells + edge("n1", "n3")), "x")
    assert dict(found.nodes(data=True)) == {
        "n0": {"label": "Werkt de pas?", "shape": "diamond"},
        "n1": {"label": "Klaar\nga verder"},
        "n3": {"label": "", "shape": "diamond"},
    }
    assert sorted(found.edges(data="label"), key=str) == [
        ("n0", "n1", "Ja"),
        ("n0", "n1", "Terug"),
        ("n1", "n3", None),
    ]


@pytest.mark.parametrize("folder", ["group", "folder"])
def test_a_group_of_yed_is_the_group_of_what_is_in_it(folder):
    inner = graph(node("n0::n0", "A") + node("n0::n1", "B") + edge("n0::n0", "n0::n1"), head="")
    group = node("n0", "Pas", "Pas", inner=inner.removesuffix("</graphml>"))
    found = read(graph(group.replace("<node ", f'<node yfiles.foldertype="{folder}" ', 1)), "x")
    assert dict(found.nodes(data=True)) == {
        "n0::n0": {"label": "A", "group": "Pas"},
        "n0::n1": {"label": "B", "group": "Pas"},
    }
    assert found.number_of_edges() == 1


def test_a_label_of_gephi_or_a_name_is_what_a_node_says_and_fields_need_a_kind_of_ours():
    keys = "".join(
        f'<key id="{name}" for="all" attr.name="{name}"/>' for name in ("label", "name", "kind", "number")
    )
    one = (
        '<node id="1"><data key="label">Werkt het?</data><data key="kind">class</data><port name="p"/></node>'
    )
    two = (
        '<node id="2"><data key="name">Klaar</data><data key="kind">outcome</data><data key="number"/></node>'
    )
    line = '<edge source="1" target="2" directed="true"><data key="label">Ja</data></edge>'
    found = read(graph(one + two + line, f"<graphml>{keys}", "undirected"), "x")
    assert dict(found.nodes(data=True)) == {
        "1": {"label": "Werkt het?"},
        "2": {"label": "Klaar", "kind": "outcome", "number": None},
    }
    assert [*found.edges(data="label")] == [("1", "2", "Ja")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<graphml", "geen goede XML"),
        ("<mxfile/>", "maar geen GraphML"),
        ("<graphml/>", "niet heel"),
        (graph('<edge source="a" target="b"/>', edges="undirected"), "geen richting"),
        (graph('<node id="a"><data key="weg">x</data></node>'), "niet heel"),
        (graph("<hyperedge/>"), "niet heel"),
        (
            graph('<node id="a"><data key="d1">x</data></node>', '<graphml><key id="d1" attr.type="int"/>'),
            "niet heel",
        ),
        (graph("".join(f'<node id="{at}"/>' for at in range(100_000))), "100000 stappen"),
        (graph('<edge source="a" target="b"/>' * 10_001), "10001 pijlen"),
        (graph('<node id="a"><graph>' * 5000 + "</graph></node>" * 5000), "te diep genest"),
        ('<!DOCTYPE x [<!ENTITY a "aa">]><graphml>&a;</graphml>', "<!ENTITY"),
    ],
)
def test_what_is_no_graph_or_more_than_a_handbook_is_refused(text, said):
    with pytest.raises(HandbookError) as caught:
        read(text, "x.graphml")
    assert said in str(caught.value)


def test_groups_in_groups_are_read_as_deep_as_xml_may_go():
    text = graph(
        '<node id="a" yfiles.foldertype="group"><graph>' * 40 + node("x", "X") + "</graph></node>" * 40
    )
    assert [*read(text, "x").nodes(data="label")][-1] == ("x", "X")
