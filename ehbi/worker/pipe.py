"""Frames on a pipe: the length of a JSON object in four bytes, the object, the buffers that go with it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, cast

_LENGTH = 4
"""Bytes of the number before an object."""
LONGEST = 64_000_000
"""Bytes of an object; a whole handbook under edit is a tenth of it."""


def packed(said: str, buffers: Sequence[bytes] = ()) -> bytes:
    r"""Return a frame: a JSON object, which lists the lengths of its buffers, and these buffers.

    Examples
    --------
    >>> packed('{"buffers": [2]}', [b"ab"])
    b'\x00\x00\x00\x10{"buffers": [2]}ab'
    """
    head = said.encode()
    return b"".join((len(head).to_bytes(_LENGTH, "big"), head, *buffers))


def frames(source: BinaryIO) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    """Yield what comes, each object with its buffers, until it ends; what is cut off then is left.

    What is no object raises what reading it raises: where the next one begins cannot be known.
    """
    while len(number := source.read(_LENGTH)) == _LENGTH:
        length = int.from_bytes(number, "big")
        if length > LONGEST:
            raise ValueError(length)
        if len(head := source.read(length)) < length:
            return
        said = json.loads(head)
        yield said, [source.read(length) for length in said.get("buffers", ())]


def taken(descriptor: int, mode: str) -> BinaryIO:
    """Return standard input or output as only its taker has it; anybody else reads or writes nothing."""
    own = cast("BinaryIO", os.fdopen(os.dup(descriptor), mode))
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return own
