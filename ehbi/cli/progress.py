"""Tells on a terminal what a command is at, once that takes a while; a script or a file never gets it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from ..handbook.errors import clip, printable

SOON, OFTEN = 2.0, 1.0
"""Seconds after which somebody wonders, and between two looks at the clock."""
CLEAR = "\r\x1b[K"
"""What takes away the line that the cursor is on."""
Say = Callable[[object], None]
"""Says what it is at now."""


@contextmanager
def busy(what: str) -> Iterator[Say]:
    """Tell for as long as the block takes what it is at, and for how many seconds."""
    now = [what]
    ended = Event()

    def say(more: object) -> None:
        now[:] = [str(more)]

    def show() -> None:
        begun = time.monotonic()
        pause = SOON
        while not ended.wait(pause):
            seconds = round(time.monotonic() - begun)
            print(f"{CLEAR}{printable(clip(now[0]))} ({seconds} s)", end="", file=sys.stderr, flush=True)
            pause = OFTEN
        if pause == OFTEN:
            print(end=CLEAR, file=sys.stderr, flush=True)

    if not sys.stderr.isatty():
        yield say
        return
    showing = Thread(target=show, daemon=True)
    showing.start()
    try:
        yield say
    finally:
        ended.set()
        showing.join()
