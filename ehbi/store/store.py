"""A database that is open and up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Self

from alembic.util import CommandError
from sqlalchemy import Connection, Engine, Executable
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from . import backup, engines, migrations
from . import revision_rows as rows
from .address import UPDATE, Address, ConflictError, OlderDatabaseError, StoreError, install
from .tables import ADDED_TO, PUBLISHERS_ONLY, revisions


class Store:
    """Where things are kept; make one with :meth:`open`. Any thread may use it.

    Examples
    --------
    >>> with Store.open("sqlite://") as store, store.reading() as connection:
    ...     connection.dialect.name
    'sqlite'
    """

    def __init__(self, engine: Engine, address: Address, *, publishes: bool = False) -> None:
        self._engine, self._address, self._publishes = engine, address, publishes

    def __repr__(self) -> str:
        return f"<Store at {self.where}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @classmethod
    def open(cls, address: str, *, publishes: bool = False) -> Store:
        """Return the store at a database URL as SQLAlchemy knows it; its schema is brought up to date.

        Unless it ``publishes``, the database itself refuses to write revisions, drafts and notices, and to
        change remarks.
        """
        at = Address.of(address)
        with _told(at):
            store = cls(engines.engine_at(at), at, publishes=publishes)
            try:
                store._bring_up_to_date()
                return store if publishes else store._restricted()
            except BaseException:
                store.close()
                raise

    @staticmethod
    def place(address: str) -> str:
        """Return where the database at an address is, without anything secret; it is not opened.

        An address that can never be one is refused: its kind is unknown, or the driver is not installed.
        """
        at = Address.of(address)
        with _told(at):
            engines.refuse_unusable(at)
        return at.shown

    @property
    def where(self) -> str:
        """The database, without anything secret."""
        return self._address.shown

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the database."""
        with _told(self._address), self._engine.connect() as connection:
            yield connection

    def rows(self, statement: Executable) -> Sequence[Any]:
        """Return what one statement finds."""
        with self.reading() as connection:
            return connection.execute(statement).all()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept all together, or not at all when something goes wrong."""
        writer = self._engine.execution_options(**{engines.WRITES: True})
        with _told(self._address), writer.begin() as connection:
            yield connection

    @contextmanager
    def forgetting(self) -> Iterator[Connection]:
        """Give a connection as :meth:`writing` does, which may delete remarks too, and no more."""
        with self.writing() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SET LOCAL ehbi.forgets = 'yes'")
            elif self._address.is_sqlite and not self._publishes:
                engines.allow_deleting(connection, PUBLISHERS_ONLY, added_to=ADDED_TO)
            yield connection

    @contextmanager
    def redacting(self) -> Iterator[Connection]:
        """Give managers a connection as :meth:`writing` does, with which a revision can be changed."""
        with self.writing() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SET LOCAL ehbi.redacts = 'yes'")
            is_sqlite = self._address.is_sqlite
            with engines.without_triggers(connection, revisions.name) if is_sqlite else nullcontext():
                yield connection

    def sweep(self, *, whole: bool = False) -> bool:
        """Have what was deleted gone from the files too, and return whether it surely is.

        A server such as PostgreSQL does so itself, some time later.
        """
        if not self._address.is_sqlite:
            return False
        with _told(self._address):
            return engines.sweep(self._engine, whole=whole)

    @property
    def file(self) -> Path | None:
        """The file that the database is; None for one on a server or in memory."""
        return backup.file_of(self._engine) if self._address.is_sqlite else None

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _restricted(self) -> Store:
        if self._address.is_sqlite:
            engines.forbid_writing(self._engine, PUBLISHERS_ONLY, added_to=ADDED_TO)
            return self
        self.close()
        return Store(engines.engine_at(self._address, publishes=False), self._address)

    def _bring_up_to_date(self) -> None:
        with self.reading() as connection:
            is_current = self._version(connection) == migrations.newest() and not rows.needs_seed(connection)
        if not is_current:
            if self._address.is_sqlite:
                engines.keep_a_log(self._engine)
            with self.writing() as connection:
                self._put_a_copy_aside(connection)
                migrations.upgrade(connection)
                rows.seed(connection)
        if file := self.file:
            backup.tighten(file)

    def _version(self, connection: Connection) -> str | None:
        """Return the version of the schema, if this EHBI can go on from it; None when there is none yet."""
        version = migrations.version(connection)
        if version in migrations.BEFORE_THE_FIRST:
            raise OlderDatabaseError(self.where)
        if version and not migrations.knows(version):
            raise StoreError(self.where, "hij is gemaakt door een nieuwere EHBI", UPDATE)
        return version

    def _put_a_copy_aside(self, connection: Connection) -> None:
        """Copy a file that is going to have another schema, while nobody else can change it."""
        newest = migrations.newest()
        if not self._address.is_sqlite or self._version(connection) in {None, newest}:
            return
        try:
            backup.copy_before(self._engine, newest)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                self.where, f"hij is niet bijgewerkt, want een kopie vooraf is niet gelukt: {error}"
            ) from error


@contextmanager
def _told(address: Address) -> Iterator[None]:
    """Turn what the libraries raise into what a person can read."""
    try:
        yield
    except CommandError as error:
        raise StoreError(address.shown, "hij is gemaakt door een nieuwere EHBI", UPDATE) from error
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        kind = ConflictError if isinstance(error, IntegrityError) else StoreError
        why = _line(cause)
        raise kind(address.shown, address.scrubbed(why), address.remedy(why)) from error
    except ImportError as error:
        raise StoreError(address.shown, address.scrubbed(_line(error)), install(error)) from error
    except (OSError, sqlite3.Error) as error:
        raise StoreError(address.shown, address.scrubbed(_line(error))) from error


def _line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
