"""What the commands that use the database have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..store import Store


@contextmanager
def opened(address: str, *, publishes: bool = False) -> Iterator[Store]:
    """Give the store at an address for as long as the command takes."""
    store = Store.open(address, publishes=publishes)
    try:
        yield store
    finally:
        store.close()
