"""A kind of step has one name, on every screen and in every list of changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ehbi
from ehbi.book import step_html
from ehbi.flowchart.boxes import accessible_name, caption
from ehbi.handbook.naming import Names, said
from ehbi.handbook.values import Kind
from ehbi.paper import to_poster
from ehbi.slides import slides_page

from ..paper.reading import words

HANDBOOK = ehbi.load()
CODE = Path(ehbi.__file__).parent
BEFORE_THE_END = [kind for kind in Kind if kind is not Kind.OUTCOME]
OTHER_WORDS = re.compile(r"\b(actie|handelingsstap|taak)\b", re.IGNORECASE)


def test_an_action_is_doen_and_every_kind_has_a_name():
    assert Kind.ACTION.label == "Doen"
    assert all(kind.label for kind in Kind)


@pytest.mark.parametrize("kind", BEFORE_THE_END)
def test_card_chart_changes_and_slides_name_it_alike(kind):
    step = next(step for step in HANDBOOK.steps if step.kind is kind)
    name = kind.label
    assert re.search(rf'class="ehbi-kind">{name}\b', step_html(HANDBOOK, step))
    assert accessible_name(step, caption(HANDBOOK, step)).startswith(name)
    assert said(("steps", step.id, "kind"), kind.value, Names(HANDBOOK)) == f"‘{name.lower()}’"
    assert re.search(rf'class="kind {kind}">{name}\b', slides_page(HANDBOOK))


def test_the_poster_names_all_but_an_outcome():
    shown = words(to_poster(HANDBOOK))
    assert [kind for kind in BEFORE_THE_END if kind.label not in shown] == []


@pytest.mark.parametrize("ending", ["py", "js", "j2"])
def test_no_screen_has_another_word_for_it(ending):
    files = [file for file in CODE.rglob(f"*.{ending}") if "_pb" not in file.name]
    files = [file for file in files if file.parent.name != "flowcharts"]  # those know how others call it
    assert [file.name for file in files if OTHER_WORDS.search(file.read_text(encoding="utf-8"))] == []
