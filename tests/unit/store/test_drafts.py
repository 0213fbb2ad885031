"""A draft is kept with every edit, and each can be undone, also after a restart."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import Engine, delete, event

from ehbi.files import load
from ehbi.handbook import EhbiError
from ehbi.store import Store, drafts, revisions, tables
from ehbi.store.drafts import NoDraftError, StaleDraftError

PACKAGED = load()


def titled(title):
    return PACKAGED.model_copy(update={"title": title})


@pytest.fixture
def noor(managers):
    """A draft of Noor with two edits."""
    draft = drafts.save(managers, drafts.begin(managers, "Noor"), titled("Een"), "eerste")
    drafts.save(managers, draft, titled("Twee"), "tweede")
    return managers


def now(store):
    """The draft of Noor as it is now."""
    return drafts.of(store, "Noor")


def content(draft):
    """What a draft says, apart from its mark."""
    return replace(draft, mark="")


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
    back = drafts.undo(noor, now(noor))
    assert (back.handbook.title, back.done, back.undone) == ("Een", "eerste", "tweede")
    start = drafts.undo(noor, back)
    assert (start.handbook, start.done, start.undone) == (PACKAGED, "", "eerste")
    assert drafts.undo(noor, start) == start
    again = drafts.redo(noor, drafts.redo(noor, start))
    assert (again.handbook.title, again.done, again.undone) == ("Twee", "tweede", "")
    assert drafts.redo(noor, again) == again


def test_what_was_kept_is_given_back_as_it_is_read_later(noor):
    for title in ("Een", "Twee", "Drie"):
        kept = drafts.save(noor, now(noor), titled(title), f"Naar {title}")
        assert kept == now(noor)
        drafts.undo(noor, kept)


def test_an_edit_after_undo_forgets_what_was_undone(noor):
    draft = drafts.save(noor, drafts.undo(noor, now(noor)), titled("Anders"), "derde")
    assert (draft.done, draft.undone) == ("derde", "")
    assert drafts.undo(noor, draft).handbook.title == "Een"


@pytest.mark.parametrize("again", [False, True])
def test_an_edit_after_several_undos_leaves_none_of_them_to_do_again(noor, again):
    seen = drafts.save(noor, now(noor), titled("Drie"), "derde")
    for _ in range(2):
        seen = drafts.undo(noor, seen)
    kept = drafts.save(noor, seen, titled("Anders"), "vierde", again=again)
    assert kept == now(noor) == drafts.redo(noor, kept)
    assert drafts.undo(noor, kept).handbook.title == (PACKAGED.title if again else "Een")


def test_all_of_it_is_there_after_a_restart(noor, address):
    noor.close()
    again = Store.open(address, publishes=True)
    assert drafts.of(again, "Noor").handbook.title == "Twee"
    assert drafts.undo(again, now(again)).handbook.title == "Een"
    again.close()


def test_of_a_long_afternoon_the_last_edits_can_be_undone(noor, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 3)
    for number in range(5):
        drafts.save(noor, now(noor), titled(f"Nummer {number}"), f"nummer {number}")
    for _ in range(9):
        draft = drafts.undo(noor, now(noor))
    assert draft.handbook.title == "Nummer 2"
    assert draft.done == ""


def test_a_draft_that_was_merged_goes_on_from_the_newer_revision(noor):
    revisions.publish(noor, 1, titled("Van Sem"), "Sem", "")
    draft = drafts.rebase(noor, now(noor), 2, titled("Samen"))
    assert (draft.base, draft.handbook.title, draft.done) == (2, "Samen", "")


def test_nothing_is_done_to_a_draft_that_is_gone(noor):
    seen = now(noor)
    with noor.writing() as connection:  # such as by a copy that was brought back
        connection.execute(delete(tables.drafts))
    assert now(noor) is None
    for act in (
        lambda: drafts.undo(noor, seen),
        lambda: drafts.save(noor, seen, PACKAGED, ""),
        lambda: drafts.rebase(noor, seen, 1, PACKAGED),
        lambda: drafts.renew(noor, seen),
        lambda: drafts.refuse_stale(noor, seen),
    ):
        with pytest.raises(NoDraftError, match="Noor heeft geen concept"):
            act()


def test_nothing_is_done_to_a_draft_that_was_changed_elsewhere(noor):
    seen = now(noor)
    other = drafts.save(noor, seen, titled("Uit een ander venster"), "elders")
    for act in (
        lambda: drafts.undo(noor, seen),
        lambda: drafts.save(noor, seen, PACKAGED, ""),
        lambda: drafts.rebase(noor, seen, 1, PACKAGED),
        lambda: drafts.renew(noor, seen),
        lambda: drafts.refuse_stale(noor, seen),
    ):
        with pytest.raises(StaleDraftError, match="in een ander venster"):
            act()
    assert now(noor) == other


def test_a_draft_that_was_begun_anew_is_another(noor):
    seen = now(noor)
    again = drafts.renew(noor, seen)
    assert again == now(noor) == drafts.undo(noor, again)
    assert (again.handbook, again.done, again.undone) == (PACKAGED, "", "")
    with pytest.raises(StaleDraftError):
        drafts.save(noor, seen, titled("Van vroeger"), "")


def test_what_goes_on_with_the_last_edit_is_undone_with_it(noor):
    drafts.save(noor, now(noor), titled("Twee en"), "tweede", again=True)
    draft = drafts.save(noor, now(noor), titled("Twee en een half"), "tweede", again=True)
    assert draft == now(noor)
    back = drafts.undo(noor, draft)
    assert (back.handbook.title, back.undone) == ("Een", "tweede")
    assert content(drafts.redo(noor, back)) == content(draft)


def test_the_first_edit_goes_on_with_none(managers):
    draft = drafts.save(managers, drafts.begin(managers, "Sem"), titled("S"), "typen", again=True)
    assert drafts.undo(managers, draft).handbook == PACKAGED


@contextmanager
def counted():
    """Count what is asked of the database: statements, and the transactions they are in."""
    found = {"statements": 0, "transactions": 0}

    def asked(_connection, _cursor, statement, *_):
        found["statements"] += not statement.startswith("BEGIN")

    def begun(_):
        found["transactions"] += 1

    with listening("before_cursor_execute", asked), listening("begin", begun):
        yield found


@contextmanager
def listening(name, function):
    event.listen(Engine, name, function)
    yield
    event.remove(Engine, name, function)


def test_a_letter_is_kept_with_two_statements_in_one_transaction(noor):
    draft = now(noor)
    for again in (False, True):
        with counted() as found:
            draft = drafts.save(noor, draft, titled(f"{draft.handbook.title} x"), "titel", again=again)
        assert found == {"statements": 2, "transactions": 1}


def test_a_letter_after_the_most_edits_is_too(noor, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 3)
    draft = now(noor)
    for number in range(4):
        with counted() as found:
            draft = drafts.save(noor, draft, titled(f"Nummer {number}"), "titel", again=number == 3)
    assert found == {"statements": 2, "transactions": 1}


def at_once(act, windows=4):
    """Do something in several windows at once, and return what came of it in each."""
    ready = Barrier(windows)

    def in_window(number):
        ready.wait()
        try:
            return act(number)
        except EhbiError as error:
            return error

    with ThreadPoolExecutor(windows) as threads:
        return [*threads.map(in_window, range(windows))]


def test_windows_that_begin_at_once_have_the_same_draft(managers):
    for author in ("Noor", "Sem", "Ali"):
        assert set(at_once(lambda _, author=author: drafts.begin(managers, author))) == {
            drafts.of(managers, author)
        }


def test_of_windows_that_save_at_once_one_does(noor):
    for _ in range(3):
        seen = now(noor)
        found = at_once(lambda number, seen=seen: drafts.save(noor, seen, titled(f"Venster {number}"), "x"))
        [kept] = [one for one in found if not isinstance(one, StaleDraftError)]
        assert kept == now(noor)
