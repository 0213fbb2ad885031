"""Gestures on the chart of the manager's page: what they do to the draft, and what the chart is told."""

from __future__ import annotations

import pytest

from ehbi.apps.editor.charts import picture_of
from ehbi.apps.editor.figures import past_year
from ehbi.flowchart.layout import _arranged, lay_out
from ehbi.handbook import Handbook, clock
from ehbi.handbook.checks import check
from ehbi.store import LoggedCase, case_log
from ehbi.store.case_log import hour
from tests.unit.handbook.strategies import PACKAGED

from .managing import block, fill, panel, press

HANDBOOK = PACKAGED


@pytest.fixture
def told(noor):
    """What the chart is told, in turn."""
    heard = []
    noor.chart.observe(lambda change: heard.append(change["new"]), names=["told"])
    return heard


def edit(noor, act, step="", answer="", **more):
    spot = {"step": step} if step else {}
    hear(noor, {"act": act, **spot, **({"answer": answer} if answer else {}), **more})


def hear(noor, message):
    noor.chart._hear(noor.chart, {"kind": "edit", **message}, [])


def now(noor):
    return noor.page.work.handbook


def said(noor):
    return block(noor.bar, "said")["text"]


def test_only_the_chart_of_the_steps_can_be_edited(noor):
    assert noor.chart.editable
    panel(noor, "publiceren")
    assert not noor.chart.editable


def test_after_each_move_the_picture_is_that_of_the_draft_as_nobody_saw_it_before(noor):
    moves = [
        ("lead", "reset-mail", "nee", {"to": "mail-thuis"}),
        ("text", "mail-zoeken", "", {"text": "Waar is de mail?", "about": ""}),
        ("text", "mail-zoeken", "ja", {"text": "In de inbox", "about": ""}),
        ("remove", "mail-zoeken", "hier-niet", {}),
        ("text", "mail-thuis", "", {"text": " ", "about": ""}),
        ("undo", "", "", {}),
        ("redo", "", "", {}),
    ]
    seen = set()
    for act, step, answer, more in moves:
        edit(noor, act, step, answer, **more)
        fresh = Handbook.model_validate(now(noor).model_dump(mode="json"))
        found = check(fresh, noor.page.work.today)
        assert set(noor.page.work.problems) == set(found)
        for kept in (lay_out, _arranged):
            kept.cache_clear()
        key = noor.chart.shown
        assert noor.chart.svgs == {key: picture_of(fresh, noor.page.at, key, noor.page.work.problems).svg}
        seen.add(noor.chart.svgs[key])
    assert len(seen) == len(moves) - 2  # what is undone or done again looks as it did


def test_a_step_is_put_under_another_and_its_title_and_answer_are_asked(noor, told):
    edit(noor, "plus", "reset-mail")
    assert [item["label"] for item in told[-1]["items"]] == [
        "Vraag", "Doen", "Uitkomst", "Een bestaande stap…",
    ]  # fmt: skip
    edit(noor, **told[-1]["items"][1]["does"])
    new = noor.page.at
    assert [one["kind"] for one in told[-2:]] == ["said", "text"]
    assert (told[-1]["step"], told[-1]["value"]) == (new, "Nieuwe handeling")
    edit(noor, "text", new, text="Zet de app opnieuw op", about=new)
    assert (told[-1]["kind"], told[-1]["step"]) == ("text", "reset-mail")
    edit(noor, "text", "reset-mail", told[-1]["answer"], text="De app hapert", about=told[-1]["about"])
    new = noor.page.at
    assert now(noor).step(new).title == "Zet de app opnieuw op"
    assert now(noor).step("reset-mail").answers[-1].label == "De app hapert"
    assert (told[-1]["kind"], told[-1]["step"]) == ("focus", new)


