"""What a page and its guide say to each other, in the way in which Jupyter's pages speak to kernels."""

from __future__ import annotations

import itertools
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ...handbook import EhbiError, clock

PROTOCOL = "v1.kernel.websocket.jupyter.org"
"""The only way in which pages and guides talk here; browsers ask for it by this name."""
VERSION = "5.3"
"""Of Jupyter's messages."""
COMMS = ("comm_open", "comm_msg", "comm_close")
"""With :data:`ANSWERS`, the kinds that are heard; none of them can run code or stop anything."""
TARGET = "jupyter.widget.control"
"""The one thing that a page opens: to ask which widgets there are."""
LONGEST = 64
"""Characters of a name by which a message, a session or a comm is known; they use 36."""
MOST_BUFFERS = 16
DEEPEST = 64
"""Layers of lists and objects in a part of a message."""
_NUMBER = 8
"""Bytes of a number in the layout of a message."""
_PARTS = 4
Parts = Mapping[str, Any]


class GarbageError(EhbiError):
    """What came is no message, or one that no page of ours could send."""

    def __init__(self) -> None:
        super().__init__("Dit is geen bericht aan een hulp. Laad de pagina opnieuw.")


class Heard(NamedTuple):
    """What a page said: its header, the kind of it, content, metadata and buffers."""

    header: dict[str, str]
    kind: str
    content: Parts
    metadata: Parts
    buffers: list[bytes]


@dataclass(frozen=True, slots=True)
class Said:
    """What a page is told: a kind, content, metadata and buffers."""

    kind: str
    content: Parts
    metadata: Parts = field(default_factory=dict)
    buffers: Sequence[bytes] = ()
    channel: str = "iopub"


def heard(message: bytes | str) -> Heard | None:
    """Return what a page's message says, or None when it is none of what pages may say.

    A message is a number of offsets, the offsets, the channel, then header, parent, metadata and content as
    JSON, then buffers; what is not so raises a :class:`GarbageError`.
    """
    channel, header, _, metadata, content, *buffers = _cut(message)
    about = _read(header)
    kind = _name(about, "msg_type")
    if channel != b"shell" or kind not in (*ANSWERS, *COMMS):
        return None
    said = _read(content)
    if kind in COMMS and not _is_comm(said):
        raise GarbageError
    if kind == "comm_open" and said.get("target_name") != TARGET:
        return None
    names = {"msg_id": _name(about, "msg_id"), "session": _name(about, "session"), "msg_type": kind}
    return Heard(names, kind, said, _read(metadata), buffers)


def packed(said: Said, parent: Parts) -> bytes:
    """Return a message for a page, in answer to one with this header (empty when nothing asked for it)."""
    header = {
        "msg_id": secrets.token_hex(16),
        "msg_type": said.kind,
        "session": "ehbi",
        "username": "",
        "date": clock.now().isoformat(),
        "version": VERSION,
    }
    texts = (header, parent, said.metadata, said.content)
    return _laid_out([said.channel.encode(), *map(_written, texts), *said.buffers])


def together(messages: Iterable[bytes]) -> bytes:
    """Return several messages as one: a page deals them out, all before it shows anything of them."""
    # No other message begins with a zero.
    return bytes(_NUMBER) + _laid_out([*messages])


IDLE = Said("status", {"execution_state": "idle"})
"""That a message has been dealt with: a page waits for it after each."""
ANSWERS = {
    "kernel_info_request": Said(
        "kernel_info_reply",
        {
            "status": "ok",
            "protocol_version": VERSION,
            "implementation": "ehbi",
            "implementation_version": "1",
            "language_info": {"name": "python", "mimetype": "text/x-python", "file_extension": ".py"},
            "banner": "EHBI",
            "help_links": [],
        },
        channel="shell",
    ),
    # A page asks for all states at once instead; this is how it would find out what there is one by one.
    "comm_info_request": Said("comm_info_reply", {"status": "ok", "comms": {}}, channel="shell"),
}
"""What is answered to questions about the kernel that a page takes its guide for."""


def _laid_out(parts: Sequence[bytes]) -> bytes:
    sizes = [_NUMBER * (len(parts) + 2), *map(len, parts)]
    numbers = [len(parts) + 1, *itertools.accumulate(sizes)]
    return b"".join([*(number.to_bytes(_NUMBER, "little") for number in numbers), *parts])


def _written(part: Parts) -> bytes:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()


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
        layers = _layers(found)
    except (ValueError, RecursionError):
        raise GarbageError from None
    if not isinstance(found, dict) or layers > DEEPEST:
        raise GarbageError
    return found


def _layers(found: object) -> int:
    """Return how many lists and objects are inside each other; a worker could not read very many."""
    if isinstance(found, dict):
        found = [*found.values()]
    return 1 + max(map(_layers, found), default=0) if isinstance(found, list) else 0


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
