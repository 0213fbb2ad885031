"""The handbook as it was published last."""

from __future__ import annotations

from pathlib import Path

from . import places
from .handbook import Handbook, load

_FILE = "sqlite:///"


def published(address: str | None = None) -> Handbook:
    """Return the newest revision; the packaged handbook as long as nothing has been kept.

    Parameters
    ----------
    address
        The database's; None for that of this user. It is not made when it is not there.

    Raises
    ------
    ehbi.store.StoreError
        The database is there, but cannot be used.

    Examples
    --------
    >>> published("sqlite:///nergens.sqlite").title
    'Eerste Hulp Bij Inloggen'
    """
    where = address or places.database()
    if where.startswith(_FILE) and not Path(where.removeprefix(_FILE)).exists():
        return load()
    from .store import Store, revisions  # noqa: PLC0415  # SQLAlchemy takes 0.3 s to import

    store = Store.open(where)
    try:
        return revisions.content(store, revisions.newest_of(store).number)
    finally:
        store.close()
