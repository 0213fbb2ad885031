"""What browser tests share: a server as impatient as a real one, a server of managers, a JupyterLab."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests import clocks
from tests.serving import Server, running, running_server
from tests.unit.server.managing import lodge
from tests.unit.server.visiting import all_workers, workers
from tests.waiting import PATIENCE

from .axe import PHONE
from .lasting import lasting
from .patron_phone import PatronPhone

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
def browser_context_args(browser_context_args):
    """No service worker: what it answers no test can hold back or look at, so it has tests of its own."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture
def context(context):
    """What a page waits for may take as long as what a test waits for."""
    context.set_default_timeout(1000 * PATIENCE)
    return context


@pytest.fixture
def patron_phone(browser):
    """A patron's phone, which knows nothing of the desk's browser."""
    with browser.new_context(viewport=PHONE, service_workers="block") as context:
        context.set_default_timeout(1000 * PATIENCE)
        yield PatronPhone(context.new_page())


@pytest.fixture(scope="session")
def gate():
    """The managers' server, for who comes under a name that no other test uses and publishes nothing."""
    with lodge() as found:
        yield found


@pytest.fixture(scope="module")
def shared(browser, _serving):
    """A page that the tests of a file take turns at: see `lasting`."""
    with lasting(browser, _serving.url) as found:
        yield found


def whole_again(server):
    """Have a server be as it was before a test ended or suspended its workers."""
    for worker in workers(server.pid):
        with suppress(psutil.Error):  # it has ended meanwhile
            worker.resume()
    all_workers(server)


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
        "--LabApp.expose_app_in_browser=True",  # for a test to change its theme
    ]
    root = f"--ServerApp.root_dir={folder / 'notebooks'}"
    settings = {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
    }
    ready = "http://127.0.0.1:"
    with running([sys.executable, "-m", "jupyterlab", *options, root], settings, ready) as server:
        yield f"http://127.0.0.1:{server.url}"
