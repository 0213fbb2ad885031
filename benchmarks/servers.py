"""Our own servers for a crowd, and stock Voilà with one dropdown that they are compared with."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat

from ehbi.places import DATABASE
from tests.serving import Server, running, running_server

POOL = 2
ONE_WIDGET = """
import ipywidgets
choice, said = ipywidgets.Dropdown(options=["a", "b"]), ipywidgets.Label("chose a")
choice.observe(lambda change: setattr(said, "value", f"chose {change['new']}"), "value")
ipywidgets.VBox([choice, said])
"""


@contextmanager
def our_server(visitors: int) -> Iterator[Server]:
    """Serve the staff page on a free port, with a database of its own, to so many at the same time."""
    with running_server("--visitors", str(visitors)) as server:
        yield server


@contextmanager
def our_workshop(database: str) -> Iterator[Server]:
    """Serve the slides to a presenter on a free port; its address has the token in it."""
    command = [sys.executable, "-m", "ehbi.cli", "present", "--port", "0"]
    with running(command, {DATABASE: database}) as server:
        yield server


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


def free_port() -> int:
    """Return a port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
