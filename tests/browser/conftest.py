"""What browser tests share: a server of managers, a JupyterLab, and a port of their own."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.serving import PATIENCE, running
from tests.unit.server.managing import lodge
from tests.unit.server.visiting import all_workers, workers

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture
def context(context):
    """What a page waits for may take as long as what a test waits for."""
    context.set_default_timeout(1000 * PATIENCE)
    return context


@pytest.fixture(scope="session")
def gate():
    """The managers' server, for who comes under a name that no other test uses and publishes nothing."""
    with lodge() as found:
        yield found


def own_port():
    """Return a port for a server that comes back to it: none that systems give to who asks for any."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return str(next(number for number in range(20_000 + 100 * worker, 32_000) if _is_free(number)))


def whole_again(server):
    """Have a server be as it was before a test ended or suspended its workers."""
    for worker in workers(server.pid):
        with suppress(psutil.Error):  # it has ended meanwhile
            worker.resume()
    all_workers(server)


def _is_free(number):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", number)) != 0


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
