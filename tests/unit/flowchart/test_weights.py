"""What stands out in a picture: thick arrows and steps before all others, in SVG and in matplotlib."""

from __future__ import annotations

from io import BytesIO

import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex, to_rgba

from ehbi import Case
from ehbi.flowchart import Weight, draw_chart, fade, lay_out, mark, to_markup, weigh
from ehbi.flowchart.legend import legend_of
from ehbi.flowchart.shapes import head, thickness
from ehbi.flowchart.style import palette

from .test_figure import axes_of, texts
from .test_svg import SVG, parsed, with_class, words_of

BUSY, QUIET, NEVER = ("reset-mail", "ja"), ("reset-mail", "nee"), ("reset-mail", "weet-niet")
WEIGHTS = {BUSY: Weight(1, "40 casussen"), QUIET: Weight(0.25, "10 casussen"), NEVER: Weight(0, "niemand")}


@pytest.fixture
def plain(handbook):
    return lay_out(handbook, "reset-mail")


@pytest.fixture
def weighed(plain):
    return weigh(plain, WEIGHTS, "Hoe dikker, hoe drukker.")


def arrow_of(root, step, answer):
    arrows = with_class(root, "arrow")
    (found,) = (one for one in arrows if (one.get("data-from"), one.get("data-answer")) == (step, answer))
    return found


def width_of(arrow):
    (stem,) = with_class(arrow, "stem")
    return float(stem.get("style").removeprefix("stroke-width:").removesuffix("px"))


def test_an_arrow_is_as_thick_as_its_weight_and_never_gone(weighed):
    root = parsed(to_markup(weighed))
    busy, quiet, never = (width_of(arrow_of(root, *key)) for key in (BUSY, QUIET, NEVER))
    assert busy == 4 * quiet
    assert never == 1.5


def test_a_thick_arrow_has_a_head_that_is_wider_than_its_line(weighed):
    for arrow in weighed.arrows:
        _, (left, top), (right, bottom) = head(arrow)
        assert ((left - right) ** 2 + (top - bottom) ** 2) ** 0.5 > thickness(arrow)


def test_an_arrow_along_which_nothing_goes_is_dotted(weighed):
    root = parsed(to_markup(weighed))
    assert [(one.get("data-from"), one.get("data-answer")) for one in with_class(root, "idle")] == [NEVER]


def test_the_number_is_shown_at_the_arrow_and_read_aloud_with_the_step(weighed):
    root = parsed(to_markup(weighed))
    assert arrow_of(root, *BUSY).find(f"{SVG}title").text == "40 casussen"
    (node,) = (one for one in with_class(root, "node") if one.get("data-step") == "reset-mail")
    told = node.find(f"{SVG}desc").text
    assert "Ja, het adres klopt: 40 casussen." in told
    assert "Ja, het adres klopt: naar" in told


def test_a_heavy_arrow_lies_under_the_light_ones(weighed):
    shares = [arrow.weight.share for arrow in weighed.arrows if arrow.weight]
    assert shares == sorted(shares, reverse=True)


def test_an_arrow_without_a_weight_is_drawn_as_ever(plain, weighed):
    before, after = parsed(to_markup(plain)), parsed(to_markup(weighed))
    for arrow in weighed.arrows:
        if arrow.weight is None:
            (stem,) = with_class(arrow_of(after, arrow.step, arrow.answer), "stem")
            assert stem.attrib == with_class(arrow_of(before, arrow.step, arrow.answer), "stem")[0].attrib


def test_what_the_thickness_means_stands_under_the_legend(plain, weighed):
    (legend,) = with_class(parsed(to_markup(weighed)), "legend")
    assert "Hoe dikker, hoe drukker." in " ".join(words_of(legend))
    lowest = max(float(text.get("y")) for text in legend.iter(f"{SVG}text"))
    assert legend_of(plain).height < lowest < legend_of(weighed).height


def test_only_what_is_kept_and_the_arrows_between_it_stand_out(plain):
    kept = {"reset-mail", "mail-zoeken"}
    root = parsed(to_markup(fade(plain, kept)))
    nodes = with_class(root, "node")
    assert {one.get("data-step") for one in nodes} - kept == {
        one.get("data-step") for one in nodes if "faded" in one.get("class").split()
    }
    bright = [one for one in with_class(root, "arrow") if "faded" not in one.get("class").split()]
    assert [(one.get("data-from"), one.get("data-to")) for one in bright] == [
        ("reset-mail", "mail-zoeken")
    ] * 2


def test_a_step_that_stands_back_says_so_to_a_screen_reader(plain):
    for node in with_class(parsed(to_markup(fade(plain, {"reset-mail"}))), "node"):
        stands_back = node.get("aria-label").endswith("Buiten de keuze.")
        assert stands_back == (node.get("data-step") != "reset-mail")


def test_a_case_can_be_marked_on_a_picture_with_weights(handbook, weighed):
    case = Case(handbook).begin("reset-mail").answer("ja")
    arrow = arrow_of(parsed(to_markup(mark(weighed, case))), *BUSY)
    assert "taken" in arrow.get("class").split()
    assert width_of(arrow) == 10


def test_matplotlib_draws_thick_dotted_and_faded_too(weighed):
    axes = draw_chart(fade(weighed, {"reset-mail", "mail-zoeken"}), axes_of())
    widths = [patch.get_linewidth() for patch in axes.patches]
    stems = [patch for patch in axes.patches if patch.get_linewidth() == max(widths)]
    assert len(stems) == 1
    assert stems[0].get_alpha() is None
    assert any(patch.get_alpha() == 0.35 for patch in axes.patches)
    assert any(patch.get_linestyle() not in {"-", "--", "solid", "dashed"} for patch in axes.patches)
    assert "Hoe dikker, hoe drukker." in " ".join(texts(axes))


def test_a_faded_box_loses_its_colour_in_matplotlib(plain):
    lines = {palette()[f"party-{party.colour}"]["line"] for party in plain.parties}
    boxes = draw_chart(fade(plain, ()), axes_of()).patches
    shown = {to_hex(patch.get_edgecolor()) for patch in boxes if patch.get_edgecolor() != to_rgba("none")}
    # The legend alone still has them: one swatch a party, under a picture in grey.
    coloured = [patch for patch in boxes if to_hex(patch.get_edgecolor()) in lines]
    assert len(coloured) == len(plain.parties)
    assert palette()[""]["arrow"] in shown


def test_without_axes_a_picture_gets_a_figure_that_fits_its_note(weighed):
    axes = draw_chart(weighed)
    try:
        axes.figure.savefig(BytesIO(), dpi=40)
        assert axes.figure.get_size_inches()[1] * 96 == pytest.approx(legend_of(weighed).height)
    finally:
        plt.close(axes.figure)
