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
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

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
    url: str, kernel: str, origin: str | None = None, under: str = "", **headers: str
) -> WebSocketClientConnection:
    """Open the websocket of a kernel, as a page of that origin would."""
    address = f"{url}{under}api/kernels/{kernel}/channels?session_id=test".replace("http", "ws", 1)
    own = {name.replace("_", "-"): text for name, text in headers.items()}
    return await websocket_connect(HTTPRequest(address, headers={"Origin": origin or url.rstrip("/"), **own}))


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
