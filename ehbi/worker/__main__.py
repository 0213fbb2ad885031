"""``python -m ehbi.worker NOTEBOOK``: become a worker, which ends when its standard input does."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NoReturn

from .notebook import NotebookError
from .pipe import frames, packed, taken
from .worker import Worker

TO_BE_KILLED_FIRST = "500"
"""To Linux, when memory runs out: this process rather than the server."""
NEVER = 1_000_000_000
"""To the collector: what is old is looked at when guests have left; of a thousand that takes 0.2 s."""


async def serve(notebook: Path, source: BinaryIO, sink: BinaryIO) -> NoReturn:
    """Get ready with a notebook, then do what the server asks."""

    def send(frame: bytes) -> None:
        try:
            sink.write(frame)
            sink.flush()
        except OSError:
            os._exit(0)  # the server has gone

    def listen() -> None:
        try:
            for asked, buffers in frames(source):
                loop.call_soon_threadsafe(worker.do, asked, buffers)
        finally:
            os._exit(0)  # from this thread, as the other may hang

    loop = asyncio.get_running_loop()
    worker = Worker(send, loop.call_soon_threadsafe)
    threading.Thread(target=listen, daemon=True).start()
    try:
        worker.warm_up(notebook)
    except NotebookError as error:
        send(packed(json.dumps({"error": str(error)})))
        os._exit(1)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], NEVER)
    send(packed(json.dumps({"ready": True})))
    while True:
        await asyncio.Event().wait()


def main(notebook: str) -> None:
    """Become a worker.

    Parameters
    ----------
    notebook
        Path of the one to get ready with.
    """
    source, sink = taken(0, "rb"), taken(1, "wb")
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(TO_BE_KILLED_FIRST, encoding="ascii")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from a terminal it comes to the server too, which ends us
    logging.disable()  # a page that talks nonsense must not fill the server's log
    asyncio.run(serve(Path(notebook), source, sink))


if __name__ == "__main__":
    main(*sys.argv[1:])
