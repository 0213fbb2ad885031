"""A manager and a database of their own for each test."""

from __future__ import annotations

import shutil

import pytest

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.apps.guide import Guide
from ehbi.publishing import revisions as publishing
from ehbi.store import Store


@pytest.fixture(autouse=True)
def proven(monkeypatch):
    """Have every handbook count as proven: a proof takes seconds, and has tests of its own."""
    asked = []
    monkeypatch.setattr(publishing, "prove", lambda handbook, _tell: asked.append(handbook))
    return asked


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A file with the first revision only, to copy: to make one takes three times as long."""
    file = tmp_path_factory.mktemp("empty") / "ehbi.sqlite"
    Store.open(f"sqlite:///{file}", publishes=True).close()
    return file


@pytest.fixture
def store(tmp_path, empty_database):
    file = shutil.copy(empty_database, tmp_path / "ehbi.sqlite")
    found = Store.open(f"sqlite:///{file}", publishes=True)
    yield found
    found.close()


@pytest.fixture
def noor(store):
    return Editor(WorkingCopy(store, "Noor"), Guide)
