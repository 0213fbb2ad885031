"""The case log: everything or nothing, whatever happens to the disk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from ehbi.store import Store, StoreError, tables, walks
from ehbi.store.walks import Walk, hour
from tests.unit.handbook.strategies import few


def walk(number: int) -> Walk:
    return Walk(hour(), ("reset-mail", f"stap-{number}"), outcome=f"stap-{number}")


def test_the_log_holds_path_steps_back_outcome_and_hour_and_nothing_else():
    names = {"hour", "steps", "back", "outcome"}
    assert {field.name for field in fields(Walk)} == names
    assert {column.name for column in tables.walks.columns} == {*names, "id"}


def test_fifty_cases_at_once_are_all_kept(store):
    with ThreadPoolExecutor(50) as pool:
        list(pool.map(lambda number: walks.keep(store, [walk(number)]), range(50)))
    assert {one.outcome for one in walks.kept(store)} == {f"stap-{number}" for number in range(50)}


def test_a_full_disk_keeps_none_and_loses_none(file_store):
    store = file_store
    walks.keep(store, [walk(0)])
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    fill = f"PRAGMA max_page_count = {pages}"
    store.close()
    event.listen(store._engine, "connect", lambda connection, _: connection.execute(fill))
    with pytest.raises(StoreError, match="full"):
        walks.keep(store, [walk(number) for number in range(1, 2000)])
    assert walks.kept(store) == (walk(0),)


def test_a_read_only_database_keeps_none_and_can_be_read(file_store, tmp_path):
    store = file_store
    walks.keep(store, [walk(0)])
    reader = Store.open(f"sqlite:///file:{tmp_path}/folder/ehbi.sqlite?mode=ro&uri=true")
    with pytest.raises(StoreError, match="readonly"):
        walks.keep(reader, [walk(1)])
    assert walks.kept(reader) == (walk(0),)
    reader.close()


def test_of_a_year_each_way_to_an_outcome_is_counted(store):
    way, other = ("reset-mail", "eigen-site"), ("geen-rechten", "geen-toegang")
    walks.keep(store, [Walk(f"2026-11-24T{hour}", way, outcome="eigen-site") for hour in (16, 17, 18)])
    walks.keep(store, [Walk("2026-11-24T18", other, outcome="geen-toegang"), Walk("2026-11-24T18", way)])
    assert walks.tally(store, "2026-11-24T17") == {way: 2, other: 1}
    assert walks.tally(store, "2026-11-25T00") == {}


def test_the_last_case_is_known_by_its_number(store):
    assert walks.last(store) == 0
    walks.keep(store, [walk(1), walk(2)])
    assert walks.last(store) == 2


def test_the_hour_has_no_minutes():
    assert len(hour()) == len("2026-11-24T17")


@pytest.fixture(scope="module")
def emptied():
    """Give one store again and again, each time without cases: to open one takes longer than to use it."""
    found = Store.open("sqlite://")

    def emptying():
        with found.writing() as connection:
            connection.execute(tables.walks.delete())
        return found

    yield emptying
    found.close()


ids = st.text("ab-z", min_size=1, max_size=9)


@few
@given(
    kept=st.lists(
        st.builds(
            Walk,
            st.just("2026-11-24T17"),
            st.lists(ids, min_size=1).map(tuple),
            st.lists(ids).map(tuple),
            st.none() | ids,
        )
    )
)
def test_any_walk_comes_back_as_it_was(emptied, kept):
    store = emptied()
    walks.keep(store, kept)
    assert list(walks.kept(store)) == kept
