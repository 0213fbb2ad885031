"""A visitor's connection: everything that a server may answer, and nothing it should not."""

import asyncio
import gzip

import pytest

from benchmarks.crowd import connection
from benchmarks.crowd.connection import Connection

from .refusing import answer, serving


def ask(answers, *paths):
    """Ask for paths one after another over one connection."""

    async def asking():
        async with serving(answers) as url:
            one = Connection(url)
            try:
                return [await one.ask(path) for path in paths]
            finally:
                one.close()

    return asyncio.run(asking())


def test_one_connection_asks_for_one_thing_after_another():
    found = ask(lambda path: answer(200, path.encode()), "/a", "/b")
    assert [one.text for one in found] == ["/a", "/b"]


def test_a_packed_answer_is_unpacked():
    packed = answer(200, gzip.compress(b"naslag"), {"Content-Encoding": "gzip"})
    assert ask(lambda _: packed, "/")[0].text == "naslag"


def test_an_answer_in_chunks_is_put_together():
    chunks = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnas\n\r\n3\r\nlag\r\n0\r\n\r\n"
    found = ask(lambda path: chunks if path == "/" else answer(204), "/", "/log")
    assert (found[0].body, found[1].status) == (b"nas\nlag", 204)


def test_what_has_not_changed_has_no_body():
    same = b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"
    assert [one.body for one in ask(lambda _: same, "/", "/")] == [b"", b""]


@pytest.mark.parametrize("odd", [b"", b"hallo\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nkort"])
def test_what_is_no_answer_is_an_error(odd):
    async def asking():
        async def connect(_, writer):
            writer.write(odd)
            writer.close()

        server = await asyncio.start_server(connect, "127.0.0.1", 0)
        async with server:
            await Connection(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/").ask("/")

    with pytest.raises((OSError, EOFError, ValueError)):
        asyncio.run(asking())


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 0.01)
    with pytest.raises(TimeoutError):
        ask(lambda _: b"", "/")


def test_what_a_server_wants_to_be_told_is_told_by_both_connections_of_a_visitor():
    heard = []

    async def asking():
        async def connect(reader, writer):
            heard.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(answer(200, headers={"Set-Cookie": "place=a; Path=/", "Connection": "close"}))
            writer.close()

        server = await asyncio.start_server(connect, "127.0.0.1", 0)
        async with server:
            url, cookies = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", {}
            for one in (Connection(url, cookies), Connection(url, cookies)):
                await one.ask("/")

    asyncio.run(asking())
    assert [b"Cookie: place=a\r\n" in head for head in heard] == [False, True]
