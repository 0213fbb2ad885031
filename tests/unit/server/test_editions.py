"""What was published last is served; older revisions serve whoever has them still."""

from __future__ import annotations

import logging

import pytest

from ehbi import load, places
from ehbi.published import handed, published
from ehbi.server import editions as module
from ehbi.server.editions import Editions
from ehbi.server.keeper import Keeper
from ehbi.store import Store, revisions
from ehbi.store.blackout import black_out

PACKAGED = load()


def titled(title):
    return PACKAGED.model_copy(update={"title": title})


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path}/ehbi.sqlite"


@pytest.fixture
def managers(address):
    store = Store.open(address, publishes=True)
    yield store
    store.close()


@pytest.fixture
def editions(address, tmp_path):
    keeper = Keeper(address)
    (tmp_path / "handbooks").mkdir()
    yield Editions(keeper, lambda handbook: f"<h1>{handbook.title}</h1>", tmp_path / "handbooks")
    keeper.close()


def publish(store, title):
    revisions.publish(store, revisions.newest_of(store).number, titled(title), "Noor", "")


def test_what_was_published_takes_the_place_of_what_was_served(editions, managers):
    editions.serve(PACKAGED)
    editions.look()
    assert editions.now.revision == PACKAGED.revision
    publish(managers, "Nieuw")
    editions.look()
    assert editions.now.page.plain == b"<h1>Nieuw</h1>"
    assert editions.of(PACKAGED.revision).handbook == PACKAGED


def test_what_became_black_is_served_so_and_pages_on_an_older_revision_go_on(
    editions, managers, address, tmp_path
):
    publish(managers, "Hulp van Truus")
    editions.serve(PACKAGED)
    editions.look()
    open_page = editions.now.revision
    black_out(managers, "truus", "Noor")
    editions.look()
    assert editions.now.page.plain == "<h1>Hulp van ███</h1>".encode()
    assert editions.of(open_page).handbook.step("toegang") == PACKAGED.step("toegang")
    # A server that starts after it has never heard of the older revision.
    later = Editions(Keeper(address), lambda handbook: handbook.title, tmp_path / "handbooks")
    later.look()
    assert later.of(open_page).handbook.title == "Hulp van ███"


def test_what_is_not_known_gets_the_newest(editions):
    editions.serve(PACKAGED)
    for revision in (None, 3, "000000000000", ["a"]):
        assert editions.of(revision) is editions.now


def test_only_some_are_remembered(editions, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "REMEMBERED", 2)
    for title in ("een", "twee", "drie"):
        editions.serve(titled(title))
    assert editions.of(titled("een").revision) is editions.now
    assert editions.of(titled("twee").revision) is not editions.now
    kept = {file.stem for file in (tmp_path / "handbooks").iterdir()}
    assert kept == {titled("twee").revision, titled("drie").revision, "newest"}


def test_a_restored_revision_is_the_newest_again(editions):
    for title in ("een", "twee", "een"):
        editions.serve(titled(title))
    assert editions.now.handbook.title == "een"


def test_kernels_find_each_revision_and_the_newest(editions, tmp_path, monkeypatch):
    monkeypatch.setenv(places.HANDBOOKS, str(tmp_path / "handbooks"))
    assert handed() is None
    for title in ("een", "twee"):
        editions.serve(titled(title))
    assert published() == titled("twee")
    assert handed(titled("een").revision) == titled("een")


def test_a_profile_that_changes_is_served_without_a_restart(editions, tmp_path, monkeypatch):
    file = tmp_path / "profiel.yaml"
    monkeypatch.setenv(places.PROFILE, str(file))
    editions.look()
    assert editions.now.handbook.profile is None
    before = editions.now
    editions.look()
    assert editions.now is before
    for name in ("Noord", "Zuidwest"):
        file.write_text(f"format: 1\nlibrary: {name}\n", encoding="utf-8")
        editions.look()
        assert editions.now.handbook.profile.library == name
    file.unlink()
    editions.look()
    assert editions.now.handbook.profile is None


def test_a_store_that_fails_is_told_once_and_what_was_served_stays(editions, monkeypatch, caplog):
    editions.look()
    monkeypatch.setattr(revisions, "newest_of", broken)
    with caplog.at_level(logging.WARNING):
        editions.look()
        editions.look()
    assert len(caplog.records) == 1
    assert editions.now.revision == PACKAGED.revision


def broken(_store):
    raise module.StoreError("ergens", "stuk")
