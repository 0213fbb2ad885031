"""The case log itself: whatever happens to the store, it goes on, and tells of it once."""

from __future__ import annotations

from threading import Event, Semaphore
from types import SimpleNamespace

import pytest

from ehbi.server import reports
from ehbi.server.database import Database
from ehbi.server.http.limits import RateLimit
from ehbi.server.metrics import Metrics
from ehbi.server.reports import CaseLog
from ehbi.store import Store, StoreError, Walk, walks

from .visiting import wait_until

WALK = Walk("2026-11-24T17", ("reset-mail",))


class FakeKeeper:
    """Has a store when it is let through, unless it has been given trouble."""

    def __init__(self, store):
        self._store = store
        self.asked, self.gate, self.open = Event(), Semaphore(0), True
        self.trouble = []

    def store(self):
        self.asked.set()
        if not self.open:
            self.gate.acquire()
        if self.trouble:
            raise self.trouble.pop()
        return self._store

    def shut(self):
        self.open = False

    def let_through(self):
        self.open = True
        self.gate.release()


@pytest.fixture
def store(tmp_path):
    found = Store.open(f"sqlite:///{tmp_path / 'ehbi.sqlite'}")
    yield found
    found.close()


@pytest.fixture
def database(store):
    found = FakeKeeper(store)
    yield found
    found.let_through()


def busy(database):
    """Return a log whose thread is held up with one case."""
    database.shut()
    log = CaseLog(database)
    log.add(WALK)
    assert database.asked.wait(60)
    return log


def test_more_than_there_is_room_for_is_let_go_and_told_once(database, store, told, monkeypatch):
    monkeypatch.setattr(reports, "ROOM", 5)
    log = busy(database)
    for _ in range(50):
        log.add(WALK)
    assert told == ["Casussen worden niet bewaard: er wachten er te veel"]
    database.let_through()
    log.close()
    assert len(walks.kept(store)) == 1 + 5


def test_more_in_a_second_than_people_can_make_are_let_go_and_told_once(database, store, told, monkeypatch):
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(reports, "RateLimit", lambda *_: RateLimit(10, 40, clock=lambda: clock.now))
    log = CaseLog(database)
    for seconds in (0, 1, 1):
        clock.now += seconds
        for _ in range(50):
            log.add(WALK)
    assert told == ["Casussen worden niet bewaard: er komen er te veel tegelijk"]
    clock.now += 60
    for _ in range(50):
        log.add(WALK)
    log.close()
    assert len(told) == 2
    assert len(walks.kept(store)) == 40 + 10 + 10 + 40


def test_a_log_that_stays_behind_tells_it_once(database, told, monkeypatch):
    monkeypatch.setattr(reports, "ROOM", 5)
    monkeypatch.setattr(reports, "TOGETHER", 1)
    log = busy(database)
    for _ in range(3):
        for _ in range(10):
            log.add(WALK)
        database.asked.clear()
        database.gate.release()
        assert database.asked.wait(60)
    log.add(WALK)
    log.add(WALK)
    assert len(told) == 1
    database.let_through()
    log.close()


@pytest.mark.parametrize(
    "trouble", [StoreError("sqlite://", "disk is full"), OSError(28, "vol"), ValueError(), MemoryError()]
)
def test_whatever_a_store_raises_no_case_is_lost(database, store, trouble):
    database.trouble = [trouble]
    log = CaseLog(database)
    log.add(WALK)
    wait_until(lambda: not database.trouble, "the trouble has come")
    log.add(WALK)
    log.close()
    assert walks.kept(store) == (WALK, WALK)


def test_cases_that_can_never_be_kept_make_room_when_many_wait(database, monkeypatch):
    monkeypatch.setattr(reports, "ROOM", 2)
    monkeypatch.setattr(reports, "AGAIN", 0.01)
    database.trouble = [OSError("vol")] * 100_000
    log, dropped = CaseLog(database, metrics := Metrics()), {"result": "dropped"}
    for _ in range(20):
        log.add(WALK)
    wait_until(lambda: metrics.registry.get_sample_value("ehbi_cases_total", dropped), "some are let go")
    database.trouble.clear()
    log.close()


def test_trouble_is_told_once_until_it_is_over(database, told, monkeypatch):
    monkeypatch.setattr(reports, "TOGETHER", 1)
    for times in (3, 2):
        database.trouble = [OSError("vol")] * times
        log = CaseLog(database)
        for _ in range(times + 1):
            log.add(WALK)
        log.close()
    assert told == ["Casussen worden niet bewaard: OSError('vol')"] * 2


def test_a_database_that_cannot_be_opened_is_told_by_its_keeper_alone(tmp_path, told):
    (tmp_path / "map").touch()
    log = CaseLog(Database(f"sqlite:///{tmp_path}/map/ehbi.sqlite"))
    for _ in range(3):
        log.add(WALK)
    log.close()
    assert len(told) == 1
    assert told[0].startswith("De database ")


def test_what_waits_at_the_end_is_kept(database, store):
    log = busy(database)
    for _ in range(250):
        log.add(WALK)
    database.let_through()
    log.close()
    assert len(walks.kept(store)) == 251


@pytest.mark.parametrize("room", [1, 1000])
def test_the_end_does_not_wait_for_a_store_that_never_answers(database, store, monkeypatch, room):
    monkeypatch.setattr(reports, "ROOM", room)
    monkeypatch.setattr(reports, "GOODBYE", 0.01)
    log = busy(database)
    log.add(WALK)
    log.close()
    assert walks.kept(store) == ()
