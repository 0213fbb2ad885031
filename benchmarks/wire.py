"""A wire that counts: what really goes from a server to a browser, headers and packed frames included."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
    """Put a counting wire before a server."""
    wire = Wire()
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    thread = threading.Thread(target=_run, args=(loop, wire, urlsplit(url).port, ready), daemon=True)
    thread.start()
    if not ready.wait(PATIENCE):
        raise TimeoutError(f"{PATIENCE} s waited for a wire to {url}")
    yield wire
    loop.call_soon_threadsafe(loop.stop)
    thread.join(PATIENCE)


def _run(loop: asyncio.AbstractEventLoop, wire: Wire, port: int, ready: threading.Event) -> None:
    asyncio.set_event_loop(loop)

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, count: bool) -> None:
        try:
            while data := await reader.read(CHUNK):
                wire.bytes += len(data) * count
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        up = pump(reader, far_writer, count=False)
        await asyncio.gather(up, pump(far_reader, writer, count=True))

    server = loop.run_until_complete(asyncio.start_server(connect, "127.0.0.1", 0))
    wire.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    ready.set()
    loop.run_forever()
