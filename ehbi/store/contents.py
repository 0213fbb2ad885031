"""A handbook as the database keeps it: JSON, and packed where there are many of them."""

from __future__ import annotations

import json
import zlib

from ..handbook import Handbook
from ..handbook.writer import to_data
from .errors import UnreadableError

LEVEL = 6


def written(handbook: Handbook) -> str:
    """Return a handbook as JSON without blanks.

    Examples
    --------
    >>> import ehbi
    >>> read(written(ehbi.load()), "Versie 1") == ehbi.load()
    True
    """
    return json.dumps(to_data(handbook), ensure_ascii=True, separators=(",", ":"))


def read(content: str, what: str) -> Handbook:
    """Return the handbook that was written.

    Raises
    ------
    UnreadableError
        This EHBI cannot read it.
    """
    try:
        return Handbook.model_validate(json.loads(content))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(what) from error


def packed(handbook: Handbook) -> bytes:
    """Return a handbook in a tenth of the room: a draft has many of them, each a little different."""
    return zlib.compress(written(handbook).encode(), LEVEL)


def unpacked(content: bytes, what: str) -> Handbook:
    """Return the handbook that was packed; see :func:`read`."""
    try:
        written = zlib.decompress(content).decode()
    except zlib.error as error:
        raise UnreadableError(what) from error
    return read(written, what)
