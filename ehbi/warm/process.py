"""What the warm process does: wait until the server asks, and fork."""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
from contextlib import suppress
from typing import Any

import psutil

from .notebook import NotebookError


def freeze() -> None:
    """Make what is there now fit to be shared.

    Raises
    ------
    NotebookError
        The notebook has left a thread running, which a fork would not have.
    """
    threads = psutil.Process().num_threads()
    if threads > 1:
        raise NotebookError(f"er lopen {threads} draden")
    gc.collect()
    # The collector writes in each object that it looks at, and what is written is shared no more.
    gc.freeze()


def forked(server: socket.socket) -> str | None:
    """Fork for each connection file that the server asks for.

    Returns
    -------
    str or None
        In the fork, its connection file; in the warm process None, when the server asks no more.
    """
    # Nobody here asks how a kernel ended, so the system need not keep it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with suppress(ConnectionError), server.makefile("r", encoding="utf-8") as requests:
        for request in requests:
            connection_file: str = json.loads(request)["connection_file"]
            number = os.fork()
            if number == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                return connection_file
            say(server, {"connection_file": connection_file, "pid": number})
    return None


def say(server: socket.socket, what: dict[str, Any]) -> None:
    """Tell the server something, on a line; when it has gone, nobody need know."""
    with suppress(ConnectionError):
        server.sendall(json.dumps(what).encode() + b"\n")
