"""A page that connects to a guide which ends, has ended or says nothing hears so; the log says nothing."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import pytest
from tornado.httpclient import HTTPClientError

from ehbi.server.guides.messages import PROTOCOL

from .visiting import ask, connect, is_there, new_kernel, wait_until, workers

NOBODYS = "00000000-0000-4000-8000-000000000000"
HANDSHAKE = (
    "GET /api/kernels/{kernel}/channels?session_id=x HTTP/1.1\r\nHost: {place}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
    "Sec-WebSocket-Protocol: {protocol}\r\n\r\n"
)


async def refused(server, kernel):
    """Try to connect; return the status of the answer."""
    with pytest.raises(HTTPClientError) as error:
        await connect(server.url, kernel)
    return error.value.code


@pytest.fixture
def quiet(server):
    """A server that tells nothing during the test, and serves on after it."""
    said = len(server.log)
    yield server
    assert ask(server.url, "/guide").status == 200
    assert server.log[said:] == []


def test_a_guide_whose_page_has_just_left_is_not_there_any_more(quiet):
    async def visit():
        kernel = new_kernel(quiet.url)
        socket = await connect(quiet.url, kernel)
        socket.close()
        while await socket.read_message() is not None:
            pass
        return [await refused(quiet, kernel) for _ in range(5)]

    assert asyncio.run(visit()) == [404] * 5


def test_a_guide_that_never_was_is_not_there(quiet):
    assert asyncio.run(refused(quiet, NOBODYS)) == 404


def test_a_guide_whose_worker_dies_while_its_page_connects_is_not_there(server):
    async def visit():
        kernel = new_kernel(server.url)
        for worker in workers(server.pid):
            worker.kill()
        wait_until(lambda: not is_there(server.url, kernel), "the server knows")
        return await refused(server, kernel)

    assert asyncio.run(visit()) == 404
    assert ask(server.url, "/guide").status == 200


def test_a_page_that_leaves_before_it_has_connected_ends_its_guide(quiet):
    async def visit():
        kernel = new_kernel(quiet.url)
        place = urlsplit(quiet.url)
        _, page = await asyncio.open_connection(place.hostname, place.port)
        page.write(HANDSHAKE.format(place=place.netloc, kernel=kernel, protocol=PROTOCOL).encode())
        await page.drain()
        page.close()
        return kernel

    kernel = asyncio.run(visit())
    wait_until(lambda: not is_there(quiet.url, kernel), "the guide ends")
