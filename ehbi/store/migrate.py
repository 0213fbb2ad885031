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


def is_empty(connection: Connection) -> bool:
    """Return whether there is no schema yet."""
    return not MigrationContext.configure(connection).get_current_heads()


def newest() -> str:
    """Return the version of the schema of this EHBI."""
    return ScriptDirectory.from_config(_config()).get_heads()[0]


def knows(version: str) -> bool:
    """Return whether a version of the schema is of this EHBI or an older one."""
    return version in {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def refuse_newer(connection: Connection) -> None:
    """Refuse a database of which this EHBI does not know the schema.

    Raises
    ------
    alembic.util.CommandError
        A newer one made it.
    """
    scripts = ScriptDirectory.from_config(_config())
    scripts.get_revisions(MigrationContext.configure(connection).get_current_heads())


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
