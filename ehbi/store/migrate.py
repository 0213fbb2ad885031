"""Bring a database up to date."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

LOCK = 0x45484249
"""Number of the lock that PostgreSQL holds for us while the schema changes; SQLite has one writer anyway."""


def is_current(connection: Connection) -> bool:
    """Return whether the schema is that of this EHBI."""
    heads = ScriptDirectory.from_config(_config()).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def upgrade(connection: Connection) -> None:
    """Run the migrations that have not run yet; two that start at once wait for each other."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "ehbi.store:migrations")
    return config
