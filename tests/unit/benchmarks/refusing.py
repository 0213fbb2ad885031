"""Servers that go wrong on purpose, in ways that a crowd must notice."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

Answers = Callable[[str], bytes]
"""Makes the whole answer to a path."""


def answer(status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> bytes:
    lines = {"Content-Length": str(len(body)), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} Odd\r\n{head}\r\n".encode() + body


@asynccontextmanager
async def serving(answers: Answers) -> AsyncIterator[str]:
    """Answer every request by its path; gives the address."""

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await reader.readexactly(_length(head))
                writer.write(answers(head.split()[1].decode()))
        except (asyncio.IncompleteReadError, OSError):
            writer.close()

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


def _length(head: bytes) -> int:
    found = re.search(rb"Content-Length: (\d+)", head)
    return int(found[1]) if found else 0
