"""Signs on boxes and arrows: what is drawn, what is said, and what the legend explains."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from ehbi.flowchart import Flag, Sign, draw_chart, flag, lay_out, to_markup
from ehbi.flowchart.annotations import SIGNS, merged
from ehbi.flowchart.legend import legend_of
from ehbi.flowchart.shapes import ON_ARROW, ON_BOX, sign_at_arrow, sign_at_box, sign_outline, sign_strokes
from ehbi.flowchart.style import palette

from .test_figure import axes_of, texts
from .test_svg import SVG, parsed, with_class, words_of
from .test_weights import arrow_of
from .wordings import EVIL

STEP, ANSWER = "mail-zoeken", ("reset-mail", "ja")
EMPTY, LONG = Flag(Sign.ERROR, "Deze tekst is leeg."), Flag(Sign.WARNING, "Deze tekst is lang.")


@pytest.fixture
def plain(handbook):
    return lay_out(handbook, "reset-mail")


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
