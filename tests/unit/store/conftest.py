"""A store of its own for each test."""

from __future__ import annotations

import pytest

from ehbi.store import Store


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'folder' / 'ehbi.sqlite'}"


@pytest.fixture
def store(address):
    found = Store.open(address)
    yield found
    found.close()
