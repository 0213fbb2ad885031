"""What only a careless manager does: all of something away, and much of it twice."""

from __future__ import annotations

import pytest

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.apps.guide import Guide
from ehbi.store import Store

from .acting import fill, of_kind, opened, press


@pytest.fixture
def noor():
    return Editor(WorkingCopy(Store.open("sqlite://", publishes=True), "Noor"), Guide)


def without_situations(noor):
    for step in noor.page.work.handbook.situations:
        noor.page.choose(step.id)
        press(noor, "stappen", "remove")
    return noor


def test_the_last_situation_can_be_taken_away_and_every_view_still_opens(noor):
    without_situations(noor)
    assert noor.page.work.handbook.situations == ()
    for view in noor.views:
        opened(noor, view)
    again = Editor(WorkingCopy(noor.page.work.store, "Noor"), Guide)
    assert again.page.at == again.page.work.handbook.outside.step


def test_a_draft_is_thrown_away_only_after_a_second_thought(noor):
    noor.page.choose("toegang")
    fill(noor, "stappen", "say", "Het werkt!")
    for button in ("drop", "drop", "keep", "drop-it"):
        press(noor, "publiceren", button)
        assert noor.page.work.is_changed
    press(noor, "publiceren", "drop")
    press(noor, "publiceren", "drop-it")
    assert not noor.page.work.is_changed
    fill(noor, "stappen", "say", "Toch nog iets")
    assert "drop-it" not in [one["id"] for one in of_kind(opened(noor, "publiceren"), "button")]
