"""Annotations of a picture in SVG and in matplotlib: signs, thick arrows, and steps before all others."""

from __future__ import annotations

from io import BytesIO

import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex, to_rgba

from ehbi import Case
from ehbi.flowchart import Flag, Sign, Weight, draw_chart, fade, flag, lay_out, mark, to_markup, weigh
from ehbi.flowchart.annotations import SIGNS, merged
from ehbi.flowchart.legend import legend_of
from ehbi.flowchart.shapes import (
    ON_ARROW,
    ON_BOX,
    head,
    sign_at_arrow,
    sign_at_box,
    sign_outline,
    sign_strokes,
    thickness,
)
from ehbi.flowchart.style import palette

from .test_figure import axes_of, texts
from .test_svg import SVG, parsed, with_class, words_of
from .wordings import EVIL

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


STEP, ANSWER = "mail-zoeken", ("reset-mail", "ja")
EMPTY, LONG = Flag(Sign.ERROR, "Deze tekst is leeg."), Flag(Sign.WARNING, "Deze tekst is lang.")


@pytest.fixture
def root(plain):
    return parsed(to_markup(flag(plain, {STEP: EMPTY, ANSWER: LONG})))


def node_of(root, step):
    (found,) = (one for one in with_class(root, "node") if one.get("data-step") == step)
    return found


def flagged(root):
    return [
        one.get("data-step") or (one.get("data-from"), one.get("data-answer"))
        for one in with_class(root, "flagged")
    ]


def test_a_sign_stands_where_it_is_about_and_nowhere_else(root):
    assert sorted(flagged(root), key=str) == [ANSWER, STEP]
    for part, sign in ((node_of(root, STEP), "error"), (arrow_of(root, *ANSWER), "warning")):
        assert f"flag-{sign}" in part.get("class").split()
        assert len(with_class(part, "sign")) == 1


def test_a_step_says_its_sign_in_its_name_and_the_reason_in_its_description(root):
    node = node_of(root, STEP)
    assert node.get("aria-label").endswith("Fout.")
    description = node.find(f"{SVG}desc")
    assert node.get("aria-describedby") == description.get("id")
    assert description.text.startswith("Deze tekst is leeg.")
    assert node.find(f"{SVG}title").text == "Deze tekst is leeg."


def test_an_arrow_has_its_reason_to_point_at_and_the_step_that_asks_says_it(root):
    assert arrow_of(root, *ANSWER).find(f"{SVG}title").text == "Deze tekst is lang."
    asks = node_of(root, ANSWER[0])
    assert "flagged" not in asks.get("class").split()
    assert asks.find(f"{SVG}desc").text.startswith(
        "Antwoord ‘Ja, het adres klopt’: waarschuwing. Deze tekst is lang."
    )


def test_an_answer_without_an_arrow_is_told_at_its_step(plain):
    chart = flag(plain, {(STEP, "nergens"): LONG, STEP: EMPTY})
    (box,) = (box for box in chart.boxes if box.flag)
    assert (box.step, box.flag) == (STEP, merged([EMPTY, LONG]))
    assert not any(arrow.flag for arrow in chart.arrows)


def test_what_is_in_no_picture_is_left_out(plain):
    assert flag(plain, {"elders": EMPTY, ("elders", "ja"): EMPTY}) == plain


def test_without_flags_a_picture_stays_as_it_is(plain):
    assert flag(plain, {}) == plain
    assert not with_class(parsed(to_markup(plain)), "sign")


@pytest.mark.parametrize("sign", Sign)
def test_the_legend_explains_the_signs_that_are_there_and_no_other(plain, sign):
    chart = flag(plain, {STEP: Flag(sign)})
    (legend,) = with_class(parsed(to_markup(chart)), "legend")
    words = words_of(legend)
    assert [word for word in words if word in SIGNS.values()] == [SIGNS[sign]]
    assert "Tekens:" in words
    assert "Tekens:" not in words_of(with_class(parsed(to_markup(plain)), "legend")[0])
    assert legend_of(chart).height > legend_of(plain).height


def test_signs_differ_by_more_than_their_colour():
    drawn = [(sign_outline(sign, 9), sign_strokes(sign, 9)) for sign in Sign]
    assert all(one != other for at, one in enumerate(drawn) for other in drawn[:at])


def test_a_sign_covers_no_words(plain):
    for box in plain.boxes:
        x, y = sign_at_box(box)
        for line in box.lines:
            half = len(line.text) * 3.5
            assert abs(y - line.y) > ON_BOX + 6 or abs(x - line.x) > ON_BOX + half
    for arrow in plain.arrows:
        x, _ = sign_at_arrow(arrow)
        assert x + ON_ARROW <= arrow.x - arrow.width / 2 + 5


@pytest.mark.parametrize("text", EVIL)
def test_what_a_sign_says_is_text(plain, text):
    root = parsed(to_markup(flag(plain, {STEP: Flag(Sign.ERROR, text), ANSWER: Flag(Sign.ERROR, text)})))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "desc", "title", "rect", "g", "path", "text", "a", "circle"}


def test_matplotlib_draws_the_same_signs_and_explains_them(plain):
    axes = draw_chart(flag(plain, {STEP: EMPTY, ANSWER: Flag(Sign.REMOVED)}), axes_of())
    fills = [to_hex(patch.get_facecolor()) for patch in axes.patches]
    assert fills.count(palette()["flag-error"]["flag"]) >= 2
    assert any(patch.get_linestyle() in {"--", "dashed"} for patch in axes.patches)
    assert {"Tekens:", "Fout", "Vervalt"} <= set(texts(axes))
