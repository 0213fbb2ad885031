"""The files of a SQLite database: for their owner alone, and copied while others use them."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine

OWNER_ONLY = 0o600
BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite adds to the name of a database for the files that it has beside it."""
PATIENCE = 10.0
"""Seconds to wait for somebody who writes."""
BEFORE = ".before-"
"""What is between the name of a database and the version that it was not yet, in the name of a copy."""


def make(url: URL) -> None:
    """Make the folder and the empty file of a database, which SQLite would make readable for everybody."""
    name = url.database
    if not name or name == ":memory:" or name.startswith("file:"):
        return
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    if os.name != "posix":
        return
    with suppress(OSError):  # it is there, or SQLite says better why it cannot be
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))


def file_of(engine: Engine) -> Path | None:
    """Return the file of a database, whatever its address looks like; None for one in memory."""
    with closing(engine.raw_connection()) as connection:
        (found,) = (name for _, schema, name in _databases(connection) if schema == "main")
    return Path(found) if found else None


def tighten(file: Path) -> None:
    """Have only the owner read and write a database, its copies and what lies beside it, if that is us."""
    if os.name != "posix":
        return
    for one in (*(Path(f"{file}{end}") for end in BESIDE), *copies(file)):
        with suppress(OSError):  # another server has just taken it away, or the disk cannot be written
            found = one.stat()
            if found.st_uid == os.geteuid() and found.st_mode & 0o077:
                one.chmod(OWNER_ONLY)


def copies(file: Path) -> tuple[Path, ...]:
    """Return the copies that were made of a database before it changed its shape."""
    try:
        beside = sorted(file.parent.iterdir())
    except OSError:
        return ()
    return tuple(one for one in beside if one.name.startswith(f"{file.stem}{BEFORE}") and one != file)


def copy_before(engine: Engine, version: str) -> None:
    """Copy a database beside itself before it becomes of another version; there is one copy a version."""
    file = file_of(engine)
    if file is None:
        return
    made = file.with_name(f"{file.stem}{BEFORE}{version}{file.suffix}")
    part = made.with_name(f"{made.name}.part")
    part.unlink(missing_ok=True)  # of somebody who was killed at it
    with closing(engine.raw_connection()) as connection:
        copy(_driver(connection), part)
    part.replace(made)


def copy(source: sqlite3.Connection, file: Path) -> None:
    """Copy a database as it is at this moment, also what is still in its log, to a file that is not there.

    Raises
    ------
    FileExistsError
        It is there.
    """
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    try:
        with closing(sqlite3.connect(file)) as target:
            fill(source, target)
            # A copy is one file: its own log would be a second one.
            target.execute("PRAGMA journal_mode = DELETE")
            look_over(target)
        _settle(file)
    except BaseException:
        for end in BESIDE:
            Path(f"{file}{end}").unlink(missing_ok=True)
        raise


def fill(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Have a database hold what another holds at this moment, all of it or nothing."""
    until = time.monotonic() + PATIENCE

    def wait(status: int, _: int, __: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise sqlite3.OperationalError("database is locked")  # Python itself would wait for ever

    source.backup(target, progress=wait)


def look_over(database: sqlite3.Connection) -> None:
    """Make sure that a database is whole."""
    (said,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError(said)


def _settle(file: Path) -> None:
    """Wait until a file is on the disk."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _databases(connection: Any) -> Iterator[tuple[int, str, str]]:
    yield from _driver(connection).execute("PRAGMA database_list").fetchall()


def _driver(connection: Any) -> sqlite3.Connection:
    """Return the driver's own connection."""
    own: sqlite3.Connection = connection.driver_connection
    return own
