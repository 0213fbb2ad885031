"""No connection takes more than a page of ours needs, and there are no more than the server can take."""

from __future__ import annotations

import asyncio
import socket
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from tornado.iostream import StreamClosedError
from tornado.netutil import bind_sockets
from tornado.tcpclient import TCPClient
from tornado.web import Application

from ehbi.server.http import handlers, limits
from ehbi.server.http.handlers import Handler
from ehbi.server.http.limits import LIMITS, Connections, most_connections

from .visiting import ask, config, new_kernel

POST = b"POST /log HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@contextmanager
def plain(url):
    """A connection on which a test says what it likes."""
    where = urlsplit(url)
    with socket.create_connection((where.hostname, where.port), timeout=60) as connection:
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
    new_kernel(server.url)
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
    asyncio.run(_hangs_up(said))


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

    asyncio.run(asyncio.wait_for(ask_and_look_away(), 60))
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
    asyncio.run(_hangs_up(b"", most=2))
    assert told == ["Niet iedereen kan verbinden: er zijn al 2 verbindingen"]


def test_there_is_room_for_many_and_for_the_kernels_beside_them():
    resource = pytest.importorskip("resource")
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert 100 <= most_connections() <= max(limit, resource.getrlimit(resource.RLIMIT_NOFILE)[0]) // 2
