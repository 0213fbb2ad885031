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
from pathlib import Path
from typing import Any

from locust.contrib.fasthttp import ResponseContextManager

from ehbi.handbook import EhbiError
from tests.serving import Server

from .client import Client
from .servers import foreign, free_port
from .sockets import Socket, VisitError

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
def panel_server(folder: Path, python: Path) -> Iterator[Server]:
    """Serve the page by one process of Panel, at the address that is given."""
    app = folder / "one.py"
    app.write_text(ONE_BUTTON, encoding="utf-8")
    command = [str(python), "-m", "panel", "serve", str(app), f"--port={free_port()}"]
    # Bokeh's scripts from this server, and not from a foreign host.
    with foreign([*command, "--allow-websocket-origin=*"], BOKEH_RESOURCES="server") as server:
        server.url = server.url.removesuffix(PAGE) + "/"
        yield server


class Bokeh(Socket):
    """The websocket of the page, with the kinds of messages that came: each begins with a header."""

    def __init__(self, address: str, token: str, cookie: str) -> None:
        self._kinds: set[str] = set()
        super().__init__(address, ["bokeh", token], cookie)

    def hear(self, message: bytes) -> None:
        """Take in a part of a message; only a header has a kind."""
        part = json.loads(message)
        if isinstance(part, dict) and "msgtype" in part:
            self._kinds.add(part["msgtype"])

    def go_live(self) -> None:
        """Ask for what is on the page."""
        self.until(lambda: "ACK" in self._kinds)
        for part in ({"msgid": "1", "msgtype": "PULL-DOC-REQ"}, {}, {}):
            self.send(json.dumps(part).encode(), text=True)
        self.until(lambda: "PULL-DOC-REPLY" in self._kinds)


class PanelVisitor(Client):
    """Somebody who opens the page; they load no scripts, which spares the server some work."""

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        self.socket: Bokeh | None = None

    def come(self) -> None:
        """Get the page, connect, and ask for what is on it."""
        with self.timed("guide live"):
            token = self.ask("page", PAGE, read=_token)
            self.socket = Bokeh(f"{self.host}{PAGE}/ws", token, self.cookie)
            self.socket.go_live()

    def leave(self) -> None:
        """Close the page."""
        super().leave()
        if self.socket is not None:
            self.socket.close()


def _token(answer: ResponseContextManager) -> str:
    found = _TOKEN.search(answer.text)
    if not found:
        raise VisitError("no token")
    return found[1]
