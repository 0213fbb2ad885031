"""The results of a workshop, on the flowchart and on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from ehbi.flowchart import draw_chart, to_markup
from ehbi.paper import PAPERS
from ehbi.paper.plan import SMALLEST
from ehbi.paper.report import Finding, Report, report_sheets
from ehbi.slides import deck, polls
from ehbi.slides.polls import results
from ehbi.slides.report import picture, report
from tests.hostile import hostile

from ..flowchart.test_figure import axes_of, texts
from ..flowchart.test_svg import SVG, parsed, with_class, words_of
from ..handbook.profiles import NOORD, THIRD
from ..paper.reading import assert_inside, assert_only_words_and_lines, pages, size, sizes, squeezed, words
from .rooms import EASY, FOUND, HANDBOOK, HARD, POLLS, START, votes

ASKED = {POLLS[place].choice.step.id for place in (HARD, EASY)} | {POLLS[START].choice.answer}


@pytest.fixture(scope="module")
def chart():
    return picture(HANDBOOK, FOUND)


@pytest.fixture(scope="module")
def root(chart):
    return parsed(to_markup(chart))


def node(root, step):
    (found,) = (one for one in with_class(root, "node") if one.get("data-step") == step)
    return found


def test_each_step_that_was_asked_has_its_numbers_in_its_box(root):
    hard = " ".join(words_of(node(root, "nieuw-wachtwoord")))
    assert "●●●○○ 7 van 12 anders" in hard
    assert "1 van 12 anders" in " ".join(words_of(node(root, "goede-gebruikersnaam")))
    chosen = " ".join(words_of(node(root, POLLS[START].choice.answer)))
    assert "Situatie kiezen: ●●○○○ 4 van 8 anders" in chosen


def test_a_hard_step_has_a_sign_and_says_so_and_an_easy_one_has_not(root):
    assert "flag-hard" in node(root, "nieuw-wachtwoord").get("class").split()
    assert node(root, "nieuw-wachtwoord").get("aria-label").endswith("Lastig.")
    assert "flagged" not in node(root, "goede-gebruikersnaam").get("class").split()
    told = node(root, "nieuw-wachtwoord").find(f"{SVG}desc").text
    assert "7 van 12 kozen iets anders dan het handboek. Vooral: ‘" in told


def test_what_was_not_asked_stands_back(root):
    clear = {
        one.get("data-step") for one in with_class(root, "node") if "faded" not in one.get("class").split()
    }
    assert clear == ASKED


def test_the_legend_says_what_it_means(root):
    (legend,) = with_class(root, "legend")
    words = " ".join(words_of(legend))
    assert "Lastig" in words
    assert "minstens een derde" in words


def test_matplotlib_draws_the_same(chart):
    assert {"●●●○○", "7 van 12 anders", "Lastig"} <= set(texts(draw_chart(chart, axes_of())))


def test_every_score_lies_inside_its_box(chart):
    for box in chart.boxes:
        for line in box.lines:
            assert abs(line.y) < box.height / 2


def test_where_nothing_was_chosen_nothing_is_hard():
    assert not any(box.flag for box in picture(HANDBOOK, ()).boxes)


def test_what_people_wrote_is_text_in_it():
    handbook = hostile(HANDBOOK)
    asked = polls(deck(handbook))
    times = {}
    for place in asked:
        times |= votes(place, 1, 5, asked)
    root = parsed(to_markup(picture(handbook, results(asked, times))))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "desc", "title", "rect", "g", "path", "text", "a", "circle"}


AT = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
NOBODY_WRONG = replace(FOUND[0], step=HANDBOOK.step("mail-zoeken"), wrong=0, others=())
MADE_OF = {"a4": HANDBOOK.at(NOORD), "a3": HANDBOOK.at(NOORD).published_as(THIRD)}


@cache
def made(paper):
    return report(MADE_OF[paper], (*FOUND, NOBODY_WRONG), AT, paper)


@pytest.mark.parametrize(("paper", "sides"), [("a3", (297, 420)), ("a4", (210, 297))])
def test_it_is_on_the_paper_that_was_asked(paper, sides):
    assert {tuple(sorted(size(page))) for page in pages(made(paper))} == {sides}


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_lines_and_embedded_fonts_and_can_be_read(paper):
    assert_only_words_and_lines(made(paper))
    assert_inside(made(paper), 8)
    assert min(sizes(made(paper))) >= SMALLEST


@pytest.mark.parametrize("paper", PAPERS)
def test_every_step_is_on_it_with_what_was_hard(paper):
    shown = words(made(paper))
    assert [step.id for step in HANDBOOK.steps if squeezed(step.title) not in shown] == []
    assert squeezed("●●●○○ 7 van 12 kozen iets anders dan het handboek.") in shown
    assert squeezed("7 van 12 anders") in shown


def test_without_results_there_is_still_a_file():
    assert report(HANDBOOK, (), AT).startswith(b"%PDF-")


def test_it_says_when_with_which_version_and_for_whom():
    for paper, version in [("a4", "niet gepubliceerd"), ("a3", "versie 3, 24 november 2026")]:
        assert squeezed(f"25 november 2026 · {version}") in words(made(paper))
        assert squeezed(NOORD.library) in words(made(paper))


def test_the_hardest_is_first_and_what_nobody_had_wrong_is_only_counted():
    first = pages(made("a4"))[0].extract_text()
    titles = [one.step.title for one in FOUND]
    assert sorted(titles, key=first.index) == titles
    assert NOBODY_WRONG.step.title not in first
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
