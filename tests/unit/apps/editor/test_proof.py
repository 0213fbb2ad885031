"""What a manager sees of the proof: how far it is, what cannot be built, and their draft that stays."""

from __future__ import annotations

import pytest

from ehbi.publishing import revisions as publishing
from ehbi.publishing.proof import NoProofError, Progress, UnprovenError
from ehbi.store import revisions
from tests.unit.handbook.strategies import PACKAGED

from ..managing import block, fill, flat, panel, press, texts

HANDBOOK = PACKAGED


def have_proof(monkeypatch, prove):
    monkeypatch.setattr(publishing, "prove", prove)


def unproven(handbook, _tell):
    raise UnprovenError(handbook, "de naslag", "toegang", "ValueError: nee", words=True)


@pytest.fixture
def changed(noor):
    noor.page.choose("toegang")
    fill(panel(noor, "stappen"), "say", "Het werkt weer")
    return noor


def test_publishing_shows_how_far_the_proof_is_below_the_button(changed, monkeypatch):
    shown = []

    def prove(_handbook, tell):
        tell(Progress("de naslag", "", 1, 6))
        shown.extend(panel(changed, "publiceren").blocks)

    have_proof(monkeypatch, prove)
    before = [one["id"] for one in panel(changed, "publiceren").blocks]
    press(panel(changed, "publiceren"), "publish")
    assert [one["id"] for one in shown] == [*before, "proof"]
    assert (shown[-1]["text"], shown[-1]["live"]) == ("Proef: de naslag … 2 van 6", True)
    assert "proof" not in [one["id"] for one in panel(changed, "publiceren").blocks]
    assert "Gepubliceerd als versie 2." in block(changed.bar, "said")["text"]


def test_what_cannot_be_built_is_told_with_a_way_to_the_step_and_the_draft_stays(changed, store, monkeypatch):
    have_proof(monkeypatch, unproven)
    press(panel(changed, "publiceren"), "publish")
    assert revisions.newest_of(store).number == 1
    assert "de naslag kan niet worden gemaakt" in block(changed.bar, "said")["text"]
    told = block(panel(changed, "publiceren"), "unproven")["text"]
    assert "Het ligt aan de teksten van stap" in told
    assert "Je concept is bewaard." in told
    assert changed.page.work.handbook.step("toegang").say == "Het werkt weer"
    changed.page.at = "mail-zoeken"
    press(panel(changed, "publiceren"), "mend")
    assert (changed.page.view, changed.page.at) == ("stappen", "toegang")


def test_what_is_changed_after_that_is_not_blamed_any_more(changed, monkeypatch):
    have_proof(monkeypatch, unproven)
    press(panel(changed, "publiceren"), "publish")
    changed.page.choose("toegang")
    fill(panel(changed, "stappen"), "say", "Nu dan")
    assert "unproven" not in [one["id"] for one in flat(panel(changed, "publiceren").blocks)]


def test_a_proof_that_cannot_be_made_is_told_and_nothing_is_lost(changed, store, monkeypatch):
    def prove(_handbook, _tell):
        raise NoProofError("Cannot allocate memory")

    have_proof(monkeypatch, prove)
    fill(panel(changed, "publiceren"), "message", "Omdat")
    press(panel(changed, "publiceren"), "publish")
    assert "de proef kan nu niet worden gedaan" in block(changed.bar, "said")["text"]
    assert revisions.newest_of(store).number == 1
    assert changed.page.work.is_changed
    assert block(panel(changed, "publiceren"), "message")["value"] == "Omdat"


def test_going_back_to_a_revision_is_proven_too(noor, store, monkeypatch):
    revisions.publish(store, 1, HANDBOOK.model_copy(update={"title": "EHBI"}), "Sem", "")
    shown = []

    def prove(handbook, tell):
        assert handbook == HANDBOOK
        tell(Progress("de naslag", "", 1, 6))
        shown.extend(texts(panel(noor, "versies")))
        unproven(handbook, tell)

    have_proof(monkeypatch, prove)
    for button in ("restore/1", "again"):
        press(panel(noor, "versies"), button)
    assert "Proef: de naslag … 2 van 6" in shown
    assert "de naslag kan niet worden gemaakt" in block(noor.bar, "said")["text"]
    assert revisions.newest_of(store).number == 2
