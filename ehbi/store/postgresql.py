"""PostgreSQL as a store needs it: with the rights of who opens it, and given up on when it hangs.

Another server that SQLAlchemy knows works too, without the rights.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, create_engine, event

CONNECTING = 5
"""Seconds that a server may take to let us in."""
SILENCE = 5.0
"""Seconds without a sign of life after which a server hangs."""
DRIVER = "postgresql+psycopg"
PUBLISHES = "-c ehbi.publishes=yes"
"""Session setting without which the database's own triggers refuse what only managers may write."""

Result = TypeVar("Result")


def engine(url: URL, *, publishes: bool) -> Engine:
    """Return an engine for a database on a server."""
    if url.get_backend_name() != "postgresql":
        return create_engine(url, pool_pre_ping=True)
    arguments: dict[str, object] = {"connect_timeout": CONNECTING}
    if publishes:
        arguments["options"] = PUBLISHES
    made = create_engine(with_driver(url), pool_pre_ping=True, connect_args=arguments)
    if made.url.drivername == DRIVER:
        event.listen(made, "do_connect", _connect)
    return made


def with_driver(url: URL) -> URL:
    """Return the address with the driver that comes with EHBI, when it names none.

    Examples
    --------
    >>> from sqlalchemy import make_url
    >>> with_driver(make_url("postgresql://db.example/ehbi")).drivername
    'postgresql+psycopg'
    """
    return url.set(drivername=DRIVER) if url.drivername == "postgresql" else url


def _connect(_: object, __: object, arguments: list[Any], named: dict[str, Any]) -> object:
    return _connection_class().connect(*arguments, **named)


@lru_cache(maxsize=1)
def _connection_class() -> Any:
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
