"""The case log: everything or nothing, whatever happens to the disk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, insert

from ehbi.handbook import clock
from ehbi.store import LoggedCase, Store, StoreError, case_log, tables
from ehbi.store.case_log import hour
from tests.unit.handbook.strategies import few


def case(number: int) -> LoggedCase:
    return LoggedCase(hour(), ("reset-mail", f"stap-{number}"), outcome=f"stap-{number}")


def test_the_log_holds_path_steps_back_outcome_hour_revision_and_a_mark_of_chance_and_nothing_else():
    names = {"hour", "steps", "back", "outcome", "revision", "mark"}
    assert {field.name for field in fields(LoggedCase)} == names
    assert {column.name for column in tables.cases.columns} == {*names, "id"}


def test_fifty_cases_at_once_are_all_kept(store):
    with ThreadPoolExecutor(50) as pool:
        list(pool.map(lambda number: case_log.keep(store, [case(number)]), range(50)))
    assert {one.outcome for one in case_log.kept(store)} == {f"stap-{number}" for number in range(50)}


def test_a_full_disk_keeps_none_and_loses_none(file_store):
    store = file_store
    case_log.keep(store, [case(0)])
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    fill = f"PRAGMA max_page_count = {pages}"
    store.close()
    event.listen(store._engine, "connect", lambda connection, _: connection.execute(fill))
    with pytest.raises(StoreError, match="full"):
        case_log.keep(store, [case(number) for number in range(1, 2000)])
    assert case_log.kept(store) == (case(0),)


def test_a_read_only_database_keeps_none_and_can_be_read(file_store, tmp_path):
    store = file_store
    case_log.keep(store, [case(0)])
    reader = Store.open(f"sqlite:///file:{tmp_path}/folder/ehbi.sqlite?mode=ro&uri=true")
    with pytest.raises(StoreError, match="readonly"):
        case_log.keep(reader, [case(1)])
    assert case_log.kept(reader) == (case(0),)
    reader.close()


def test_the_last_case_is_known_by_its_number(store):
    assert case_log.last(store) == 0
    case_log.keep(store, [case(1), case(2)])
    assert case_log.last(store) == 2


def test_the_hour_is_that_of_the_clock_without_minutes(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2028, 2, 29, 23, 45, tzinfo=UTC))
    assert hour() == "2028-02-29T23"


def test_the_hour_that_comes_twice_in_the_autumn_is_two_hours():
    before, after = (datetime(2027, 10, 31, 2, 30, tzinfo=clock.HERE, fold=fold) for fold in (0, 1))
    assert (hour(before), hour(after)) == ("2027-10-31T00", "2027-10-31T01")


@pytest.fixture(scope="module")
def emptied():
    """Give one store again and again, each time without cases: to open one takes longer than to use it."""
    found = Store.open("sqlite://")

    def emptying():
        with found.writing() as connection:
            connection.execute(tables.cases.delete())
        return found

    yield emptying
    found.close()


ids = st.text("ab-z", min_size=1, max_size=9)


@few
@given(
    kept=st.lists(
        st.builds(
            LoggedCase,
            st.just("2026-11-24T17"),
            st.lists(ids, min_size=1).map(tuple),
            st.lists(ids).map(tuple),
            st.none() | ids,
            st.none() | st.sampled_from(["0" * 12, "a" * 12]),
        )
    )
)
def test_any_case_comes_back_as_it_was(emptied, kept):
    store = emptied()
    case_log.keep(store, kept)
    assert list(case_log.kept(store)) == kept


def test_a_case_that_several_servers_are_told_at_once_is_kept_once_and_each_can_go_on(store):
    both = LoggedCase("2026-11-24T17", ("reset-mail",), mark="a" * 32)
    own = [LoggedCase("2026-11-24T17", ("geen-rechten",), outcome=f"stap-{number}") for number in range(4)]
    ready = Barrier(len(own))

    def told(one):
        ready.wait()
        for _ in own:  # as a server does, after a while
            with suppress(StoreError):
                return case_log.keep(store, [both, one])
        raise AssertionError("it was refused each time")

    with ThreadPoolExecutor(len(own)) as servers:
        list(servers.map(told, own))
    kept = case_log.kept(store)
    assert sorted(kept, key=repr) == sorted([both, *own], key=repr)


def test_a_case_that_is_told_twice_is_kept_once_also_together_and_one_without_a_mark_each_time(store):
    one, other = (LoggedCase("2026-11-24T17", ("reset-mail",), mark=sign * 32) for sign in "ab")
    unmarked = LoggedCase("2026-11-24T17", ("geen-rechten",))
    case_log.keep(store, [one, unmarked, one, unmarked])
    case_log.keep(store, [one])
    case_log.keep(store, [one, other])
    assert case_log.kept(store) == (one, unmarked, unmarked, other)


def test_the_database_itself_refuses_a_second_of_a_mark(store):
    row = {"hour": "2026-11-24T17", "steps": [], "back": [], "mark": "a" * 32}
    with pytest.raises(StoreError), store.writing() as connection:
        connection.execute(insert(tables.cases), [row, row])
