"""What is kept how long: rules on dates, and that what must go is gone, whichever server does it."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete

from ehbi.handbook import clock
from ehbi.handbook.values import Doubt
from ehbi.store import (
    LoggedCase,
    Remark,
    RoomCount,
    Store,
    StoreError,
    case_log,
    remarks,
    retention,
    rooms,
    tables,
)
from ehbi.store.remarks import NoRemarkError, State
from ehbi.store.retention import Done, MonthsError, Rules
from tests.unit.handbook.strategies import few, many

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
WAY = ("reset-mail", "mail-zoeken")
RULES = Rules(remarks=24, cases=3)
moments = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))


def remark(at, text="Klopt niet"):
    return Remark(at, "0123456789ab", "reset-mail", Doubt.WRONG, text)


@many
@given(moments, st.integers(1, 100))
def test_a_moment_so_many_months_earlier_has_the_same_day_or_the_last_of_its_month(at, months):
    found = retention.moment_before(at, months)
    assert (found.year * 12 + found.month) + months == at.year * 12 + at.month
    assert found.day == at.day or (found + timedelta(days=1)).month != found.month
    assert found.timetz() == at.timetz()


@many
@given(moments, st.integers(1, 100))
def test_no_case_that_is_younger_than_so_many_months_is_in_a_month_that_is_counted(at, months):
    first = retention.month_before(at, months)
    youngest = retention.moment_before(at.astimezone(clock.HERE), months)
    assert case_log.hour(youngest) >= case_log.first_hour(first)


@pytest.mark.parametrize(
    ("hour", "is_single"),
    [("2026-07-31T21", False), ("2026-07-31T22", True), ("2026-11-28T12", True), ("2024-01-01T00", False)],
)
def test_cases_of_whole_months_that_are_old_enough_are_counted(store, hour, is_single):
    case_log.keep(store, [LoggedCase(hour, WAY)])
    before = case_log.monthly(store)
    done = retention.apply(store, NOW, RULES)
    assert (done.cases, len(case_log.kept(store))) == ((0, 1) if is_single else (1, 0))
    assert case_log.monthly(store) == before


def test_remarks_go_when_they_are_old_whatever_was_done_with_them(managers, store):
    at = retention.moment_before(NOW, 24)
    for number in (-2, -1, 0):
        remarks.keep(store, remark(at + number * timedelta(seconds=1)))
    remarks.change(managers, remarks.kept(store)[-1], State.TAKEN_UP, "Bezig", "Noor")
    assert retention.apply(store, NOW, RULES) == Done(remarks=2)
    assert [one.at for one in remarks.kept(store)] == [at]


def test_how_often_a_remark_was_refused_goes_with_the_remarks_of_that_day(store):
    days = [datetime(2024, 11, 27, 9, tzinfo=UTC), datetime(2024, 11, 28, 9, tzinfo=UTC), NOW]
    for day in days:
        remarks.refused(store, 1, day)
    retention.apply(store, NOW, RULES)
    assert remarks.refusals(store) == (("2026-11-28", 1), ("2024-11-28", 1))


def test_it_can_be_done_again_and_again_and_cases_that_come_late_are_added(store):
    case_log.keep(store, [LoggedCase("2026-01-24T17", WAY, ("mail-zoeken", "mail-zoeken"))] * 2)
    assert retention.apply(store, NOW, RULES).cases == 2
    assert retention.apply(store, NOW, RULES) == Done()
    case_log.keep(store, [LoggedCase("2026-01-02T09", WAY, ("ander-adres",))])
    assert retention.apply(store, NOW, RULES).cases == 1
    (way,) = case_log.monthly(store)
    assert (way.month, way.steps, way.cases, way.back) == (
        "2026-01",
        WAY,
        3,
        {"mail-zoeken": 4, "ander-adres": 1},
    )


def test_in_small_transactions_all_is_done(store, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 7)
    monkeypatch.setattr(retention, "PAUSE", 0)
    case_log.keep(store, [LoggedCase(f"2026-0{month}-05T10", WAY) for month in range(1, 8)] * 10)
    for _ in range(20):
        remarks.keep(store, remark(datetime(2020, 1, 1, tzinfo=UTC)))
    assert retention.apply(store, NOW, RULES) == Done(remarks=20, cases=70)
    assert [way.cases for way in case_log.monthly(store)] == [10] * 7


def test_one_go_has_an_end_and_the_next_goes_on(store, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 5)
    monkeypatch.setattr(retention, "MOST", 2)
    case_log.keep(store, [LoggedCase("2026-01-05T10", WAY)] * 23)
    assert [retention.apply(store, NOW, RULES).cases for _ in range(3)] == [10, 10, 3]


def test_several_servers_at_once_count_each_case_once_while_cases_come_in(address, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 10)
    stores = [Store.open(address) for _ in range(4)]
    case_log.keep(stores[0], [LoggedCase("2026-01-05T10", WAY)] * 200)
    for number in range(50):
        remarks.keep(stores[0], remark(datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=number)))

    def work(number):
        if number % 2:
            for _ in range(20):
                case_log.keep(stores[number], [LoggedCase("2026-01-06T10", WAY)])
            return Done()
        return retention.apply(stores[number], NOW, RULES)

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(work, range(4)))
    done.append(retention.apply(stores[0], NOW, RULES))
    assert (sum(one.cases for one in done), sum(one.remarks for one in done)) == (240, 50)
    assert [way.cases for way in case_log.monthly(stores[0])] == [240]
    assert (case_log.kept(stores[0]), remarks.kept(stores[0])) == ((), ())
    for one in stores:
        one.close()


def test_a_store_of_the_desk_may_delete_remarks_only_where_it_forgets(store):
    remarks.keep(store, remark(NOW))
    for statement in (
        tables.remarks.update().values(text="Anders"),
        tables.revisions.delete(),
        tables.notices.insert().values(text="Storing", start=NOW, end=NOW),
    ):
        refused = pytest.raises(StoreError, match=r"not allowed|not authorized|never changed")
        with refused, store.forgetting() as connection:
            connection.execute(statement)
    retention.forget_remark(store, 1)
    remarks.keep(store, remark(NOW))
    with pytest.raises(StoreError, match=r"not allowed|not authorized"), store.writing() as connection:
        connection.execute(delete(tables.remarks))


@pytest.mark.parametrize("number", [0, -1, 2, 2**70])
def test_a_remark_that_is_not_there_cannot_be_forgotten(managers, number):
    remarks.keep(managers, remark(NOW))
    with pytest.raises(NoRemarkError, match=f"Melding {number} is er niet"):
        retention.forget_remark(managers, number)
    assert len(remarks.kept(managers)) == 1


def test_cases_are_forgotten_single_and_counted(store):
    case_log.keep(store, [LoggedCase(f"2026-{day}T10", WAY) for day in ("01-05", "03-05", "11-05")])
    retention.apply(store, NOW, RULES)
    assert retention.forget_cases(store, "2026-03") == 1
    assert [way.month for way in case_log.monthly(store)] == ["2026-03", "2026-11"]
    assert retention.forget_cases(store, "2026-12") == 2
    assert case_log.monthly(store) == ()


def raw(file):
    """Return all that is in the files of a database."""
    return b"".join(one.read_bytes() for one in Path(file).parent.iterdir() if one.is_file())


@pytest.mark.parametrize("mark", ["Merkteken-van-een-lener", "Merkteken " + "van een lener " * 20])
def test_what_was_deleted_is_in_no_file_any_more(file_store, mark):
    file = file_store.file
    for number in range(40):
        remarks.keep(file_store, remark(NOW, f"Iets anders {number}"))
    said = remarks.keep(file_store, remark(NOW, mark))
    old = remarks.keep(file_store, remark(NOW - timedelta(days=3650), f"{mark} oud"))
    assert raw(file).count(mark.encode()) >= 2
    retention.forget_remark(file_store, said.number)
    assert mark.encode() in raw(file)
    assert retention.apply(file_store, NOW, RULES).remarks == 1
    assert old not in remarks.kept(file_store)
    assert mark.encode() not in raw(file)


def test_a_reader_that_stays_holds_nobody_up_and_the_next_time_it_is_gone(file_store, file_address):
    said = remarks.keep(file_store, remark(NOW, "Merkteken"))
    reader = Store.open(file_address)
    with reader.reading() as connection:
        connection.execute(tables.remarks.select()).all()
        retention.forget_remark(file_store, said.number)
        remarks.keep(file_store, remark(NOW, "Gaat door"))
        assert b"Merkteken" in raw(file_store.file)
    retention.apply(file_store, NOW, RULES)
    assert b"Merkteken" not in raw(file_store.file)
    reader.close()


def test_a_copy_of_before_an_older_shape_goes_after_a_month(file_store):
    copy = file_store.file.with_name("ehbi.before-0006.sqlite")
    copy.touch()
    for days, there in ((30, True), (32, False)):
        os.utime(copy, ((NOW - timedelta(days=days)).timestamp(),) * 2)
        retention.apply(file_store, NOW, RULES)
        assert copy.exists() is there


def test_the_rules_are_those_of_the_environment(monkeypatch):
    assert retention.rules() == Rules()
    monkeypatch.setenv("EHBI_KEEP_REMARKS", "6")
    monkeypatch.setenv("EHBI_KEEP_CASES", "12")
    assert retention.rules() == Rules(6, 12)


def test_a_path_is_counted_for_each_revision_that_it_was_walked_on_and_for_none(store):
    walked = [LoggedCase("2026-01-24T17", WAY, revision=one) for one in (None, "a" * 12, "b" * 12)]
    case_log.keep(store, walked * 2)
    retention.apply(store, NOW, RULES)
    case_log.keep(store, walked)
    assert [(way.revision, way.cases) for way in case_log.monthly(store)] == [
        (None, 3),
        ("a" * 12, 3),
        ("b" * 12, 3),
    ]
    assert retention.apply(store, NOW, RULES).cases == 3
    assert len(store.rows(tables.case_counts.select())) == 3


@pytest.mark.parametrize("said", ["0", "-1", "zes", "1.5", "²", "9" * 9])
def test_rules_that_are_no_months_are_refused_and_nothing_is_deleted(store, monkeypatch, said):
    remarks.keep(store, remark(datetime(2000, 1, 1, tzinfo=UTC)))
    monkeypatch.setenv("EHBI_KEEP_REMARKS", said)
    with pytest.raises(MonthsError, match="EHBI_KEEP_REMARKS"):
        retention.apply(store, NOW)
    assert len(remarks.kept(store)) == 1


@pytest.fixture(scope="module")
def emptied():
    found = Store.open("sqlite://", publishes=True)

    def emptying():
        with found.writing() as connection:
            connection.execute(tables.cases.delete())
            connection.execute(tables.case_counts.delete())
        return found

    yield emptying
    found.close()


ids = st.sampled_from(["a", "b", "c-d"])
hours = st.datetimes(datetime(2025, 1, 1), datetime(2026, 11, 28)).map(case_log.hour)
logs = st.lists(
    st.builds(
        LoggedCase,
        hours,
        st.lists(ids, min_size=1, max_size=3).map(tuple),
        st.lists(ids, max_size=3).map(tuple),
        st.none() | ids,
        st.none() | st.sampled_from(["0" * 12, "a" * 12]),
    ),
    max_size=30,
)


@few
@given(logs, st.lists(moments.filter(lambda at: at < NOW), max_size=3))
def test_what_is_counted_never_changes_whenever_it_is_rolled_up(emptied, log, times):
    store = emptied()
    case_log.keep(store, log)
    before = case_log.monthly(store)
    assert sum(way.cases for way in before) == len(log)
    for at in [*sorted(times), NOW]:
        retention.apply(store, at, RULES)
        assert case_log.monthly(store) == before


@pytest.mark.parametrize(("said", "fits"), [("0", False), ("1", True), ("1200", True), ("1201", False)])
def test_something_is_kept_for_a_month_to_a_hundred_years(said, fits):
    assert retention.is_months(said) is fits


def test_how_a_room_did_goes_when_a_remark_would(store):
    old, young = (
        RoomCount(room, at, "reset-mail", begins=True, answered=8, wrong=3)
        for room, at in (("a", NOW - timedelta(days=740)), ("b", NOW - timedelta(days=720)))
    )
    rooms.keep(store, [old, young])
    retention.apply(store, NOW, RULES)
    assert rooms.kept(store) == (young,)
