"""Cases to count: what the desk told, read from where it is kept, and a year that is made up."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from ehbi import places
from ehbi.explore import DeskLog, count_traffic, desk_log, make_sample, traffic_chart
from ehbi.explore.cases import CLOSED, OPEN, Sample
from ehbi.explore.matching import fits
from ehbi.flowchart import to_markup
from ehbi.handbook import clock
from ehbi.handbook.values import Doubt
from ehbi.store import Remark, Store, StoreError, case_log, remarks, retention

from ..flowchart.test_svg import parsed, with_class, words_of
from .conftest import WALKS

REMARK = Remark(datetime(2026, 11, 24, tzinfo=UTC), "0" * 12, "toegang", Doubt.WRONG, "Anders")


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path}/ehbi.sqlite"


def test_cases_and_remarks_are_read(address, handbook):
    store = Store.open(address)
    case_log.keep(store, WALKS)
    said = remarks.keep(store, REMARK)
    store.close()
    log = desk_log(address)
    assert log.remarks == (said,)
    assert [(one.revision.number, one.handbook.revision) for one in log.revisions] == [(1, handbook.revision)]
    assert sum(way.cases for way in log.walks) == len(WALKS)
    assert count_traffic(handbook, log.walks) == count_traffic(handbook, WALKS)


def test_figures_of_the_past_stay_what_they_were_when_cases_are_no_longer_single(address):
    store = Store.open(address)
    case_log.keep(store, WALKS)
    before = desk_log(address)
    retention.apply(store, datetime(2027, 6, 1, tzinfo=UTC))
    assert case_log.kept(store) == ()
    assert desk_log(address) == before
    store.close()


def test_that_of_the_user_is_read_unless_told(address, monkeypatch):
    Store.open(address).close()
    monkeypatch.setenv(places.DATABASE, address)
    assert (desk_log().walks, desk_log().remarks) == ((), ())


def test_where_nothing_is_kept_yet_nothing_is_made(address, tmp_path):
    assert desk_log(address) == DeskLog(None, ())
    assert not list(tmp_path.iterdir())


def test_a_database_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "ehbi.sqlite").write_text("dit is geen database, maar een brief aan de balie" * 20)
    with pytest.raises(StoreError):
        desk_log(f"sqlite:///{tmp_path}/ehbi.sqlite")


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
        case_log.keep(store, sample)
    assert case_log.kept(store) == ()
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
