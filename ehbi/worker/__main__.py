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
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from .guest import Guest, share
from .notebook import NotebookError
from .pipe import frames, packed, taken

LEAVING = 64
"""Guests who must have left before what they left behind is collected, or a quarter of those who stay."""
TO_BE_KILLED_FIRST = "500"
"""To Linux, when memory runs out: this process rather than the server."""
NEVER = 1_000_000_000
"""To the collector: what is old is looked at when guests have left; of a thousand that takes 0.2 s."""


class Worker:
    """Many guests, by the name that the server gave them."""

    def __init__(self, send: Callable[[bytes], object], soon: Callable[..., object]) -> None:
        self._send, self._soon = send, soon
        self._guests: dict[str, Guest] = {}
        self._left = 0

    def get_ready(self, notebook: Path) -> None:
        """Run a notebook for nobody, so that what all guests share is there."""
        share()
        guest = Guest()
        guest.come(notebook)
        guest.leave()

    def do(self, asked: dict[str, Any], buffers: Sequence[bytes] = ()) -> None:
        """Do what a frame asks, and answer it."""
        match asked:
            case {"do": "come", "guest": str(name), "notebook": str(notebook)}:
                self._come(name, Path(notebook))
            case {"do": "hear", "guest": str(name)}:
                guest = self._guests.get(name)
                if guest:
                    guest.hear(asked.get("kind"), asked.get("content"), asked.get("metadata"), buffers)
                self._tell(name, guest, done=True)
            case {"do": "leave", "guest": str(name)}:
                self._leave(name)

    def _come(self, name: str, notebook: Path) -> None:
        self._leave(name)
        share()
        tell = partial(self._tell, name)
        self._guests[name] = guest = Guest(partial(self._soon, tell), tell)
        try:
            answer = {"outputs": guest.come(notebook), "structure": guest.structure}
        except NotebookError as error:
            self._leave(name)
            answer = {"error": str(error)}
        self._send(packed(json.dumps({"guest": name, **answer})))

    def _tell(self, name: str, guest: Guest | None, done: bool = False) -> None:
        """Pass on what a guest said; nothing is passed on too when somebody waits for it."""
        said = guest.said() if guest else []
        if said or done:
            buffers = [buffer for _, ours in said for buffer in ours]
            head = {"guest": name, "done": done} | ({"buffers": [*map(len, buffers)]} if buffers else {})
            messages = ", ".join(message for message, _ in said)
            self._send(packed(f'{json.dumps(head)[:-1]}, "said": [{messages}]}}', buffers))

    def _leave(self, name: str) -> None:
        if guest := self._guests.pop(name, None):
            guest.leave()
            self._left += 1
            if self._left >= max(LEAVING, len(self._guests) // 4):
                self._left = 0
                gc.collect()


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
        worker.get_ready(notebook)
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
    """Become a worker."""
    source, sink = taken(0, "rb"), taken(1, "wb")
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(TO_BE_KILLED_FIRST, encoding="ascii")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from a terminal it comes to the server too, which ends us
    logging.disable()  # a page that talks nonsense must not fill the server's log
    asyncio.run(serve(Path(notebook), source, sink))


if __name__ == "__main__":
    main(*sys.argv[1:])
