"""Tables as flowcharts: of any separator and spelling, one row an answer or one row a rule."""

from __future__ import annotations

import builtins
from io import BytesIO
from itertools import product
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.files.flowcharts import cells
from ehbi.files.flowcharts.rules import NOT_SAID, OTHERWISE
from ehbi.files.flowcharts.table import read, read_workbook
from ehbi.handbook import HandbookError

ANSWERS = """stap;tekst;antwoord;volgende
Werkt de pas?;Kijk op de pas.;Ja;Klaar
;;Nee;Maak een pas
Maak een pas;Aan de balie.;;Werkt de pas?
"""


def arrows(graph):
    """The arrows of a graph, by what stands in the boxes."""
    titles = {node: data["label"].splitlines()[0] for node, data in graph.nodes(data=True) if data["label"]}
    return [
        (titles.get(start, ""), data["label"], titles.get(end, ""))
        for start, end, data in graph.edges(data=True)
    ]


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_each_row_is_an_answer_and_a_step_that_is_not_named_is_the_one_above(separator):
    graph = read(ANSWERS.replace(";", separator), "pas.csv")
    assert arrows(graph) == [
        ("Werkt de pas?", "Ja", "Klaar"),
        ("Werkt de pas?", "Nee", "Maak een pas"),
        ("Maak een pas", "", "Werkt de pas?"),
    ]
    assert graph.nodes["werkt de pas?"] == {"label": "Werkt de pas?\nKijk op de pas.", "shape": "diamond"}


@pytest.mark.parametrize(
    "text",
    [
        "Next;STEP:;Answer\nKlaar;Werkt de pas?;Ja",
        "sep=;\nvolgende stap;vraag;keuze\nKlaar;Werkt de pas?;Ja",
        "Onze flowchart;;\n;;\nnaar;van;label\nKlaar;Werkt de pas?;Ja",
        "id,source,target,label\ne1,Werkt de pas?,Klaar,Ja",
        'naar,titel,antwoord\n"Klaar","Werkt de pas?","Ja"',
    ],
)
def test_columns_go_by_any_usual_name_in_any_order(text):
    assert arrows(read(text, "a.csv")) == [("Werkt de pas?", "Ja", "Klaar")]


@pytest.mark.parametrize("leads", ["2", "stap 2", "Ga naar stap 2", "Klaar", "KLAAR "])
def test_what_comes_next_is_named_by_number_or_title(leads):
    graph = read(f"nr;titel;antwoord;volgende\n1;Werkt de pas?;Ja;{leads}\n2;Klaar;;", "a.csv")
    assert arrows(graph) == [("Werkt de pas?", "Ja", "Klaar")]
    assert len(graph) == 2


def test_an_answer_that_leads_nowhere_leads_to_a_step_without_words():
    graph = read("stap;antwoord;volgende\nA;Ja;\nA;Nee;\n", "a.csv")
    assert arrows(graph) == [("A", "Ja", ""), ("A", "Nee", "")]
    assert len(graph) == 3


def test_what_is_left_out_is_told():
    graph = read("stap;antwoord;volgende;kleur;vorm\n;Ja;B;;\nA;Ja;B;rood;rond\n", "a.csv")
    assert graph.graph["told"] == (
        "De kolommen ‘kleur’, ‘vorm’ horen bij geen stap en zijn weggelaten.",
        "Rij 2 heeft geen stap en is weggelaten.",
    )


RULES = """Abonnement;Pas geldig;Uitkomst;Toelichting
Jeugd;ja;Log in;Met het nummer.
Jeugd;nee;Verleng de pas;
Premium;-;Log in;Met het nummer.
"""


def test_rules_become_questions_of_which_none_is_asked_in_vain():
    graph = read(RULES, "regels.csv")
    assert arrows(graph) == [
        ("Abonnement?", "Jeugd", "Pas geldig?"),
        ("Abonnement?", "Premium", "Log in"),
        ("Pas geldig?", "ja", "Log in"),
        ("Pas geldig?", "nee", "Verleng de pas"),
    ]
    assert graph.graph["told"] == ()


