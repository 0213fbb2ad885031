"""Who has the store opens it when that can be done, and tells once when it cannot."""

from __future__ import annotations

import asyncio
from threading import Event
from types import SimpleNamespace

import pytest

from ehbi.server import database as module
from ehbi.server.database import BusyError, Database
from ehbi.store import Store, StoreError, case_log
from tests.patience import PATIENCE


@pytest.fixture
def blocked(tmp_path):
    """A file where the database's folder should be."""
    file = tmp_path / "map"
    file.touch()
    return file


@pytest.fixture
def keep(blocked):
    made = []

    def keeping(**numbers):
        made.append(Database(f"sqlite:///{blocked}/ehbi.sqlite", **numbers))
        return made[-1]

    yield keeping
    for database in made:
        database.close()


@pytest.fixture
def now(monkeypatch):
    """A clock that the test moves."""
    clock = SimpleNamespace(time=1000.0)
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: clock.time))
    return clock


@pytest.fixture
def tries(monkeypatch):
    opened = []
    opener = Store.open
    monkeypatch.setattr(Store, "open", lambda address: opened.append(address) or opener(address))
    return opened


def test_trouble_is_told_once_however_often_somebody_asks(keep, told):
    database = keep(retry=0)
    database.look()
    for _ in range(3):
        with pytest.raises(StoreError):
            database.store()
    assert len(told) == 1
    assert told[0].endswith("Tot dan wordt niets bewaard.")


def test_another_try_waits_for_its_time(keep, tries, now):
    database = keep(retry=30)
    database.look()
    now.time += 29
    database.look()
    assert len(tries) == 1
    now.time += 1
    database.look()
    assert len(tries) == 2


def test_a_store_is_opened_as_soon_as_it_can_be_and_then_stays_open(keep, blocked, tries, told):
    database = keep(retry=0)
    database.look()
    blocked.unlink()
    assert case_log.kept(database.store()) == ()
    assert database.store() is database.store()
    assert len(tries) == 2
    assert len(told) == 1


def test_new_trouble_after_a_good_time_is_told_again(keep, blocked, told):
    database = keep(retry=0)
    database.look()
    blocked.unlink()
    database.look()
    database.close()
    (blocked / "ehbi.sqlite").write_text("geen database " * 100)
    for name in ("ehbi.sqlite-wal", "ehbi.sqlite-shm"):
        (blocked / name).unlink(missing_ok=True)
    database.look()
    database.look()
    assert len(told) == 2


def test_trouble_that_is_told_again_does_not_grow(keep):
    database = keep(retry=30)
    database.look()
    depths = []
    for _ in range(3):
        with pytest.raises(StoreError) as caught:
            database.store()
        depths.append(len(caught.traceback))
    assert len(set(depths)) == 1


def test_the_end_can_come_before_a_store_was_needed(keep):
    keep().close()


def test_a_store_that_is_locked_makes_only_so_many_wait_and_tells_the_others_at_once(keep, blocked):
    blocked.unlink()
    database, goes_on = keep(), Event()

    async def crowd():
        waiting = [asyncio.ensure_future(database.use(lambda _: goes_on.wait(PATIENCE))) for _ in range(50)]
        refused, rest = await asyncio.wait(waiting, return_when=asyncio.FIRST_EXCEPTION)
        assert {type(one.exception()) for one in refused} == {BusyError}
        assert len(rest) == module.MOST_WAITING
        goes_on.set()
        await asyncio.wait(rest)
        return await database.use(case_log.kept)

    assert asyncio.run(crowd()) == ()
