"""Stock Voilà with a notebook of one dropdown, that ours is compared with."""

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
    port = free_port()
    options = ["--no-browser", f"--port={port}", "--preheat_kernel=True", f"--pool_size={POOL}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "voila", str(notebook), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}/"
    # A page that takes no kernel out of the pool.
    with answering(process, url + "voila/static/voila.js"):
        yield Stock(url, process.pid)


def free_port() -> int:
    """Return a port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def answering(process: subprocess.Popen[bytes], url: str) -> Iterator[None]:
    """Wait until a server answers at an address, and end it after the block.

    Raises
    ------
    TimeoutError
        It does not, within a limit.
    """
    try:
        _wait_for(url)
        yield
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(PATIENCE)


def _wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(url, timeout=1)  # noqa: S310  # our own address
        except OSError as error:
            if time.monotonic() > end:
                raise TimeoutError(f"{PATIENCE} s waited for {url}") from error
            time.sleep(0.1)
        else:
            return
