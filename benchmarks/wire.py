"""A wire that counts: what really goes from a server to a browser, headers and packed frames included."""

from __future__ import annotations

import asyncio
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

CHUNK = 65_536
PATIENCE = 10


@dataclass
class Wire:
    """An address that leads to a server, and the bytes that came from it so far."""

    url: str = ""
    bytes: int = 0


@contextmanager
def counted(url: str) -> Iterator[Wire]:
    """Put a counting wire before a server, in a thread of its own."""
    wire, port = Wire(), urlsplit(url).port

    async def pump(reader: StreamReader, writer: StreamWriter, *, count: bool) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK):
                wire.bytes += len(data) * count
                writer.write(data)
                await writer.drain()
        writer.close()

    async def connect(reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(asyncio.CancelledError):  # at the end, of which asyncio would tell
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
            up = pump(reader, far_writer, count=False)
            await asyncio.gather(up, pump(far_reader, writer, count=True))

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(asyncio.start_server(connect, "127.0.0.1", 0), loop)
    wire.url = f"http://127.0.0.1:{listening.result(PATIENCE).sockets[0].getsockname()[1]}/"
    yield wire
    asyncio.run_coroutine_threadsafe(_end_all(), loop).result(PATIENCE)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(PATIENCE)


async def _end_all() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
