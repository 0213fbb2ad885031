"""A manager and a database of their own for each test."""

from __future__ import annotations

import pytest

from ehbi.apps.editor import Editor, Work
from ehbi.apps.guide import Guide
from ehbi.store import Store


@pytest.fixture
def store(tmp_path):
    found = Store.open(f"sqlite:///{tmp_path}/ehbi.sqlite", publishes=True)
    yield found
    found.close()


@pytest.fixture
def noor(store):
    return Editor(Work(store, "Noor"), Guide)
