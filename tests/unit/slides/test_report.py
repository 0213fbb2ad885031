"""What a room found hard on paper: the list first, then every step on the flowchart."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ehbi.paper import PAPERS
from ehbi.paper.plan import SMALLEST
from ehbi.paper.report import Finding, Report, report_sheets
from ehbi.slides.report import report

from ..handbook.profiles import NOORD, THIRD
from ..paper.reading import assert_inside, assert_only_words_and_lines, pages, size, sizes, squeezed, words
from .rooms import FOUND, HANDBOOK

AT = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
FILES = {paper: report(HANDBOOK.at(NOORD), FOUND, AT, paper) for paper in PAPERS}


@pytest.mark.parametrize(("paper", "sides"), [("a3", (297, 420)), ("a4", (210, 297))])
def test_it_is_on_the_paper_that_was_asked(paper, sides):
    assert {tuple(sorted(size(page))) for page in pages(FILES[paper])} == {sides}


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_lines_and_embedded_fonts_and_can_be_read(paper):
    assert_only_words_and_lines(FILES[paper])
    assert_inside(FILES[paper], 8)
    assert min(sizes(FILES[paper])) >= SMALLEST


@pytest.mark.parametrize("paper", PAPERS)
def test_every_step_is_on_it_with_what_was_hard(paper):
    shown = words(FILES[paper])
    assert [step.id for step in HANDBOOK.steps if squeezed(step.title) not in shown] == []
    assert squeezed("●●●○○ 7 van 12 kozen iets anders dan het handboek.") in shown
    assert squeezed("7 van 12 anders") in shown


def test_it_says_when_with_which_version_and_for_whom():
    shown = words(FILES["a4"])
    assert squeezed("25 november 2026 · niet gepubliceerd") in shown
    published = HANDBOOK.at(NOORD).published_as(THIRD)
    assert squeezed("25 november 2026 · versie 3, 24 november 2026") in words(report(published, FOUND, AT))
    assert squeezed(NOORD.library) in shown


def test_the_hardest_is_first_and_what_nobody_had_wrong_is_only_counted():
    right = replace(FOUND[0], step=HANDBOOK.step("mail-zoeken"), others=())
    first = pages(report(HANDBOOK, (*FOUND, right), AT))[0].extract_text()
    titles = [one.step.title for one in FOUND]
    assert sorted(titles, key=first.index) == titles
    assert right.step.title not in first
    assert "4 keuzes gevraagd, bij 1 koos niemand" in first


def test_a_long_list_goes_on_on_the_next_page_and_nothing_is_lost():
    many = tuple(Finding(f"Stap {number}", "Lukt het? " * 30, ("Ja. " * 40,)) for number in range(40))
    sheets = report_sheets(Report("Lastig", (), many), PAPERS["a4"])
    assert len(sheets) > 1
    captions = [caption for sheet in sheets for caption in sheet.captions]
    assert {one.title for one in many} <= {caption.text for caption in captions}
    assert all(0 < caption.y < sheet.height for sheet in sheets for caption in sheet.captions)
    for sheet in sheets[1:]:
        assert sheet.captions[1].text.startswith("Stap")


def test_one_finding_of_more_than_a_page_is_broken_and_stays_on_the_paper():
    sheets = report_sheets(Report("Lastig", (), (Finding("Stap", "", ("Woord " * 3000,)),)), PAPERS["a4"])
    shown = " ".join(caption.text for sheet in sheets for caption in sheet.captions)
    assert shown.count("Woord") == 3000
    assert all(caption.y < sheet.height for sheet in sheets for caption in sheet.captions)
