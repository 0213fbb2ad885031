"""What the desk told, read from where it is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ehbi import places
from ehbi.explore import DeskLog, desk_log
from ehbi.handbook.values import Doubt
from ehbi.store import Remark, Store, StoreError, remarks, walks

from .conftest import WALKS

REMARK = Remark(datetime(2026, 11, 24, tzinfo=UTC), "0" * 12, "toegang", Doubt.WRONG, "Anders")


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path}/ehbi.sqlite"


def test_cases_and_remarks_are_read(address):
    store = Store.open(address)
    walks.keep(store, WALKS)
    said = remarks.keep(store, REMARK)
    store.close()
    assert desk_log(address) == DeskLog(WALKS, (said,))


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
