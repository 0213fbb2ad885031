"""The exercises in the page: stories as text, part by part, and nothing twice that the page has already."""

from __future__ import annotations

from html.parser import HTMLParser

import ehbi
from ehbi import book
from tests.hostile import hostile

HANDBOOK = ehbi.load()


class Stories(HTMLParser):
    """Collects the stories in the template, and every element that is inside it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside = False
        self.tags: list[str] = []
        self.stories: list[list[str]] = []
        self.cases: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if self.inside:
            self.tags.append(tag)
        if self.inside and tag == "div":
            self.cases.append(dict(attrs))
            self.stories.append([])
        elif self.inside and self.stories:
            self.stories[-1].append("")
        self.inside = self.inside or dict(attrs).get("id") == "page_exercises"

    def handle_data(self, data):
        if self.inside and self.stories and self.stories[-1]:
            self.stories[-1][-1] += data.rstrip("\n")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "template"


def test_each_example_stands_in_the_page_as_the_parts_of_its_story_and_its_case():
    found = Stories(book.page(HANDBOOK))
    assert found.stories == [list(example.parts) for example in HANDBOOK.examples]
    assert [one["data-case"] for one in found.cases][:2] == [
        "inloggegevens-onjuist/nee/gelukt",
        "inloggegevens-onjuist/ja/gelukt",
    ]


def test_whatever_a_story_or_title_says_is_text():
    handbook = hostile(HANDBOOK)
    found = Stories(book.page(handbook))
    assert set(found.tags) == {"div", "p"}
    assert found.stories == [list(example.parts) for example in handbook.examples]
    assert [one["title"] for one in found.cases] == [example.title for example in handbook.examples]
    assert {frozenset(one) for one in found.cases} == {frozenset({"data-case", "data-example", "title"})}


def test_an_example_that_does_not_end_where_it_says_is_no_exercise():
    broken = HANDBOOK.examples[0].model_copy(update={"answers": ()})
    found = Stories(book.page(HANDBOOK.model_copy(update={"examples": (broken, *HANDBOOK.examples[1:])})))
    assert len(found.stories) == len(HANDBOOK.examples) - 1
