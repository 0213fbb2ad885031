"""Visit a server without a browser: plain HTTP, and the websocket to a guide."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPMessage
from typing import Any
from urllib.parse import urlsplit

import psutil
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from ehbi.server import site as room
from ehbi.server.guides.messages import PROTOCOL, TARGET
from tests.serving import Server
from tests.waiting import PATIENCE, wait_until


@dataclass
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        packed = self.headers["Content-Encoding"] == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


def ask(url: str, path: str = "/", method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """Ask for a path exactly as it is written; nothing is tidied up on the way."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    try:
        connection.request(
            method, path, body, {name.replace("_", "-"): text for name, text in headers.items()}
        )
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def tell(url: str, path: str, data: Any, **headers: str) -> Answer:
    """Send data as a script of the page does."""
    return ask(url, path, "POST", json.dumps(data).encode(), Content_Type="application/json", **headers)


def config(guide: Answer) -> dict[str, Any]:
    """Return what the guide tells Voilà's front end."""
    found = re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', guide.text, re.DOTALL)
    assert found, guide.text
    return json.loads(found[1])


def new_guide(url: str) -> str:
    """Ask for a guide and return its id."""
    return config(ask(url, "/guide"))["kernelId"]


async def connect(
    url: str,
    guide: str,
    origin: str | None = None,
    session: str = "test",
    packing: dict[str, Any] | None = None,
    **headers: str,
) -> WebSocketClientConnection:
    """Open the websocket of a guide, as a page of that origin would; messages come one by one."""
    address = f"{url}api/kernels/{guide}/channels?session_id={session}".replace("http", "ws", 1)
    sent = {"Origin": origin or f"http://{urlsplit(url).netloc}", "Sec-WebSocket-Protocol": PROTOCOL}
    sent |= {name.replace("_", "-"): text for name, text in headers.items()}
    socket = await websocket_connect(HTTPRequest(address, headers=sent), compression_options=packing)
    return one_by_one(socket)


def one_by_one(socket: WebSocketClientConnection) -> WebSocketClientConnection:
    """Have messages that come together read one by one, as a page deals them out."""
    read, waiting = socket.read_message, deque[Any]()

    async def read_message() -> Any:
        if not waiting:
            waiting.extend(dealt_out(await read()))
        return waiting.popleft()

    socket.read_message = read_message  # type: ignore[method-assign]
    return socket


def dealt_out(message: Any) -> list[Any]:
    """Return the messages that a frame holds."""
    if not message or int.from_bytes(message[:8], "little"):
        return [message]
    laid_out = message[8:]
    count = int.from_bytes(laid_out[:8], "little")
    places = [int.from_bytes(laid_out[8 * at : 8 * at + 8], "little") for at in range(1, count + 1)]
    return [laid_out[one:other] for one, other in itertools.pairwise(places)]


def packed(kind: str, content: Any, channel: str = "shell", **header: Any) -> bytes:
    """Return a message as the page's own script sends it."""
    about = {"msg_id": kind, "msg_type": kind, "session": "test", "username": "", "version": "5.2", **header}
    parts = [json.dumps(part).encode() for part in (about, {}, {"version": "1.0.0"}, content)]
    return serialize_msg_to_ws_v1(parts, channel)


def unpacked(message: bytes | str | None) -> tuple[str, dict[str, Any]]:
    """Return kind and content of what came from a guide; no kind when the connection is closed."""
    if message is None:
        return "", {}
    assert isinstance(message, bytes)
    header, _, _, content, *_ = deserialize_msg_from_ws_v1(message)[1]
    return json.loads(header)["msg_type"], json.loads(content)


def kind_of(message: bytes | str | None) -> str:
    """Return what kind of message came from a guide; empty when the connection is closed."""
    return unpacked(message)[0]


STATES = [
    packed("comm_open", {"comm_id": "c", "target_name": TARGET, "data": {}}),
    packed("comm_msg", {"comm_id": "c", "data": {"method": "request_states"}}),
]


async def states(socket: WebSocketClientConnection) -> dict[str, Any] | None:
    """Ask which widgets there are, as a page does; the answer, or None when the connection closes."""
    for message in STATES:
        await socket.write_message(message, binary=True)
    kind, said = "?", dict[str, Any]()
    while kind not in ("comm_msg", ""):
        kind, said = unpacked(await socket.read_message())
    return said["data"]["states"] if said else None


def is_there(url: str, guide: str, **headers: str) -> bool:
    """Return whether somebody has this guide."""
    return ask(url, f"/api/kernels/{guide}", **headers).status == HTTPStatus.OK


def workers(pid: int) -> list[psutil.Process]:
    """Return the workers that a server has."""
    found = []
    for process in psutil.Process(pid).children(recursive=True):
        with suppress(psutil.Error):  # it has ended meanwhile
            called = (process.name(), *process.cmdline())  # by its name alone when it was forked
            if "ehbi.worker" in called and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def all_workers(server: Server) -> list[psutil.Process]:
    """Return the workers of a server, once it has as many as it wants and each can have guests."""

    def are_there() -> bool:
        ready = json.loads(ask(server.url, "/ready").text)["workers"]
        return bool(ready == room.processes() == len(workers(server.pid)))

    wait_until(are_there, "all workers run")
    return workers(server.pid)


def end_workers(pid: int) -> None:
    """Kill the workers of a server, and with them all guides."""
    found = workers(pid)
    assert found
    for worker in found:
        worker.kill()


def suspend_workers(pid: int) -> None:
    """Have no guide say anything any more."""
    for worker in workers(pid):
        worker.suspend()
