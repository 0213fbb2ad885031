"""What a server makes of a handbook; older revisions serve whoever has them still."""

from __future__ import annotations

import pytest

from ehbi import load, places
from ehbi.handbook.pictures import digest_of
from ehbi.newest import handed, published
from ehbi.server import editions as module
from ehbi.server.editions import EditionError, Editions
from tests.unit.handbook.pictures import CONTENT, picture, with_pictures

PACKAGED = load()


def titled(title):
    return PACKAGED.model_copy(update={"title": title})


def page(handbook):
    if handbook.title == "kapot":
        raise RecursionError(handbook.title)
    return f"<h1>{handbook.title}</h1>"


@pytest.fixture
def editions(tmp_path):
    (tmp_path / "handbooks").mkdir()
    return Editions(page, tmp_path / "handbooks")


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


def test_guides_find_each_revision_and_the_newest(editions, tmp_path, monkeypatch):
    monkeypatch.setenv(places.HANDBOOKS, str(tmp_path / "handbooks"))
    assert handed() is None
    for title in ("een", "twee"):
        editions.serve(titled(title))
    assert published() == titled("twee")
    assert handed(titled("een").revision) == titled("een")


def test_what_cannot_be_built_changes_nothing_and_its_text_is_not_told(editions):
    editions.serve(PACKAGED)
    with pytest.raises(EditionError) as caught:
        editions.serve(titled("kapot"))
    assert "RecursionError in" in caught.value.why
    assert "kapot" not in str(caught.value)
    assert editions.now.revision == PACKAGED.revision


def test_what_cannot_be_handed_to_the_guides_is_not_shown_either(editions, tmp_path):
    editions.serve(PACKAGED)
    for file in (tmp_path / "handbooks").iterdir():
        file.unlink()
    (tmp_path / "handbooks").rmdir()
    with pytest.raises(EditionError):
        editions.serve(titled("Nieuw"))
    assert editions.now.revision == PACKAGED.revision


def test_pictures_of_open_pages_are_there_and_no_others(editions):
    assert editions.picture(digest_of(CONTENT)) is None
    editions.serve(with_pictures("mail-zoeken", picture()).with_pictures({digest_of(CONTENT): CONTENT}))
    editions.serve(load())
    assert editions.picture(digest_of(CONTENT)) == CONTENT
    assert editions.picture("0" * 32) is None
