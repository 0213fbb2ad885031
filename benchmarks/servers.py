"""Stock Voilà with one dropdown, that our own servers are compared with, and any other server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat

from tests.serving import Server, free_port, running

POOL = 2
ONE_WIDGET = """
import ipywidgets
choice, said = ipywidgets.Dropdown(options=["a", "b"]), ipywidgets.Label("chose a")
choice.observe(lambda change: setattr(said, "value", f"chose {change['new']}"), "value")
ipywidgets.VBox([choice, said])
"""


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
