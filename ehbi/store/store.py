"""A database that is open and up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from . import migrate, postgresql, sqlite, timeline
from .errors import StoreError
from .tables import ADDED_TO, PUBLISHERS_ONLY


class Store:
    """Where things are kept; make one with :meth:`open`. Any thread may use it.

    Parameters
    ----------
    engine
        The database, up to date.

    Examples
    --------
    >>> store = Store.open("sqlite://")
    >>> with store.reading() as connection:
    ...     connection.dialect.name
    'sqlite'
    >>> store.close()
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, address: str, *, publishes: bool = False) -> Store:
        """Return the store at an address; its schema is brought up to date.

        Parameters
        ----------
        address
            A database URL as SQLAlchemy knows it.
        publishes
            Whether revisions, drafts and notices may be written, and remarks changed; without this the
            database itself refuses that.

        Raises
        ------
        StoreError
            There is no such database, or it cannot be used.
        """
        url = _url(address)
        where = _name(url)
        with _told(where):
            store = cls(_engine(url))
            try:
                store._bring_up_to_date()
                return store if publishes else store._restricted()
            except BaseException:
                store.close()
                raise

    @property
    def where(self) -> str:
        """The database, without a password."""
        return _name(self._engine.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the database.

        Raises
        ------
        StoreError
            The database cannot be read.
        """
        with _told(self.where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept all together, or not at all when something goes wrong.

        Raises
        ------
        StoreError
            The database cannot be written: it is full, or read-only, or gone.
        """
        writer = self._engine.execution_options(**{sqlite.WRITES: True})
        with _told(self.where), writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _restricted(self) -> Store:
        """Return the same database without the right to publish."""
        if self._engine.dialect.name == "sqlite":
            sqlite.forbid_writing(self._engine, PUBLISHERS_ONLY, added_to=ADDED_TO)
            return self
        self.close()
        return Store(postgresql.engine(self._engine.url, publishes=False))

    def _bring_up_to_date(self) -> None:
        with self.reading() as connection:
            if migrate.is_current(connection) and not timeline.needs_seed(connection):
                return
        if self._engine.dialect.name == "sqlite":
            sqlite.keep_a_log(self._engine)
        with self.writing() as connection:
            migrate.upgrade(connection)
            timeline.seed(connection)


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Turn what the libraries raise into what a person can read."""
    try:
        yield
    except CommandError as error:
        raise StoreError(where, "hij is gemaakt door een nieuwere EHBI") from error
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        raise StoreError(where, str(cause).strip().splitlines()[0]) from error
    except (OSError, ImportError) as error:
        raise StoreError(where, str(error)) from error


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except (ArgumentError, ValueError):  # a port that is no number is the second
        raise StoreError("uit EHBI_DATABASE of --database", "dit is geen adres van een database") from None


def _engine(url: URL) -> Engine:
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite:
        sqlite.make_folder(url)
    try:
        engine = create_engine(url) if is_sqlite else postgresql.engine(url, publishes=True)
    except NoSuchModuleError:
        raise StoreError(_name(url), "deze soort database is onbekend") from None
    if is_sqlite:
        sqlite.prepare(engine)
    return engine


def _name(url: URL) -> str:
    return url.render_as_string(hide_password=True)
