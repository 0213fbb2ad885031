"""The two servers that are compared: ours, and stock Voilà with a notebook of one dropdown."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import nbformat

PATIENCE = 60
POOL = 2
ONE_WIDGET = """
import ipywidgets
choice, said = ipywidgets.Dropdown(options=["a", "b"]), ipywidgets.Label("chose a")
choice.observe(lambda change: setattr(said, "value", f"chose {change['new']}"), "value")
ipywidgets.VBox([choice, said])
"""


class Stock(NamedTuple):
    """A running server: its address, and the id of its process."""

    url: str
    pid: int


@contextmanager
def stock_voila(folder: Path) -> Iterator[Stock]:
    """Serve a notebook whose dropdown changes a label by stock Voilà, preheated like ours."""
    notebook = folder / "one.ipynb"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_code_cell(ONE_WIDGET)]
    nbformat.write(nbformat.v4.new_notebook(metadata={"kernelspec": kernel}, cells=cells), notebook)
    port = _free_port()
    options = ["--no-browser", f"--port={port}", "--preheat_kernel=True", f"--pool_size={POOL}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "voila", str(notebook), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(url)
        yield Stock(url, process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    """Wait until there is an answer, from a page that takes no kernel out of the pool."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(url + "voila/static/voila.js", timeout=1)  # noqa: S310  # our own address
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return
