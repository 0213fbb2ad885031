"""Whatever was logged, on whatever handbook: it is counted, it adds up, and it can be shown."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.explore import (
    count_traffic,
    make_sample,
    plot_ends,
    plot_hard,
    plot_months,
    plot_unreached,
    traffic_chart,
)
from ehbi.explore.matching import fits
from ehbi.flowchart import to_markup
from ehbi.handbook import Case
from ehbi.store import LoggedCase

from ..flowchart.test_figure import axes_of
from ..flowchart.wordings import worded
from ..handbook.strategies import PACKAGED, few, handbooks, many

hours = st.one_of(
    st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H")), st.sampled_from(["2026-11-24T17", "", "x"])
)
ids = st.sampled_from([*(step.id for step in PACKAGED.steps), "s0", "s1", "e0", "buiten", "weg", ""])
odd = st.builds(
    LoggedCase,
    hours,
    st.lists(ids, max_size=6).map(tuple),
    st.lists(ids, max_size=3).map(tuple),
    st.none() | ids,
)


@st.composite
def walked(draw, handbook):
    """A walk that can be made in this handbook, at any hour that the log can hold."""
    case = Case(handbook).begin(draw(st.sampled_from([*handbook.situations])).id)
    for choice in draw(st.lists(st.integers(0, 9), max_size=8)):
        if case.step.answers:
            case = case.answer(case.step.answers[choice % len(case.step.answers)].id)
    trail = tuple(step.id for step in case.trail)
    back = tuple(draw(st.lists(st.sampled_from(trail), max_size=3)))
    hour = draw(st.sampled_from(["2024-02-29T23", "2026-06-30T22", "2026-11-24T17"]))
    return LoggedCase(hour, trail, back, case.outcome.id if case.outcome else None)


@st.composite
def logs(draw, among):
    handbook = draw(among)
    return handbook, draw(st.lists(st.one_of(walked(handbook), odd), max_size=12))


@many
@given(logs(st.one_of(st.just(PACKAGED), handbooks())))
def test_counts_add_up(log):
    handbook, walks = log
    found = count_traffic(handbook, walks)
    assert found.cases + found.misfits == len(walks)
    assert found.cases == sum(fits(handbook, walk) for walk in walks)
    assert sum(count.cases for count in found.starts) == found.cases
    assert sum(month.cases for month in found.months) == found.cases
    assert sum(count.cases for count in found.ends) + found.left == found.cases


@many
@given(logs(st.one_of(st.just(PACKAGED), handbooks())))
def test_a_step_is_reached_by_its_arrows_and_by_starting_there(log):
    handbook, walks = log
    found = count_traffic(handbook, walks)
    arrivals = Counter({count.step: count.cases for count in found.starts})
    for (_, target), cases in {(one.step, one.target): one.cases for one in found.passages}.items():
        arrivals[target] += cases
    for seen in found.steps:
        assert seen.reached == arrivals[seen.step]
        assert 0 <= seen.rate <= 1


@few
@given(logs(worded()))
@pytest.mark.filterwarnings("ignore:Glyph")
def test_any_traffic_can_be_shown(log):
    found = count_traffic(*log)
    to_markup(traffic_chart(found))
    for plot in (plot_months, plot_ends, plot_hard, plot_unreached):
        plot(found, axes_of()).figure.savefig(BytesIO(), dpi=30)


@few
@given(handbooks(), st.integers(0, 2**32))
def test_a_sample_can_be_walked_in_any_handbook(handbook, seed):
    found = count_traffic(handbook, make_sample(handbook, seed=seed))
    assert found.cases > 0
    assert found.misfits == 0
