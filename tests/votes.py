"""Look at what a workshop has in its database."""

from __future__ import annotations

from sqlalchemy import delete, func, select

from ehbi.store import Store, tables


def votes_kept(database: str) -> int:
    """Return how many votes there are at an address of a database."""
    store = Store.open(database)
    try:
        with store.reading() as connection:
            return connection.execute(select(func.count()).select_from(tables.votes)).scalar_one()
    finally:
        store.close()


def forget_votes(database: str) -> None:
    """Have nobody chosen anything yet."""
    with Store.open(database) as store, store.writing() as connection:
        connection.execute(delete(tables.votes))