def test_a_condition_is_asked_by_its_own_name_whatever_that_is_for_a_step():
    graph = read("Rol;Naam;Uitkomst\nLener;-;Log in\nKind;-;Vraag de ouder\n", "regels.csv")
    assert {tail for tail, _, _ in arrows(graph)} == {"Rol?"}


def test_the_column_that_decides_most_is_asked_first():
    text = "maand,lid,uitkomst\n1,ja,A\n2,ja,A\n3,ja,A\n1,nee,B\n2,nee,B\n3,nee,B\n"
    assert arrows(read(text, "a.csv")) == [("lid?", "ja", "A"), ("lid?", "nee", "B")]


def test_what_no_rule_is_about_is_told_and_drawn():
    graph = read("a;b;uitkomst\nja;ja;X\nja;nee;Y\nnee;ja;Z\n", "a.csv")
    assert ("b?", "nee", NOT_SAID) in arrows(graph)
    assert graph.graph["told"] == ("Over ‘a: nee, b: nee’ zegt de tabel niets.",)


def test_a_row_for_everything_else_is_an_answer():
    graph = read("leeftijd;uitkomst\n<18;Jeugd\n*;Volwassen\n", "a.csv")
    assert arrows(graph) == [("leeftijd?", "<18", "Jeugd"), ("leeftijd?", OTHERWISE, "Volwassen")]


def test_a_condition_that_is_everywhere_the_same_is_not_asked_and_told():
    graph = read("a;b;uitkomst\nja;ja;X\nja;nee;Y\n", "a.csv")
    assert [asked for asked, *_ in arrows(graph)] == ["b?", "b?"]
    assert graph.graph["told"] == ("‘a’ is op elke rij ‘ja’ en wordt niet gevraagd.",)


def test_of_two_rules_that_fit_the_first_holds_and_the_other_is_told():
    graph = read("a;uitkomst\nja;X\nnee;Y\njA ;Z\n", "a.csv")
    assert [label for *_, label in arrows(graph)] == ["X", "Y"]
    assert graph.graph["told"] == ("Rij 4 komt nooit aan de beurt: een rij erboven zegt er al iets over.",)


@given(st.data())
def test_the_tree_says_of_any_case_what_the_first_rule_says(data):
    columns = data.draw(st.integers(1, 4))
    value = st.sampled_from(["ja", "nee", "-"])
    rows = data.draw(st.lists(st.tuples(*[value] * columns, st.sampled_from("XYZ")), min_size=1, max_size=10))
    heading = [f"c{at}" for at in range(columns)]
    graph = read("\n".join(",".join(row) for row in [(*heading, "uitkomst"), *rows]), "a.csv")
    (first,) = [node for node, comes_in in graph.in_degree() if not comes_in] or [next(iter(graph))]
    domains = [sorted({row[at] for row in rows} - {"-"}) or ["ja"] for at in range(columns)]
    for case in product(*domains):
        fits = (
            row[-1] for row in rows if all(said in ("-", now) for said, now in zip(row, case, strict=False))
        )
        assert walked(graph, first, dict(zip(heading, case, strict=True))) == next(fits, NOT_SAID)


def walked(graph, node, case):
    while graph.out_degree(node):
        ways = {data["label"]: target for _, target, data in graph.out_edges(node, data=True)}
        said = case[graph.nodes[node]["label"].removesuffix("?")]
        node = ways[said if said in ways else OTHERWISE]
    return graph.nodes[node]["label"]


def test_a_workbook_is_read_as_it_reads_in_excel():
    rows = [["nr", "titel", "antwoord", "volgende"], [1, "Klopt dit?", True, 2.0], [2, "=1+1", None, None]]
    graph = read_workbook(workbook(("Leeg", []), ("Schema", rows), ("Los", [["x"]])), "a.xlsx")
    assert graph.nodes["1"]["label"] == "Klopt dit?"
    assert arrows(graph)[0][:2] == ("Klopt dit?", "Ja")
    assert graph.graph["told"] == ("Het blad ‘Los’ is een ander en is weggelaten.",)


def test_a_formula_is_never_calculated():
    text = "stap;antwoord;volgende\n=1+1;=cmd|'/c calc'!A0;@SUM(A1)\n"
    assert arrows(read(text, "a.csv")) == [("=1+1", "=cmd|'/c calc'!A0", "@SUM(A1)")]


