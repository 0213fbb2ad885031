"""What docs/importing.md shows of each form can be read, and is the same flowchart in all of them."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

import ehbi
from ehbi.files.drafting import draft
from ehbi.files.flowcharts import sniffing
from ehbi.files.flowcharts.reading import READERS, read
from ehbi.files.flowcharts.sniffing import Form
from ehbi.files.networks import bare
from ehbi.handbook.values import Kind

PAGE = (Path(__file__).parents[3] / "docs" / "importing.md").read_text(encoding="utf-8")
EXAMPLES = dict(
    re.findall(r"^### ([^\n]+)\n.*?^(?:```+)\w+\n(.*?)^(?:```+)\n(?=\n#|\Z)", PAGE, re.DOTALL | re.MULTILINE)
)
FORMS = {
    "Mermaid": Form.MERMAID,
    "Markdown": Form.MARKDOWN,
    "draw.io": Form.DRAWIO,
    "GraphML": Form.GRAPHML,
    "DOT": Form.DOT,
    "Twee": Form.TWEE,
    "One row an answer": Form.TABLE,
    "One row a rule": Form.TABLE,
}
THERE = [title for title, form in FORMS.items() if find_spec(f"ehbi.files.flowcharts.{READERS[form][0]}")]


def drafted(title):
    drawn = read(EXAMPLES[title].encode(), "voorbeeld").drawn
    return draft(drawn, [start.node for start in drawn.starts], bare(ehbi.load()))


def test_each_form_has_an_example():
    assert list(EXAMPLES) == list(FORMS)


@pytest.mark.parametrize("title", FORMS)
def test_it_is_told_by_what_is_in_it(title):
    assert sniffing.of_text(EXAMPLES[title], "voorbeeld") is FORMS[title]


# Another program reads DOT.
@pytest.mark.parametrize(
    "title",
    [
        pytest.param(title, marks=pytest.mark.thorough if title == "DOT" else ())
        for title in THERE
        if title != "One row a rule"
    ],
)
def test_it_is_the_flowchart_of_all_others(title):
    made = drafted(title)
    first = made.situations[0]
    steps = {step.title: step for step in made.steps}
    assert [(answer.label, made.step(answer.next).title) for answer in first.answers] == [
        ("Ja", "Klaar"),
        ("Nee", "Maak een pas"),
    ]
    (back,) = steps["Maak een pas"].answers
    assert (back.label, made.step(back.next).again) == ("Probeer opnieuw", first.id)
    assert steps["Klaar"].kind is Kind.OUTCOME


def test_rules_are_a_tree():
    made = drafted("One row a rule")
    assert [step.title for step in made.steps if step.answers] == ["Werkt de pas?", "Is het een kind?"]
