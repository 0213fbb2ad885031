"""The case log itself: whatever happens to the store, it goes on, and tells of it once."""

from __future__ import annotations

from threading import Event, Semaphore
from types import SimpleNamespace

import pytest

from ehbi.server import caselog
from ehbi.server.bucket import Bucket
from ehbi.server.caselog import CaseLog
from ehbi.server.keeper import Keeper
from ehbi.server.watch import Watch
from ehbi.store import LoggedCase as Walk
from ehbi.store import Store, StoreError
from ehbi.store import case_log as walks

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
def keeper(store):
    found = FakeKeeper(store)
    yield found
    found.let_through()


def busy(keeper):
    """Return a log whose thread is held up with one case."""
    keeper.shut()
    log = CaseLog(keeper)
    log.add(WALK)
    assert keeper.asked.wait(60)
    return log


def test_more_than_there_is_room_for_is_let_go_and_told_once(keeper, store, told, monkeypatch):
    monkeypatch.setattr(caselog, "ROOM", 5)
    log = busy(keeper)
    for _ in range(50):
        log.add(WALK)
    assert told == ["Casussen worden niet bewaard: er wachten er te veel"]
    keeper.let_through()
    log.close()
    assert len(walks.kept(store)) == 1 + 5


def test_more_in_a_second_than_people_can_make_are_let_go_and_told_once(keeper, store, told, monkeypatch):
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(caselog, "Bucket", lambda *_: Bucket(10, 40, clock=lambda: clock.now))
    log = CaseLog(keeper)
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


def test_a_log_that_stays_behind_tells_it_once(keeper, told, monkeypatch):
    monkeypatch.setattr(caselog, "ROOM", 5)
    monkeypatch.setattr(caselog, "TOGETHER", 1)
    log = busy(keeper)
    for _ in range(3):
        for _ in range(10):
            log.add(WALK)
        keeper.asked.clear()
        keeper.gate.release()
        assert keeper.asked.wait(60)
    log.add(WALK)
    log.add(WALK)
    assert len(told) == 1
    keeper.let_through()
    log.close()


@pytest.mark.parametrize(
    "trouble", [StoreError("sqlite://", "disk is full"), OSError(28, "vol"), ValueError(), MemoryError()]
)
def test_whatever_a_store_raises_no_case_is_lost(keeper, store, trouble):
    keeper.trouble = [trouble]
    log = CaseLog(keeper)
    log.add(WALK)
    wait_until(lambda: not keeper.trouble, "the trouble has come")
    log.add(WALK)
    log.close()
    assert walks.kept(store) == (WALK, WALK)


def test_cases_that_can_never_be_kept_make_room_when_many_wait(keeper, monkeypatch):
    monkeypatch.setattr(caselog, "ROOM", 2)
    monkeypatch.setattr(caselog, "AGAIN", 0.01)
    keeper.trouble = [OSError("vol")] * 100_000
    log, dropped = CaseLog(keeper, watch := Watch()), {"result": "dropped"}
    for _ in range(20):
        log.add(WALK)
    wait_until(lambda: watch.registry.get_sample_value("ehbi_cases_total", dropped), "some are let go")
    keeper.trouble.clear()
    log.close()


def test_trouble_is_told_once_until_it_is_over(keeper, told, monkeypatch):
    monkeypatch.setattr(caselog, "TOGETHER", 1)
    for times in (3, 2):
        keeper.trouble = [OSError("vol")] * times
        log = CaseLog(keeper)
        for _ in range(times + 1):
            log.add(WALK)
        log.close()
    assert told == ["Casussen worden niet bewaard: OSError('vol')"] * 2


def test_a_database_that_cannot_be_opened_is_told_by_its_keeper_alone(tmp_path, told):
    (tmp_path / "map").touch()
    log = CaseLog(Keeper(f"sqlite:///{tmp_path}/map/ehbi.sqlite"))
    for _ in range(3):
        log.add(WALK)
    log.close()
    assert len(told) == 1
    assert told[0].startswith("De database ")


def test_what_waits_at_the_end_is_kept(keeper, store):
    log = busy(keeper)
    for _ in range(250):
        log.add(WALK)
    keeper.let_through()
    log.close()
    assert len(walks.kept(store)) == 251


@pytest.mark.parametrize("room", [1, 1000])
def test_the_end_does_not_wait_for_a_store_that_never_answers(keeper, store, monkeypatch, room):
    monkeypatch.setattr(caselog, "ROOM", room)
    monkeypatch.setattr(caselog, "GOODBYE", 0.01)
    log = busy(keeper)
    log.add(WALK)
    log.close()
    assert walks.kept(store) == ()
