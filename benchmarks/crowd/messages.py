"""Jupyter's messages as they go over the websocket of a page: JSON in four parts.

This is the protocol ``v1.kernel.websocket.jupyter.org``: first how many places there are and where each
part begins, as numbers of eight bytes, then the channel's name and the parts. Our server puts several such
messages in one frame, that begins with a zero and has a message for each part.
"""

from __future__ import annotations

import itertools
import json
import struct
import uuid
from dataclasses import dataclass, field
from typing import Any

PROTOCOL = "v1.kernel.websocket.jupyter.org"
VERSION = "5.2"
DATE = "2026-11-24T09:00:00.000Z"
"""A server does not look at it."""
_NUMBER = 8
"""Bytes of a number."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its kind, the id of the message that it answers, and what it says."""

    kind: str
    parent: str
    content: dict[str, Any]


@dataclass(slots=True)
class Session:
    """Numbers what one page sends."""

    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    count: itertools.count[int] = field(default_factory=itertools.count)

    def pack(self, kind: str, content: dict[str, Any], **metadata: str) -> tuple[str, bytes]:
        """Return the id of a new message and its frame.

        Examples
        --------
        >>> unpack(Session("a").pack("comm_msg", {"comm_id": "b"})[1])
        Message(kind='comm_msg', parent='', content={'comm_id': 'b'})
        """
        name = f"{self.id}_{next(self.count)}"
        about = {"date": DATE, "msg_id": name, "msg_type": kind, "session": self.id}
        header = about | {"username": "", "version": VERSION}
        parts = [b"shell", *(json.dumps(part).encode() for part in (header, {}, metadata, content))]
        places = itertools.accumulate(map(len, parts), initial=_NUMBER * (len(parts) + 2))
        return name, struct.pack(f"<{len(parts) + 2}Q", len(parts) + 1, *places) + b"".join(parts)


def deal_out(frame: str | bytes) -> list[Message]:
    """Return the messages in a frame, as the page deals them out.

    Raises
    ------
    ValueError
        This is no such frame.
    """
    if isinstance(frame, str):
        raise ValueError(frame[:40])  # noqa: TRY004  # the server speaks another protocol than we asked for
    several = frame.startswith(bytes(_NUMBER))
    return [unpack(one) for one in (_parts(frame[_NUMBER:]) if several else [frame])]


def unpack(frame: bytes) -> Message:
    """Return the message in a frame that has but one.

    Raises
    ------
    ValueError
        This is no such frame.
    """
    _, header, parent, _, content, *_ = _parts(frame)
    return Message(json.loads(header)["msg_type"], json.loads(parent).get("msg_id", ""), json.loads(content))


def _parts(frame: bytes) -> list[bytes]:
    try:
        (count,) = struct.unpack_from("<Q", frame)
        places = struct.unpack_from(f"<{min(count, len(frame))}Q", frame, _NUMBER)
    except struct.error as error:
        raise ValueError(str(error)) from error
    return [frame[begin:end] for begin, end in itertools.pairwise(places)]
