"""Panel with a page of one button that changes a text, in an environment of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin

from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, WebSocketError, websocket_connect

from ehbi.handbook import EhbiError

from .crowd.answer import Cookies, cookie_header
from .crowd.connection import Connection
from .crowd.trouble import VisitError, expect, told_as
from .servers import Stock, answering, free_port

ENVIRONMENT = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "ehbi", "panel")
PATIENCE = 180
"""Seconds that installing it may take."""
HAS_PANEL = "import importlib.util, sys; sys.exit(not importlib.util.find_spec('panel'))"
ONE_BUTTON = """
import itertools
import panel
button, said = panel.widgets.Button(name="Kies"), panel.pane.HTML("<b>chose 0</b>")
times = itertools.count(1)
button.on_click(lambda _: setattr(said, "object", f"<b>chose {next(times)}</b>"))
panel.Column(button, said).servable()
"""
PAGE = "/one"
LARGEST = 100_000_000
_TOKEN = re.compile(r'"token": ?"([^"]+)"')


class NoPanelError(EhbiError):
    """Panel cannot be had here."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"no Panel: {why}")


def installed(folder: Path = ENVIRONMENT) -> Path:
    """Return a Python that has Panel, which is installed when it is not there yet.

    Raises
    ------
    NoPanelError
        It cannot be installed, or that takes too long.
    """
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    try:
        if not _has_panel(python):
            venv.create(folder, clear=True, with_pip=True)
            install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "panel"]
            subprocess.run([python, *install], check=True, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise NoPanelError(f"{PATIENCE} s waited for pip to install it") from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoPanelError("pip cannot install it") from error
    return python


def python_or_why() -> Path | str:
    """Return a Python that has Panel, or why there is none."""
    try:
        return installed()
    except NoPanelError as error:
        return str(error)


def _has_panel(python: Path) -> bool:
    if not python.exists():
        return False
    asked = subprocess.run([python, "-c", HAS_PANEL], check=False, capture_output=True, timeout=PATIENCE)
    return asked.returncode == 0


@contextmanager
def panel_server(folder: Path, python: Path) -> Iterator[Stock]:
    """Serve the page by one process of Panel, at the address that is given."""
    app = folder / "one.py"
    app.write_text(ONE_BUTTON, encoding="utf-8")
    port = free_port()
    options = [f"--port={port}", "--allow-websocket-origin=*"]
    process = subprocess.Popen(
        [python, "-m", "panel", "serve", app, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "BOKEH_RESOURCES": "server"},  # and not a foreign host's
    )
    with answering(process, f"http://127.0.0.1:{port}/static/js/bokeh.min.js"):
        yield Stock(f"http://127.0.0.1:{port}/", process.pid)


class Visitor:
    """Somebody who opens the page, as its own scripts do; they load none, which spares the server some work.

    Parameters
    ----------
    url
        Address of the page.
    """

    def __init__(self, url: str) -> None:
        self._cookies: Cookies = {}
        self._url, self._page = url, Connection(url, self._cookies)
        self._socket: WebSocketClientConnection | None = None

    async def go_live(self) -> None:
        """Get the page, connect, and ask for what is on it.

        Raises
        ------
        VisitError
            The server refuses, or says something else.
        """
        with told_as("page"):
            answer = await self._page.ask(PAGE)
            expect("page", answer, HTTPStatus.OK)
            found = _TOKEN.search(answer.text)
        if not found:
            raise VisitError("page", "no token")
        asked = HTTPRequest(
            urljoin(self._url, f"{PAGE}/ws").replace("http", "ws", 1), headers=cookie_header(self._cookies)
        )
        try:
            with told_as("channels"):
                self._socket = await websocket_connect(
                    asked,
                    subprotocols=["bokeh", found[1]],
                    compression_options={},
                    max_message_size=LARGEST,
                )
                await self._hear("ACK")
                for part in ({"msgid": "1", "msgtype": "PULL-DOC-REQ"}, {}, {}):
                    await self._socket.write_message(json.dumps(part))
                await self._hear("PULL-DOC-REPLY")
        except (HTTPClientError, WebSocketError) as error:
            raise VisitError("channels", "no websocket") from error

    async def _hear(self, kind: str) -> None:
        """Wait for a message: a header, metadata and content, each in a frame."""
        assert self._socket  # noqa: S101  # it was opened
        header, _, content = [await self._socket.read_message() for _ in range(3)]
        if header is None or json.loads(header)["msgtype"] != kind or content is None:
            raise VisitError("channels", f"no {kind}")

    def leave(self) -> None:
        """Close the page."""
        self._page.close()
        if self._socket is not None:
            self._socket.close()
