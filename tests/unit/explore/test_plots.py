"""Plots, read by what stands in them."""

from __future__ import annotations

import math
import operator
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations, pairwise

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgb

from ehbi.explore import Count, Month, count_traffic, plot_ends, plot_hard, plot_months, plot_unreached
from ehbi.explore.axes import DARK, SERIES
from ehbi.explore.plots import alt_text, picture
from ehbi.store import LoggedCase, Revision

from ..flowchart.test_figure import axes_of
from ..flowchart.test_svg import parsed
from ..flowchart.wordings import EVIL, put
from .conftest import NOVEMBER, WALKS

PLOTS = [plot_months, plot_ends, plot_hard, plot_unreached]


def texts(axes):
    return [text.get_text() for text in axes.texts]


def labels(axis):
    return [label.get_text().replace("\n", " ") for label in axis.get_ticklabels()]


# Machado, Oliveira and Fernandes (2009), severity 1.
EYES = {
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
GROUNDS = {"light": ("#ffffff", SERIES), "dark": (DARK["#ffffff"], [DARK[one] for one in SERIES])}


def linear(colour):
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]


def lab(colour, eye):
    """CIELAB of a colour as somebody sees it."""
    seen = [max(0, sum(map(operator.mul, row, linear(colour)))) for row in EYES[eye]]
    to_xyz = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0178, 0.1095, 0.8727))
    x, y, z = (sum(map(operator.mul, row, seen)) for row in to_xyz)
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def contrast(one, other):
    low, high = sorted(sum(map(operator.mul, EYES["grey"][0], linear(colour))) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("plot", PLOTS)
def test_it_draws_on_the_axes_it_is_given_and_returns_them(traffic, plot):
    given = axes_of()
    assert plot(traffic, given) is given
    assert given.get_title(loc="left")


@pytest.mark.parametrize("plot", PLOTS)
def test_without_axes_it_makes_a_figure_and_leaves_settings_alone(traffic, plot):
    before = dict(mpl.rcParams)
    axes = plot(traffic)
    plt.close(axes.figure)
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("plot", PLOTS)
def test_a_sample_says_so_in_its_title_and_the_log_does_not(traffic, year, plot):
    assert plot(year, axes_of()).get_title(loc="left").startswith("Voorbeeldcijfers: ")
    assert "Voorbeeld" not in plot(traffic, axes_of()).get_title(loc="left")


@pytest.mark.parametrize("plot", PLOTS)
def test_too_little_to_say_anything_stands_in_the_plot(traffic, year, plot):
    assert traffic.note in texts(plot(traffic, axes_of()))
    assert not any("conclusies" in text for text in texts(plot(year, axes_of())))


@pytest.mark.parametrize("plot", PLOTS)
def test_without_any_case_it_says_so_and_has_no_bars(handbook, plot):
    axes = plot(count_traffic(handbook, []), axes_of())
    assert "Nog geen casussen." in texts(axes)
    assert not axes.patches


def test_months_are_stacked_by_situation_and_those_in_between_are_there(traffic):
    axes = plot_months(traffic, axes_of())
    assert labels(axes.xaxis) == ["aug", "sep", "okt", "nov"]
    heights = {bars.get_label(): [patch.get_height() for patch in bars] for bars in axes.containers}
    assert heights == {
        "1. Melding 'Inloggegevens onjuist'": [0, 0, 0, 0],
        "2. Melding: niet de juiste rechten": [0, 0, 0, 1],
        "3. Inloggen met een nieuw pasnummer lukt niet": [0, 0, 0, 0],
        "4. De mail voor een nieuw wachtwoord komt niet aan": [0, 0, 0, 2],
        "Inloggen op de site van onze eigen bibliotheek": [1, 0, 0, 0],
    }
    tops = [patch.get_y() + patch.get_height() for patch in axes.containers[-1]]
    assert tops == [1, 0, 0, 3]
    assert texts(axes)[1:] == ["1", "0", "0", "3"]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == list(heights)
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("Maand", "Casussen")


def test_only_the_last_two_years_are_plotted(traffic):
    older = [Month(month.first.replace(year=2020), month.starts) for month in traffic.months]
    axes = plot_months(replace(traffic, months=(*older, *traffic.months)), axes_of())
    assert len(labels(axes.xaxis)) == 24
    assert labels(axes.xaxis)[-1] == "nov"
    assert labels(axes.xaxis)[1] == "jan 2025"


def test_ends_are_bars_from_long_to_short_and_what_was_left_comes_last(handbook):
    left = LoggedCase(NOVEMBER, ("reset-mail",))
    axes = plot_ends(count_traffic(handbook, [*WALKS, WALKS[0], left, left]), axes_of())
    assert labels(axes.yaxis)[0] == "Opgelost: De lener kan een nieuw wachtwoord maken"
    assert labels(axes.yaxis)[-1] == "Gestopt voor een uitkomst"
    assert [patch.get_width() for patch in axes.patches] == [2, 1, 1, 3]
    assert texts(axes)[1:] == ["2 (29%)", "1 (14%)", "1 (14%)", "3 (43%)"]
    assert axes.yaxis_inverted()


def test_ends_of_one_kind_have_one_colour_and_what_was_left_is_hatched(year):
    axes = plot_ends(year, axes_of())
    kinds = {}
    for label, patch in zip(labels(axes.yaxis), axes.patches, strict=True):
        kinds.setdefault(label.split(":")[0], set()).add((patch.get_facecolor(), patch.get_hatch()))
    assert all(len(looks) == 1 for looks in kinds.values())
    assert len({look for looks in kinds.values() for look in looks}) == len(kinds) == 4
    assert {hatch for _, hatch in kinds["Gestopt voor een uitkomst"]} == {"///"}


def test_many_ends_are_taken_together_and_nothing_is_lost(handbook):
    many = tuple(Count(step.id, 100 - at) for at, step in enumerate(handbook.steps))
    total = sum(count.cases for count in many)
    axes = plot_ends(replace(count_traffic(handbook, []), ends=many, cases=total), axes_of())
    assert labels(axes.yaxis)[-1] == f"{len(many) - 15} andere uitkomsten"
    assert sum(patch.get_width() for patch in axes.patches) == total


def test_hard_steps_are_bars_by_their_rate_and_those_seen_seldom_come_last_and_say_so(handbook):
    path = ("reset-mail", "mail-zoeken")
    back = [LoggedCase(NOVEMBER, path, ("mail-zoeken",) * times) for times in (0, 2) for _ in range(7)]
    axes = plot_hard(count_traffic(handbook, [*WALKS, *back]), axes_of())
    assert labels(axes.yaxis) == [
        "Staat de mail in de inbox of in de spammap?",
        "Kijk in de mailbox van het juiste adres",
        "Vraag de mail nog een keer aan",
    ]
    assert [round(patch.get_width()) for patch in axes.patches] == [94, 100, 100]
    assert texts(axes)[-3:] == ["94% (29 van 31)", "100% (1 van 1), weinig", "100% (1 van 1), weinig"]
    assert [patch.get_hatch() for patch in axes.patches] == ["", "///", "///"]


def test_unreached_steps_are_a_list(traffic, handbook):
    found = texts(plot_unreached(traffic, axes_of()))
    titles = [handbook.step(step).title for step in traffic.unreached]
    assert found[1:16] == titles[:15]
    assert found[16:] == [f"en nog {len(titles) - 15} stappen"]


def test_when_every_step_was_reached_it_says_so(traffic):
    steps = tuple(replace(seen, reached=1) for seen in traffic.steps)
    axes = plot_unreached(replace(traffic, steps=steps), axes_of())
    assert texts(axes)[-1] == "Elke stap is wel eens bereikt."


@pytest.mark.parametrize("text", EVIL)
@pytest.mark.filterwarnings("ignore:Glyph")
def test_any_title_is_written_as_it_is(handbook, text):
    drawn = put("reset-mail", handbook, title=text)
    found = count_traffic(drawn, [LoggedCase(NOVEMBER, ("reset-mail",), ("reset-mail",))])
    for plot in (plot_months, plot_hard):
        assert parsed(picture(plot, found).svg) is not None
    shown = "".join(labels(plot_hard(found, axes_of()).yaxis)[0].split())
    cleaned = "".join(text.replace("\x00", "").replace("\x07", "").split())
    assert shown.removesuffix("…") == cleaned[: len(shown.removesuffix("…"))]


def test_large_numbers_are_written_as_in_dutch(traffic):
    many = replace(traffic, cases=5000, ends=(Count("ingelogd", 1234),))
    axes = plot_ends(many, axes_of())
    assert "1.234 (25%)" in texts(axes)
    axes.figure.canvas.draw()
    assert "1.200" in labels(axes.xaxis)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("eye", ["protan", "deutan", "tritan", "usual"])
def test_colours_differ_to_every_eye(ground, eye):
    """A difference of 20 in CIELAB is seen at once; of 2.3, just."""
    for one, other in combinations(GROUNDS[ground][1], 2):
        assert math.dist(lab(one, eye), lab(other, eye)) > 20, (one, other)


@pytest.mark.parametrize("ground", GROUNDS)
def test_series_go_from_strong_to_weak_in_grey_too_and_words_and_edges_can_be_read(ground):
    paper, series = GROUNDS[ground]
    against = [contrast(colour, paper) for colour in series[:4]]
    assert all(strong > 1.5 * weak for strong, weak in pairwise(against))
    ink, soft = ("#1d2528", "#4e5b61") if ground == "light" else (DARK["#1d2528"], DARK["#4e5b61"])
    assert min(contrast(ink, paper), contrast(soft, paper)) > 4.5


def test_a_picture_has_every_colour_for_both_grounds_and_no_text(year):
    for plot in PLOTS:
        svg = picture(plot, year).svg
        assert set(re.findall("#[0-9a-f]{6}", re.sub(r"light-dark\([^)]*\)", "", svg))) == set()
        assert not [
            one for one in parsed(svg).iter() if (one.text or "").strip() and not one.tag.endswith("style")
        ]


def test_every_version_is_marked_on_the_time_line_and_those_of_a_month_are_told_together(traffic):
    days = (
        datetime(2026, 8, 9, tzinfo=UTC),
        datetime(2026, 10, 1, tzinfo=UTC),
        datetime(2026, 10, 20, tzinfo=UTC),
    )
    made = [
        Revision(at + 1, at, "", "", "", day)
        for at, day in enumerate((*days, datetime(2027, 1, 1, tzinfo=UTC)))
    ]
    axes = plot_months(replace(traffic, published=tuple(made)), axes_of())
    assert [text for text in texts(axes) if text.startswith("v")] == ["v1", "v2–3"]
    places = [line.get_xdata()[0] for line in axes.lines]
    assert places == sorted(places)
    assert [round(place) for place in places] == [0, 2, 2]
    assert "Gepubliceerd in okt 2026: versie 2 en 3." in alt_text(axes)


def test_a_picture_says_in_words_what_it_shows_and_is_forgotten_by_pyplot(traffic):
    made = picture(plot_hard, traffic)
    assert made.svg.startswith('<svg aria-hidden="true"')
    assert made.told.startswith("Waar mensen teruggaan of stoppen. Nog maar 4 casussen")
    assert "Staat de mail in de inbox of in de spammap?: 33% (1 van 3), weinig." in made.told
    assert plt.get_fignums() == []


def test_months_are_told_with_their_year(traffic):
    assert "aug 2026: 1. sep 2026: 0." in alt_text(plot_months(traffic, axes_of()))
