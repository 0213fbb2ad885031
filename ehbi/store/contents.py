"""A handbook as the database keeps it: JSON, and packed where there are many of them."""

from __future__ import annotations

import json
import zlib

from ..handbook import Handbook
from ..handbook.writer import to_data

LEVEL = 6


def written(handbook: Handbook) -> str:
    """Return a handbook as JSON without blanks.

    Examples
    --------
    >>> import ehbi
    >>> read(written(ehbi.load())) == ehbi.load()
    True
    """
    return json.dumps(to_data(handbook), ensure_ascii=True, separators=(",", ":"))


def read(content: str) -> Handbook:
    """Return the handbook that was written."""
    return Handbook.model_validate(json.loads(content))


def packed(handbook: Handbook) -> bytes:
    """Return a handbook in a tenth of the room: a draft has many of them, each a little different."""
    return zlib.compress(written(handbook).encode(), LEVEL)


def unpacked(content: bytes) -> Handbook:
    """Return the handbook that was packed."""
    return read(zlib.decompress(content).decode())
