"""What the desk tells the manager and the manager the desk: remarks, notices, and walked paths."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from ehbi.apps.editor.inbox import MORE
from ehbi.handbook import clock
from ehbi.handbook.edits import change_step
from ehbi.handbook.values import Doubt
from ehbi.store import (
    LoggedCase,
    Notice,
    Remark,
    case_log,
    notices,
    remarks,
    retention,
    revisions,
)
from ehbi.store.case_log import hour
from ehbi.store.remarks import State, from_row
from tests.unit.handbook.strategies import PACKAGED

from .managing import block, fill, flat, panel, press, texts

HANDBOOK = PACKAGED
HOUR = timedelta(hours=1)
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def say(store):
    """Say something at the desk."""

    def saying(step="mail-zoeken", text="Welke map?", revision=HANDBOOK.revision):
        return remarks.keep(store, Remark(clock.now(), revision, step, Doubt.UNCLEAR, text))

    return saying


def balie(editor):
    return panel(editor, "balie")


def listed(editor):
    """The numbers of the remarks that are on show, in order."""
    names = (one["id"].split("/") for one in balie(editor).blocks)
    return [int(name[1]) for name in names if name[0] == "remark"]


def views(editor):
    return {one["id"]: one["label"] for one in block(editor.bar, "views")["blocks"]}


def heard(shown):
    """What is sent to a panel besides its blocks."""
    sent = []
    shown.send = sent.append
    return sent


def test_an_empty_inbox_says_so(noor):
    assert "De balie heeft nog niets gemeld." in texts(balie(noor))
    assert views(noor)["view/balie"] == "Balie"


def test_remarks_are_listed_newest_first_and_the_bar_says_how_many_wait(noor, store, say):
    say(), say("toegang"), remarks.change(store, say(), State.DONE, "", "Sem")
    assert listed(noor) == [2, 1]
    assert views(noor)["view/balie"] == "Balie (2)"
    assert block(balie(noor), "count")["text"] == "2 open, 0 opgepakt, 1 klaar"


def test_the_list_is_narrowed_by_state_and_by_step(noor, store, say):
    say(), say("toegang"), remarks.change(store, say(), State.DONE, "", "Sem")
    fill(balie(noor), "which", "klaar")
    assert listed(noor) == [3]
    fill(balie(noor), "which", "alle")
    fill(balie(noor), "step", "mail-zoeken")
    assert listed(noor) == [3, 1]
    fill(balie(noor), "step", "toegang")
    fill(balie(noor), "which", "opgepakt")
    assert listed(noor) == []
    assert "Er zijn geen meldingen die hierbij passen." in texts(balie(noor))


def test_a_long_list_is_shown_bit_by_bit(noor, say):
    for _ in range(MORE + 1):
        say()
    assert len(listed(noor)) == MORE
    assert block(balie(noor), "more")["label"] == "Toon meer (nog 1)"
    press(balie(noor), "more")
    assert len(listed(noor)) == MORE + 1


def test_a_remark_says_what_when_and_of_which_revision_in_dutch_time(noor, store):
    at = datetime(2026, 7, 1, 6, 30, tzinfo=UTC)
    remarks.keep(store, Remark(at, HANDBOOK.revision, "mail-zoeken", Doubt.WRONG, EVIL))
    assert block(balie(noor), "words/1")["text"] == f"Het klopt niet: {EVIL}"
    assert block(balie(noor), "when/1")["text"] == "1 juli 2026 08.30 uur, over versie 1"
    assert not [one for one in flat(balie(noor).blocks) if one["kind"] == "html"]


def test_it_says_in_which_revisions_the_step_has_changed_since(noor, store, say):
    say(), say("toegang")
    for number, why in enumerate(("Een", "Twee"), start=1):
        changed = change_step(HANDBOOK, "mail-zoeken", {"why": why})
        revisions.publish(store, number, changed, "Sem", "")
    after = say(revision=revisions.content(store, 3).revision)
    names = {one["id"]: one.get("text") for one in flat(balie(noor).blocks)}
    assert names["since/1"] == "De stap is sindsdien veranderd in versie 2 en versie 3."
    assert "since/2" not in names
    assert names[f"when/{after.number}"].endswith("over versie 3")
    assert f"since/{after.number}" not in names


def test_a_remark_leads_to_its_step_and_the_step_to_its_remarks(noor, say):
    say(), say(), say("toegang")
    press(balie(noor), "open/1")
    assert (noor.page.view, noor.page.at) == ("stappen", "mail-zoeken")
    assert block(panel(noor, "stappen"), "remarks")["label"] == "Bekijk 2 meldingen van de balie"
    press(panel(noor, "stappen"), "remarks")
    assert noor.page.view == "balie"
    assert listed(noor) == [2, 1]
    noor.page.choose("reset-mail")
    assert "remarks" not in [one["id"] for one in panel(noor, "stappen").blocks]


def test_a_remark_about_what_nobody_knows_any_more_can_still_be_read(noor, say):
    say("weg", revision="0" * 12)
    noor.page.work.do("weg", HANDBOOK.model_copy(update={"steps": HANDBOOK.steps[:3]}))
    say(HANDBOOK.steps[-1].id)
    said = " ".join(filter(None, texts(balie(noor))))
    assert f"{HANDBOOK.steps[-1].title} (deze stap staat niet meer in je concept)" in said
    assert "weg (deze stap staat niet meer in je concept)" in said
    assert "over een versie die hier niet bekend is" in said


def test_state_and_note_are_kept_when_asked_and_not_before(noor, store, say):
    said = say()
    assert block(balie(noor), "save/1")["disabled"]
    fill(balie(noor), "state/1", "opgepakt")
    fill(balie(noor), "note/1", "Ik vraag het na")
    assert remarks.kept(store) == (said,)
    press(balie(noor), "save/1")
    (kept,) = remarks.kept(store)
    assert (kept.state, kept.note, kept.changed_by) == (State.TAKEN_UP, "Ik vraag het na", "Noor")
    assert "is nu: opgepakt" in block(noor.bar, "said")["text"]
    assert block(balie(noor), "by/1")["text"].startswith("Laatst veranderd door Noor, ")
    assert block(balie(noor), "save/1")["disabled"]


def test_a_remark_that_is_done_leaves_the_list(noor, say):
    say()
    fill(balie(noor), "state/1", "klaar")
    press(balie(noor), "save/1")
    assert listed(noor) == []
    assert views(noor)["view/balie"] == "Balie"


def test_a_note_with_personal_data_is_refused_at_its_field_and_stays_there(noor, store, say):
    said = say()
    sent = heard(balie(noor))
    fill(balie(noor), "note/1", "Mail jan@example.org")
    press(balie(noor), "save/1")
    field = block(balie(noor), "note/1")
    assert field["value"] == "Mail jan@example.org"
    assert [tone for tone, _ in field["problems"]] == ["bad"]
    assert "e-mailadres" in field["problems"][0][1]
    assert sent == [{"focus": "note/1"}]
    assert remarks.kept(store) == (said,)
    fill(balie(noor), "note/1", "Mail de collega")
    assert block(balie(noor), "note/1")["problems"] == ()


def test_of_two_managers_the_second_sees_what_the_first_did_and_can_then_choose(noor, store, say):
    said = say()
    fill(balie(noor), "note/1", "Van Noor")
    theirs = remarks.change(store, said, State.DONE, "Van Sem", "Sem")
    press(balie(noor), "save/1")
    assert remarks.kept(store) == (theirs,)
    (told,) = (words for _, words in block(balie(noor), "note/1")["problems"])
    assert "Sem heeft deze melding intussen veranderd" in told
    assert "klaar" in told
    assert "Van Sem" in told
    assert block(balie(noor), "note/1")["value"] == "Van Noor"
    press(balie(noor), "save/1")
    assert remarks.kept(store)[0].note == "Van Noor"


def test_what_is_typed_stays_whatever_else_is_looked_at(noor, say):
    say()
    fill(balie(noor), "note/1", "Nog niet af")
    panel(noor, "stappen")
    fill(balie(noor), "which", "klaar")
    assert block(balie(noor), "note/1")["value"] == "Nog niet af"


def test_a_remark_is_deleted_only_after_a_question(noor, store, say):
    said, other = say(), say("toegang")
    press(balie(noor), f"forget-it/{said.number}")
    press(balie(noor), f"forget/{said.number}")
    press(balie(noor), f"keep/{said.number}")
    press(balie(noor), f"forget-it/{said.number}")
    assert remarks.kept(store) == (other, said)
    fill(balie(noor), f"note/{said.number}", "Nog niet af")
    press(balie(noor), f"forget/{said.number}")
    press(balie(noor), f"forget-it/{other.number}")
    press(balie(noor), f"forget-it/{said.number}")
    assert remarks.kept(store) == (other,)
    assert listed(noor) == [other.number]
    assert "verwijderd" in block(noor.bar, "said")["text"]


def test_a_remark_that_another_manager_deleted_is_said_to_be_gone(noor, store, say):
    said = say()
    press(balie(noor), "forget/1")
    retention.forget_remark(store, said.number)
    press(balie(noor), "forget-it/1")
    assert "Melding 1 is er niet" in block(noor.bar, "said")["text"]


def test_all_old_remarks_are_deleted_only_after_a_question(noor, store, say):
    new = say()
    for days in (800, 400):
        at = clock.now() - timedelta(days=days)
        remarks.keep(store, Remark(at, HANDBOOK.revision, "toegang", Doubt.WRONG, ""))
    fill(balie(noor), "months", "twaalf")
    press(balie(noor), "forget/0")
    assert block(balie(noor), "months")["problems"]
    press(balie(noor), "forget-it/0")
    assert len(remarks.kept(store)) == 3
    fill(balie(noor), "months", "12")
    press(balie(noor), "forget/0")
    assert block(balie(noor), "forget-it/0")["label"] == "Ja, verwijder alles ouder dan 12 maanden"
    press(balie(noor), "forget-it/0")
    assert remarks.kept(store) == (new,)
    assert block(noor.bar, "said")["text"] == "2 meldingen zijn verwijderd."


def test_the_inbox_reads_no_more_than_it_shows(noor, say, monkeypatch):
    for _ in range(MORE + 5):
        say()
    read = []
    monkeypatch.setattr(remarks, "from_row", lambda row: read.append(row) or from_row(row))
    monkeypatch.setattr(remarks, "kept", lambda _: pytest.fail("all are read"))
    assert len(listed(noor)) == MORE
    assert len(read) <= MORE + 1


def test_it_says_when_remarks_were_refused_because_too_many_came(noor, store):
    assert "refused" not in [one["id"] for one in flat(balie(noor).blocks)]
    remarks.refused(store, 12, datetime(2026, 7, 1, 6, 30, tzinfo=UTC))
    noor.page.refresh()
    assert "1 juli 2026 minstens 12" in block(balie(noor), "refused")["text"]


MORNING = datetime(2026, 7, 1, 6, 30, tzinfo=UTC)


@pytest.fixture
def morning(monkeypatch):
    """It is half past eight in the Netherlands, in summer."""
    monkeypatch.setattr(clock, "now", lambda: MORNING)


def board(editor):
    return panel(editor, "mededelingen")


def fill_notice(editor, **fields):
    for name, value in fields.items():
        fill(board(editor), name, value)


@pytest.mark.usefixtures("morning")
def test_a_notice_is_put_up_in_dutch_time(noor, store):
    assert "Er zijn nu geen mededelingen." in texts(board(noor))
    fill_notice(noor, text=" Storing ", start="2026-07-01T09:00", end="2026-07-01T17:00", situation="4")
    press(board(noor), "put")
    kept = Notice("Storing", MORNING + HOUR / 2, MORNING + 8.5 * HOUR, 4, 1)
    assert notices.unended(store, MORNING) == (kept,)
    assert block(board(noor), "when/1")["text"] == (
        "Vanaf 1 juli 2026 09.00 uur tot 1 juli 2026 17.00 uur · bij situatie 4"
    )
    assert [block(board(noor), name)["value"] for name in ("text", "start", "end", "situation")] == [""] * 4


@pytest.mark.usefixtures("morning")
@pytest.mark.parametrize(
    ("fields", "field", "why"),
    [
        ({}, "end", "Kies tot wanneer"),
        ({"text": "Storing"}, "end", "Kies tot wanneer"),
        ({"end": "2026-07-01T17:00"}, "text", "leeg"),
        ({"text": "Storing", "end": "2026-07-01T08:30"}, "end", "al voorbij"),
        ({"text": "Storing", "start": "2026-07-02T08:30", "end": "2026-07-01T17:00"}, "end", "begint"),
        ({"text": "x" * 301, "end": "2026-07-01T17:00"}, "text", "hoogstens 300"),
        ({"text": "Storing", "start": "straks", "end": "2026-07-01T17:00"}, "start", "geen moment"),
        ({"text": "Storing", "start": "0001-01-01T00:00", "end": "2026-07-01T17:00"}, "start", "geen moment"),
        ({"text": "Storing", "end": "272026-07-01T17:00"}, "end", "geen moment"),
    ],
)
def test_what_is_no_notice_is_refused_at_its_field_and_stays_typed(noor, store, fields, field, why):
    sent = heard(board(noor))
    fill_notice(noor, **fields)
    press(board(noor), "put")
    ((tone, told),) = block(board(noor), field)["problems"]
    assert tone == "bad"
    assert why in told
    assert {name: block(board(noor), name)["value"] for name in fields} == fields
    assert sent == [{"focus": field}]
    assert notices.unended(store, MORNING) == ()
    fill_notice(noor, **{field: "anders"})
    assert block(board(noor), field)["problems"] == ()


@pytest.mark.usefixtures("morning")
def test_what_may_be_about_a_patron_is_pointed_out_beside_a_notice_and_does_not_hold_it_up(noor, store):
    fill_notice(noor, text="Onderhoud 24-11-2026, bel 070-3140911", end="2026-07-01T17:00")
    ((tone, told),) = block(board(noor), "text")["problems"]
    assert (tone, told.startswith("Hier staat een datum in")) == ("warning", True)
    press(board(noor), "put")
    assert [one.text for one in notices.unended(store, MORNING)] == ["Onderhoud 24-11-2026, bel 070-3140911"]
    assert block(board(noor), "text")["problems"] == ()
    assert block(board(noor), "doubt/1")["text"] == told
    press(board(noor), "change/1")
    fill_notice(noor, text="Onderhoud op 24-11")
    assert block(board(noor), "text")["problems"] == ()
    press(board(noor), "put")
    assert told not in texts(board(noor))


@pytest.mark.usefixtures("morning")
def test_a_notice_is_changed_and_taken_away(noor, store):
    notices.keep(store, Notice("Storing", MORNING - HOUR, MORNING + HOUR, 4))
    press(board(noor), "change/1")
    assert [block(board(noor), name)["value"] for name in ("text", "start", "end", "situation")] == [
        "Storing", "2026-07-01T07:30", "2026-07-01T09:30", "4"
    ]  # fmt: skip
    fill_notice(noor, end="2026-07-01T12:30", situation="")
    press(board(noor), "put")
    changed = Notice("Storing", MORNING - HOUR, MORNING + 4 * HOUR, None, 1)
    assert notices.unended(store, MORNING) == (changed,)
    press(board(noor), "remove/1")
    assert notices.unended(store, MORNING) == (changed,)
    press(board(noor), "keep/1")
    press(board(noor), "remove-it/1")
    assert notices.unended(store, MORNING) == (changed,)
    press(board(noor), "remove/1")
    press(board(noor), "remove-it/1")
    assert notices.unended(store, MORNING) == ()


@pytest.mark.usefixtures("morning")
@pytest.mark.parametrize("button", ["change/1", "remove-it/1"])
def test_a_notice_that_is_gone_meanwhile_is_said_to_be_gone(noor, store, button):
    notices.keep(store, Notice("Storing", MORNING - HOUR, MORNING + HOUR))
    press(board(noor), "remove/1")
    notices.remove(store, 1)
    press(board(noor), button)
    assert block(noor.bar, "said")["tone"] == "bad"
    assert "Bekijk de lijst en kies opnieuw." in block(noor.bar, "said")["text"]


@pytest.mark.usefixtures("morning")
def test_a_change_that_is_not_wanted_after_all_changes_nothing(noor, store):
    one = notices.keep(store, Notice("Storing", MORNING, MORNING + HOUR))
    press(board(noor), "change/1")
    fill_notice(noor, text="Anders")
    press(board(noor), "cancel")
    assert block(board(noor), "text")["value"] == ""
    assert notices.unended(store, MORNING) == (one,)


@pytest.mark.usefixtures("morning")
def test_a_notice_that_another_manager_changed_is_not_overwritten_and_the_form_stays(noor, store):
    one = notices.keep(store, Notice("Storing", MORNING, MORNING + HOUR))
    press(board(noor), "change/1")
    fill_notice(noor, text="Van Noor")
    theirs = notices.change(store, one, Notice("Van Sem", MORNING, MORNING + HOUR))
    press(board(noor), "put")
    assert block(noor.bar, "said")["tone"] == "bad"
    assert "Er is niets overschreven" in block(noor.bar, "said")["text"]
    assert block(board(noor), "text")["value"] == "Van Noor"
    assert notices.unended(store, MORNING) == (theirs,)


WAY = ("reset-mail", "mail-zoeken", "ingelogd-met-mail")
OTHER = ("reset-mail", "ander-adres", "mail-thuis")


def walked(store, way, times, at=None):
    case_log.keep(store, [LoggedCase(hour(at), way, outcome=way[-1])] * times)


def lead_elsewhere(editor):
    editor.page.choose("mail-zoeken")
    fill(panel(editor, "stappen"), "answer/0/next", "eigen-site")


def test_before_publishing_it_says_how_often_what_changes_was_walked(noor, store):
    walked(store, WAY, 37), walked(store, OTHER, 3)
    walked(store, WAY, 9, at=clock.now() - timedelta(days=400))
    lead_elsewhere(noor)
    shown = panel(noor, "publiceren")
    assert block(shown, "walked-4")["text"] == (
        "Situatie 4: in het afgelopen jaar zijn de paden die veranderen 37 keer gelopen (van 40 casussen)."
    )
    ways = block(shown, "walked-4-ways")["html"]
    assert ways.count("<li>") == 1
    assert "<b>37 keer</b> eindigt nu bij ‘Dit hoort bij je eigen bibliotheek’" in ways
    assert " → ".join(HANDBOOK.step(step).title for step in WAY) in ways
    assert not [one for one in flat(shown.blocks) if one["id"].endswith(("-few", "-unsure"))]


def rename(editor, old, new):
    editor.page.choose(old)
    fill(panel(editor, "stappen"), "id", new)


def test_what_was_walked_before_a_step_was_renamed_is_counted_for_the_step(noor, store):
    walked(store, WAY, 37)
    rename(noor, "mail-zoeken", "inbox")
    press(panel(noor, "publiceren"), "publish")
    rename(noor, "inbox", "postvak")
    fill(panel(noor, "stappen"), "answer/0/next", "eigen-site")
    shown = panel(noor, "publiceren")
    assert "37 keer gelopen (van 37 casussen)" in block(shown, "walked-4")["text"]
    assert "<b>37 keer</b> eindigt nu bij" in block(shown, "walked-4-ways")["html"]
    assert block(shown, "paths-4")["text"] == "Situatie 4: 3 paden eindigen ergens anders."


def test_a_renamed_step_alone_changes_no_path(noor, store):
    walked(store, WAY, 37)
    rename(noor, "mail-zoeken", "inbox")
    shown = [one["id"] for one in flat(panel(noor, "publiceren").blocks)]
    assert not [one for one in shown if one.startswith(("walked", "paths", "example"))]


def test_a_case_that_comes_in_meanwhile_is_counted(noor, store):
    lead_elsewhere(noor)
    told = block(panel(noor, "publiceren"), "walked-4")["text"]
    assert told == "Situatie 4: nog geen casussen in het afgelopen jaar."
    walked(store, WAY, 2)
    noor.page.refresh()
    assert "2 keer gelopen (van 2 casussen)" in block(panel(noor, "publiceren"), "walked-4")["text"]
    assert "Nog maar 2 casussen" in block(panel(noor, "publiceren"), "walked-4-few")["text"]


def test_a_way_that_stops_says_after_which_step_and_titles_are_text(noor, store):
    walked(store, WAY, 1)
    noor.page.choose("mail-zoeken")
    fill(panel(noor, "stappen"), "title", EVIL)
    press(panel(noor, "stappen"), "answer/0/remove")
    ways = block(panel(noor, "publiceren"), "walked-4-ways")["html"]
    assert "gaat na ‘&lt;img src=x onerror=alert(1)&gt;’ anders verder" in ways
    assert "<img" not in ways


def test_a_change_of_words_moves_nobody(noor, store):
    walked(store, WAY, 1)
    noor.page.choose("toegang")
    fill(panel(noor, "stappen"), "say", "Anders")
    assert not [one for one in flat(panel(noor, "publiceren").blocks) if one["id"].startswith("walked")]


def test_where_it_is_not_sure_which_path_was_walked_that_is_said(noor, store):
    walked(store, WAY, 40)
    noor.page.choose("mail-zoeken")
    press(panel(noor, "stappen"), "add-answer")
    fill(panel(noor, "stappen"), "answer/3/label", "Ja, in een andere map")
    fill(panel(noor, "stappen"), "answer/3/next", "ingelogd-met-mail")
    press(panel(noor, "publiceren"), "publish")
    noor.page.choose("mail-zoeken")
    fill(panel(noor, "stappen"), "answer/3/next", "eigen-site")
    assert "0 keer gelopen (van 40 casussen)" in block(panel(noor, "publiceren"), "walked-4")["text"]
    assert (
        "Bij nog 40 casussen is dat niet zeker" in block(panel(noor, "publiceren"), "walked-4-unsure")["text"]
    )


def test_the_editor_does_without_what_draws_plots():
    code = "import sys, ehbi.apps.editor; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
