"""A handbook knows as what it was published, until it changes."""

from __future__ import annotations

import ehbi
from ehbi.book import page
from ehbi.exports import FORMATS, export
from ehbi.slides import slides_page

from .profiles import NOORD, THIRD

HANDBOOK = ehbi.load()
PUBLISHED = HANDBOOK.published_as(THIRD)
SAID = "versie 3, 24 november 2026"


def test_a_handbook_of_a_file_is_no_version():
    assert (HANDBOOK.version, HANDBOOK.version_text) == (None, "niet gepubliceerd")


def test_a_version_is_no_part_of_the_content():
    assert PUBLISHED.revision == HANDBOOK.revision
    assert [export(PUBLISHED, form) for form in ("yaml", "json")] == [
        export(HANDBOOK, form) for form in ("yaml", "json")
    ]


def test_it_goes_with_the_handbook_to_a_library():
    assert (PUBLISHED.version, PUBLISHED.at(NOORD).version) == (THIRD, THIRD)


def test_what_is_changed_is_that_version_no_more():
    changed = PUBLISHED.model_copy(update={"title": "Anders"})
    assert changed.version is None
    assert changed.model_copy(update={"title": HANDBOOK.title}).version == THIRD


def test_book_and_slides_say_the_version_and_keep_the_digest_for_programs():
    for made in (page, slides_page):
        assert SAID in made(PUBLISHED).lower()
        assert "niet gepubliceerd" in made(HANDBOOK).lower()
        said = made(PUBLISHED).replace(f'data-revision="{HANDBOOK.revision}"', "")
        assert HANDBOOK.revision not in said


def test_no_picture_says_a_digest():
    texts = {form: export(PUBLISHED, form) for form in FORMATS if form in ("svg", "mermaid")}
    assert [form for form, text in texts.items() if HANDBOOK.revision.encode() in text] == []
