"""What browser tests share: a server that loses its patience as a real one does, and a JupyterLab."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import clocks
from tests.serving import Server, running, running_server

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="package", autouse=True)
def _clock_of_the_servers():
    """Let the clock go on here: every page comes from a server that has the real one."""
    with clocks.going_on():
        yield


@pytest.fixture(scope="session")
def _serving() -> Iterator[Server]:
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A JupyterLab, with a copy of the notebooks; gives its address."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(NOTEBOOKS, folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    options = [
        "--no-browser",
        "--allow-root",
        "--port=0",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
    ]
    root = f"--ServerApp.root_dir={folder / 'notebooks'}"
    settings = {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
    }
    ready = "http://127.0.0.1:"
    with running([sys.executable, "-m", "jupyterlab", *options, root], settings, ready) as server:
        yield f"http://127.0.0.1:{server.url}"
