"""Revisions are only ever added, one after another, and by nobody but publishers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import delete, update

from ehbi.files import load
from ehbi.handbook.compare.merge import merge
from ehbi.store import Store, StoreError, drafts, revision_rows, revisions, tables
from ehbi.store.revisions import BrokenHandbookError, NewerRevisionError, NoRevisionError
from tests.unit.handbook.pictures import without_pictures

PACKAGED = load()


def titled(title):
    return PACKAGED.model_copy(update={"title": title})


def test_the_packaged_handbook_is_the_first(store):
    (first,) = revisions.history(store)
    assert (first.number, first.parent, first.digest) == (1, 0, PACKAGED.revision)
    assert revisions.content(store, 1) == PACKAGED


def test_what_is_published_comes_back_as_it_was(managers):
    made = revisions.publish(managers, 1, titled("Twee"), "Noor", "Korter")
    assert (made.number, made.parent, made.author, made.message) == (2, 1, "Noor", "Korter")
    assert revisions.newest_of(managers) == made
    assert revisions.content(managers, 2) == titled("Twee")
    assert [one.number for one in revisions.history(managers)] == [2, 1]


def test_a_revision_that_there_is_not_is_told(managers):
    for ask in (revisions.known, revisions.content):
        with pytest.raises(NoRevisionError, match="Versie 9 is er niet"):
            ask(managers, 9)


def test_nothing_is_overwritten_when_somebody_published_meanwhile(managers):
    revisions.publish(managers, 1, titled("Van Noor"), "Noor", "")
    with pytest.raises(NewerRevisionError) as caught:
        revisions.publish(managers, 1, titled("Van Sem"), "Sem", "")
    assert (caught.value.base, caught.value.newest) == (1, 2)
    assert revisions.content(managers, 2).title == "Van Noor"


def test_of_many_that_publish_at_once_one_wins_and_the_others_are_told(managers):
    def publish(number):
        try:
            return revisions.publish(managers, 1, titled(f"Van {number}"), f"Beheerder {number}", "")
        except NewerRevisionError as error:
            return error

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(publish, range(8)))
    assert sum(isinstance(one, NewerRevisionError) for one in found) == 7
    assert [one.number for one in revisions.history(managers)] == [2, 1]


def test_a_handbook_with_errors_is_not_published(managers):
    with pytest.raises(BrokenHandbookError) as caught:
        revisions.publish(managers, 1, titled(""), "Noor", "")
    assert [problem.path for problem in caught.value.problems] == [("title",)]
    assert len(revisions.history(managers)) == 1


def test_a_handbook_with_warnings_alone_is_published(managers):
    late = [step.model_copy(update={"reviewed": date(2020, 1, 1)}) for step in PACKAGED.steps]
    old = PACKAGED.model_copy(update={"steps": tuple(late)})
    revisions.refuse(managers, 1, old)
    assert revisions.publish(managers, 1, old, "Noor", "").digest == old.revision


@pytest.mark.parametrize(
    "change", [update(tables.revisions).values(author="Iemand"), delete(tables.revisions)]
)
def test_the_database_itself_refuses_to_change_a_revision(managers, change):
    with pytest.raises(StoreError, match="never changed"), managers.writing() as connection:
        connection.execute(change)
    assert revisions.newest_of(managers).author == revision_rows.PACKAGER


def test_a_store_of_the_desk_cannot_publish_or_draft(store, managers):
    with pytest.raises(StoreError, match=r"not allowed|not authorized"):
        revisions.publish(store, 1, titled("Stiekem"), "Bezoeker", "")
    with pytest.raises(StoreError, match=r"not allowed|not authorized"):
        drafts.begin(store, "Bezoeker")
    noor = drafts.begin(managers, "Noor")
    with pytest.raises(StoreError, match=r"not allowed|not authorized"):
        drafts.renew(store, noor)
    assert len(revisions.history(store)) == 1
    assert drafts.of(managers, "Noor")


def test_the_handbook_of_a_newer_ehbi_follows_one_that_nobody_changed(address, monkeypatch):
    Store.open(address).close()
    newer = titled("Van een nieuwere EHBI")
    monkeypatch.setattr(revision_rows, "_packaged", lambda: newer)
    for _ in range(2):
        store = Store.open(address)
        assert [one.number for one in revisions.history(store)] == [2, 1]
        assert revisions.content(store, 2) == newer
        store.close()


def test_an_older_ehbi_that_starts_after_a_newer_one_leaves_its_handbook_alone(address, monkeypatch):
    Store.open(address).close()
    with monkeypatch.context() as newer:
        newer.setattr(revision_rows, "_packaged", lambda: titled("Van een nieuwere EHBI"))
        Store.open(address).close()
    store = Store.open(address)
    assert revisions.content(store, revisions.newest_of(store).number).title == "Van een nieuwere EHBI"
    store.close()


def test_it_does_not_follow_one_that_a_manager_changed(managers, address, monkeypatch):
    revisions.publish(managers, 1, titled("Van Noor"), "Noor", "")
    monkeypatch.setattr(revision_rows, "_packaged", lambda: titled("Van een nieuwere EHBI"))
    store = Store.open(address)
    assert revisions.content(store, revisions.newest_of(store).number).title == "Van Noor"
    store.close()


def test_the_drawings_come_with_a_newer_ehbi_where_nobody_changed_the_handbook(address, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(revision_rows, "_packaged", without_pictures)
        Store.open(address).close()
    with Store.open(address) as store:
        assert [one.author for one in revisions.history(store)] == [revision_rows.PACKAGER] * 2
        assert revisions.newest_readable(store).pictures == PACKAGED.pictures
        assert revisions.content(store, 1).pictures == {}


def test_who_publishes_over_the_packaged_handbook_keeps_its_drawings(managers, store):
    draft = drafts.begin(managers, "Noor")
    assert draft.handbook.pictures == PACKAGED.pictures
    changed = titled("Van Noor").with_pictures({}, alone=True)  # as it came from a file without them
    drafts.save(managers, draft, changed, "titel")
    assert drafts.of(managers, "Noor").handbook.pictures == PACKAGED.pictures
    revisions.publish(managers, 1, changed, "Noor", "")
    assert revisions.newest_readable(store).pictures == PACKAGED.pictures


def test_a_draft_of_before_the_drawings_gets_them_when_it_is_put_together_with_them(address, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(revision_rows, "_packaged", without_pictures)
        with Store.open(address, publishes=True) as store:
            draft = drafts.begin(store, "Noor")
            mine = draft.handbook.model_copy(update={"title": "Van Noor"})
            drafts.save(store, draft, mine, "titel")
    with Store.open(address, publishes=True) as store:
        draft, base = drafts.of(store, "Noor"), revisions.content(store, 1)
        newest = revisions.newest_of(store).number
        merged = merge(base, draft.handbook, revisions.content(store, newest))
        assert not merged.conflicts
        drafts.rebase(store, draft, newest, merged.handbook)
        revisions.publish(store, newest, drafts.of(store, "Noor").handbook, "Noor", "")
        published = revisions.newest_readable(store)
        assert (published.title, published.pictures) == ("Van Noor", PACKAGED.pictures)


def test_drawings_change_nothing_for_who_has_published(address, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(revision_rows, "_packaged", without_pictures)
        with Store.open(address, publishes=True) as store:
            theirs = without_pictures().model_copy(update={"title": "Van Noor"})
            revisions.publish(store, 1, theirs, "Noor", "")
    with Store.open(address) as store:
        assert revisions.newest_readable(store).revision == theirs.revision
        assert revisions.newest_readable(store).pictures == {}