def test_an_arrow_is_led_elsewhere_after_it_was_said_what_comes_of_it(noor, told):
    edit(noor, "aim", "reset-mail", "nee")
    asked = told[-1]
    assert (asked["kind"], asked["judges"], asked["field"]) == ("choice", True, "to")
    edit(noor, "judge", "reset-mail", "nee", to="eigen-site", number=7)
    assert (told[-1]["number"], told[-1]["fits"]) == (7, True)
    assert "komt geen casus meer bij" in told[-1]["text"]
    edit(noor, **asked["does"], to="eigen-site")
    assert now(noor).step("reset-mail").answer("nee").next == "eigen-site"
    edit(noor, "lead", "mail-zoeken", "ja", to="reset-mail")
    assert "in een kring" in said(noor)


def test_what_is_said_of_an_arrow_is_what_the_chart_counts_over_versions_and_of_cases_that_were_left(
    noor, store, told
):
    walks = [("reset-mail", "mail-zoeken"), ("reset-mail", "mail-zoeken", "ingelogd-met-mail")]
    cases = [
        LoggedCase(hour(clock.now()), way, outcome=end)
        for way, end in zip(walks, (None, walks[1][-1]), strict=True)
    ]
    case_log.keep(store, cases * 20)
    noor.page.choose("mail-zoeken")
    fill(panel(noor, "stappen"), "id", "inbox")
    edit(noor, "judge", "reset-mail", "ja", to="eigen-site", number=1)
    assert "is deze weg hooguit 40 keer gelopen" in told[-1]["text"]
    arrows = [one for one in past_year(noor.page.work).passages if one.step == "reset-mail"]
    assert {one.cases for one in arrows if one.target == "inbox"} == {40}


def test_deleting_asks_where_the_arrows_go_only_when_some_lead_there(noor, told):
    edit(noor, "remove", "ander-adres")
    assert told[-1]["kind"] == "menu"
    assert "leidt een antwoord van ‘" in told[-1]["text"]
    assert "ander-adres" in now(noor)
    edit(noor, **told[-1]["items"][0]["does"])
    assert "ander-adres" not in now(noor)
    edit(noor, "undo")
    assert now(noor) == HANDBOOK
    assert told[-1]["text"].startswith("Ongedaan gemaakt: ")
    edit(noor, "redo")
    assert "ander-adres" not in now(noor)
    edit(noor, "remove", "reset-mail", "nee")
    edit(noor, "situation", sketched=False)
    edit(noor, "remove", noor.page.at)
    assert "nieuwe-situatie" not in now(noor)


def test_a_new_situation_is_offered_empty_or_as_a_sketch(noor, told):
    press(noor.sight, "situation")
    assert [item["does"]["sketched"] for item in told[-1]["items"]] == [False, True]
    edit(noor, **told[-1]["items"][1]["does"])
    assert len(now(noor).steps) == len(HANDBOOK.steps) + 6
    assert noor.chart.shown == noor.page.at == told[-1]["step"]


def test_a_menu_has_what_can_be_done_with_a_step_or_an_arrow(noor, told):
    edit(noor, "menu", "ingelogd")
    assert "Stap erbij…" not in [item["label"] for item in told[-1]["items"]]
    edit(noor, "menu", "reset-mail", "nee")
    assert "Gaat naar…" in [item["label"] for item in told[-1]["items"]]
    edit(noor, "open", "reset-mail", "nee")
    assert noor.page.at == "reset-mail"


def test_a_step_can_take_the_place_of_another_by_choice(noor, told):
    edit(noor, "heir", "ander-adres")
    edit(noor, **told[-1]["does"], instead="eigen-site")
    assert now(noor).step("reset-mail").answer("nee").next == "eigen-site"


@pytest.mark.parametrize(
    "message",
    [
        {"act": "plus"}, {"act": "weg", "step": "reset-mail"},
        {"act": "add", "step": "reset-mail", "what": 3},
        {"act": "judge", "step": "reset-mail", "to": "weg"}, {"act": 3}, {"act": "undo"}, {"act": "redo"},
    ],
)  # fmt: skip
def test_what_nobody_could_have_asked_changes_nothing(noor, told, message):
    hear(noor, message)
    assert (now(noor), told) == (HANDBOOK, [])


