"""Start the product's own server for a test, and stop it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, Queue

PATIENCE = 60
READY = "EHBI staat klaar op "


@dataclass
class Server:
    """A running server: where it is, which process, and what it has said."""

    process: subprocess.Popen[str]
    url: str = ""
    log: list[str] = field(default_factory=list)

    @property
    def pid(self) -> int:
        return self.process.pid


@contextmanager
def running_server(*arguments: str) -> Iterator[Server]:
    """Run ``ehbi serve`` on a free port until the block ends."""
    with running([sys.executable, "-m", "ehbi.cli", "serve", "--port", "0", *arguments]) as server:
        yield server


@contextmanager
def running(
    command: list[str], environment: dict[str, str] | None = None, ready: str = READY
) -> Iterator[Server]:
    """Run any command that becomes a server, until the block ends; ``ready`` comes before its address."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    server = Server(process)
    addresses: Queue[str] = Queue()
    threading.Thread(target=_listen, args=(server, ready, addresses), daemon=True).start()
    try:
        server.url = _address(server, addresses)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _listen(server: Server, ready: str, addresses: Queue[str]) -> None:
    for line in server.process.stdout or ():
        server.log.append(line)
        _, found, address = line.partition(ready)
        if found:
            addresses.put(address.strip())
    addresses.put("")


def _address(server: Server, addresses: Queue[str]) -> str:
    try:
        address = addresses.get(timeout=PATIENCE)
    except Empty:
        address = ""
    if not address:
        raise RuntimeError("The server does not answer:\n" + "".join(server.log))
    return address
