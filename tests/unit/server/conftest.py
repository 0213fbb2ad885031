"""What a server tells in its log, servers of odd notebooks and patrons' screens, and a workshop."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

import ehbi.server.guides.worker as started
from ehbi.server.database import Database
from tests import serving as starting
from tests.patrons import HANDBOOK
from tests.serving import running

from .managing import stage
from .screening import Clock, serving_screens


class Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture
def told():
    """What has been told so far, a line each."""
    handler, logger = Lines(), logging.getLogger("ehbi")
    logger.addHandler(handler)
    yield handler.lines
    logger.removeHandler(handler)


@pytest.fixture
def forked_workers(monkeypatch):
    """Have workers that a test starts without a server forked, as those of its servers are."""
    if parent := starting.parent:
        pipes = {"PIPE": subprocess.PIPE, "TimeoutExpired": subprocess.TimeoutExpired}
        monkeypatch.setattr(started, "subprocess", SimpleNamespace(Popen=parent.worker, **pipes))


@pytest.fixture
def serve(tmp_path):
    """Serve a notebook of one cell, with what the site is to have."""

    @contextmanager
    def serving(source, **numbers):
        notebook = tmp_path / "handboek.ipynb"
        cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        content = {
            "cells": [cell | {"source": source}],
            "metadata": kernel,
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        notebook.write_text(json.dumps(content), encoding="utf-8")
        fields = [f"{name}={value}" for name, value in numbers.items()]
        with running([sys.executable, "-m", "tests.unit.server.odd_site", str(notebook), *fields]) as server:
            yield server

    return serving


@pytest.fixture
def database(tmp_path):
    """What a server keeps things in."""
    found = Database(f"sqlite:///{tmp_path}/ehbi.sqlite")
    yield found
    found.close()


@pytest.fixture(scope="module")
def presenter():
    """A workshop of its own for the tests of a file."""
    with stage() as found:
        yield found


@pytest.fixture(scope="module")
def key(presenter):
    """The cookie of the presenter."""
    return presenter.come()


@pytest.fixture
def time():
    """The time of all servers of patrons' screens."""
    return Clock()


@pytest.fixture
def serving(tmp_path, time):
    """Serve patrons' screens from a store that all servers of the test share."""

    def start(address=f"sqlite:///{tmp_path}/ehbi.sqlite", handbook=HANDBOOK):
        return serving_screens(address, time, handbook)

    return start


@pytest.fixture
def visit(serving):
    """Run a visit to one server of patrons' screens."""

    def visiting(work, **given):
        async def run():
            async with serving(**given) as desk:
                return await work(desk)

        return asyncio.run(run())

    return visiting
