"""The schema of a database: which one it has, and how Alembic brings it to that of now.

A new database is made from ``tables``. ``versions`` has a file for each change since the first schema, which
older databases go through; ``env.py`` is what Alembic runs.
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from ..tables import metadata

LOCK = 0x45484249
"""Number of the lock that PostgreSQL holds for us while the schema changes; SQLite has one writer anyway."""
BEFORE_THE_FIRST = frozenset(f"000{number}" for number in range(1, 7))
"""Schemas of development versions, from before there was a first one to go on from."""


def version(connection: Connection) -> str | None:
    """Return the version of the schema of a database; None when it has none."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Return the version of the schema of this EHBI."""
    return _scripts().get_heads()[0]


def knows(version: str) -> bool:
    """Return whether a version of the schema is of this EHBI or an older one."""
    return version in {one.revision for one in _scripts().walk_revisions()}


def upgrade(connection: Connection) -> None:
    """Make a new database, or run the migrations that have not run yet; two at once wait for each other."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    if version(connection) is None:
        metadata.create_all(connection, checkfirst=False)
        MigrationContext.configure(connection).stamp(_scripts(), "head")
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "ehbi.store:migrations")
    return config
