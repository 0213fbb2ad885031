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


def options_kept(database: str) -> dict[str, dict[str, int]]:
    """Return how often each option is kept, by question, of all workshops together."""
    each = (tables.votes.c.question, tables.votes.c.option)
    found: dict[str, dict[str, int]] = {}
    with Store.open(database) as store:
        for question, option, times in store.rows(select(*each, func.count()).group_by(*each)):
            found.setdefault(question, {})[option] = times
    return found


def forget_votes(database: str) -> None:
    """Have nobody chosen anything yet."""
    with Store.open(database) as store, store.writing() as connection:
        connection.execute(delete(tables.votes))
