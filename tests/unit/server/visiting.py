"""Visit a server without a browser: plain HTTP, and the websocket to a kernel."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
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

from ehbi.server.messages import PROTOCOL

PATIENCE = 60


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


def new_kernel(url: str) -> str:
    """Ask for a guide and return the id of its kernel."""
    return config(ask(url, "/guide"))["kernelId"]


async def connect(
    url: str,
    kernel: str,
    origin: str | None = None,
    session: str = "test",
    packing: dict[str, Any] | None = None,
    **headers: str,
) -> WebSocketClientConnection:
    """Open the websocket of a kernel, as a page of that origin would."""
    address = f"{url}api/kernels/{kernel}/channels?session_id={session}".replace("http", "ws", 1)
    sent = {"Origin": origin or f"http://{urlsplit(url).netloc}", "Sec-WebSocket-Protocol": PROTOCOL}
    sent |= {name.replace("_", "-"): text for name, text in headers.items()}
    return await websocket_connect(HTTPRequest(address, headers=sent), compression_options=packing)


def packed(kind: str, content: Any, channel: str = "shell", **header: Any) -> bytes:
    """Return a message as the page's own script sends it."""
    about = {"msg_id": kind, "msg_type": kind, "session": "test", "username": "", "version": "5.2", **header}
    parts = [json.dumps(part).encode() for part in (about, {}, {"version": "1.0.0"}, content)]
    return serialize_msg_to_ws_v1(parts, channel)


def unpacked(message: bytes | str | None) -> tuple[str, dict[str, Any]]:
    """Return kind and content of what came from a kernel; no kind when the connection is closed."""
    if message is None:
        return "", {}
    assert isinstance(message, bytes)
    header, _, _, content, *_ = deserialize_msg_from_ws_v1(message)[1]
    return json.loads(header)["msg_type"], json.loads(content)


def kind_of(message: bytes | str | None) -> str:
    """Return what kind of message came from a kernel; empty when the connection is closed."""
    return unpacked(message)[0]


def kernels(pid: int) -> dict[str, psutil.Process]:
    """Return the kernels that a server has, by id."""
    found = {}
    for process in psutil.Process(pid).children(recursive=True):
        with suppress(psutil.Error):  # it has ended meanwhile
            # A fork has the command line of what it was forked from; where it answers tells which it is.
            answers = [str(connection.laddr) for connection in process.net_connections("unix")]
            match = re.search(r"kernel-([0-9a-f-]{36})", " ".join([*process.cmdline(), *answers]))
            if match and process.status() != psutil.STATUS_ZOMBIE:
                found[match[1]] = process
    return found


def wait_until(true: Callable[[], object], what: str) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"never happened: {what}"
        time.sleep(0.05)
