"""SQLite as a store needs it: writers wait for each other, readers for nobody."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

PATIENCE_MS = 5_000
"""How long a writer waits for another."""
BRIEF_MS = 200
"""How long a sweep in passing waits for readers."""
WRITES = "ehbi_writes"
"""Execution option of a connection that is going to write."""


Authorizer = Callable[[int, str | None, object, object, object], int]
"""Says whether something may be done, as :meth:`sqlite3.Connection.set_authorizer` takes it."""


def prepare(engine: Engine) -> None:
    """Set what SQLite must know at each connection and transaction."""
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)


def forbid_writing(engine: Engine, tables: Collection[str], *, added_to: Collection[str] = ()) -> None:
    """Take away the right to write these tables, or to change what they are."""
    may = _refusing(tables, added_to, added_to)
    event.listen(engine, "checkout", lambda connection, *_: connection.set_authorizer(may))


def allow_deleting(connection: Connection, tables: Collection[str], *, added_to: Collection[str]) -> None:
    """Give a connection back one right until it is handed in: to delete from what can be added to."""
    driver: Any = connection.connection.driver_connection
    driver.set_authorizer(_refusing(tables, added_to, ()))


def _refusing(tables: Collection[str], unchanged: Collection[str], undeleted: Collection[str]) -> Authorizer:
    shapes = {sqlite3.SQLITE_DROP_TABLE, sqlite3.SQLITE_DROP_TRIGGER, sqlite3.SQLITE_ALTER_TABLE}
    denied = {(sqlite3.SQLITE_INSERT, table) for table in tables}
    denied |= {(sqlite3.SQLITE_UPDATE, table) for table in (*tables, *unchanged)}
    denied |= {(sqlite3.SQLITE_DELETE, table) for table in (*tables, *undeleted)}

    def may(action: int, table: str | None, _: object, __: object, ___: object) -> int:
        is_denied = action in shapes or (action, table) in denied
        return sqlite3.SQLITE_DENY if is_denied else sqlite3.SQLITE_OK

    return may


def keep_a_log(engine: Engine) -> None:
    """Make the file remember that it is written ahead: readers then never wait for a writer."""
    # Not in a transaction, so not by way of SQLAlchemy, which always begins one.
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


@contextmanager
def without_triggers(connection: Connection, table: str) -> Iterator[None]:
    """Take the triggers of a table away; they are back when the transaction ends, however it does."""
    listed = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
    triggers = connection.exec_driver_sql(listed, (table,)).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, made in triggers:
        connection.exec_driver_sql(made)


def sweep(engine: Engine, *, whole: bool = False) -> bool:
    """Have nothing in the files that was deleted, and return whether that is sure."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        if whole:
            cursor.execute("VACUUM")
        # Whoever reads is not waited for long: nobody could write meanwhile.
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS if whole else BRIEF_MS}")
        is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    finally:
        connection.close()
    return not is_busy


def _connected(connection: Any, _: object) -> None:
    # Python's own way to begin transactions leaves reads outside them; _begun does it instead.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    # What is deleted is overwritten: it would lie in the file until something else takes its place.
    connection.execute("PRAGMA secure_delete = ON")


def _begun(connection: Connection) -> None:
    # A transaction that reads first and writes later could not wait for another writer in between.
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
