"""A store of its own for each test, once as a file and once on a real PostgreSQL."""

from __future__ import annotations

from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from ehbi.store import Store, engines, migrations
from ehbi.store.address import Address
from tests.postgresql import database, running_postgresql

_numbers = count()
FIRST = Path(__file__).with_name("first_schema")
MORE = f"""
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999_more", "{migrations.newest()}"


def upgrade():
    op.create_table("more", sa.Column("id", sa.Integer, primary_key=True))
"""


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
def first_address(address, request):
    """The address of a database as the first schema was, of the same kind as ``address``."""
    made = f"{address}.first"
    if not address.startswith("sqlite"):
        made = database(request.getfixturevalue("postgresql"), f"proef_{next(_numbers)}")
    engine = engines.engine_at(Address.of(made))
    script = (FIRST / f"{engine.dialect.name}.sql").read_text(encoding="utf-8")
    with closing(engine.raw_connection()) as connection:
        driver = connection.driver_connection
        (driver.executescript if engine.dialect.name == "sqlite" else driver.execute)(script)
        connection.commit()
    engine.dispose()
    return made


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


@pytest.fixture
def newer_schema(tmp_path, monkeypatch):
    """Have the next store that is opened bring its database to a schema after that of now."""
    folder = tmp_path / "versions"
    folder.mkdir()
    (folder / "9999_more.py").write_text(MORE)
    config = migrations._config()
    first = Path(migrations.__file__).with_name("versions")
    config.set_main_option("version_locations", f"{first} {folder}")
    config.set_main_option("version_path_separator", "space")

    def use():
        monkeypatch.setattr(migrations, "_config", lambda: config)

    return use
