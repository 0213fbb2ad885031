"""What the commands that use the database have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from ..handbook import clock
from ..store import Store


@contextmanager
def opened(address: str, *, publishes: bool = False) -> Iterator[Store]:
    """Give the store at an address for as long as the command takes."""
    store = Store.open(address, publishes=publishes)
    try:
        yield store
    finally:
        store.close()


def when(moment: datetime) -> str:
    """Return a moment as a list shows it, in Dutch time."""
    return f"{moment.astimezone(clock.HERE):%Y-%m-%d %H:%M}"
