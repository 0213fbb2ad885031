"""What a newer EHBI wrote is told as such, and keeps nobody from what can be read."""

from __future__ import annotations

import json
import zlib

import pytest

from ehbi import load
from ehbi.apps.editor.sign_in import SignIn
from ehbi.newest import published
from ehbi.store import Store, UnreadableError, drafts, revision_rows, revisions

WRITTEN = revision_rows.written


def by_newer_ehbi(handbook):
    return json.dumps({**json.loads(WRITTEN(handbook)), "video": "x"})


def titled(title):
    return load().model_copy(update={"title": title})


@pytest.fixture
def address(tmp_path, monkeypatch):
    """A database with a revision that can be read and one after it that cannot."""
    address = f"sqlite:///{tmp_path}/ehbi.sqlite"
    store = Store.open(address, publishes=True)
    revisions.publish(store, 1, titled("Goed"), "Noor", "")
    with monkeypatch.context() as newer:
        newer.setattr(revision_rows, "written", by_newer_ehbi)
        revisions.publish(store, 2, titled("Nieuwer"), "Noor", "")
    store.close()
    return address


@pytest.fixture
def store(address):
    found = Store.open(address, publishes=True)
    yield found
    found.close()


def test_the_newest_that_can_be_read_is_used(address):
    assert published(address).title == "Goed"


def test_where_none_can_be_read_that_is_told(store, monkeypatch):
    monkeypatch.setattr(revision_rows, "read", unreadable)
    with pytest.raises(UnreadableError, match=r"Versie 3 .* Werk EHBI op deze computer bij"):
        revisions.newest_readable(store)


def unreadable(_content, what):
    raise UnreadableError(what)


def test_a_manager_reads_why_there_is_no_draft_and_nothing_is_published_over_it(address, store, monkeypatch):
    monkeypatch.setenv("EHBI_DATABASE", address)
    sign_in = SignIn(author="Noor")
    sign_in._come("")
    assert sign_in.editor is None
    assert sign_in.form.trouble.startswith("Versie 3 is met deze EHBI niet te lezen.")
    assert revisions.newest_of(store).number == 3


@pytest.mark.parametrize("damaged", [b"geen zlib", zlib.compress(b"[" * 100_000), zlib.compress(b"{}")])
def test_a_draft_that_cannot_be_read_is_told_as_such(damaged, monkeypatch):
    store = Store.open("sqlite://", publishes=True)
    with monkeypatch.context() as other:
        other.setattr(revision_rows, "packed", lambda _: damaged)
        drafts.begin(store, "Noor")
    with pytest.raises(UnreadableError, match="Het concept van Noor"):
        drafts.of(store, "Noor")
    store.close()
