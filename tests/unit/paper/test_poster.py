"""The poster: paper, letters, and everything on it."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

import ehbi
from ehbi.handbook.model import Outside
from ehbi.paper import PAPERS, TooMuchError, to_poster
from ehbi.paper.plan import SMALLEST
from ehbi.paper.poster import poster_sheets
from ehbi.paper.sheet import drawn

from ..flowchart.wordings import EVIL, put
from ..handbook.profiles import NOORD, THIRD
from .reading import assert_inside, assert_only_words_and_lines, pages, size, sizes, squeezed, words

HANDBOOK = ehbi.load()
PUBLISHED = HANDBOOK.published_as(THIRD)


@cache
def made(paper):
    return to_poster(HANDBOOK, paper)


@pytest.mark.parametrize(("paper", "sides", "many"), [("a3", (297, 420), 2), ("a4", (210, 297), 4)])
def test_it_is_on_the_paper_that_was_asked(paper, sides, many):
    assert [size(page) for page in pages(made(paper))] == [sides] * many


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_lines_and_embedded_fonts_and_no_image(paper):
    assert_only_words_and_lines(made(paper))
    assert_inside(made(paper), 8)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_step_and_every_answer_is_on_it_whole(paper):
    shown = words(made(paper))
    assert [step.id for step in HANDBOOK.steps if squeezed(step.title) not in shown] == []
    answers = [answer.label for step in HANDBOOK.steps for answer in step.answers]
    assert [label for label in answers if squeezed(label) not in shown] == []


@pytest.mark.parametrize("title", ["Mail naar fbiam@kb.nl", "Vraag de ledenadministratiemedewerker"])
def test_no_word_is_broken(title):
    handbook = put("mail-fb-iam", title=title)
    pictures = [hung.flowchart for sheet in poster_sheets(handbook, PAPERS["a3"]) for hung in sheet.charts]
    for box in (box for picture in pictures for box in picture.boxes):
        shown = " ".join(line.text for line in box.lines).split()
        assert set(handbook.step(box.step).title.split()) <= set(shown)


@pytest.mark.parametrize("paper", PAPERS)
def test_its_smallest_text_can_be_read(paper):
    assert min(sizes(made(paper))) >= SMALLEST


def test_each_situation_has_its_number_in_large_letters():
    for paper in PAPERS:
        sheets = poster_sheets(HANDBOOK, PAPERS[paper])
        large = [caption.text for sheet in sheets for caption in sheet.captions if caption.colour == "paper"]
        assert large == ["1", "2", "3", "4"]


@pytest.mark.parametrize("paper", PAPERS.values())
def test_pictures_stand_in_their_own_frame_below_their_heading(paper):
    for sheet in poster_sheets(HANDBOOK, paper):
        frames = [frame for frame in sheet.frames if not frame.solid]
        for frame, hung in zip(frames, sheet.charts, strict=True):
            heading = max(one.y + one.height for one in sheet.frames if one.solid and one.y < hung.y)
            assert heading <= hung.y
            assert frame.x <= hung.x
            assert hung.x + hung.flowchart.width * hung.scale <= frame.x + frame.width
            assert hung.y + hung.flowchart.height * hung.scale <= frame.y + frame.height
        for one in frames:
            assert one.x + one.width <= sheet.width
            assert not [other for other in frames if other is not one and _overlap(one, other)]


def _overlap(one, other):
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


@pytest.mark.parametrize("paper", PAPERS.values())
def test_no_text_runs_off_the_paper_or_into_another(paper):
    for sheet in poster_sheets(HANDBOOK.at(NOORD), paper):
        figure = drawn(sheet)
        FigureCanvasAgg(figure)
        renderer = figure.canvas.get_renderer()
        texts = [text for axes in figure.axes for text in axes.texts if text.get_text()]
        places = [(text.get_text(), text.get_window_extent(renderer)) for text in texts]
        assert not [text for text, place in places if place.x0 < 0 or place.x1 > figure.bbox.x1]
        met = [(one, other) for (one, a), (other, b) in combinations(places, 2) if _meet(a, b)]
        assert met == []


def _meet(one, other):
    """Whether two places share more than the room between lines."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    return across > 1 and down > min(one.height, other.height) / 3


def test_who_acts_is_in_words_so_that_grey_says_it_too_where_it_is_not_who_reads_it():
    shown = words(made("a3"))
    reader = HANDBOOK.parties[0].id
    for party in {step.party for step in HANDBOOK.steps}:
        boxes = [
            box for hung in poster_sheets(HANDBOOK, PAPERS["a3"])[0].charts for box in hung.flowchart.boxes
        ]
        assert squeezed(HANDBOOK.party(party).name) in shown
        own = [box for box in boxes if box.party.id == party and box.shape != "connector"]
        assert own
        texts = [squeezed("".join(line.text for line in box.lines)) for box in own]
        assert all((squeezed(HANDBOOK.party(party).name) in text) == (party != reader) for text in texts)


def test_it_says_which_version_it_is_and_whose():
    shown = words(to_poster(PUBLISHED.at(NOORD), "a4"))
    assert squeezed("Versie 3, 24 november 2026 · blad 1 van 4") in shown
    assert HANDBOOK.revision not in shown
    assert squeezed(NOORD.library) in shown


def test_the_same_handbook_is_the_same_file():
    assert to_poster(ehbi.load()) == made("a3")


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("text", [text for text in EVIL if text.isascii() and text.isprintable()])
def test_any_text_is_set_as_it_is_written(text):
    assert squeezed(text) in words(to_poster(put("ander-adres", title=text)))


def test_what_the_handbook_is_not_about_is_a_line_and_no_picture():
    handbook = HANDBOOK.model_copy(update={"outside": Outside(step="eigen-site", label="Iets anders")})
    assert squeezed(f"Iets anders → {HANDBOOK.step('eigen-site').title}") in words(to_poster(handbook))
    pictures = [hung.flowchart for sheet in poster_sheets(handbook, PAPERS["a3"]) for hung in sheet.charts]
    assert "eigen-site" not in {box.step for chart in pictures for box in chart.boxes}


def test_a_long_line_about_what_it_is_not_about_stays_on_the_paper():
    assert_inside(
        to_poster(HANDBOOK.model_copy(update={"outside": Outside(step="eigen-site", label="lang " * 200)})), 8
    )


def test_long_names_stay_on_the_paper():
    handbook = put("reset-mail", title="Lang woord " * 40).model_copy(update={"title": "Heel lang " * 30})
    profile = NOORD.model_copy(update={"library": "Bibliotheek " * 40})
    file = to_poster(handbook.at(profile))
    assert min(sizes(file)) >= SMALLEST
    assert_inside(file, 8)


def test_a_situation_that_cannot_be_read_on_a_page_is_refused_by_name():
    with pytest.raises(TooMuchError) as caught:
        to_poster(put("goede-gebruikersnaam", title="regel " * 4000), "a4")
    assert caught.value.culprit == HANDBOOK.situations[0].title
    assert "Kies groter papier" in str(caught.value)
