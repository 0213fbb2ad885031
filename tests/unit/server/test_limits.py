"""Limits: what anybody can send is bounded, and no connection takes more than a page of ours needs."""

from __future__ import annotations

import asyncio
import socket
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.iostream import StreamClosedError
from tornado.netutil import bind_sockets
from tornado.tcpclient import TCPClient
from tornado.web import Application

import ehbi
from ehbi.server import reports
from ehbi.server.http import handlers, limits
from ehbi.server.http.handlers import Handler
from ehbi.server.http.limits import (
    DAY,
    LIMITS,
    Backoff,
    Connections,
    RateLimit,
    RateLimits,
    daily,
    most_connections,
)
from ehbi.server.login.identity import MOST_WRONG, WITHIN
from ehbi.server.reports import MINUTE, REMARKS_AT_ONCE, CaseLog, RemarkLimit, walk_of
from ehbi.store import LoggedCase, Store, case_log
from tests.unit.handbook.strategies import many
from tests.waiting import PATIENCE

from .visiting import ask, config, new_guide

LONG = LoggedCase("2026-11-24T17", ("reset-mail",) * 200, ("mail-zoeken",) * 50)


@many
@given(st.lists(st.tuples(st.floats(0, 3 * DAY), st.floats(0, 500)), max_size=40))
def test_a_budget_gives_no_more_in_any_twenty_four_hours_than_it_says(asked):
    clock = SimpleNamespace(now=0.0)
    budget = daily(1000, clock=lambda: clock.now)
    taken = []
    for at, amount in sorted(asked):
        clock.now = at
        if budget.take(amount):
            taken.append((at, amount))
    for start, _ in taken:
        assert sum(amount for at, amount in taken if start <= at <= start + DAY) <= 1000 + 1e-6


def test_a_rush_at_one_step_leaves_room_for_all_others():
    crowd = RemarkLimit(clock=lambda: 0.0)
    rush = [crowd.has_room("reset-mail") for _ in range(120)]
    assert sum(rush) == REMARKS_AT_ONCE
    assert all(crowd.has_room(step.id) for step in ehbi.load().steps if step.id != "reset-mail")


def test_buckets_that_nobody_uses_are_let_go_and_one_that_is_empty_stays_empty():
    clock = SimpleNamespace(now=0.0)
    buckets = RateLimits(1 / DAY, 1, clock=lambda: clock.now)
    assert buckets.take("leeg")
    clock.now = DAY / 2
    for number in range(5000):
        buckets.take(str(number))
    assert not buckets.take("leeg")
    clock.now = DAY * 3
    for number in range(5000):
        buckets.take(f"weer {number}")
    assert "0" not in buckets._each
    assert len(buckets._each) == 5000


def test_a_crowd_of_names_is_not_looked_through_for_each_of_them(monkeypatch):
    looks = []
    monkeypatch.setattr(limits.RateLimit, "is_unused", lambda _: looks.append(1))
    buckets = RateLimits(1 / DAY, 1)
    for number in range(10_000):
        buckets.take(str(number))
    assert len(looks) < 20_000


def test_after_a_minute_somebody_may_be_wrong_as_often_as_before():
    clock = SimpleNamespace(now=0.0)
    wrong = RateLimits(MOST_WRONG / WITHIN, MOST_WRONG, clock=lambda: clock.now)
    for _ in range(MOST_WRONG):
        assert wrong.left("a") >= 1
        wrong.take("a")
    assert wrong.left("a") < 1
    assert wrong.left("b") == MOST_WRONG
    clock.now = WITHIN / MOST_WRONG - 0.1
    assert wrong.left("a") < 1
    clock.now = WITHIN
    assert wrong.left("a") == MOST_WRONG


@many
@given(st.lists(st.floats(0, 30), max_size=60))
def test_nobody_is_stopped_before_their_tenth_time_and_nobody_goes_on_faster_than_the_limit(pauses):
    clock = SimpleNamespace(now=0.0)
    limits = RateLimits(1 / 6, 10, clock=lambda: clock.now)
    taken = []
    for pause in pauses:
        clock.now += pause
        recent = [when for when in taken if when > clock.now - 60]
        if limits.take("a"):
            taken.append(clock.now)
        else:
            assert len(recent) >= 10
    for number, since in enumerate(taken):
        for more, until in enumerate(taken[number:], 1):
            assert more <= 10 + (until - since) / 6 + 1e-6


