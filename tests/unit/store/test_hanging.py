"""A PostgreSQL that hangs or stops is trouble that ends: nobody waits for it for ever, and it comes back."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import delete

from ehbi.store import LoggedCase, Store, StoreError, case_log, engines, revisions, tables
from tests.postgresql import database, hanging, stopped

CASE = LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken"))
_numbers = count()


@pytest.fixture
def postgresql_store(postgresql, monkeypatch):
    monkeypatch.setattr(engines, "CONNECTING", 2)
    found = Store.open(database(postgresql, f"hangt_{next(_numbers)}"))
    yield found
    found.close()


@pytest.fixture
def _hasty(monkeypatch):
    """Give a server that says nothing up soon."""
    monkeypatch.setattr(engines, "SILENCE", 0.3)


def clear(store, server):
    """Throw the log away, twice; the second time the server hangs."""
    with store.writing() as connection:
        connection.execute(delete(tables.cases))
        with hanging(server):
            connection.execute(delete(tables.cases))


@pytest.mark.usefixtures("_hasty")
def test_a_server_that_hangs_is_told_and_used_again_when_it_goes_on(postgresql, postgresql_store):
    case_log.keep(postgresql_store, [CASE])
    with hanging(postgresql):
        for _ in range(2):
            with pytest.raises(StoreError, match=r"antwoordt niet|timeout"):
                case_log.kept(postgresql_store)
    assert case_log.kept(postgresql_store) == (CASE,)


@pytest.mark.usefixtures("_hasty")
def test_a_server_that_hangs_halfway_keeps_nothing_of_it(postgresql, postgresql_store):
    case_log.keep(postgresql_store, [CASE])
    with pytest.raises(StoreError, match="antwoordt niet"):
        clear(postgresql_store, postgresql)
    assert case_log.kept(postgresql_store) == (CASE,)


def test_a_server_that_takes_its_time_is_waited_for_while_it_sends(postgresql_store, monkeypatch):
    monkeypatch.setattr(
        engines, "SILENCE", 2
    )  # 40 times the pause between two rows, and less than all of them
    rows = "SELECT repeat('x', 100000), pg_sleep(0.05) FROM generate_series(1, 50)"
    with postgresql_store.reading() as connection:
        assert len(connection.exec_driver_sql(rows).all()) == 50


def test_a_server_that_was_stopped_is_told_and_used_again_when_it_is_back(postgresql, postgresql_store):
    with stopped(postgresql), pytest.raises(StoreError):
        revisions.newest_of(postgresql_store)
    assert revisions.newest_of(postgresql_store).number == 1
