"""What was published, in the editor: to look at, to compare and to go back to."""

from __future__ import annotations

import pytest

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.handbook.clock import moment
from ehbi.handbook.edits import change_answer, change_step, rename_step
from ehbi.publishing import revisions as publishing
from ehbi.store import revisions
from tests.unit.handbook.strategies import PACKAGED

from .managing import block, fill, flat, panel, press, texts

HANDBOOK = PACKAGED
GIVEN = ("mail-zoeken", "ja")


def publish(store, number, **fields):
    """Publish one more revision."""
    handbook = change_step(revisions.content(store, number - 1), "toegang", fields)
    revisions.publish(store, number - 1, handbook, "Sem", f"Reden {number}")


@pytest.fixture
def versions(noor, store):
    publish(store, 2, say="Twee")
    publish(store, 3, say="Drie", why="Omdat")
    return panel(noor, "versies")


def ids(shown):
    return [one["id"] for one in flat(shown.blocks)]


def test_the_list_says_who_when_and_why(versions, store):
    one = revisions.known(store, 2)
    assert block(versions, "who-2")["text"] == f"{moment(one.at)} · Sem"
    assert block(versions, "why-2")["text"] == "Reden 2"
    assert "restore/3" not in ids(versions)


def test_a_long_list_is_shown_in_portions(noor, store):
    for number in range(2, 64):
        publish(store, number, say=f"Nummer {number}")
    versions = panel(noor, "versies")
    shown = []
    while "older" in ids(versions):
        shown.append(block(versions, "older")["label"])
        press(versions, "older")
    assert shown == ["Toon oudere (nog 33)", "Toon oudere (nog 3)"]
    assert [name for name in ids(versions) if name.startswith("number-")] == [
        f"number-{number}" for number in range(63, 0, -1)
    ]


def test_any_revision_can_be_looked_at_with_its_flowchart(noor, versions, store):
    new = "heel-nieuw"
    revisions.publish(store, 3, rename_step(HANDBOOK, "toegang", new), "Sem", "Nieuw")
    noor.show()
    press(versions, "look/4")
    assert new in dict(versions.lists["stappen"])
    press(versions, "list")
    press(versions, "look/1")
    assert new not in dict(versions.lists["stappen"])
    noor.view.select("toegang")
    assert (noor.page.view, noor.chart.current) == ("versies", "toegang")
    assert noor.chart.shown.startswith("1/")
    assert HANDBOOK.step("toegang").say in block(versions, "card")["html"]
    fill(versions, "start", "geen-rechten")
    assert noor.chart.shown == "1/geen-rechten"
    assert HANDBOOK.step("geen-rechten").answers[0].label in " ".join(texts(versions))
    noor.view.select_answer("kb-navragen", HANDBOOK.step("kb-navragen").answers[0].id)
    assert (noor.page.view, noor.chart.current) == ("versies", "kb-navragen")


def test_any_two_revisions_can_be_compared(versions):
    press(versions, "compare")
    assert (block(versions, "old")["value"], block(versions, "new")["value"]) == ("2", "3")
    assert [label.split(" ·")[0] for _, label in versions.lists["versions"]] == [
        "Versie 3", "Versie 2", "Versie 1",
    ]  # fmt: skip
    assert any("‘Twee’" in text and "‘Drie’" in text for text in texts(versions))
    fill(versions, "old", "3")
    assert block(versions, "told")["text"] == "Deze versies zeggen hetzelfde."


def test_a_comparison_tells_which_cases_end_elsewhere(versions, store):
    handbook = change_answer(revisions.content(store, 3), "mail-zoeken", "ja", next_id="toegang")
    broken = {
        example.id for example in HANDBOOK.examples if GIVEN in [given.taken for given in example.answers]
    }
    sound = [example for example in handbook.examples if example.id not in broken]
    revisions.publish(store, 3, handbook.model_copy(update={"examples": tuple(sound)}), "Sem", "Anders")
    press(versions, "compare")
    said = " ".join(texts(versions))
    assert "eindigt dan bij ‘De lener heeft toegang’" in said
    assert "paden eindigen ergens anders" in said


def test_going_back_first_says_what_changes(noor, versions, store):
    press(versions, "restore/2")
    assert any("‘Drie’" in text and "‘Twee’" in text for text in texts(versions))
    assert revisions.newest_of(store).number == 3
    press(versions, "list")
    press(versions, "restore/2")
    press(versions, "again")
    assert revisions.newest_of(store).digest == revisions.known(store, 2).digest
    assert noor.page.work.draft.base == 4
    assert block(noor.bar, "said")["text"] == "Versie 4 zegt weer wat versie 2 zei."


def test_a_draft_under_way_stays_when_somebody_goes_back(noor, versions):
    noor.page.choose("toegang")
    fill(panel(noor, "stappen"), "prompt", "Van Noor")
    mine = noor.page.work.handbook
    panel(noor, "versies")
    press(versions, "restore/1")
    assert "concept blijft" in block(versions, "own")["text"]
    press(versions, "again")
    assert noor.page.work.handbook == mine
    assert (noor.page.work.draft.base, noor.page.work.newest) == (1, 4)
    assert "newer" in ids(panel(noor, "publiceren"))


def test_going_back_from_what_is_no_longer_the_newest_is_refused(noor, versions, store):
    press(versions, "restore/1")
    publish(store, 4, say="Intussen")
    press(versions, "again")
    assert revisions.newest_of(store).number == 4
    assert "nieuwere versie (4)" in block(noor.bar, "said")["text"]


def test_a_revision_that_says_the_same_cannot_be_gone_back_to(versions, store):
    publishing.restore(store, 2, "Sem")
    press(versions, "restore/2")
    assert "again" not in ids(versions)


def test_a_revision_with_script_in_it_is_shown_as_text(store, monkeypatch):
    monkeypatch.setattr(
        revisions, "_refuse_broken", lambda _: None
    )  # as one that was published some other way
    publish(store, 2, text="<script>alert(1)</script>")
    versions = panel(Editor(WorkingCopy(store, "Noor")), "versies")
    press(versions, "look/2")
    fill(versions, "step", "toegang")
    assert "<script" not in block(versions, "card")["html"]
    assert "alert(1)" in block(versions, "card")["html"]
