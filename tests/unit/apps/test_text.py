"""The draft as text: what is right goes into the draft, what is wrong has a line, and all stays as typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ehbi
from ehbi.apps.editor import Editor, Work
from ehbi.apps.editor.sheets import Sheets
from ehbi.apps.editor.text import PARTS, SAID
from ehbi.apps.editor.texts import name_of, placed, read, text_of, value_at
from ehbi.files.documents import to_yaml
from ehbi.store import Store
from tests.unit.handbook.edits import edited, full_handbooks
from tests.unit.handbook.strategies import difficult_texts, few

from .managing import block, fill, flat, panel, press

HANDBOOK = ehbi.load()
WHOLE = ()
BROKEN = "titel: [niet dicht"


@pytest.fixture
def tekst(noor):
    return panel(noor, "tekst")


def field(shown):
    return next(one for one in flat(shown.blocks) if one["id"].startswith("text/"))


def typed(shown, text):
    fill(shown, field(shown)["id"], text)


def lines(shown):
    return [one["label"] for one in flat(shown.blocks) if one["id"].startswith("line/")]


def of_step(tekst, step):
    fill(tekst, "part", "steps")
    fill(tekst, "thing", step)
    return field(tekst)["value"]


def places(handbook):
    return [
        WHOLE,
        *((part, name_of(item, part)) for part in PARTS if part for item in getattr(handbook, part)),
    ]


@few
@given(full_handbooks().flatmap(edited))
def test_the_text_of_a_draft_put_back_changes_nothing(handbook):
    for place in places(handbook):
        value = value_at(handbook, place)
        if value is not None:
            reading = read(text_of(value), place)
            assert reading.problems == ()
            assert placed(handbook, place, reading.value) == (handbook, place)


@few
@given(st.lists(st.tuples(st.sampled_from(places(HANDBOOK)), difficult_texts), max_size=8))
def test_whatever_is_typed_stays_as_it_was_typed(typing):
    sheets = Sheets()
    for place, text in typing:
        sheets.type(HANDBOOK, place, text)
    for place, text in dict(typing).items():
        assert sheets.at(HANDBOOK, place).text == text


ORIGINALS = st.sampled_from([text_of(value_at(HANDBOOK, place)) for place in places(HANDBOOK)])


@few
@given(ORIGINALS, difficult_texts, st.floats(0, 1), st.floats(0, 1))
def test_any_text_is_read_without_raising_and_its_problems_are_on_its_lines(text, new, where, length):
    start = int(len(text) * where)
    text = text[:start] + new + text[start + int((len(text) - start) * length * 0.2) :]
    for place in (WHOLE, ("steps", "toegang"), ("contacts", "fb-iam")):
        reading = read(text, place)
        assert (reading.value is None) == bool(reading.problems)
        assert all(1 <= one.line <= text.count("\n") + text.count("\r") + 1 for one in reading.problems)


def test_every_thing_of_every_sort_can_be_edited(noor, tekst):
    for part in PARTS:
        fill(tekst, "part", part)
        for name, _ in tekst.lists.get("things", ()) if part else [("", "")]:
            if part:
                fill(tekst, "thing", name)
            assert block(tekst, "status")["text"] == "Alles klopt. Deze tekst staat in je concept."
            typed(tekst, field(tekst)["value"] + "# klaar\n")
    assert noor.page.work.handbook == HANDBOOK
    assert block(noor.bar, "undo")["disabled"]


def test_a_text_goes_into_the_draft_in_one_go_and_stays_as_typed(noor, tekst):
    text = of_step(tekst, "toegang").replace("title: De lener heeft toegang", "title:   'Binnen' # kort")
    typed(tekst, text)
    assert noor.page.work.handbook.step("toegang").title == "Binnen"
    assert field(tekst)["value"] == text
    assert block(noor.bar, "undo")["spoken"] == f"Ongedaan maken: {SAID}"
    assert noor.chart.current == "toegang"
    press(noor.bar, "undo")
    assert noor.page.work.handbook == HANDBOOK
    assert field(tekst)["value"] == text_of(HANDBOOK.step("toegang"))


def test_each_problem_stands_with_its_line_and_leads_there(noor, tekst):
    text = of_step(tekst, "mail-zoeken")
    at = text.splitlines().index("  next: mail-opnieuw") + 1
    typed(tekst, text.replace("next: mail-opnieuw", "next: nergens"))
    assert noor.page.work.handbook.step("mail-zoeken").answer("nee").next == "nergens"
    [told] = [one for one in lines(tekst) if "‘nergens’" in one]
    assert told.startswith(f"Regel {at}: ")
    sent = []
    tekst.send = sent.append
    press(tekst, f"line/{at}/{lines(tekst).index(told)}")
    assert sent == [{"focus": field(tekst)["id"], "line": at}]
    assert field(tekst)["problems"]


def test_the_whole_handbook_has_the_lines_and_words_of_the_check(noor, tekst, tmp_path):
    fill(tekst, "part", "")
    text = (
        to_yaml(HANDBOOK).replace("next: toegang", "next: nergens").replace("party: balie", "party: wie", 1)
    )
    typed(tekst, text)
    file = tmp_path / "handboek.yaml"
    file.write_text(text, encoding="utf-8")
    handbook, problems = ehbi.files.inspect(file, noor.page.work.today)
    assert noor.page.work.handbook == handbook
    assert len(problems) > 2
    assert lines(tekst) == [f"Regel {one.line}: {one.message}. {one.remedy}." for one in problems]


@pytest.mark.parametrize("wrong", [BROKEN, "", "- a", "id: toegang", "\x07", "tekst: 3\n"])
def test_what_is_no_step_is_told_and_kept_but_not_in_the_draft(noor, tekst, wrong):
    of_step(tekst, "toegang")
    typed(tekst, wrong)
    assert noor.page.work.handbook == HANDBOOK
    assert lines(tekst)
    assert "staat nog niet in je concept" in block(tekst, "status")["text"]
    panel(noor, "stappen")
    noor.page.choose("mail-zoeken")
    panel(noor, "tekst")
    press(tekst, "open/0")
    assert field(tekst)["value"] == wrong
    press(tekst, "take")
    assert field(tekst)["value"] == text_of(HANDBOOK.step("toegang"))


def test_a_field_that_nobody_knows_is_not_dropped_without_a_word(noor, tekst):
    typed(tekst, of_step(tekst, "toegang") + "zeg: Hoi\n")
    assert any("‘zeg’ is hier onbekend" in one for one in lines(tekst))
    assert noor.page.work.handbook == HANDBOOK


def test_an_unfinished_text_does_not_undo_what_changed_elsewhere(noor, tekst):
    before = of_step(tekst, "toegang")
    typed(tekst, BROKEN)
    fill(panel(noor, "stappen"), "say", "Het werkt!")
    panel(noor, "tekst")
    assert "intussen ergens anders veranderd" in block(tekst, "status")["text"]
    typed(tekst, before)
    assert noor.page.work.handbook.step("toegang").say == "Het werkt!"
    press(tekst, "put")
    assert noor.page.work.handbook == HANDBOOK
    assert "intussen" not in block(tekst, "status")["text"]


def test_another_name_in_the_text_goes_along_everywhere_and_a_taken_one_is_refused(noor, tekst):
    text = of_step(tekst, "mail-opnieuw")
    typed(tekst, text.replace("id: mail-opnieuw", "id: mail-zoeken"))
    assert any(one.startswith("Regel 1: ‘mail-zoeken’ is al in gebruik") for one in lines(tekst))
    name = field(tekst)["id"]
    typed(tekst, text.replace("id: mail-opnieuw", "id: tweede-mail"))
    assert (noor.page.at, field(tekst)["id"]) == ("tweede-mail", name)
    assert noor.page.work.handbook.step("mail-zoeken").answer("nee").next == "tweede-mail"
    assert block(tekst, "status")["text"].startswith("Alles klopt.")


def test_the_text_of_what_is_gone_from_the_draft_can_still_be_read(noor, tekst):
    of_step(tekst, "mail-opnieuw")
    typed(tekst, BROKEN)
    press(panel(noor, "stappen"), "remove")
    panel(noor, "tekst")
    assert block(tekst, "gone/0")["value"] == BROKEN
    press(tekst, "forget/0")
    assert "gone/0" not in [one["id"] for one in flat(tekst.blocks)]


@few
@given(st.lists(st.tuples(st.sampled_from(["toegang", "mail-zoeken", ""]), difficult_texts), max_size=4))
def test_no_text_on_the_page_raises_and_undoing_it_all_gives_the_handbook_back(typing):
    store = Store.open("sqlite://", publishes=True)
    noor = Editor(Work(store, "Noor"))
    shown = panel(noor, "tekst")
    for step, text in typing:
        fill(shown, "part", "steps" if step else "")
        if step:
            fill(shown, "thing", step)
        written = field(shown)["value"] + text
        typed(shown, written)
        assert field(shown)["value"] == written
    while not block(noor.bar, "undo")["disabled"]:
        press(noor.bar, "undo")
    assert noor.page.work.handbook == HANDBOOK
    store.close()


@pytest.mark.parametrize("step", [step.id for step in HANDBOOK.steps])
def test_the_picture_beside_a_text_has_its_step_and_not_only_where_it_goes_on(noor, tekst, step):
    fill(tekst, "thing", "inloggegevens-onjuist")
    fill(tekst, "thing", step)
    [node] = re.findall(rf'<a [^>]*data-step="{step}"[^>]*>', noor.chart.svgs[noor.chart.shown])
    assert "connector" not in node
