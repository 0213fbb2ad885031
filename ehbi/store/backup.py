"""A copy of everything that is kept, to put away and to bring back; servers go on meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..handbook import EhbiError
from . import files, migrations
from .address import MOVE, Address, StoreError
from .store import engine_at


class BackupError(EhbiError):
    """A database cannot be copied or brought back."""


class NotSqliteError(BackupError):
    """A database on a server has commands of its own for this."""

    def __init__(self, command: str) -> None:
        self.command = command
        super().__init__(
            f"Deze database staat op een server. Doe dit met de opdracht van die server: {command}"
        )


def save(text: str, file: Path) -> None:
    """Copy the database at an address to a new file, as it is at this moment; servers can go on.

    Raises
    ------
    NotSqliteError
        It is on a server.
    BackupError
        The file is there already, or cannot be written.
    """
    address = Address.of(text)
    _refuse_server(address, f"pg_dump --format=custom --file {file}")
    _refuse_nothing(address)
    with _opened(address) as database:
        try:
            files.copy(database, file)
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

    Raises
    ------
    NotSqliteError
        It is on a server.
    BackupError
        The copy is not there or not whole, or the database cannot be written.
    """
    address = Address.of(text)
    _refuse_server(address, f"pg_restore --clean --if-exists --single-transaction {file}")
    try:
        if not file.is_file():
            raise BackupError(f"{file} is er niet. Kies een bestand dat met ehbi backup is gemaakt.")
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            files.look_over(copy)
            _refuse_other(copy)
            files.make(address.url)
            with _opened(address) as database:
                files.fill(copy, database)
                # A database that was not there does not write ahead yet.
                database.execute("PRAGMA journal_mode = WAL")
    except (OSError, sqlite3.Error) as error:
        raise BackupError(
            f"{file} kan niet worden teruggezet ({error}). Er is niets veranderd. "
            "Kijk of het een kopie van ehbi backup is, en of een ander de database bezet houdt."
        ) from error


def _refuse_server(address: Address, command: str) -> None:
    if address.is_sqlite:
        return
    if address.url.get_backend_name() != "postgresql":
        raise NotSqliteError("zie de handleiding daarvan.")
    raise NotSqliteError(f'{command} --dbname "{address.without_driver}"')


@contextmanager
def _opened(address: Address) -> Iterator[sqlite3.Connection]:
    """Give a connection of the driver to a database."""
    engine = engine_at(address)
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


def _refuse_nothing(address: Address) -> None:
    name = address.url.database or ""
    if name in {"", ":memory:"} or not (name.startswith("file:") or Path(name).is_file()):
        raise StoreError(address.shown, "er is nog niets bewaard")


def _refuse_other(copy: sqlite3.Connection) -> None:
    """Refuse what is no copy of a database of this EHBI or an older one."""
    (version,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    if version in migrations.BEFORE_THE_FIRST:
        raise BackupError(
            f"Deze kopie is van een oudere ontwikkelversie van EHBI. Er is niets veranderd. {MOVE}"
        )
    if not migrations.knows(version):
        raise BackupError("Deze kopie is gemaakt door een nieuwere EHBI. Er is niets veranderd.")
