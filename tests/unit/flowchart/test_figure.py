"""The picture in matplotlib: its texts, its size, and what it leaves alone."""

from __future__ import annotations

import re
from io import BytesIO

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.image import imread

import ehbi
from ehbi.flowchart import draw, figure, lay_out, to_pdf, to_png
from ehbi.flowchart.legend import legend_of
from ehbi.flowchart.style import palette
from ehbi.flowchart.text import legible

from .wordings import EVIL, put


def axes_of(width=12.0, height=9.0):
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure.add_subplot()


def texts(axes):
    return [text.get_text() for text in axes.texts]


@pytest.fixture
def axes(handbook):
    return draw(handbook, axes_of(), situation="geen-rechten")


def test_it_draws_on_the_axes_it_is_given_and_returns_them(handbook):
    given = axes_of()
    assert draw(handbook, given) is given
    assert not given.axison


def test_all_words_of_the_picture_are_texts(axes, handbook):
    chart = lay_out(handbook, "geen-rechten")
    words = [line.text for box in chart.boxes for line in box.lines]
    words += [line for arrow in chart.arrows for line in arrow.lines]
    words += ["Wie:", *(party.name for party in chart.parties)]
    assert sorted(texts(axes)) == sorted(words)


def test_text_stays_inside_its_box(axes, handbook):
    renderer = axes.figure.canvas.get_renderer()
    boxes = lay_out(handbook, "geen-rechten").boxes
    inverse = axes.transData.inverted()
    for text in axes.texts:
        x, y = text.get_position()
        (x0, y0), (x1, y1) = inverse.transform(text.get_window_extent(renderer).get_points())
        for box in boxes:
            if abs(x - box.x) < box.width / 2 and abs(y - box.y) < box.height / 2:
                assert box.x - box.width / 2 < x0 < x1 < box.x + box.width / 2
                assert box.y - box.height / 2 < min(y0, y1) < max(y0, y1) < box.y + box.height / 2


def test_smaller_axes_get_smaller_text_and_lines(handbook):
    large, small = (
        draw(handbook, axes_of(12 * share, 9 * share), situation="reset-mail") for share in (1, 0.5)
    )
    assert small.texts[0].get_fontsize() == pytest.approx(large.texts[0].get_fontsize() / 2)
    assert small.patches[0].get_linewidth() == pytest.approx(large.patches[0].get_linewidth() / 2)


def test_colours_are_those_of_the_style_sheet(handbook):
    axes = draw(handbook, axes_of(), situation="inloggegevens-onjuist")
    fills = {to_hex(patch.get_facecolor()) for patch in axes.patches}
    used = {party.colour for party in lay_out(handbook, "inloggegevens-onjuist").parties}
    assert len(used) > 1
    assert {palette()[f"party-{colour}"]["fill"] for colour in used} <= fills


def test_a_case_is_shown_in_its_situation_with_its_steps_marked(handbook, halfway):
    axes = draw(handbook, axes_of(), case=halfway)
    fills = [to_hex(patch.get_facecolor()) for patch in axes.patches]
    assert "Melding: niet de juiste rechten" in texts(axes)
    assert fills.count(palette()["party-0"]["tint"]) == len(halfway.passed)
    assert palette()["party-0"]["solid"] in fills


def test_without_axes_a_figure_of_the_natural_size_is_made(handbook):
    with mpl.rc_context({"backend": "Agg"}):
        axes = draw(handbook, situation="reset-mail")
    legend = legend_of(lay_out(handbook, "reset-mail"))
    assert axes.figure.get_size_inches() * 96 == pytest.approx([legend.width, legend.height])
    plt.close(axes.figure)


def test_settings_of_matplotlib_are_left_alone(handbook):
    before = dict(mpl.rcParams)
    draw(handbook, axes_of())
    to_png(handbook, dpi=48)
    to_pdf(handbook)
    assert dict(mpl.rcParams) == before


@pytest.mark.filterwarnings("error:Glyph")
@pytest.mark.parametrize("text", [text for text in EVIL if legible(text) == text])
def test_any_text_is_drawn_as_it_is_written(text):
    axes = draw(put("geen-rechten", title=text), axes_of(), situation="geen-rechten")
    axes.figure.savefig(BytesIO(), format="png", dpi=40)
    assert "".join(re.sub(r"[\x00-\x1f]", " ", text).split()) in "".join("".join(texts(axes)).split())


def test_a_png_has_the_size_that_was_asked_and_something_on_it(handbook):
    legend = legend_of(lay_out(handbook, "reset-mail"))
    pixels = imread(BytesIO(to_png(handbook, situation="reset-mail", dpi=192)))
    assert pixels.shape[:2] == pytest.approx((legend.height * 2, legend.width * 2), abs=1)
    assert 0.6 < np.mean(pixels[..., :3]) < 0.99


def test_a_png_of_a_picture_that_is_too_large_has_fewer_pixels_but_all_of_it(handbook, monkeypatch):
    monkeypatch.setattr(figure, "MOST_PIXELS", 400_000)
    legend = legend_of(lay_out(handbook, "reset-mail"))
    height, width = imread(BytesIO(to_png(handbook, situation="reset-mail"))).shape[:2]
    assert height * width <= 400_000 + height + width
    assert height / width == pytest.approx(legend.height / legend.width, rel=0.02)


def test_a_pdf_is_one_page_that_fits_with_its_fonts_in_it(handbook):
    file = to_pdf(handbook, situation="reset-mail")
    legend = legend_of(lay_out(handbook, "reset-mail"))
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", file)
    assert [float(size) for size in box.groups()] == pytest.approx(
        [legend.width * 0.75, legend.height * 0.75], abs=1
    )
    assert file.count(b"/Type /Page\n") + file.count(b"/Type /Page ") == 1
    fonts = set(re.findall(rb"/BaseFont /([\w+-]+)", file))
    assert {font.split(b"+")[-1] for font in fonts} == {b"DejaVuSans", b"DejaVuSans-Bold"}
    assert file.count(b"/FontFile2") >= 2
    assert b"/Type3" not in file


def test_the_same_content_is_the_same_pdf(handbook):
    assert to_pdf(handbook) == to_pdf(ehbi.load())
