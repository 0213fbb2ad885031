"""The way into the editor: whose draft is opened, and what is asked when nobody knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi import places
from ehbi.apps.editor import Door
from ehbi.apps.editor.authors import LONGEST, AuthorError, author_name, known_author
from ehbi.store import Store, drafts


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch):
    address = f"sqlite:///{tmp_path}/ehbi.sqlite"
    monkeypatch.setenv(places.DATABASE, address)
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    return address


@pytest.fixture
def door(monkeypatch):
    """The door of a server that several people share."""
    monkeypatch.setenv(places.SHARED, "1")
    return Door()


def send(door, **content):
    door._hear(door.greeting, content, [])


def author(door):
    return door.editor and door.editor.page.work.author


def test_nothing_is_opened_before_somebody_is_there(door, database):
    assert author(door) is None
    assert not door.greeting.asks
    assert not places.is_there(database)


def test_a_name_is_asked_and_opens_a_draft(door):
    send(door, come="")
    assert (door.greeting.asks, author(door)) == (True, None)
    send(door, name=" Noor ")
    assert (door.greeting.asks, door.greeting.author, author(door)) == (False, "Noor", "Noor")
    assert door.children[-1] is door.editor


def test_a_name_that_the_browser_remembers_is_not_asked(door):
    send(door, come="Noor")
    assert (door.greeting.asks, author(door)) == (False, "Noor")


def test_coming_once_more_changes_nothing(door):
    send(door, come="Noor")
    editor = door.editor
    send(door, come="Sam")
    assert door.editor is editor


def test_what_another_page_kept_meanwhile_is_in_the_draft(door, database):
    store = Store.open(database, publishes=True)
    draft = drafts.begin(store, "Noor")
    drafts.save(store, draft, draft.handbook.model_copy(update={"title": "Anders"}), "Titel")
    store.close()
    send(door, come="Noor")
    assert door.editor.page.work.handbook.title == "Anders"


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * (LONGEST + 1), "stil\u200b\x07"])
def test_what_is_no_name_is_told_and_opens_nothing(door, name):
    send(door, come="")
    send(door, name=name)
    assert "Vul je naam in" in door.greeting.trouble
    assert (door.greeting.asks, author(door)) == (True, None)
    send(door, name="Noor")
    assert (door.greeting.trouble, author(door)) == ("", "Noor")


def test_a_name_that_the_browser_remembers_wrongly_is_asked_anew(door):
    send(door, come="x" * 100)
    assert (door.greeting.asks, author(door)) == (True, None)


def test_somebody_else_can_go_on_with_a_draft_of_their_own(door):
    send(door, come="Noor")
    send(door, leave=True)
    assert (door.greeting.asks, door.greeting.author, author(door)) == (True, "", None)
    send(door, name="Sam")
    assert author(door) == "Sam"


def test_a_database_that_fails_is_told_and_can_be_tried_again(door, monkeypatch, tmp_path):
    monkeypatch.setenv(places.DATABASE, f"sqlite:///{tmp_path}")
    send(door, come="Noor")
    assert "database" in door.greeting.trouble
    monkeypatch.setenv(places.DATABASE, f"sqlite:///{tmp_path}/ander.sqlite")
    send(door, name="Noor")
    assert author(door) == "Noor"


@pytest.mark.parametrize("content", [{"name": 1}, {"come": None}, {"leave": False}, {}, None, "leave"])
def test_what_no_page_of_ours_says_is_not_heard(door, content):
    door._hear(door.greeting, content, [])
    assert (door.greeting.asks, author(door)) == (False, None)


def test_a_user_of_jupyterhub_is_known_and_cannot_be_somebody_else(monkeypatch):
    monkeypatch.setenv(places.SHARED, "1")
    monkeypatch.setenv("JUPYTERHUB_USER", "noor")
    door = Door()
    send(door, come="Sam")
    send(door, leave=True)
    send(door, name="Sam")
    assert (author(door), door.greeting.can_leave) == ("noor", False)


def test_in_a_notebook_of_ones_own_the_system_knows_who_it_is(monkeypatch):
    monkeypatch.delenv(places.SHARED, raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "sam")
    assert known_author() == "sam"


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_a_container_that_has_no_name_for_its_user_asks_for_one(monkeypatch, error):
    def nobody():
        raise error

    monkeypatch.delenv(places.SHARED, raising=False)
    monkeypatch.setattr("getpass.getuser", nobody)
    door = Door()
    send(door, come="")
    assert (door.greeting.asks, author(door)) == (True, None)


@given(st.text(max_size=100))
def test_a_name_is_one_printable_line_and_stays_as_it_is(text):
    try:
        name = author_name(text)
    except AuthorError:
        return
    assert name.isprintable()
    assert 1 <= len(name) <= LONGEST
    assert author_name(name) == name