def test_what_is_no_longer_there_is_refused_in_words(noor):
    edit(noor, "write", "weg")
    assert "‘weg’ staat niet bij" in said(noor)
    edit(noor, "lead", "reset-mail", "weg", to="eigen-site")
    assert "‘weg’ staat niet bij" in said(noor)


def test_a_step_is_copied_and_put_in_under_another(noor, told):
    edit(noor, "copy", "ander-adres")
    copied = told[-1]["copied"]
    edit(noor, "paste", "geen-rechten", text=copied)
    assert told[-1]["kind"] == "text"
    assert told[-1]["step"] == "geen-rechten"
    assert now(noor).step(noor.page.at).title == HANDBOOK.step("ander-adres").title
    edit(noor, "undo")
    edit(noor, "copy", "reset-mail", whole=True)
    edit(noor, "paste", "geen-rechten", text=told[-1]["copied"])
    assert now(noor).step(noor.page.at).number == 5


def test_what_is_cut_goes_once_it_is_on_the_clipboard_and_one_undo_brings_it_back(noor, told):
    edit(noor, "copy", "mail-zoeken", whole=True, cut=True)
    copied, then = told[-1]["copied"], told[-1]["then"]
    assert now(noor) == HANDBOOK
    edit(noor, **then)
    assert told[-1]["kind"] == "menu"
    edit(noor, **told[-1]["items"][-1]["does"])
    assert "mail-opnieuw" not in now(noor)
    assert "met alles eronder weggehaald" in [one for one in told if one["kind"] == "said"][-1]["text"]
    edit(noor, "paste", "geen-rechten", text=copied)
    assert "mail-opnieuw" in now(noor)
    edit(noor, "undo")
    edit(noor, "undo")
    assert now(noor) == HANDBOOK


def test_the_place_of_a_branch_is_taken_by_a_step_that_stays(noor, told):
    edit(noor, "remove", "mail-zoeken", whole=True)
    assert not {item["does"].get("instead") for item in told[-1]["items"]} & {"mail-opnieuw"}
    edit(noor, **told[-1]["items"][-2]["does"])
    edit(noor, **told[-1]["does"], instead="eigen-site")
    assert "mail-zoeken" not in now(noor)
    assert now(noor).step("reset-mail").answer("ja").next == "eigen-site"


def test_what_is_pasted_in_an_arrow_goes_on_by_its_one_way_or_by_the_one_that_is_chosen(noor, told):
    edit(noor, "copy", "mail-zoeken")
    edit(noor, "paste", "reset-mail", "nee", text=told[-1]["copied"])
    assert told[-1]["text"] == "Welk antwoord gaat verder naar ‘Kijk in de mailbox van het juiste adres’?"
    assert now(noor) == HANDBOOK
    edit(noor, **told[-1]["items"][1]["does"])
    new = now(noor).step(noor.page.at)
    assert new.answers[1].next == "ander-adres"
    assert now(noor).step("reset-mail").answer("nee").next == new.id
    edit(noor, "undo")
    assert (now(noor), noor.page.at) == (HANDBOOK, "reset-mail")
    edit(noor, "copy", "ingelogd")
    edit(noor, "paste", "reset-mail", "nee", text=told[-1]["copied"])
    assert "komt niets meer" in said(noor)
    edit(noor, "copy", "reset-mail", whole=True)
    edit(noor, "paste", "reset-mail", "nee", text=told[-1]["copied"])
    assert "begint een casus" in said(noor)
    assert now(noor) == HANDBOOK


@pytest.mark.parametrize("text", ["zomaar tekst", "[" * 100_000, '{"ehbi-stappen": [1]}', ""])
def test_what_is_pasted_from_elsewhere_is_refused(noor, text):
    edit(noor, "paste", "geen-rechten", text=text)
    assert said(noor)
    assert now(noor) == HANDBOOK
