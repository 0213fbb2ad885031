"""A made-up year: plausible, always the same, and never to be mistaken for the log."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from ehbi.explore import make_sample, traffic_chart
from ehbi.explore.sample import CLOSED, OPEN, Sample
from ehbi.explore.traffic import fits
from ehbi.flowchart import to_markup
from ehbi.handbook import clock
from ehbi.store import Store
from ehbi.store import case_log as walks

from ..flowchart.test_svg import parsed, with_class, words_of


@pytest.fixture(scope="module")
def sample(handbook):
    return make_sample(handbook)


def moments(sample):
    hours = (datetime.strptime(walk.hour, "%Y-%m-%dT%H").replace(tzinfo=UTC) for walk in sample.walks)
    return [hour.astimezone(clock.HERE) for hour in hours]


def test_the_same_seed_is_the_same_year(handbook, sample):
    assert make_sample(handbook) == sample
    assert make_sample(handbook, seed=2).walks != sample.walks


def test_all_of_it_can_be_walked(handbook, sample):
    assert all(fits(handbook, walk) for walk in sample.walks)


def test_it_is_a_year_of_the_hours_at_which_a_library_is_open(sample):
    found = moments(sample)
    assert {moment.year for moment in found} == {sample.year}
    assert {moment.month for moment in found} == set(range(1, 13))
    assert all(moment.hour in OPEN[moment.weekday()] for moment in found)
    assert not CLOSED & {(moment.month, moment.day) for moment in found}
    assert found == sorted(found)


def test_summer_is_quiet(sample):
    months = Counter(moment.month for moment in moments(sample))
    assert max(months[7], months[8]) < min(months[month] for month in (3, 5, 9, 10))


def test_situations_differ_people_go_back_and_some_leave(year):
    shares = [count.cases for count in year.starts]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 2 * shares[-2] > 0
    assert 0 < sum(seen.back for seen in year.steps) < year.cases / 4
    assert 0 < year.left < year.cases / 5


def test_it_is_large_enough_to_say_something(year):
    assert year.note == ""


def test_it_is_of_a_type_that_the_store_does_not_take(sample):
    store = Store.open("sqlite://")
    with pytest.raises(TypeError):
        walks.keep(store, sample)
    assert walks.kept(store) == ()
    store.close()
    assert isinstance(sample, Sample)
    assert "made-up" in repr(sample)


def test_a_chart_of_it_says_so_where_it_is_seen_and_where_it_is_heard(year):
    for situation in (None, "reset-mail"):
        root = parsed(to_markup(traffic_chart(year, situation), standalone=True))
        assert "Voorbeeldcijfers: " in root.get("aria-label")
        (legend,) = with_class(root, "legend")
        assert "Voorbeeldcijfers." in " ".join(words_of(legend))


def test_a_chart_of_the_log_does_not(traffic):
    assert "Voorbeeld" not in to_markup(traffic_chart(traffic))
