"""The colours, computed from the style sheet itself: contrast as WCAG 2.2 defines it."""

from __future__ import annotations

import re
from itertools import product

import pytest

from ehbi.flowchart import CSS, Sign, lay_out
from ehbi.flowchart.style import COLOURS, OPEN, palette

PARTS = [*(f"party-{number}" for number in range(COLOURS)), f"party-{OPEN}", "connector"]
FLAGS = [f"flag-{sign}" for sign in Sign]
TEXT, SHAPE = 4.5, 3.0


def block(start):
    """The inside of the first block that begins with this."""
    depth, begin = 0, CSS.index(start) + len(start)
    for at, character in enumerate(CSS[begin:], start=begin):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return CSS[begin:at]
    raise AssertionError("a block is not closed")


def colours(text, part):
    selector = f".ehbi-flowchart{f' .{part}' if part else ''} {{"
    body = text.split(selector, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", body))


def scheme_of(place):
    """The style sheet with one of the two colours that it has for everything."""
    return re.sub(r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", lambda found: found[place], CSS)


LIGHT, DARK = scheme_of(1), scheme_of(2)
SCHEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


def luminance(colour):
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_beside_the_boxes_can_be_read(scheme):
    chart = colours(scheme, "")
    assert contrast(chart["ink"], chart["paper"]) >= TEXT
    assert contrast(chart["soft"], chart["paper"]) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("part", PARTS)
def test_text_in_a_box_can_be_read(scheme, part):
    chart, box = colours(scheme, ""), colours(scheme, part)
    for text, ground in product((chart["ink"], box["solid"]), (box["fill"], box["tint"])):
        assert contrast(text, ground) >= TEXT
    assert contrast(box["on-solid"], box["solid"]) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("part", PARTS)
def test_shapes_and_their_states_stand_out(scheme, part):
    chart, box = colours(scheme, ""), colours(scheme, part)
    grounds = [(box["line"], chart["paper"]), (box["line"], box["fill"]), (box["solid"], chart["paper"])]
    grounds += [(box["solid"], box["fill"]), (box["solid"], box["tint"]), (box["fill"], box["line"])]
    assert all(contrast(one, other) >= SHAPE for one, other in grounds)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_arrows_and_the_focus_stand_out(scheme):
    chart = colours(scheme, "")
    assert contrast(chart["arrow"], chart["paper"]) >= SHAPE
    assert contrast(chart["ink"], chart["paper"]) >= SHAPE
    assert contrast(chart["focus"], chart["paper"]) >= SHAPE


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("part", FLAGS)
def test_signs_and_what_they_are_about_stand_out(scheme, part):
    chart, sign = colours(scheme, ""), colours(scheme, part)
    fills = [colours(scheme, other)[name] for other in PARTS for name in ("fill", "tint")]
    assert all(contrast(sign["flag"], ground) >= SHAPE for ground in (chart["paper"], *fills))
    assert contrast(sign["on-flag"], sign["flag"]) >= TEXT


def test_every_colour_is_there_for_light_and_for_dark():
    for part in ["", *PARTS, *FLAGS]:
        light, dark = colours(LIGHT, part), colours(DARK, part)
        assert light.keys() == dark.keys()
        assert len(light) >= 2
        assert "light-dark" not in "".join([*light.values(), *dark.values()])


def test_every_party_has_a_colour_and_different_parties_differ(handbook):
    numbers = {party.id: party.colour for party in lay_out(handbook).parties}
    assert len(set(numbers.values())) == len(numbers)
    parts = [f"party-{number}" for number in range(OPEN + 1)]
    assert len({colours(LIGHT, part)["line"] for part in parts}) == len(parts)


def test_figures_take_the_light_colours():
    parts = [*PARTS, *FLAGS]
    assert {part: dict(palette()[part]) for part in parts} == {part: colours(LIGHT, part) for part in parts}


def test_a_print_and_forced_colours_are_provided_for():
    assert "print-color-adjust: exact" in block("@media print {")
    forced = block("@media (forced-colors: active) {")
    assert all(name in forced for name in ("Canvas", "CanvasText", "Highlight"))
