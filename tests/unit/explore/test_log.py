"""What the desk told, read from where it is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ehbi import places
from ehbi.explore import DeskLog, count_traffic, desk_log
from ehbi.handbook.values import Doubt
from ehbi.store import Remark, Store, StoreError, remarks, retention
from ehbi.store import case_log as walks

from .conftest import WALKS

REMARK = Remark(datetime(2026, 11, 24, tzinfo=UTC), "0" * 12, "toegang", Doubt.WRONG, "Anders")


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path}/ehbi.sqlite"


def test_cases_and_remarks_are_read(address, handbook):
    store = Store.open(address)
    walks.keep(store, WALKS)
    said = remarks.keep(store, REMARK)
    store.close()
    log = desk_log(address)
    assert log.remarks == (said,)
    assert sum(way.cases for way in log.walks) == len(WALKS)
    assert count_traffic(handbook, log.walks) == count_traffic(handbook, WALKS)


def test_figures_of_the_past_stay_what_they_were_when_cases_are_no_longer_single(address):
    store = Store.open(address)
    walks.keep(store, WALKS)
    before = desk_log(address)
    retention.apply(store, datetime(2027, 6, 1, tzinfo=UTC))
    assert walks.kept(store) == ()
    assert desk_log(address) == before
    store.close()


def test_that_of_the_user_is_read_unless_told(address, monkeypatch):
    Store.open(address).close()
    monkeypatch.setenv(places.DATABASE, address)
    assert desk_log() == DeskLog((), ())


def test_where_nothing_is_kept_yet_nothing_is_made(address, tmp_path):
    assert desk_log(address) == DeskLog(None, ())
    assert not list(tmp_path.iterdir())


def test_a_database_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "ehbi.sqlite").write_text("dit is geen database, maar een brief aan de balie" * 20)
    with pytest.raises(StoreError):
        desk_log(f"sqlite:///{tmp_path}/ehbi.sqlite")
