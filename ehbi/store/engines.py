"""The engine of a database, by its kind: SQLite, PostgreSQL, or another that SQLAlchemy knows.

In SQLite writers wait for each other and readers for nobody. PostgreSQL has the rights of who opens it, and
is given up on when it hangs. Another kind works too, without the rights.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import NoSuchModuleError

from .address import SPELLED, Address, StoreError

OWNER_ONLY = 0o600
WAIT_MS, BRIEF_MS = 5_000, 200
"""How long a writer of SQLite waits for another, and a sweep in passing for readers."""
PAUSE = 0.01
"""Seconds between two attempts at what SQLite does not wait for by itself."""
WRITES = "ehbi_writes"
"""Execution option of a connection that is going to write."""
CONNECTING = 5
"""Seconds that a server may take to let us in."""
SILENCE = 5.0
"""Seconds without a sign of life after which a server hangs."""
DRIVER = "postgresql+psycopg"
PUBLISHES = "-c ehbi.publishes=yes"
"""Session setting without which the database's own triggers refuse what only managers may write."""

Result = TypeVar("Result")
Authorizer = Callable[[int, str | None, object, object, object], int]
"""Says whether something may be done, as :meth:`sqlite3.Connection.set_authorizer` takes it."""


def engine_at(address: Address, *, publishes: bool = True) -> Engine:
    """Return an engine for what is at an address."""
    try:
        return _sqlite(address.url) if address.is_sqlite else _server(address.url, publishes=publishes)
    except NoSuchModuleError:
        raise StoreError(address.shown, "deze soort database is onbekend", SPELLED) from None
    except (TypeError, ValueError) as error:
        raise StoreError(address.shown, address.scrubbed(str(error))) from None


def refuse_unusable(address: Address) -> None:
    """Refuse a kind of database that nobody knows, or of which the driver is not there."""
    try:
        with_driver(address.url).get_dialect().import_dbapi()
    except NoSuchModuleError:
        raise StoreError(address.shown, "deze soort database is onbekend", SPELLED) from None


def forbid_writing(engine: Engine, tables: Collection[str], *, added_to: Collection[str] = ()) -> None:
    """Take away the right to write these tables of SQLite, or to change others than by adding to them."""
    may = _refusing(tables, added_to, added_to)
    event.listen(engine, "checkout", lambda connection, *_: connection.set_authorizer(may))


def allow_deleting(connection: Connection, tables: Collection[str], *, added_to: Collection[str]) -> None:
    """Give a connection back one right until it is handed in: to delete from what can be added to."""
    driver: Any = connection.connection.driver_connection
    driver.set_authorizer(_refusing(tables, added_to, ()))


def keep_a_log(engine: Engine) -> None:
    """Make a file of SQLite remember that it is written ahead: readers then never wait for a writer."""
    # Not in a transaction, so not by way of SQLAlchemy, which always begins one.
    with closing(engine.raw_connection()) as connection:
        _when_free(lambda: connection.cursor().execute("PRAGMA journal_mode = WAL"))


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
    """Have nothing in the files of SQLite that was deleted, and return whether that is sure.

    To write the whole file anew takes longer, and nobody else can write meanwhile.
    """
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        if whole:
            cursor.execute("VACUUM")
        # Whoever reads is not waited for long: nobody could write meanwhile.
        cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS if whole else BRIEF_MS}")
        is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    return not is_busy


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url)  # refuses an address that is none, before there is a file
    _make_file(url)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def _make_file(url: URL) -> None:
    """Make the folder and the empty file of a database, which SQLite would make readable for everybody."""
    name = url.database
    if not name or name == ":memory:" or name.startswith("file:"):
        return
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    if os.name == "posix":
        with suppress(OSError):  # it is there, or SQLite says better why it cannot be
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))


def _connected(connection: Any, _: object) -> None:
    # Python's own way to begin transactions leaves reads outside them; _begun does it instead.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    # What is deleted is overwritten: it would lie in the file until something else takes its place.
    connection.execute("PRAGMA secure_delete = ON")


def _begun(connection: Connection) -> None:
    # A transaction that reads first and writes later could not wait for another writer in between.
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _when_free(act: Callable[[], object]) -> None:
    """Do what SQLite itself may refuse at once when somebody else does the same, however long it may wait."""
    end = time.monotonic() + WAIT_MS / 1000
    while True:
        try:
            act()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(PAUSE)
        else:
            return


def _refusing(tables: Collection[str], unchanged: Collection[str], undeleted: Collection[str]) -> Authorizer:
    shapes = {sqlite3.SQLITE_DROP_TABLE, sqlite3.SQLITE_DROP_TRIGGER, sqlite3.SQLITE_ALTER_TABLE}
    denied = {(sqlite3.SQLITE_INSERT, table) for table in tables}
    denied |= {(sqlite3.SQLITE_UPDATE, table) for table in (*tables, *unchanged)}
    denied |= {(sqlite3.SQLITE_DELETE, table) for table in (*tables, *undeleted)}

    def may(action: int, table: str | None, _: object, __: object, ___: object) -> int:
        is_denied = action in shapes or (action, table) in denied
        return sqlite3.SQLITE_DENY if is_denied else sqlite3.SQLITE_OK

    return may


def _server(url: URL, *, publishes: bool) -> Engine:
    if url.get_backend_name() != "postgresql":
        return create_engine(url, pool_pre_ping=True)
    arguments: dict[str, object] = {"connect_timeout": CONNECTING}
    if publishes:
        arguments["options"] = PUBLISHES
    url = with_driver(url)
    engine = create_engine(url, pool_pre_ping=True, connect_args=arguments)
    if url.drivername == DRIVER:
        event.listen(engine, "do_connect", _connect)
    return engine


def with_driver(url: URL) -> URL:
    """Return an address that says by which driver."""
    return url.set(drivername=DRIVER) if url.drivername == "postgresql" else url


def _connect(_: object, __: object, arguments: list[Any], named: dict[str, Any]) -> object:
    return _timed_connection().connect(*arguments, **named)


@lru_cache(maxsize=1)
def _timed_connection() -> Any:
    """Return the driver's connection that is lost when its server hangs, as if that had stopped.

    PostgreSQL's own time limits are kept by the server, which cannot do so when it hangs.
    """
    import psycopg  # noqa: PLC0415  # whoever uses SQLite need not have it

    class TimedConnection(psycopg.Connection[Any]):
        def wait(self, gen: Generator[Any, Any, Result], *args: Any, **kwargs: Any) -> Result:
            try:
                return super().wait(_while_it_lives(gen), *args, **kwargs)
            except TimeoutError as error:
                self.close()
                raise psycopg.OperationalError(str(error)) from error

    return TimedConnection


def _while_it_lives(gen: Generator[Any, Any, Result]) -> Generator[Any, Any, Result]:
    """Pass on what passes between psycopg and the generator: nothing, again and again, in a silence."""
    heard = time.monotonic()
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if ready:
                heard = time.monotonic()
            elif time.monotonic() > heard + SILENCE:
                raise TimeoutError("de databaseserver antwoordt niet")
            wanted = gen.send(ready)
    except StopIteration as end:
        result: Result = end.value
        return result
