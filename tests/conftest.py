"""What tests share: one server for all of them, and the browser that is on this machine."""

from __future__ import annotations

import os

os.environ["LOCUST_SKIP_MONKEY_PATCH"] = "1"  # it would have every test wait on gevent's loop

import gc
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from ehbi import places

from . import serving, tried
from .browsers import FLAGS, shell
from .examples import use_profile
from .levels import mark, put_in_order, refuse_processes
from .serving import Server, running_server
from .waiting import PATIENCE
from .warm import Parent
from .watch import watched

if TYPE_CHECKING:
    from deploy.cluster import Cluster

use_profile()  # before a conftest further in makes settings of its own


def pytest_configure(config: pytest.Config) -> None:
    """Keep the tests away from what the person who runs them keeps, and be patient on a busy machine."""
    if not hasattr(config, "workerinput"):  # it watches all processes of a run
        config.add_cleanup(watched().communicate)  # which ends it
    expect.set_options(timeout=1000 * PATIENCE)
    nowhere = Path(tempfile.gettempdir()) / f"ehbi-tests-{os.getpid()}"
    os.environ[places.DATABASE] = f"sqlite:///{nowhere}/ehbi.sqlite"
    os.environ[places.CREATE] = (
        "yes"  # a test begins with a database that is not there, in a place of its own
    )
    os.environ.pop(places.PROFILE, None)


def pytest_sessionstart() -> None:
    """Have servers forked from a process that starts with the first of them."""
    serving.parent = Parent() if Parent.is_possible() else None


def pytest_collection_finish() -> None:
    """Have the collector of garbage not look at all that was imported and collected, over and over."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """End that process."""
    if serving.parent:
        serving.parent.end()
        serving.parent = None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = shell()
    assert found, "No Chromium on this machine: run `make browser`."
    return {**browser_type_launch_args, "executable_path": found, "args": FLAGS}


@pytest.fixture(scope="session")
def _serving() -> Iterator[Server]:
    with running_server(patient=True) as server:
        yield server


@pytest.fixture
def server(_serving: Server) -> Server:
    """The real server."""
    return _serving


@pytest.fixture(scope="session")
def nginx() -> None:
    """Make sure that there is an nginx."""
    from deploy.nginx import executable  # noqa: PLC0415  # with it comes the whole server, a second of imports

    assert executable(), "No nginx on this machine: run `make nginx`."


@pytest.fixture(scope="session")
def _clustered(nginx: None) -> Iterator[Cluster]:  # noqa: ARG001  # it fails first
    from deploy.cluster import running_cluster  # noqa: PLC0415

    with running_cluster() as cluster:
        yield cluster


@pytest.fixture
def cluster(_clustered: Cluster) -> Iterator[Cluster]:
    """Two servers behind nginx; what a test has stopped is started again after it."""
    yield _clustered
    for route, server in _clustered.servers.items():
        if server.process.poll() is not None:
            _clustered.start(route)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome: Any = yield
    report = outcome.get_result()
    report.user_properties += tried.noted()
    if report.failed:
        item.failed = True  # type: ignore[attr-defined]
        report.sections.append(("What servers said", "".join(serving.said)))


def pytest_runtest_logstart() -> None:
    """Forget what servers said before this test."""
    serving.said.clear()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what was tried of what must not happen, by tests that passed."""
    passed = terminalreporter.stats.get("passed", [])
    found = [*tried.lines(pair for report in passed for pair in report.user_properties)]
    if found:
        terminalreporter.section("tried, and held")
    for line in found:
        terminalreporter.write_line(line)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, object, object]:
    """Say what each test needs: which command runs it, in which process, and when."""
    mark(items)
    if "thorough" in config.option.markexpr:
        refuse_processes()
    done = yield  # pytest puts tests together that share a parameter, such as which browser
    put_in_order(items)
    return done
