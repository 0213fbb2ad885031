"""Undo as a person expects it, and one draft in two windows."""

from __future__ import annotations

from datetime import UTC, datetime

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.handbook import clock
from ehbi.store import revisions
from tests.unit.handbook.strategies import PACKAGED

from .managing import block, fill, panel, press

HANDBOOK = PACKAGED


def test_what_is_typed_in_one_go_is_undone_as_one(noor, monkeypatch):
    now = datetime(2026, 11, 25, 9, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    noor.page.choose("toegang")
    for said in ("Het", "Het werkt", "Het werkt weer"):
        fill(panel(noor, "stappen"), "say", said)
    fill(panel(noor, "stappen"), "why", "Nu kan het")
    press(noor.bar, "undo")
    assert noor.page.work.handbook.step("toegang").say == "Het werkt weer"
    press(noor.bar, "undo")
    assert noor.page.work.handbook == HANDBOOK


def test_what_is_typed_after_a_while_or_after_an_undo_is_another_edit(noor, monkeypatch):
    moments = iter(datetime(2026, 11, 25, 9, minute, tzinfo=UTC) for minute in range(60))
    monkeypatch.setattr(clock, "now", lambda: next(moments))
    noor.page.choose("toegang")
    for said in ("Het", "Het werkt"):
        fill(panel(noor, "stappen"), "say", said)
    press(noor.bar, "undo")
    assert noor.page.work.handbook.step("toegang").say == "Het"


def test_two_windows_of_one_manager_do_not_overwrite_each_other(noor, store):
    other = Editor(WorkingCopy(store, "Noor"))
    noor.page.choose("toegang")
    other.page.choose("toegang")
    fill(panel(noor, "stappen"), "say", "Van hier")
    fill(panel(other, "stappen"), "why", "Van daar")
    assert "in een ander venster veranderd" in block(other.bar, "said")["text"]
    assert block(panel(other, "stappen"), "say")["value"] == "Van hier"
    fill(panel(other, "stappen"), "why", "Van daar")
    press(panel(noor, "publiceren"), "publish")
    assert "in een ander venster veranderd" in block(noor.bar, "said")["text"]
    assert revisions.newest_of(store).number == 1
    press(panel(noor, "publiceren"), "publish")
    step = revisions.content(store, 2).step("toegang")
    assert (step.say, step.why) == ("Van hier", "Van daar")
    fill(panel(other, "stappen"), "say", "Na het publiceren")
    assert other.page.work.draft.base == 2


def test_what_another_window_does_while_this_one_publishes_stays_a_draft(noor, store, monkeypatch):
    other = WorkingCopy(store, "Noor")
    publish = revisions.publish

    def meanwhile(*arguments):
        made = publish(*arguments)
        other.do("Titel", other.handbook.model_copy(update={"title": "Van daar"}))
        return made

    noor.page.choose("toegang")
    fill(panel(noor, "stappen"), "say", "Van hier")
    other.draft = noor.page.work.draft
    monkeypatch.setattr(revisions, "publish", meanwhile)
    press(panel(noor, "publiceren"), "publish")
    assert "Gepubliceerd als versie 2." in block(noor.bar, "said")["text"]
    assert noor.page.work.handbook.title == "Van daar"
    assert (noor.page.work.newest, noor.page.work.draft.base) == (2, 1)


def test_the_id_follows_the_title_of_a_new_step_and_undo_stays_at_that_step(noor):
    noor.page.choose("mail-zoeken")
    press(panel(noor, "stappen"), "add-step")
    for typed in ("Kijk", "Kijk in de map"):
        fill(panel(noor, "stappen"), "title", typed)
    assert noor.page.at == "kijk-in-de-map"
    assert block(panel(noor, "stappen"), "id")["value"] == "kijk-in-de-map"
    press(noor.bar, "undo")
    assert noor.page.at == "nieuwe-stap"


def test_a_published_step_keeps_its_id_and_a_rename_of_it_is_known(noor):
    noor.page.choose("mail-zoeken")
    fill(panel(noor, "stappen"), "title", "Waar is de mail?")
    assert noor.page.at == "mail-zoeken"
    fill(panel(noor, "stappen"), "id", "waar-is-de-mail")
    assert noor.page.work.handbook.step("waar-is-de-mail").former == ("mail-zoeken",)
    press(noor.bar, "undo")
    assert noor.page.at == "mail-zoeken"
