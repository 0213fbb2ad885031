"""Plots, read by what stands in them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgb

from ehbi.explore import Count, Month, count_traffic, plot_ends, plot_hard, plot_months, plot_unreached
from ehbi.explore.plots import SERIES, alt_text, picture
from ehbi.store import LoggedCase

from ..flowchart.test_figure import axes_of
from ..flowchart.wordings import EVIL, put
from .conftest import NOVEMBER, WALKS

PLOTS = [plot_months, plot_ends, plot_hard, plot_unreached]


def texts(axes):
    return [text.get_text() for text in axes.texts]


def labels(axis):
    return [label.get_text().replace("\n", " ") for label in axis.get_ticklabels()]


def luminance(colour):
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def seen_by_a_deuteranope(colour):
    """Machado, Oliveira and Fernandes (2009), severity 1."""
    matrix = ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969))
    return [sum(a * b for a, b in zip(row, to_rgb(colour), strict=True)) for row in matrix]


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
        assert picture(plot, found).png
    shown = "".join(labels(plot_hard(found, axes_of()).yaxis)[0].split())
    cleaned = "".join(text.replace("\x00", "").replace("\x07", "").split())
    assert shown.removesuffix("…") == cleaned[: len(shown.removesuffix("…"))]


def test_large_numbers_are_written_as_in_dutch(traffic):
    many = replace(traffic, cases=5000, ends=(Count("ingelogd", 1234),))
    axes = plot_ends(many, axes_of())
    assert "1.234 (25%)" in texts(axes)
    axes.figure.canvas.draw()
    assert "1.200" in labels(axes.xaxis)


def test_colours_differ_in_grey_and_to_a_deuteranope():
    greys = [luminance(colour) for colour in SERIES[:4]]
    assert all(light > 1.5 * dark + 0.05 for dark, light in pairwise(greys))
    eyes = [seen_by_a_deuteranope(colour) for colour in SERIES]
    for at, one in enumerate(eyes):
        for other in eyes[at + 1 :]:
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.15


def test_a_picture_says_in_words_what_it_shows_and_is_forgotten_by_pyplot(traffic):
    made = picture(plot_hard, traffic)
    assert made.png.startswith(b"\x89PNG")
    assert made.told.startswith("Bij welke stap mensen teruggaan of stoppen. Nog maar 4 casussen")
    assert "Staat de mail in de inbox of in de spammap?: 33% (1 van 3), weinig." in made.told
    assert plt.get_fignums() == []


def test_months_are_told_with_their_year(traffic):
    assert "aug 2026: 1. sep 2026: 0." in alt_text(plot_months(traffic, axes_of()))
