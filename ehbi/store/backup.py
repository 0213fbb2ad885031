"""Copies of a database of SQLite while servers go on: to put away, to bring back, and before it changes."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from ..handbook import EhbiError
from . import engines, migrations
from .address import MOVE, Address, StoreError
from .engines import OWNER_ONLY

BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite adds to the name of a database for the files that it has beside it."""
WAITING = 10.0
"""Seconds to wait for somebody who writes."""
BEFORE = ".before-"
"""What is between the name of a database and the version that it was not yet, in the name of a copy."""


class BackupError(EhbiError):
    """A database cannot be copied or brought back."""


def save(text: str, file: Path) -> None:
    """Copy the database at an address, as it is and at this moment, to a new file."""
    address = Address.of(text)
    _refuse_server(address, f"pg_dump --format=custom --file {file}")
    _refuse_nothing(address)
    with _opened(address) as database:
        try:
            _copy(database, file)
        except FileExistsError:
            raise BackupError(f"{file} is er al. Er is niets overschreven. Kies een andere naam.") from None
        except (OSError, sqlite3.Error) as error:
            raise BackupError(
                f"De kopie naar {file} is niet gelukt ({error}). Er is niets blijven staan. "
                "Kijk of er plaats is en of je er mag schrijven."
            ) from error


def bring_back(text: str, file: Path) -> None:
    """Put what a copy holds in the place of what the database at an address holds, all of it or nothing.

    Servers that have it open go on, and see the copy from then on.
    """
    address = Address.of(text)
    _refuse_server(address, f"pg_restore --clean --if-exists --single-transaction {file}")
    try:
        if not file.is_file():
            raise BackupError(f"{file} is er niet. Kies een bestand dat met ehbi backup is gemaakt.")
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            _refuse_damaged(copy)
            _refuse_other(copy)
            with _opened(address) as database:
                _fill(copy, database)
                # A database that was not there does not write ahead yet.
                database.execute("PRAGMA journal_mode = WAL")
    except (OSError, sqlite3.Error) as error:
        raise BackupError(
            f"{file} kan niet worden teruggezet ({error}). Er is niets veranderd. "
            "Kijk of het een kopie van ehbi backup is, en of een ander de database bezet houdt."
        ) from error


def file_of(engine: Engine) -> Path | None:
    """Return the file of a database, whatever its address looks like; None for one in memory."""
    with closing(engine.raw_connection()) as connection:
        listed = _driver(connection).execute("PRAGMA database_list").fetchall()
    (found,) = (name for _, schema, name in listed if schema == "main")
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
        _copy(_driver(connection), part)
    part.replace(made)


def _refuse_server(address: Address, command: str) -> None:
    if address.is_sqlite:
        return
    is_known = address.url.get_backend_name() == "postgresql"
    told = f'{command} --dbname "{address.without_driver}"' if is_known else "zie de handleiding daarvan."
    raise BackupError(f"Deze database staat op een server. Doe dit met de opdracht van die server: {told}")


def _refuse_nothing(address: Address) -> None:
    name = address.url.database or ""
    if name in {"", ":memory:"} or not (name.startswith("file:") or Path(name).is_file()):
        raise StoreError(address.shown, "er is nog niets bewaard")


def _refuse_damaged(database: sqlite3.Connection) -> None:
    (said,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError(said)


def _refuse_other(copy: sqlite3.Connection) -> None:
    (version,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    if version in migrations.BEFORE_THE_FIRST:
        raise BackupError(
            f"Deze kopie is van een oudere ontwikkelversie van EHBI. Er is niets veranderd. {MOVE}"
        )
    if not migrations.knows(version):
        raise BackupError("Deze kopie is gemaakt door een nieuwere EHBI. Er is niets veranderd.")


@contextmanager
def _opened(address: Address) -> Iterator[sqlite3.Connection]:
    engine = engines.engine_at(address)
    try:
        with closing(engine.raw_connection()) as connection:
            driver = connection.driver_connection
            if not isinstance(driver, sqlite3.Connection):
                raise BackupError(
                    "Van deze soort SQLite kan geen kopie worden gemaakt. Kopieer het bestand zelf."
                )
            yield driver
    finally:
        engine.dispose()


def _copy(source: sqlite3.Connection, file: Path) -> None:
    """Copy a database, also what is still in its log, to a file that is not there, or leave nothing."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    try:
        with closing(sqlite3.connect(file)) as target:
            _fill(source, target)
            # A copy is one file: its own log would be a second one.
            target.execute("PRAGMA journal_mode = DELETE")
            _refuse_damaged(target)
        _settle(file)
    except BaseException:
        for end in BESIDE:
            Path(f"{file}{end}").unlink(missing_ok=True)
        raise


def _fill(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Have a database hold what another holds at this moment, all of it or nothing."""
    until = time.monotonic() + WAITING

    def wait(status: int, _: int, __: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise sqlite3.OperationalError("database is locked")  # Python itself would wait for ever

    source.backup(target, progress=wait)


def _settle(file: Path) -> None:
    with file.open("rb+") as handle:
        os.fsync(handle)


def _driver(connection: Any) -> sqlite3.Connection:
    own: sqlite3.Connection = connection.driver_connection
    return own
