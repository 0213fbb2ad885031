"""What a page may say to its kernel: only what Voilà's front end says."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime
from typing import Any

from ..handbook import EhbiError

PROTOCOL = "v1.kernel.websocket.jupyter.org"
"""The only way in which pages and kernels talk here; browsers ask for it by this name."""
QUESTIONS = ("kernel_info_request", "comm_info_request")
COMMS = ("comm_open", "comm_msg", "comm_close")
"""With the questions, the kinds that reach a kernel; none of them can run code or stop it."""
TARGET = "jupyter.widget.control"
"""The one thing that a page opens in a kernel: to ask which widgets there are."""
LONGEST = 64
"""Characters of a name by which a message, a session or a comm is known; they use 36."""
MOST_BUFFERS = 16
KEPT = ("execute_input", "stream", "error")
"""Kinds of message from a kernel that no page shows: its code, and tracebacks with places on this machine."""
_NUMBER = 8
"""Bytes of a number in the layout of a message."""
_PARTS = 4


class GarbageError(EhbiError):
    """What came is no message, or one that no page of ours could send."""

    def __init__(self) -> None:
        super().__init__("Dit is geen bericht aan een kernel. Laad de pagina opnieuw.")


def for_kernel(message: bytes | str) -> list[bytes] | None:
    """Return what of a page's message goes to its kernel, or None when all of it stays behind.

    Parameters
    ----------
    message
        As it came: a number of offsets, the offsets, the channel, then header, parent, metadata and content
        as JSON, then buffers.

    Returns
    -------
    list of bytes or None
        A header made anew, as kernels refuse a message that is the same as one before; no parent; the rest
        as it came.

    Raises
    ------
    GarbageError
        It is no message.

    Examples
    --------
    >>> from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1 as packed
    >>> header = b'{"msg_type": "comm_msg", "msg_id": "1", "session": "2"}'
    >>> for_kernel(packed([header, b"{}", b"{}", b'{"comm_id": "3", "data": {}}'], "shell"))[3]
    b'{"comm_id": "3", "data": {}}'
    >>> for_kernel(packed([header, b"{}", b"{}", b"{}"], "control"))
    """
    channel, header, _, metadata, content, *buffers = _cut(message)
    about = _read(header)
    kind = _name(about, "msg_type")
    if channel != b"shell" or kind not in (*QUESTIONS, *COMMS):
        return None
    said, _ = _read(content), _read(metadata)
    if kind in COMMS and not _is_comm(said):
        raise GarbageError
    if kind == "comm_open" and said.get("target_name") != TARGET:
        return None
    return [_header(about, kind), b"{}", metadata, content, *buffers]


def kind_for_page(message: bytes) -> str | None:
    """Return of which kind a kernel's message is, as we send it, or None when it does not go to the page."""
    _, header, *_ = _cut(message)
    kind = _read(header).get("msg_type")
    return None if kind in KEPT else kind


def _header(about: dict[str, Any], kind: str) -> bytes:
    names = {name: _name(about, name) for name in ("msg_id", "session")}
    own = {"msg_type": kind, "username": "", "version": "5.3", "date": datetime.now(UTC).isoformat()}
    return json.dumps(names | own).encode()


def _is_comm(said: dict[str, Any]) -> bool:
    return isinstance(said.get("data"), dict) and bool(_name(said, "comm_id"))


def _name(said: dict[str, Any], key: str) -> str:
    name = said.get(key)
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST or not name.isascii():
        raise GarbageError
    return name


def _read(part: bytes) -> dict[str, Any]:
    try:
        found = json.loads(part)
    except (ValueError, RecursionError):
        raise GarbageError from None
    if not isinstance(found, dict):
        raise GarbageError
    return found


def _cut(message: bytes | str) -> list[bytes]:
    """Return channel, parts and buffers, whose offsets must follow each other from begin to end."""
    if isinstance(message, str):
        raise GarbageError
    count = int.from_bytes(message[:_NUMBER], "little")
    if not _PARTS + 2 <= count <= _PARTS + 2 + MOST_BUFFERS:
        raise GarbageError
    begin = _NUMBER * (count + 1)
    offsets = [int.from_bytes(message[at : at + _NUMBER], "little") for at in range(_NUMBER, begin, _NUMBER)]
    if offsets[0] != begin or offsets[-1] != len(message) or offsets != sorted(offsets):
        raise GarbageError
    return [message[one:other] for one, other in itertools.pairwise(offsets)]
