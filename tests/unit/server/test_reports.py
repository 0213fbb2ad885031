"""The case log: what is a case is kept, whatever happens to the store, and whatever else is sent is not."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from threading import Barrier, Event, Semaphore
from types import SimpleNamespace

import pytest

from ehbi.handbook import clock
from ehbi.server import reports
from ehbi.server.database import Database
from ehbi.server.http.limits import RateLimit
from ehbi.server.metrics import Metrics
from ehbi.server.reports import CaseLog
from ehbi.store import LoggedCase, Store, StoreError, case_log
from ehbi.store.case_log import hour
from tests.waiting import PATIENCE

from .visiting import ask, tell, wait_until

STEPS = ["reset-mail", "mail-zoeken"]


CASE = {"steps": STEPS, "back": []}


MANY = 50


class Log:
    """The log of the shared server, from the start of a test on."""

    def __init__(self, server, store):
        self.server, self.store = server, store
        self.before = len(case_log.kept(store))

    def post(self, data, **headers):
        return tell(self.server.url, "/log", data, **headers).status

    def kept(self):
        return case_log.kept(self.store)[self.before :]

    def waits_for(self, number):
        wait_until(lambda: len(self.kept()) >= number, f"{number} cases are kept")
        return self.kept()


@pytest.fixture
def log(server):
    store = Store.open(server.database)
    yield Log(server, store)
    store.close()


@pytest.mark.usefixtures("real_clock")
def test_a_case_is_kept_with_its_outcome_and_the_hour(log):
    steps = [*STEPS, "mail-opnieuw", "kb-tijdelijk-wachtwoord"]
    before = hour()
    assert log.post({"steps": steps, "back": ["ander-adres"]}) == 204
    (kept,) = log.waits_for(1)
    assert kept in {
        LoggedCase(at, tuple(steps), ("ander-adres",), "kb-tijdelijk-wachtwoord") for at in (before, hour())
    }


def test_a_case_keeps_the_revision_that_its_page_has_and_one_of_an_older_page_has_none(log):
    assert log.post(CASE | {"revision": "0123456789ab"}) == log.post(CASE) == 204
    assert [one.revision for one in log.waits_for(2)] == ["0123456789ab", None]


def test_a_case_that_was_left_has_no_outcome(log):
    assert log.post(CASE) == 204
    assert log.waits_for(1)[0].outcome is None


@pytest.mark.usefixtures("real_clock")
def test_a_case_that_waited_for_a_server_has_its_own_hour_and_is_kept_once_however_often_it_is_told(log):
    before, late = (hour(clock.now() - timedelta(minutes=ago)) for ago in (3 * 24 * 60, 3 * 24 * 60 - 1))
    told = CASE | {"mark": token_hex(16), "ago": 3 * 24 * 60}
    assert [log.post(told) for _ in range(3)] == [204] * 3
    assert_nothing_is_kept(log, after=1)
    assert log.kept()[0].hour in {before, late}


def test_fifty_cases_at_once_are_all_kept(log):
    together = Barrier(MANY)

    def post(number):
        together.wait()
        return log.post({"steps": STEPS, "back": ["mail-zoeken"] * number})

    with ThreadPoolExecutor(MANY) as pool:
        assert list(pool.map(post, range(MANY))) == [204] * MANY
    assert sorted(len(one.back) for one in log.waits_for(MANY)) == list(range(MANY))


def test_nothing_of_whoever_sent_it_is_kept_or_told(log):
    said = len(log.server.log)
    marks = {name: f"merkteken-{name}" for name in ("User_Agent", "Referer", "Cookie", "X_Forwarded_For")}
    answer = tell(log.server.url, "/log", CASE, **marks)
    log.waits_for(1)
    folder = Path(log.server.database.removeprefix("sqlite:///")).parent
    raw = b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
    assert b"mail-zoeken" in raw
    assert b"merkteken" not in raw
    assert b"127.0.0.1" not in raw
    assert "Set-Cookie" not in answer.headers
    assert (answer.body, log.server.log[said:]) == (b"", [])


REFUSED = {
    "nothing": b"",
    "no JSON": b"{steps: [",
    "no text": b"\xff\xfe\x00",
    "deep": b"[" * 10_000,
    "long number": b"1" * 10_000,
    "large": json.dumps(CASE | {"steps": STEPS * 1000}).encode(),
    "null": b"null",
    "a text": b'"reset-mail"',
    "a list": b'["reset-mail"]',
    "nothing said": b"{}",
    "no way back": b'{"steps": ["reset-mail"]}',
    "steps in one text": b'{"steps": "reset-mail", "back": []}',
    "steps by name": b'{"steps": {"0": "reset-mail"}, "back": []}',
    "numbers": b'{"steps": [1, 2], "back": []}',
    "lists": b'{"steps": [["reset-mail"]], "back": []}',
    "half a character": b'{"steps": ["reset-mail"], "back": ["\\ud800"]}',
    "something more": b'{"steps": ["reset-mail"], "back": [], "name": "Jan"}',
    "no steps": b'{"steps": [], "back": []}',
    "unknown step": b'{"steps": ["reset-mail", "nergens"], "back": []}',
    "unknown step back": b'{"steps": ["reset-mail"], "back": ["nergens"]}',
    "no start": b'{"steps": ["mail-zoeken"], "back": []}',
    "the wrong way": b'{"steps": ["reset-mail", "reset-mail"], "back": []}',
    "a step left out": b'{"steps": ["reset-mail", "mail-opnieuw"], "back": []}',
    "past the outcome": b'{"steps": ["geen-rechten", "geen-toegang", "kb-navragen"], "back": []}',
    "a mark that is none": json.dumps(CASE | {"mark": "A" * 32}).encode(),
    "a long mark": json.dumps(CASE | {"mark": "a" * 33}).encode(),
    "a mark in a list": json.dumps(CASE | {"mark": ["a" * 32]}).encode(),
    "no revision": json.dumps(CASE | {"revision": "Jan de Vries"}).encode(),
    "a long revision": json.dumps(CASE | {"revision": "a" * 13}).encode(),
    "a revision by number": json.dumps(CASE | {"revision": 3}).encode(),
    "of later": json.dumps(CASE | {"ago": -1}).encode(),
    "of long ago": json.dumps(CASE | {"ago": 20_000}).encode(),
    "half a minute": json.dumps(CASE | {"ago": 0.5}).encode(),
    "too often back": json.dumps(CASE | {"back": ["mail-zoeken"] * 101}).encode(),
}


def assert_nothing_is_kept(log, after=0):
    """What is kept is kept in order: once this case is there, none before it was taken."""
    assert log.post(CASE | {"back": STEPS}) == 204
    assert [list(one.back) for one in log.waits_for(after + 1)] == [*[[]] * after, STEPS]


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_is_no_case_is_refused_and_not_kept(log, body):
    said = len(log.server.log)
    answer = ask(log.server.url, "/log", "POST", body, Content_Type="application/json")
    assert answer.status == 400
    assert set(json.loads(answer.body)) == {"message"}
    assert_nothing_is_kept(log)
    assert log.server.log[said:] == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_a_page_elsewhere_could_send_is_refused_and_not_kept(log, kind):
    body = json.dumps(CASE).encode()
    assert ask(log.server.url, "/log", "POST", body, Content_Type=kind).status == 415
    assert_nothing_is_kept(log)


def test_the_log_cannot_be_read_by_visitors(server):
    assert ask(server.url, "/log").status == 405


WALK = LoggedCase("2026-11-24T17", ("reset-mail",))


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
    assert database.asked.wait(PATIENCE)
    return log


def test_more_than_there_is_room_for_is_let_go_and_told_once(database, store, told, monkeypatch):
    monkeypatch.setattr(reports, "ROOM", 5)
    log = busy(database)
    for _ in range(50):
        log.add(WALK)
    assert told == ["Casussen worden niet bewaard: er wachten er te veel"]
    database.let_through()
    log.close()
    assert len(case_log.kept(store)) == 1 + 5


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
    assert len(case_log.kept(store)) == 40 + 10 + 10 + 40


def test_a_log_that_stays_behind_tells_it_once(database, told, monkeypatch):
    monkeypatch.setattr(reports, "ROOM", 5)
    monkeypatch.setattr(reports, "TOGETHER", 1)
    log = busy(database)
    for _ in range(3):
        for _ in range(10):
            log.add(WALK)
        database.asked.clear()
        database.gate.release()
        assert database.asked.wait(PATIENCE)
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
    assert case_log.kept(store) == (WALK, WALK)


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
    assert len(case_log.kept(store)) == 251


@pytest.mark.parametrize("room", [1, 1000])
def test_the_end_does_not_wait_for_a_store_that_never_answers(database, store, monkeypatch, room):
    monkeypatch.setattr(reports, "ROOM", room)
    monkeypatch.setattr(reports, "GOODBYE", 0.01)
    log = busy(database)
    log.add(WALK)
    log.close()
    assert case_log.kept(store) == ()
