"""A manager and a database of their own for each test."""

from __future__ import annotations

import shutil

import pytest

from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.apps.guide import Guide
from ehbi.publishing import revisions as publishing
from ehbi.store import Store, revision_rows
from tests.unit.handbook.strategies import PACKAGED


@pytest.fixture(autouse=True)
def proven(monkeypatch):
    """Have every handbook count as proven: a proof takes seconds, and has tests of its own."""
    asked = []
    monkeypatch.setattr(publishing, "prove", lambda handbook, _tell: asked.append(handbook))
    return asked


@pytest.fixture(autouse=True)
def dutch_alone(monkeypatch):
    """Have the packaged handbook without translations: a Dutch text that is changed makes those outdated."""
    monkeypatch.setattr(revision_rows, "_packaged", lambda: PACKAGED)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A file with the first revision only, to copy: to make one takes three times as long."""
    file = tmp_path_factory.mktemp("empty") / "ehbi.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(revision_rows, "_packaged", lambda: PACKAGED)
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
