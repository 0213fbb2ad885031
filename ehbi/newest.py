"""The handbook as it was published last."""

from __future__ import annotations

import json
import os
import re
from functools import lru_cache
from pathlib import Path

from . import places
from .files import load
from .handbook import Handbook

NEWEST = "newest"
"""Name under which a server hands the newest revision to its workers."""
_REVISION = re.compile(r"[0-9a-f]{12}|newest")


def published(address: str | None = None) -> Handbook:
    """Return the newest revision that this EHBI can read; the packaged handbook before there is one.

    Parameters
    ----------
    address
        The database's; None for that of this user, or in a worker for what its server handed it.
        A database is not made when it is not there.

    Raises
    ------
    StoreError
        The database is there, but cannot be used.

    Examples
    --------
    >>> published("sqlite:///nergens.sqlite").title
    'Eerste Hulp Bij Inloggen'
    """
    where = address or places.database()
    if address is None and (given := handed()):
        return given
    if not places.is_there(where):
        return load()
    from .store import Store, revisions  # noqa: PLC0415  # SQLAlchemy takes 0.3 s to import

    with Store.open(where) as store:
        return revisions.newest_readable(store)


def handed(revision: str = NEWEST) -> Handbook | None:
    """Return a revision that the server handed to this worker; None when it did not."""
    folder = os.environ.get(places.HANDBOOKS)
    if not folder or not _REVISION.fullmatch(revision):
        return None
    file = Path(folder, f"{revision}.json")
    try:
        return _read(file, places.stamp(file))
    except FileNotFoundError:
        return None


@lru_cache(maxsize=8)
def _read(file: Path, _stamp: tuple[int, ...] | None) -> Handbook:
    """Return the handbook in a file; one value for all who have it, as it cannot be changed."""
    return Handbook.model_validate(json.loads(file.read_text("utf-8")))
