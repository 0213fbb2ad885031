"""PostgreSQL as a store needs it; another server that SQLAlchemy knows works too, without the rights."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

PATIENCE = 5
"""Seconds that a server may take to let us in."""
DRIVER = "postgresql+psycopg"
PUBLISHES = "-c ehbi.publishes=yes"
"""Session setting without which the database's own triggers refuse what only managers may write."""


def engine(url: URL, *, publishes: bool) -> Engine:
    """Return an engine for a database on a server."""
    if url.get_backend_name() != "postgresql":
        return create_engine(url, pool_pre_ping=True)
    arguments: dict[str, object] = {"connect_timeout": PATIENCE}
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
    from .patience import PatientConnection  # noqa: PLC0415  # whoever uses SQLite need not have psycopg

    return PatientConnection.connect(*arguments, **named)
