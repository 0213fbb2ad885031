"""A draft is kept with every edit, and each can be undone, also after a restart."""

from __future__ import annotations

import pytest

from ehbi.handbook import load
from ehbi.store import Store, drafts, revisions
from ehbi.store.errors import NoDraftError

PACKAGED = load()


def titled(title):
    return PACKAGED.model_copy(update={"title": title})


@pytest.fixture
def noor(managers):
    """A draft of Noor with two edits."""
    drafts.begin(managers, "Noor")
    drafts.save(managers, "Noor", titled("Een"), "eerste")
    drafts.save(managers, "Noor", titled("Twee"), "tweede")
    return managers


def test_a_draft_begins_on_the_newest_revision(managers):
    revisions.publish(managers, 1, titled("Nieuw"), "Sem", "")
    draft = drafts.begin(managers, "Noor")
    assert (draft.base, draft.handbook.title, draft.done, draft.undone) == (2, "Nieuw", "", "")
    assert drafts.begin(managers, "Noor") == draft


def test_each_author_has_one_of_their_own(noor):
    drafts.begin(noor, "Sem")
    assert drafts.of(noor, "Sem").handbook == PACKAGED
    assert drafts.of(noor, "Noor").handbook.title == "Twee"
    assert drafts.of(noor, "Wie") is None


def test_undo_and_redo_walk_all_that_was_done(noor):
    back = drafts.undo(noor, "Noor")
    assert (back.handbook.title, back.done, back.undone) == ("Een", "eerste", "tweede")
    start = drafts.undo(noor, "Noor")
    assert (start.handbook, start.done, start.undone) == (PACKAGED, "", "eerste")
    assert drafts.undo(noor, "Noor") == start
    drafts.redo(noor, "Noor")
    again = drafts.redo(noor, "Noor")
    assert (again.handbook.title, again.done, again.undone) == ("Twee", "tweede", "")
    assert drafts.redo(noor, "Noor") == again


def test_what_was_kept_is_given_back_as_it_is_read_later(noor):
    begun = drafts.begin(noor, "Noor")
    for title in ("Een", "Twee", "Drie"):
        kept = drafts.save(noor, "Noor", begun.handbook.model_copy(update={"title": title}), f"Naar {title}")
        assert kept == drafts.of(noor, "Noor")
        drafts.undo(noor, "Noor")


def test_an_edit_after_undo_forgets_what_was_undone(noor):
    drafts.undo(noor, "Noor")
    draft = drafts.save(noor, "Noor", titled("Anders"), "derde")
    assert (draft.done, draft.undone) == ("derde", "")
    assert drafts.undo(noor, "Noor").handbook.title == "Een"


def test_all_of_it_is_there_after_a_restart(noor, address):
    noor.close()
    again = Store.open(address, publishes=True)
    assert drafts.of(again, "Noor").handbook.title == "Twee"
    assert drafts.undo(again, "Noor").handbook.title == "Een"
    again.close()


def test_of_a_long_afternoon_the_last_edits_can_be_undone(noor, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 3)
    for number in range(5):
        drafts.save(noor, "Noor", titled(f"Nummer {number}"), f"nummer {number}")
    for _ in range(9):
        draft = drafts.undo(noor, "Noor")
    assert draft.handbook.title == "Nummer 2"
    assert draft.done == ""


def test_a_draft_that_was_merged_goes_on_from_the_newer_revision(noor):
    revisions.publish(noor, 1, titled("Van Sem"), "Sem", "")
    draft = drafts.rebase(noor, "Noor", 2, titled("Samen"))
    assert (draft.base, draft.handbook.title, draft.done) == (2, "Samen", "")


def test_a_draft_that_is_let_go_is_gone(noor):
    drafts.drop(noor, "Noor")
    assert drafts.of(noor, "Noor") is None
    drafts.drop(noor, "Noor")
    for act in (
        lambda: drafts.undo(noor, "Noor"),
        lambda: drafts.save(noor, "Noor", PACKAGED, ""),
        lambda: drafts.rebase(noor, "Noor", 1, PACKAGED),
    ):
        with pytest.raises(NoDraftError, match="Noor heeft geen concept"):
            act()
