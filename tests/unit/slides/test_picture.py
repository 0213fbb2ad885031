"""What a room found hard on the flowchart: at its step, in numbers, also in grey."""

import pytest

from ehbi.flowchart import draw_chart, to_markup
from ehbi.slides import deck, polls
from ehbi.slides.polls import results
from ehbi.slides.report import picture
from tests.hostile import hostile

from ..flowchart.test_figure import axes_of, texts
from ..flowchart.test_svg import SVG, parsed, with_class, words_of
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