def refused(read_it, content):
    with pytest.raises(HandbookError) as caught:
        read_it(content, "a.csv")
    return caught.value.problems[0].told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a;b\n1;2", "de kolommen niet bekend: ‘a’, ‘b’"),
        ("stap;antwoord;volgende\n", "staat niets"),
        ("a;uitkomst\nja;\n", "met de uitkomst staat niets"),
        ("stap;antwoord;volgende\n" + "1;ja;2\n" * 100_000, "meer dan 10000 rijen"),
        ("stap;antwoord;volgende\n" + "x;" * 200 + "x", "meer dan 100 kolommen"),
        ('stap;antwoord;volgende\n"' + "x" * 200_000, "niet te lezen"),
        (";".join(f"c{at}" for at in range(21)) + ";uitkomst\n" + "ja;" * 21 + "X", "21 voorwaarden"),
    ],
)
def test_what_is_no_flowchart_is_refused_in_words(text, told):
    assert told in refused(read, text)


def test_rules_that_make_too_many_questions_are_refused():
    names = [f"c{at}" for at in range(20)]
    rows = [["jn"[(row * 7919 >> at) & 1] for at in range(20)] for row in range(5000)]
    text = "\n".join(",".join((*row, str(at))) for at, row in enumerate([[*names], *rows]))
    assert "te veel vragen" in refused(read, text.replace(",0\n", ",uitkomst\n", 1))


def test_a_workbook_that_is_a_bomb_or_damaged_is_refused(monkeypatch):
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * 60_000_000)
    assert "uitgepakt groter dan 50 MB" in refused(read_workbook, bomb.getvalue())
    whole = workbook(("A", [["stap", "volgende"], ["a", "b"]]))
    assert "beschadigd" in refused(read_workbook, whole[:-30])
    hollow = BytesIO()
    with ZipFile(hollow, "w") as parts:
        parts.writestr("xl/workbook.xml", b"<x/>")
    assert "beschadigd" in refused(read_workbook, hollow.getvalue())
    monkeypatch.setattr(cells, "MOST_ROWS", 1)
    assert "meer dan 1 rijen" in refused(read_workbook, whole)


SHEET = "xl/worksheets/sheet1.xml"


def spoilt(part, find, put):
    """A workbook of which a part says something else."""
    whole = BytesIO(workbook(("A", [["stap", "antwoord", "volgende"], ["a", "ja", "b"]])))
    made = BytesIO()
    with ZipFile(whole) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(find, put, 1) if name == part else content)
    return made.getvalue()


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "' + b"&a;" * 1000 + b'">]>'


@pytest.mark.parametrize(
    ("part", "before", "put", "told"),
    [
        (SHEET, b"</sheetData>", lambda: b"<row>" + b"<c/>" * 10_000_000 + b"</row>", "te veel cellen"),
        (SHEET, b"</sheetData>", lambda: b"<row/>" * 4_000_000, "te veel cellen"),
        (SHEET, b"</sheetData>", lambda: b"<a>" * 600_000, "te veel cellen"),
        (SHEET, b"<worksheet", lambda: BOMB, "beschadigd"),
        ("xl/workbook.xml", b"<workbook", lambda: BOMB, "beschadigd"),
    ],
    ids=["cells", "rows", "deep", "entities", "entities of the book"],
)
def test_a_workbook_that_is_small_only_as_it_is_packed_is_refused(part, before, put, told):
    content = spoilt(part, before, put() + before)
    assert len(content) < 200_000
    assert told in refused(read_workbook, content)


def test_a_cell_far_away_is_left_alone():
    far = b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>'
    assert len(read_workbook(spoilt(SHEET, b"</sheetData>", far), "a.xlsx")) == 2


def test_without_openpyxl_it_is_told_how_to_get_it(monkeypatch):
    whole = workbook(("A", [["stap", "volgende"], ["a", "b"]]))
    real = builtins.__import__

    def without(name, *rest, **named):
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert "pip install 'ehbi[xlsx]'" in refused(read_workbook, whole)
