"""Stock Voilà with one dropdown and Panel with one button, which our own page is compared with."""

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

import nbformat
from locust.contrib.fasthttp import ResponseContextManager

from tests.serving import Server, free_port, running

from .client import Client
from .guide import Guide
from .pages import read_guide
from .sockets import Socket, VisitError

POOL = 2
ONE_WIDGET = """
import ipywidgets
choice, said = ipywidgets.Dropdown(options=["a", "b"]), ipywidgets.Label("chose a")
choice.observe(lambda change: setattr(said, "value", f"chose {change['new']}"), "value")
ipywidgets.VBox([choice, said])
"""
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
PANEL_PAGE = "/one"
_TOKEN = re.compile(r'"token": ?"([^"]+)"')


@contextmanager
def stock_voila(folder: Path) -> Iterator[Server]:
    """Serve a notebook whose dropdown changes a label by stock Voilà, preheated like ours."""
    notebook = folder / "one.ipynb"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_code_cell(ONE_WIDGET)]
    nbformat.write(nbformat.v4.new_notebook(metadata={"kernelspec": kernel}, cells=cells), notebook)
    options = ["--no-browser", f"--port={free_port()}", "--preheat_kernel=True", f"--pool_size={POOL}"]
    with foreign([sys.executable, "-m", "voila", str(notebook), *options]) as server:
        yield server


@contextmanager
def foreign(command: list[str], **environment: str) -> Iterator[Server]:
    """Run a server that is not ours and says ``http://localhost:…`` when it is there."""
    with running(command, environment, ready="http://localhost") as server:
        server.url = f"http://127.0.0.1{server.url}"
        yield server


def come_to_stock(visitor: Client) -> None:
    """Get the page, until its dropdown is live; no scripts are loaded, which spares it some work."""
    with visitor.timed("guide live"):
        page = visitor.ask("guide", "/", read=lambda answer: read_guide(answer.text))
        visitor.socket = Guide(f"{visitor.host}/", page, visitor.cookie)
        visitor.socket.go_live()


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
        server.url = server.url.removesuffix(PANEL_PAGE) + "/"
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


def come_to_panel(visitor: Client) -> None:
    """Open the page, until its button is live; no scripts are loaded, which spares it some work."""
    with visitor.timed("guide live"):
        token = visitor.ask("page", PANEL_PAGE, read=_token)
        visitor.socket = Bokeh(f"{visitor.host}{PANEL_PAGE}/ws", token, visitor.cookie)
        visitor.socket.go_live()


def _token(answer: ResponseContextManager) -> str:
    found = _TOKEN.search(answer.text)
    if not found:
        raise VisitError("no token")
    return found[1]