def test_no_more_names_are_remembered_than_there_is_room_for():
    limits = RateLimits(1 / 6, 10, most=20, clock=lambda: 0.0)
    for number in range(50):
        limits.take(str(number))
    assert len(limits._each) == 20


def test_what_was_refused_is_written_down_at_once_and_then_once_a_minute():
    clock = SimpleNamespace(now=0.0)
    crowd = RemarkLimit(clock=lambda: clock.now)
    assert [crowd.refuse() for _ in range(6)] == [1, 0, 0, 0, 0, 0]
    clock.now = MINUTE
    assert (crowd.refuse(), crowd.refuse()) == (6, 0)


def test_the_more_are_refused_the_later_they_are_told_to_come_back_until_it_is_quiet_again():
    clock = SimpleNamespace(now=0.0)
    backoff = Backoff(clock=lambda: clock.now)
    assert [backoff.count() for _ in range(403)][::201] == [5, 15, 25]
    assert max(backoff.count() for _ in range(2_000)) == limits.LATEST
    clock.now += limits.SOONEST + 1
    assert backoff.count() == 5


class NoDatabase:
    """Has no store to keep anything in, and counts."""

    def __init__(self):
        self.asked = 0

    def store(self):
        self.asked += 1
        raise OSError


def test_a_day_of_cases_is_no_more_than_a_number_of_megabytes_whatever_is_sent(monkeypatch, told):
    taken = []
    monkeypatch.setattr(reports, "RateLimit", lambda *_: RateLimit(1e9, 1e9))
    monkeypatch.setattr(CaseLog, "_is_kept", lambda _, batch: taken.extend(batch) or True)
    monkeypatch.setattr(reports, "ROOM", 1_000_000)
    log = CaseLog(NoDatabase())
    for _ in range(30_000):
        log.add(LONG)
    log.close()
    assert reports.A_DAY / 4 < sum(case_log.size(walk) for walk in taken) <= reports.A_DAY
    assert [line.split(": ")[1] for line in told] == [
        "er is vandaag al zo veel bewaard als er op één dag bij mag komen"
    ]


def test_a_case_has_no_more_steps_than_people_can_make():
    handbook = ehbi.load()
    steps = ["reset-mail", "mail-zoeken"]
    assert walk_of(handbook, {"steps": steps, "back": ["mail-zoeken"] * reports.MOST_BACK})
    assert walk_of(handbook, {"steps": steps, "back": ["mail-zoeken"] * (reports.MOST_BACK + 1)}) is None
    assert walk_of(handbook, {"steps": steps * reports.MOST_STEPS, "back": []}) is None


@pytest.mark.parametrize("walk", [LONG, LoggedCase("2026-11-24T17", ("eigen-site",), (), "eigen-site")])
def test_a_database_grows_by_no_more_than_is_counted(tmp_path, walk):
    store = Store.open(f"sqlite:///{tmp_path}/ehbi.sqlite")
    number = 2_000_000 // case_log.size(walk)
    store.sweep()
    before = store.file.stat().st_size
    case_log.keep(store, [walk] * number)
    store.sweep()
    grown = store.file.stat().st_size - before
    assert case_log.size(walk) * number / 4 < grown <= case_log.size(walk) * number
    store.close()


POST = b"POST /log HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@contextmanager
def plain(url):
    """A connection on which a test says what it likes."""
    where = urlsplit(url)
    with socket.create_connection((where.hostname, where.port), timeout=PATIENCE) as connection:
        yield connection


def answer(url, *parts):
    """The first line of what is answered before the server hangs up; empty when it just does that."""
    with plain(url) as connection:
        found = b""
        try:
            for part in parts:
                connection.sendall(part)
            while got := connection.recv(65_536):
                found += got
        except (BrokenPipeError, ConnectionResetError):
            pass
    return found.partition(b"\r\n")[0].decode()


