"""Pictures are kept once, as long as a revision or a draft shows them, and only publishers write them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from ehbi.handbook import clock
from ehbi.handbook.edits import change_step
from ehbi.handbook.pictures import digest_of
from ehbi.store import StoreError, backup, drafts, pictures, redaction, revision_rows, revisions
from ehbi.store.pictures import KEPT_FOR, MissingPictureError
from ehbi.store.store import Store
from ehbi.store.tables import draft_values
from ehbi.store.tables import pictures as table
from tests.unit.handbook.pictures import CONTENT, picture, without_pictures

STEP = "mail-zoeken"
DIGEST = digest_of(CONTENT)


@pytest.fixture(autouse=True)
def _starts_without_pictures(monkeypatch):
    """A store begins with a handbook that has none."""
    monkeypatch.setattr(revision_rows, "_packaged", without_pictures)


def shown(handbook, *contents):
    """The handbook with pictures of these contents in a step, at hand."""
    those = [picture(file=digest_of(content)).model_dump() for content in contents]
    made = change_step(handbook, STEP, {"pictures": those})
    return made.with_pictures({digest_of(content): content for content in contents})


def kept(store):
    return {row.digest: row.published for row in store.rows(select(table.c.digest, table.c.published))}


def kept_since(store, days):
    with store.writing() as connection:
        connection.execute(update(table).values(at=clock.now() - timedelta(days=days)))


def publish(store, handbook):
    return revisions.publish(store, revisions.newest_of(store).number, handbook, "Noor", "")


def test_a_revision_comes_back_with_its_pictures(managers, store):
    publish(managers, shown(without_pictures(), CONTENT, b"two"))
    again = revisions.content(store, 2)
    assert again.pictures == {DIGEST: CONTENT, digest_of(b"two"): b"two"}
    assert revisions.newest_readable(store).pictures == again.pictures
    assert revisions.content(store, 1).pictures == {}


def test_what_is_at_hand_is_not_read_again(managers):
    publish(managers, shown(without_pictures(), CONTENT))
    mine = bytes(bytearray(CONTENT))
    assert revisions.content(managers, 2, {DIGEST: mine}).pictures[DIGEST] is mine


def test_a_draft_keeps_pictures_through_saving_undoing_and_another_window(managers):
    draft = drafts.begin(managers, "Noor")
    draft = drafts.save(managers, draft, shown(draft.handbook, CONTENT), "Plaatje erbij")
    draft = drafts.save(managers, draft, shown(draft.handbook, b"two"), "Ander plaatje")
    assert drafts.of(managers, "Noor").handbook.pictures == {digest_of(b"two"): b"two"}
    draft = drafts.undo(managers, draft)
    assert draft.handbook.pictures == {DIGEST: CONTENT}
    draft = drafts.undo(managers, draft)
    assert draft.handbook == without_pictures()
    draft = drafts.redo(managers, draft)
    assert draft.handbook.pictures == {DIGEST: CONTENT}
    assert drafts.rebase(managers, draft, 1, draft.handbook).handbook.pictures == {DIGEST: CONTENT}


def test_each_is_kept_once_and_steps_back_hold_none(managers):
    content = bytes(range(256)) * 400
    draft = drafts.begin(managers, "Noor")
    for number in range(5):
        changed = change_step(shown(draft.handbook, content), "toegang", {"say": f"Hallo {number}"})
        draft = drafts.save(managers, draft, changed, "Iets")
    publish(managers, shown(without_pictures(), content))
    assert kept(managers) == {digest_of(content): True}
    assert managers.rows(select(func.max(func.length(draft_values.c.content))))[0][0] < len(content)


def test_a_picture_that_was_at_hand_is_kept_once_a_step_shows_it(managers):
    draft = drafts.begin(managers, "Noor")
    draft = drafts.save(managers, draft, draft.handbook.with_pictures({DIGEST: CONTENT}), "Niets")
    drafts.save(managers, draft, shown(draft.handbook, CONTENT), "Plaatje erbij")
    assert drafts.of(managers, "Noor").handbook.pictures == {DIGEST: CONTENT}


def test_the_desk_writes_none(managers, store):
    with pytest.raises(StoreError), store.writing() as connection:
        pictures.keep(connection, shown(without_pictures(), CONTENT))
    publish(managers, shown(without_pictures(), CONTENT))
    for act in (table.delete(), update(table).values(content=b"other")):
        for doing in (store.writing, store.forgetting):
            with pytest.raises(StoreError), doing() as connection:
                connection.execute(act)
    assert revisions.content(store, 2).pictures == {DIGEST: CONTENT}


def test_a_picture_that_is_nowhere_is_not_published(managers):
    bare = shown(without_pictures(), CONTENT).with_pictures({}, alone=True)
    for act in (revisions.refuse, lambda *given: revisions.publish(*given, "Noor", "")):
        with pytest.raises(MissingPictureError, match=r"een plaatje bij ‘.*’ is er niet"):
            act(managers, 1, bare)
    assert revisions.newest_of(managers).number == 1
    publish(managers, shown(without_pictures(), CONTENT))
    publish(managers, change_step(bare, "toegang", {"say": "Hallo"}))
    assert revisions.content(managers, 3).pictures == {DIGEST: CONTENT}


def forget(store):
    with store.writing() as connection:
        return pictures.forget_unused(connection, clock.now())


def test_what_nothing_shows_goes_after_a_while(managers):
    draft = drafts.begin(managers, "Noor")
    draft = drafts.save(managers, draft, shown(draft.handbook, CONTENT), "Plaatje erbij")
    draft = drafts.save(managers, draft, without_pictures(), "Plaatje weg")
    kept_since(managers, KEPT_FOR.days + 1)
    assert forget(managers) == 0  # it can be undone yet
    drafts.renew(managers, draft)
    kept_since(managers, KEPT_FOR.days)
    assert forget(managers) == 0
    kept_since(managers, KEPT_FOR.days + 1)
    assert forget(managers) == 1
    assert kept(managers) == {}


def test_what_was_published_stays_and_publishing_clears_up(managers):
    publish(managers, shown(without_pictures(), CONTENT))
    with managers.writing() as connection:
        pictures.keep(connection, shown(without_pictures(), b"two"))
    kept_since(managers, KEPT_FOR.days + 1)
    publish(managers, without_pictures())
    assert kept(managers) == {DIGEST: True}
    assert revisions.content(managers, 2).pictures == {DIGEST: CONTENT}


def test_a_text_that_is_made_black_leaves_pictures_as_they_are(managers):
    named = shown(without_pictures(), CONTENT)
    named = change_step(named, STEP, {"pictures": [picture(alt="Scherm van Jansen").model_dump()]})
    publish(managers, named)
    redaction.redact(managers, "Jansen", "Noor")
    redaction.redact(managers, "both", "Noor")
    (one,) = revisions.content(managers, 2).step(STEP).pictures
    assert (one.alt, one.file) == ("Scherm van ███", DIGEST)
    assert revisions.newest_readable(managers).pictures == {DIGEST: CONTENT}


def test_a_picture_that_should_not_be_there_goes_from_versions_drafts_and_store(managers):
    publish(managers, shown(without_pictures(), CONTENT, b"two"))
    draft = drafts.begin(managers, "Noor")
    draft = drafts.save(managers, draft, shown(draft.handbook, CONTENT), "Nog een keer")
    assert redaction.find_picture(managers, "0" * 32) == ()
    assert kept(managers).keys() == {DIGEST, digest_of(b"two")}
    found = redaction.forget_picture(managers, DIGEST, "Noor")
    assert [(spot.kind, spot.name) for spot in found] == [
        ("versie", "2"),
        ("concept", "Noor"),
        ("plaatje", DIGEST),
    ]
    assert kept(managers).keys() == {digest_of(b"two")}
    for number in (2, 3):
        assert [one.file for one in revisions.content(managers, number).step(STEP).pictures] == [
            digest_of(b"two")
        ]
    newest = revisions.newest_of(managers)
    assert (newest.number, newest.message) == (3, "Een plaatje weggehaald uit versie 2")
    assert drafts.of(managers, "Noor").handbook.step(STEP).pictures == ()
    assert redaction.find_picture(managers, DIGEST) == ()
    publish(managers, without_pictures())


def test_a_backup_has_them(file_address, tmp_path):
    with Store.open(file_address, publishes=True) as store:
        publish(store, shown(without_pictures(), CONTENT))
    backup.save(file_address, tmp_path / "kopie.sqlite")
    elsewhere = f"sqlite:///{tmp_path / 'elders.sqlite'}"
    backup.bring_back(elsewhere, tmp_path / "kopie.sqlite")
    for address in (f"sqlite:///{tmp_path / 'kopie.sqlite'}", elsewhere):
        with Store.open(address) as copy:
            assert revisions.content(copy, 2).pictures == {DIGEST: CONTENT}
