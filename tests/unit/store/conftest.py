"""A store of its own for each test, once as a file and once on a real PostgreSQL."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count

import pytest
from alembic import command
from sqlalchemy import create_engine, make_url

from ehbi.store import Store, migrate, sqlite
from ehbi.store.postgresql import with_driver
from tests.postgresql import database, running_postgresql

_numbers = count()


@pytest.fixture(scope="session")
def postgresql():
    """A server of our own; it stops with the tests."""
    with running_postgresql() as server:
        yield server


@pytest.fixture
def file_address(tmp_path):
    return f"sqlite:///{tmp_path / 'folder' / 'ehbi.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request):
    """The address of an empty database."""
    if request.param == "sqlite":
        return request.getfixturevalue("file_address")
    return database(request.getfixturevalue("postgresql"), f"proef_{next(_numbers)}")


@pytest.fixture
def store(address):
    """A store as the desk has it."""
    found = Store.open(address)
    yield found
    found.close()


@pytest.fixture
def file_store(file_address):
    """The same, surely a file."""
    found = Store.open(file_address)
    yield found
    found.close()


@pytest.fixture
def managers(address):
    """A store as the managers have it, of the same database as ``store``."""
    found = Store.open(address, publishes=True)
    yield found
    found.close()


@contextmanager
def at_migration(address, number):
    """Make an empty database as an older EHBI had it, and give a connection to fill it."""
    url = with_driver(make_url(address))
    if url.get_backend_name() == "sqlite":
        sqlite.make_folder(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, number)
        yield connection
    engine.dispose()
