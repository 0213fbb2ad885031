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

from locust.contrib.fasthttp import ResponseContextManager

from tests.serving import Server, free_port

from .client import Client
from .servers import foreign
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


def python_or_why(folder: Path = ENVIRONMENT) -> Path | str:
    """Return a Python that has Panel, which is installed when it is not there yet; or why there is none."""
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    try:
        if not python.exists() or subprocess.run([python, "-c", HAS_PANEL], check=False).returncode:
            venv.create(folder, clear=True, with_pip=True)
            install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "panel"]
            subprocess.run([python, *install], check=True, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return f"no Panel: {PATIENCE} s waited for pip to install it"
    except (OSError, subprocess.CalledProcessError):
        return "no Panel: pip cannot install it"
    return python


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


def come(visitor: Client) -> None:
    """Open the page, until its button is live; no scripts are loaded, which spares it some work."""
    with visitor.timed("guide live"):
        token = visitor.ask("page", PAGE, read=_token)
        visitor.socket = Bokeh(f"{visitor.host}{PAGE}/ws", token, visitor.cookie)
        visitor.socket.go_live()


def _token(answer: ResponseContextManager) -> str:
    found = _TOKEN.search(answer.text)
    if not found:
        raise VisitError("no token")
    return found[1]
