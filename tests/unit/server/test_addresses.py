"""The websocket is for pages of ours, which hear when their guide ends; the rest is left behind."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from random import Random
from urllib.parse import urlsplit

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClosedError, websocket_connect

from ehbi.server.guides.addresses import AT_ONCE, REFUSED
from ehbi.server.guides.messages import PROTOCOL, TARGET

from .visiting import (
    ask,
    connect,
    is_there,
    kind_of,
    new_guide,
    one_by_one,
    packed,
    unpacked,
    wait_until,
    workers,
)

QUESTION = packed("kernel_info_request", {})


TOO_LARGE = 1009


ELSEWHERE = ("https://elders.example", "null", "http://127.0.0.1", "http://127.0.0.1:1", "file://", "x")


PROTOCOLS = ("", "x", "kernel.jupyter.org", ", ,,", f"{PROTOCOL}x", "a, b, c" * 50)


SESSIONS = ("", "a%20b", "x" * 65, "%00", "%ff", "..%2f", "%c3%a9")


REQUESTS = {
    "shutdown_request": {"restart": False},
    "interrupt_request": {},
    "debug_request": {"type": "request", "command": "initialize", "seq": 1},
    "execute_request": {"code": "import os; os._exit(3)", "silent": True},
    "input_reply": {"value": "x"},
    "complete_request": {"code": "os.", "cursor_pos": 3},
    "inspect_request": {"code": "os", "cursor_pos": 2},
    "history_request": {"hist_access_type": "tail", "n": 9},
    "comm_open": {"comm_id": "a", "target_name": "jupyter.widget", "data": {"state": {}}},
}


GARBAGE = {
    "text": "{}",
    "nothing": b"",
    "noise": Random(1).randbytes(500),  # noqa: S311  # the same each time
    "an odd name": packed("comm_msg", {"comm_id": [1], "data": {}}),
}


FRAMES = {
    "an opcode that is none": b"\x8f\x80xxxx",
    "bits that are reserved": b"\xf1\x80xxxx",
    "the largest that can be said": b"\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xffxxxx",
    "the rest of nothing": b"\x80\x80xxxx",
    "a goodbye that is too long": b"\x88\xff" + b"x" * 20,
    "text that is none": b"\x81\x82\0\0\0\0\xff\xfe",
    "a goodbye in text that is none": b"\x88\x84\0\0\0\0\x03\xe8\xff\xfe",
    "packed data that cannot be unpacked": b"\xc2\x84\0\0\0\0\xff\xff\xff\xff",
}


@asynccontextmanager
async def page(server, packing=None):
    """A page of its own: its guide and its connection."""
    guide = new_guide(server.url)
    socket = await connect(server.url, guide, packing=packing)
    yield guide, socket
    socket.close()


async def says(socket, *messages):
    for message in messages:
        with suppress(WebSocketClosedError):
            await socket.write_message(message, binary=isinstance(message, bytes))


async def is_answered(socket):
    """Ask the guide something and wait for its answer; false when the connection is closed instead."""
    await says(socket, QUESTION)
    kind = "?"
    while kind not in {"kernel_info_reply", ""}:
        kind = kind_of(await socket.read_message())
    return kind != ""


async def is_refused(server, guide, status, **asked):
    with pytest.raises(HTTPClientError, match=str(status)):
        await connect(server.url, guide, **asked)


def goes_on(server, *messages):
    """Whether a page that says these has a guide that still answers; and what the server told."""
    said = len(server.log)

    async def visit():
        async with page(server) as (guide, socket):
            await says(socket, *messages)
            return await is_answered(socket) and is_there(server.url, guide)

    return asyncio.run(visit()), server.log[said:]


def end_of(server, *messages, lines=1):
    """How a connection ends on which these are said, while another page goes on; and what the server told."""
    said = len(server.log)

    async def visit():
        async with page(server) as (_, other), page(server) as (_, socket):
            await says(socket, *messages)
            while await socket.read_message() is not None:
                pass
            assert await is_answered(other)
            return socket.close_code

    code = asyncio.run(visit())
    wait_until(lambda: len(server.log) >= said + lines, "the server tells")
    return code, server.log[said:]


def test_whoever_may_not_connect_neither_reaches_the_guide_nor_ends_its_page(server):
    async def visit():
        async with page(server) as (guide, socket):
            for origin in ELSEWHERE:
                await is_refused(server, guide, 403, origin=origin)
            for offered in PROTOCOLS:
                await is_refused(server, guide, 400, Sec_WebSocket_Protocol=offered)
            for session in SESSIONS:
                await is_refused(server, guide, 400, session=session)
            for session in ("test", "ander"):  # a guide has one page
                await is_refused(server, guide, 409, session=session)
            return await is_answered(socket)

    assert asyncio.run(visit())


def test_a_program_that_is_no_browser_names_no_page_and_may_connect(server):
    async def visit():
        address = f"{server.url}api/kernels/{new_guide(server.url)}/channels?session_id=x"
        asked = HTTPRequest(address.replace("http", "ws", 1), headers={"Sec-WebSocket-Protocol": PROTOCOL})
        socket = one_by_one(await websocket_connect(asked))
        answered = await is_answered(socket)
        socket.close()
        return answered

    assert asyncio.run(visit())


@pytest.mark.parametrize("channel", ["shell", "control", "stdin"])
def test_what_no_page_of_ours_says_does_not_reach_even_its_own_guide(server, channel):
    said = [packed(kind, content, channel=channel) for kind, content in REQUESTS.items()]
    assert goes_on(server, *said) == (True, [])


def test_what_a_guide_cannot_use_is_its_own_business(server):
    odd = [{"comm_id": "onbekend", "data": data} for data in ({"method": "update", "state": {"a": 1}}, {})]
    assert goes_on(server, *[packed("comm_msg", content) for content in odd]) == (True, [])


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_ends_the_connection_with_one_line_in_the_log(server, name):
    assert end_of(server, GARBAGE[name]) == (REFUSED, ["Een verbinding is verbroken: onleesbaar bericht.\n"])


def test_a_message_that_is_too_large_ends_the_connection(server):
    large = packed("comm_msg", {"comm_id": "a", "data": {"x": "x" * 70_000}})
    assert end_of(server, large, lines=0) == (TOO_LARGE, [])


def test_a_page_that_says_too_much_is_hung_up_on_with_one_line_in_the_log(server):
    much = [QUESTION] * (int(AT_ONCE) * 2)
    assert end_of(server, *much) == (REFUSED, ["Een verbinding is verbroken: te veel berichten.\n"])


ASKED_FOR_WIDGETS = packed("comm_msg", {"comm_id": "c", "data": {"method": "request_states"}})


async def _asks_for_widgets(socket, times=1):
    opened = packed("comm_open", {"comm_id": "c", "target_name": TARGET, "data": {}})
    await says(socket, opened, *[ASKED_FOR_WIDGETS] * times)


def test_a_page_that_does_not_read_is_hung_up_on(server):
    said = len(server.log)

    async def visit():
        async with page(server) as (guide, socket):
            await _asks_for_widgets(socket, times=int(AT_ONCE) - 50)
            while is_there(server.url, guide):
                with suppress(WebSocketClosedError):
                    await says(socket, ASKED_FOR_WIDGETS)  # no more often than a page may
                await asyncio.sleep(0.05)

    asyncio.run(visit())
    wait_until(lambda: server.log[said:], "the server tells")
    assert server.log[said:] == ["Een verbinding is verbroken: de pagina leest niet meer.\n"]


def test_what_a_guide_complains_of_is_told_to_nobody(server):
    """A message that a widget cannot take makes its guide write a traceback."""
    said = len(server.log)

    async def visit():
        async with page(server) as (_, socket):
            await _asks_for_widgets(socket)
            kind = ""
            while kind != "comm_msg":
                kind, said = unpacked(await socket.read_message())
            odd = {"method": "update", "state": 5}
            wrong = [{"comm_id": widget, "data": odd} for widget in said["data"]["states"]]
            await says(socket, *[packed("comm_msg", content) for content in wrong], QUESTION)
            kinds = set()
            while "kernel_info_reply" not in kinds:
                kinds.add(kind_of(await socket.read_message()))
            return kinds

    assert asyncio.run(visit()) <= {"status", "kernel_info_reply", "comm_msg"}
    assert server.log[said:] == []


@pytest.mark.parametrize("name", FRAMES)
def test_a_broken_frame_ends_that_connection_only(server, name):
    said = len(server.log)

    async def visit():
        packing = {} if "packed" in name else None
        async with page(server) as (_, other), page(server, packing) as (guide, socket):
            await socket.protocol.stream.write(FRAMES[name])
            while is_there(server.url, guide):
                await asyncio.sleep(0.05)
            return await is_answered(other)

    assert asyncio.run(visit())
    assert len(server.log[said:]) <= 1
    assert "Traceback" not in "".join(server.log[said:])


@pytest.mark.parametrize("asked", ["permessage-deflate", "permessage-deflate; client_max_window_bits=x"])
def test_whoever_asks_for_packing_gets_plain_messages(server, asked):
    said = len(server.log)

    async def visit():
        socket = await connect(server.url, new_guide(server.url), Sec_WebSocket_Extensions=asked)
        found = "Sec-WebSocket-Extensions" in socket.headers, await is_answered(socket)
        socket.close()
        return found

    assert asyncio.run(visit()) == (False, True)
    assert server.log[said:] == []


def test_nothing_of_all_that_is_left(server):
    assert ask(server.url).status == 200
    assert ask(server.url, "/guide").status == 200


NOBODYS = "00000000-0000-4000-8000-000000000000"


HANDSHAKE = (
    "GET /api/kernels/{guide}/channels?session_id=x HTTP/1.1\r\nHost: {place}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
    "Sec-WebSocket-Protocol: {protocol}\r\n\r\n"
)


async def refused(server, guide):
    """Try to connect; return the status of the answer."""
    with pytest.raises(HTTPClientError) as error:
        await connect(server.url, guide)
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
        guide = new_guide(quiet.url)
        socket = await connect(quiet.url, guide)
        socket.close()
        while await socket.read_message() is not None:
            pass
        return [await refused(quiet, guide) for _ in range(5)]

    assert asyncio.run(visit()) == [404] * 5


def test_a_guide_that_never_was_is_not_there(quiet):
    assert asyncio.run(refused(quiet, NOBODYS)) == 404


def test_a_guide_whose_worker_dies_while_its_page_connects_is_not_there(server):
    async def visit():
        guide = new_guide(server.url)
        for worker in workers(server.pid):
            worker.kill()
        wait_until(lambda: not is_there(server.url, guide), "the server knows")
        return await refused(server, guide)

    assert asyncio.run(visit()) == 404
    assert ask(server.url, "/guide").status == 200


def test_a_page_that_leaves_before_it_has_connected_ends_its_guide(quiet):
    async def visit():
        guide = new_guide(quiet.url)
        place = urlsplit(quiet.url)
        _, page = await asyncio.open_connection(place.hostname, place.port)
        page.write(HANDSHAKE.format(place=place.netloc, guide=guide, protocol=PROTOCOL).encode())
        await page.drain()
        page.close()
        return guide

    guide = asyncio.run(visit())
    wait_until(lambda: not is_there(quiet.url, guide), "the guide ends")
