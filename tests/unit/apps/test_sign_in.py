"""The sign-in of the editor: whose draft is opened, and what is asked when nobody knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi import places
from ehbi.apps.editor import SignIn
from ehbi.apps.editor.sign_in import LONGEST, AuthorError, author_name, is_open_to_all, known_author
from ehbi.store import Store, drafts


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch):
    address = f"sqlite:///{tmp_path}/ehbi.sqlite"
    monkeypatch.setenv(places.DATABASE, address)
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    return address


@pytest.fixture
def sign_in(monkeypatch):
    """The sign-in of a server that several people share."""
    monkeypatch.setenv(places.SHARED, "1")
    return SignIn()


def send(sign_in, **content):
    sign_in._hear(sign_in.form, content, [])


def author(sign_in):
    return sign_in.editor and sign_in.editor.page.work.author


def test_nothing_is_opened_before_somebody_is_there(sign_in, database):
    assert author(sign_in) is None
    assert not sign_in.form.asks
    assert not places.is_there(database)


def test_a_name_is_asked_and_opens_a_draft(sign_in):
    send(sign_in, come="")
    assert (sign_in.form.asks, author(sign_in)) == (True, None)
    send(sign_in, name=" Noor ")
    assert (sign_in.form.asks, sign_in.form.author, author(sign_in)) == (False, "Noor", "Noor")
    assert sign_in.children[-1] is sign_in.editor


def test_a_name_that_the_browser_remembers_is_not_asked(sign_in):
    send(sign_in, come="Noor")
    assert (sign_in.form.asks, author(sign_in)) == (False, "Noor")


def test_coming_once_more_changes_nothing(sign_in):
    send(sign_in, come="Noor")
    editor = sign_in.editor
    send(sign_in, come="Sam")
    assert sign_in.editor is editor


def test_what_another_page_kept_meanwhile_is_in_the_draft(sign_in, database):
    store = Store.open(database, publishes=True)
    draft = drafts.begin(store, "Noor")
    drafts.save(store, draft, draft.handbook.model_copy(update={"title": "Anders"}), "Titel")
    store.close()
    send(sign_in, come="Noor")
    assert sign_in.editor.page.work.handbook.title == "Anders"


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * (LONGEST + 1), "stil\u200b\x07"])
def test_what_is_no_name_is_told_and_opens_nothing(sign_in, name):
    send(sign_in, come="")
    send(sign_in, name=name)
    assert "Vul je naam in" in sign_in.form.trouble
    assert (sign_in.form.asks, author(sign_in)) == (True, None)
    send(sign_in, name="Noor")
    assert (sign_in.form.trouble, author(sign_in)) == ("", "Noor")


def test_a_name_that_the_browser_remembers_wrongly_is_asked_anew(sign_in):
    send(sign_in, come="x" * 100)
    assert (sign_in.form.asks, author(sign_in)) == (True, None)


def test_somebody_else_can_go_on_with_a_draft_of_their_own(sign_in):
    send(sign_in, come="Noor")
    send(sign_in, leave=True)
    assert (sign_in.form.asks, sign_in.form.author, author(sign_in)) == (True, "", None)
    send(sign_in, name="Sam")
    assert author(sign_in) == "Sam"


def test_a_database_that_fails_is_told_and_can_be_tried_again(sign_in, monkeypatch, tmp_path):
    monkeypatch.setenv(places.DATABASE, f"sqlite:///{tmp_path}")
    send(sign_in, come="Noor")
    assert "database" in sign_in.form.trouble
    monkeypatch.setenv(places.DATABASE, f"sqlite:///{tmp_path}/ander.sqlite")
    send(sign_in, name="Noor")
    assert author(sign_in) == "Noor"


@pytest.mark.parametrize("content", [{"name": 1}, {"come": None}, {"leave": False}, {}, None, "leave"])
def test_what_no_page_of_ours_says_is_not_heard(sign_in, content):
    sign_in._hear(sign_in.form, content, [])
    assert (sign_in.form.asks, author(sign_in)) == (False, None)


def test_a_user_of_jupyterhub_is_known_and_cannot_be_somebody_else(monkeypatch):
    monkeypatch.setenv(places.SHARED, "1")
    monkeypatch.setenv("JUPYTERHUB_USER", "noor")
    sign_in = SignIn()
    send(sign_in, come="Sam")
    send(sign_in, leave=True)
    send(sign_in, name="Sam")
    assert (author(sign_in), sign_in.form.can_leave) == ("noor", False)


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
    sign_in = SignIn()
    send(sign_in, come="")
    assert (sign_in.form.asks, author(sign_in)) == (True, None)


@given(st.text(max_size=100))
def test_a_name_is_one_printable_line_and_stays_as_it_is(text):
    try:
        name = author_name(text)
    except AuthorError:
        return
    assert name.isprintable()
    assert 1 <= len(name) <= LONGEST
    assert author_name(name) == name


@pytest.mark.parametrize(
    "voila",
    [
        {"SERVER_SOFTWARE": "voila/0.5.13", "VOILA_PREHEAT": "False"},
        {"VOILA_PREHEAT": "True"},
        {"VOILA_KERNEL_ID": "f00"},
    ],
    ids=["for a visitor", "waiting for one", "once it runs"],
)
def test_under_voila_which_asks_for_no_key_nothing_is_heard_or_opened(monkeypatch, database, voila):
    for name, value in voila.items():
        monkeypatch.setenv(name, value)
    sign_in = SignIn()
    assert "ehbi edit" in sign_in.children[-1].value
    assert sign_in.form not in sign_in.children
    for content in ({"come": "Noor"}, {"name": "Noor"}):
        sign_in.form._handle_custom_msg(content, [])
    assert (sign_in.editor, places.is_there(database)) == (None, False)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {places.SHARED: "1", places.DATABASE: "sqlite:///ehbi.sqlite"},
        {"JPY_SESSION_NAME": "beheer.ipynb", "JPY_PARENT_PID": "1"},
        {"SERVER_SOFTWARE": "nginx/1.27", "JUPYTERHUB_USER": "noor"},
    ],
    ids=["alone", "worker of ehbi edit", "JupyterLab", "JupyterHub"],
)
def test_where_somebody_asked_for_a_key_already_it_opens(environment):
    assert not is_open_to_all(environment)