@pytest.mark.parametrize(
    "parts",
    [
        [POST, b"Content-Length: 100000000\r\n\r\n", b"x" * 100_000],
        [POST, b"Transfer-Encoding: chunked\r\n\r\n", *[b"4000\r\n" + b"x" * 0x4000 + b"\r\n"] * 10],
        [POST, b"Transfer-Encoding: chunked\r\n\r\n", b"7fffffffffffffff\r\n"],
        [POST, b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n", b"x" * 6],
        [POST, b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", b"0\r\n\r\n"],
        [POST, b"Content-Length: -1\r\n\r\n"],
        [POST, b"Content-Length: 0x5\r\n\r\n", b"xxxxx"],
        [b"GET / HTTP/1.1\r\nHost: x\r\n", *[b"X-Header: %s\r\n" % (b"x" * 1000)] * 40, b"\r\n"],
        [b"GET /", b"x" * 40_000, b" HTTP/1.1\r\nHost: x\r\n\r\n"],
        [b"geen HTTP\r\n\r\n"],
        [b"GET / HTTP/1.1\r\n\r\n"],
        [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 2000],
    ],
    ids=range(12),
)
def test_what_is_too_large_or_no_request_is_hung_up_on_without_a_word_in_the_log(server, parts):
    said = len(server.log)
    assert answer(server.url, *parts) in {"", "HTTP/1.1 400 Bad Request"}
    assert ask(server.url).status == 200
    assert server.log[said:] == []


def test_a_body_that_is_a_little_too_large_gets_a_reason(server):
    large = ask(server.url, "/log", "POST", b"x" * 20_000, Content_Type="application/json")
    assert (large.status, large.headers["Content-Type"]) == (400, "application/json")


def test_a_visitor_who_stops_halfway_is_not_told_of(server):
    said = len(server.log)
    new_guide(server.url)
    for parts in (b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", POST + b"Content-Length: 9\r\n\r\nxx"):
        with plain(server.url) as connection:
            connection.sendall(parts)
    assert ask(server.url).status == 200
    assert server.log[said:] == []


async def _heard(stream, said):
    await stream.write(said)
    while True:
        await stream.read_bytes(1)


class Large(Handler):
    """An answer that no browser takes at once."""

    def get(self):
        self.finish(b"x" * 50_000_000)


async def _hangs_up(said, most=10):
    """Wait for a server of our own to hang up on who has said this."""
    (bound,) = bind_sockets(0, "127.0.0.1")
    server = Connections(Application(), most)
    server.add_sockets([bound])
    streams = [await TCPClient().connect(*bound.getsockname()) for _ in range(3)]
    try:
        with pytest.raises(StreamClosedError):
            await _heard(streams[-1], said)
    finally:
        server.stop()
        for stream in streams:
            stream.close()


@pytest.mark.parametrize(
    "said", [b"", b"GET / HTT", b"GET / HTTP/1.1\r\nHost: x\r\n", POST + b"Content-Length: 9\r\n\r\nxx"]
)
def test_who_is_too_slow_is_hung_up_on(monkeypatch, said):
    monkeypatch.setattr(limits, "LIMITS", LIMITS | {"body_timeout": 0.1, "idle_connection_timeout": 0.1})
    asyncio.run(asyncio.wait_for(_hangs_up(said), PATIENCE))


def test_who_does_not_take_an_answer_is_hung_up_on_without_a_word(monkeypatch, told):
    monkeypatch.setattr(handlers, "TAKES_AT_MOST", 0.1)

    async def ask_and_look_away():
        (bound,) = bind_sockets(0, "127.0.0.1")
        server = Connections(Application([("/large", Large)]))
        server.add_sockets([bound])
        stream = await TCPClient().connect(*bound.getsockname())
        await stream.write(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        while not server._connections:
            await asyncio.sleep(0)
        while server._connections:
            await asyncio.sleep(0.01)
        server.stop()
        stream.close()

    asyncio.run(asyncio.wait_for(ask_and_look_away(), PATIENCE))
    assert told == []


def test_who_leaves_before_all_of_a_script_has_come_is_not_told_of(server):
    said = len(server.log)
    asset = config(ask(server.url, "/guide"))["fullStaticUrl"]
    for _ in range(5):
        with plain(server.url) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(f"GET {asset}/bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert connection.recv(1000).startswith(b"HTTP/1.1 200 OK")
    assert ask(server.url).status == 200
    assert server.log[said:] == []


def test_who_comes_when_there_are_too_many_is_hung_up_on_with_one_line_in_the_log(told):
    asyncio.run(asyncio.wait_for(_hangs_up(b"", most=2), PATIENCE))
    assert told == ["Niet iedereen kan verbinden: er zijn al 2 verbindingen"]


def test_there_is_room_for_many_and_for_the_guides_beside_them():
    resource = pytest.importorskip("resource")
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert 100 <= most_connections() <= max(limit, resource.getrlimit(resource.RLIMIT_NOFILE)[0]) // 2
