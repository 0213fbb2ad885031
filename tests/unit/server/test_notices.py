"""Notices come and go to the moment; a store in trouble changes nothing about those that are known."""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from ehbi.handbook import clock
from ehbi.server import database as module
from ehbi.server.database import NoticeCache, notice_report
from ehbi.store import Notice, Store, StoreError, notices
from tests.patience import PATIENCE
from tests.serving import running_server

from .visiting import ask

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR, MOMENT = timedelta(hours=1), timedelta(microseconds=1)
OUTAGE = Notice("Storing bij de KB", NOON, NOON + HOUR, situation=2)


class FakeKeeper:
    """Has a store, unless it has trouble."""

    def __init__(self, store):
        self._store, self.trouble, self.asked = store, None, 0

    def store(self):
        self.asked += 1
        if self.trouble:
            raise self.trouble
        return self._store


@pytest.fixture
def store(tmp_path):
    found = Store.open(f"sqlite:///{tmp_path / 'ehbi.sqlite'}", publishes=True)
    yield found
    found.close()


@pytest.fixture
def database(store):
    return FakeKeeper(store)


@pytest.fixture
def now(monkeypatch):
    """A clock that the test moves."""
    stopped = SimpleNamespace(time=1000.0)
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: stopped.time))
    return stopped


def texts(board, at=NOON):
    return [notice.text for notice in asyncio.run(board.current(at))]


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (NOON - MOMENT, []),
        (NOON, [OUTAGE.text]),
        (NOON + HOUR - MOMENT, [OUTAGE.text]),
        (NOON + HOUR, []),
    ],
)
def test_a_notice_is_there_from_its_start_until_its_end(database, store, at, shown):
    notices.keep(store, OUTAGE)
    assert texts(NoticeCache(database), at) == shown


@pytest.mark.usefixtures("now")
def test_its_start_and_end_do_not_wait_until_the_store_is_read_again(database, store):
    notices.keep(store, OUTAGE)
    board = NoticeCache(database, fresh=7200)
    moments = (NOON - MOMENT, NOON, NOON + HOUR)
    assert [len(texts(board, at)) for at in moments] == [0, 1, 0]
    assert database.asked == 1


def test_what_was_read_serves_while_it_is_fresh(database, store, now):
    board = NoticeCache(database, fresh=5)
    assert texts(board) == []
    notices.keep(store, OUTAGE)
    now.time += 5
    assert texts(board) == []
    now.time += 0.1
    assert texts(board) == [OUTAGE.text]


def test_many_who_ask_at_once_have_it_read_once(database, store):
    notices.keep(store, OUTAGE)
    board = NoticeCache(database)

    async def ask_together():
        return await asyncio.gather(*(board.current(NOON) for _ in range(50)))

    assert {len(found) for found in asyncio.run(ask_together())} == {1}
    assert database.asked == 1


def test_whoever_waited_for_a_reading_has_it_although_another_asked_just_after_it(database, store):
    notices.keep(store, OUTAGE)

    async def ask_while_another_waits(board):
        waiting = asyncio.ensure_future(board.current(NOON))
        await asyncio.sleep(0)
        reading = board._reading
        while not reading.done():
            await asyncio.sleep(0)
        return await board.current(NOON), await waiting

    later, first = asyncio.run(ask_while_another_waits(NoticeCache(database)))
    assert [one.text for one in later] == [one.text for one in first] == [OUTAGE.text]


def test_the_last_known_stay_until_their_end_while_the_store_fails(database, store, now, told):
    notices.keep(store, OUTAGE)
    board = NoticeCache(database, fresh=5)
    assert texts(board) == [OUTAGE.text]
    database.trouble = StoreError("sqlite://", "disk I/O error")
    for _ in range(3):
        now.time += 6
        assert texts(board) == [OUTAGE.text]
    assert texts(board, NOON + HOUR) == []
    assert told == ["Mededelingen blijven zoals ze waren: disk I/O error"]
    database.trouble = None
    notices.keep(store, replace(OUTAGE, text="Het is over"))
    now.time += 6
    assert texts(board) == [OUTAGE.text, "Het is over"]


def test_a_store_that_hangs_keeps_nobody_waiting_and_is_asked_once(database, store, now, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    board = NoticeCache(database, fresh=5)
    assert texts(board) == []
    notices.keep(store, OUTAGE)
    now.time += 6
    answers, goes_on = database.store, threading.Event()
    database.store = lambda: goes_on.wait(PATIENCE) and answers()

    async def look():
        together = await asyncio.gather(*(board.current(NOON) for _ in range(50)))
        goes_on.set()
        while not await board.current(NOON):
            pass
        return together

    assert asyncio.run(asyncio.wait_for(look(), PATIENCE)) == [()] * 50
    assert database.asked == 2


def test_once_a_store_has_hung_nobody_waits_for_it_until_it_has_answered(database, now, monkeypatch):
    board = NoticeCache(database, fresh=5)
    answers, goes_on, waits = database.store, threading.Event(), []
    database.store = lambda: goes_on.wait(PATIENCE) and answers()
    wait = asyncio.wait

    async def counted(those, timeout):
        waits.append(timeout)
        return await wait(those, timeout=min(timeout, 0.01))

    monkeypatch.setattr(module.asyncio, "wait", counted)

    async def look():
        for _ in range(3):
            await board.current(NOON)
        goes_on.set()
        while waits[-1] == 0:
            now.time += 6
            await board.current(NOON)

    asyncio.run(look())
    assert waits[:3] == [module.PATIENCE, 0, 0]
    assert waits[-1] == module.PATIENCE


@pytest.mark.usefixtures("now")
def test_a_store_that_fails_is_left_alone_for_a_while_too(database):
    database.trouble = StoreError("sqlite://", "disk I/O error")
    board = NoticeCache(database, fresh=5)
    assert [texts(board) for _ in range(10)] == [[]] * 10
    assert database.asked == 1


def test_a_report_says_until_when_in_words_and_seconds():
    report = notice_report(OUTAGE, NOON)
    assert report == {"text": OUTAGE.text, "situation": 2, "until": "tot 14.00 uur", "left": 3600}
    later = replace(OUTAGE, end=NOON + 24 * HOUR, situation=None)
    assert notice_report(later, NOON)["until"] == "tot woensdag 25 november 13.00 uur"


def test_the_address_answers_with_those_of_now(tmp_path):
    address = f"sqlite:///{tmp_path / 'ehbi.sqlite'}"
    store, now = Store.open(address, publishes=True), clock.now()
    for text, start, end, situation in (
        ("Nu", now - HOUR, now + HOUR, None),
        ("Nu en <b>hier</b>", now - HOUR / 2, now + 2 * HOUR, 4),
        ("Straks", now + HOUR, now + 2 * HOUR, None),
        ("Voorbij", now - 2 * HOUR, now - HOUR, None),
    ):
        notices.keep(store, Notice(text, start, end, situation))
    store.close()
    with running_server(EHBI_DATABASE=address) as server:
        answer = ask(server.url, "/news")
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        "application/json",
        "no-store",
    )
    found = json.loads(answer.text)["notices"]
    assert [set(one) for one in found] == [{"text", "situation", "until", "left"}] * 2
    assert [(one["text"], one["situation"]) for one in found] == [("Nu", None), ("Nu en <b>hier</b>", 4)]
    assert found[0]["until"] in {f"tot {clock.shown(now + HOUR, at)}" for at in (now, clock.now())}
    assert 0 < found[0]["left"] <= HOUR.total_seconds() < found[1]["left"] <= 2 * HOUR.total_seconds()
