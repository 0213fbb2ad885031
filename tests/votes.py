"""Look at what a workshop has in its database."""

from __future__ import annotations

from sqlalchemy import func, select

from ehbi.store import Store, tables


def votes_kept(database: str) -> int:
    """Return how many votes there are at an address of a database."""
    store = Store.open(database)
    try:
        with store.reading() as connection:
            return connection.execute(select(func.count()).select_from(tables.votes)).scalar_one()
    finally:
        store.close()
